"""A log is read through, not into memory: what is older than any page shows is forgotten while it is read."""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import support

STATUSES = ["operational", "degraded_performance", "partial_outage", "major_outage"]
PAGE = """\
page: { name: Acme, url: "https://status.acme.example" }
components:
  - { id: api, name: API }
  - { id: web, name: Website }
"""


# The program holds about a quarter of a million lines at a time: less than either file has.
SOME = 300_000


def repository(folder, times):
    """A repository with so many times `SOME` lines from five to twenty years ago, in no order."""
    dice = random.Random(1)
    now = datetime.fromisoformat(support.NOW).astimezone(UTC)

    def line():
        at = now - timedelta(seconds=dice.randrange(5 * 31_536_000, 20 * 31_536_000))
        component, status, source = dice.choice(["api", "web"]), dice.choice(STATUSES), dice.randrange(50)
        return f"{at:%Y-%m-%dT%H:%M:%SZ} {component} {status} probe/{source}\n"

    few = "".join(line() for _ in range(SOME // 10))
    return support.write(folder, {"status.yaml": PAGE, "history.log": few * 10 * times})


# A process begins with the peak of the one that it was forked from, so that a small one has to run the program.
MEASURE = """\
import os, sys
_, status, usage = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak(folder):
    """The most memory that a build of a repository takes, in kilobytes."""
    build = [support.ALLGREEN, "build", "--source", folder, "--out", folder / "public", "--now", support.NOW]
    # Each thread holds a part of the log at a time.
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    command = [sys.executable, "-I", "-S", "-c", MEASURE, *map(str, build)]
    return int(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120).stdout)


def test_four_times_the_old_lines_take_little_more_memory(tmp_path):
    few, many = (peak(repository(tmp_path / str(times), times)) for times in (1, 4))
    # The longer file has 45 MB more. What is taken more is what the allocator keeps back between one stretch and the next.
    assert many - few < 25_000, f"{few} and {many} KB"
