"""A log is read through, not into memory: what is older than any page shows is forgotten while it is read."""

import os
import random
import subprocess
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


def peak(folder):
    """The most memory that a build of a repository takes, in kilobytes."""
    command = [support.ALLGREEN, "build", "--source", folder, "--out", folder / "public", "--now", support.NOW]
    # Each thread holds a part of the log at a time.
    environment = {**os.environ, "RAYON_NUM_THREADS": "2"}
    program = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    assert program.returncode == 0
    return usage.ru_maxrss


def test_ten_times_the_old_lines_take_no_more_memory(tmp_path):
    few = peak(repository(tmp_path / "few", 30_000))
    many = peak(repository(tmp_path / "many", 300_000))
    # The longer file has 13 MB more.
    assert many - few < 5_000, f"{few} and {many} KB"
