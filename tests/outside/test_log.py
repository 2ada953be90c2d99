"""The memory that a build needs for a large log."""

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


def repository(folder, times):
    """Writes a repository with `times` × 300,000 unordered log lines. Returns its folder and the bytes of the log."""
    dice = random.Random(1)
    now = datetime.fromisoformat(support.NOW).astimezone(UTC)

    def line():
        at = now - timedelta(seconds=dice.randrange(20 * 31_536_000))
        component, status, source = dice.choice(["api", "web"]), dice.choice(STATUSES), dice.randrange(50)
        return f"{at:%Y-%m-%dT%H:%M:%SZ} {component} {status} probe/{source}\n"

    log = "".join(line() for _ in range(30_000)) * 10 * times
    return support.write(folder, {"status.yaml": PAGE, "history.log": log}), len(log)


# A forked process starts with the peak memory of its parent, so a small process runs the program.
MEASURE = """\
import os, sys
_, status, usage = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak(folder):
    """Returns the peak memory of a build of a repository, in bytes."""
    build = [support.ALLGREEN, "build", "--source", folder, "--out", folder / "public", "--now", support.NOW]
    command = [sys.executable, "-I", "-S", "-c", MEASURE, *map(str, build)]
    return 1024 * int(subprocess.run(command, capture_output=True, check=True, timeout=support.HANG).stdout)


def test_memory_grows_by_at_most_three_times_the_size_of_the_log(tmp_path):
    (few, small), (many, large) = (repository(tmp_path / str(times), times) for times in (1, 4))
    more = peak(many) - peak(few)
    assert more < 3 * (large - small), f"{more} bytes more for {large - small} bytes more of log"
