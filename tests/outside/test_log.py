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


def repository(folder, lines):
    """A repository with so many lines from five to twenty years ago, in no order."""
    dice = random.Random(lines)
    now = datetime.fromisoformat(support.NOW).astimezone(UTC)

    def line():
        at = now - timedelta(seconds=dice.randrange(5 * 31_536_000, 20 * 31_536_000))
        component, status, source = dice.choice(["api", "web"]), dice.choice(STATUSES), dice.randrange(50)
        return f"{at:%Y-%m-%dT%H:%M:%SZ} {component} {status} probe/{source}\n"

    return support.write(folder, {"status.yaml": PAGE, "history.log": "".join(line() for _ in range(lines))})


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
    environment = {**os.environ, "RAYON_NUM_THREADS": "2"}
    command = [sys.executable, "-I", "-S", "-c", MEASURE, *map(str, build)]
    return int(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60).stdout)


def test_ten_times_the_old_lines_take_no_more_memory(tmp_path):
    few = peak(repository(tmp_path / "few", 20_000))
    many = peak(repository(tmp_path / "many", 200_000))
    # The longer file has 9 MB more.
    assert many - few < 5_000, f"{few} and {many} KB"
