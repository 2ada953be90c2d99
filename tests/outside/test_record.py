"""Concurrent runs of `record` and `set`, and killed runs of `record`: no change is lost or duplicated."""

import random
import subprocess
import time

import kills
import support

SEED = 4711
KILLS = support.rounds(25)
COMMITS = 300
# The system calls at which `record` is killed.
CALLS = ("openat", "write")
BEGIN = 1_792_000_000
WORDS = ["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"]
PAGE = "page:\n  name: Acme\n  url: https://status.acme.example\ncomponents:\n"
FIRST = "# The log of old.\n2026-01-01T00:00:00Z c0 operational\n2026-09-01T00:00:00Z c1 major_outage probe/x\n"


def instant(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


NOW = instant(BEGIN + COMMITS * 60 + 3600)


def status(declared):
    return PAGE + "".join(f"  - id: c{n}\n    name: Component {n}\n    status: {word}\n" for n, word in enumerate(declared))


def repository(folder, chance):
    """Creates a repository with many changes that are not recorded. Returns the log lines that `record` must add."""
    folder.mkdir()
    declared, lines, stream = ["operational"] * 6, [], []
    for number in range(COMMITS):
        at = BEGIN + number * 60
        for component in sorted(chance.sample(range(len(declared)), chance.randint(0, 3))):
            word = chance.choice(WORDS)
            if word != declared[component]:
                lines.append(f"{instant(at)} c{component} {word}")
            declared[component] = word
        text = status(declared)
        stream.append(f"commit refs/heads/main\ncommitter T <t@acme.example> {at} +0000\ndata 1\nx\n")
        stream.append(f"M 644 inline status.yaml\ndata {len(text)}\n{text}\n")
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    imported = subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input="".join(stream).encode())
    assert imported.returncode == 0
    support.write(folder, {"status.yaml": text, "history.log": FIRST})
    return lines


def command(folder):
    return [support.ALLGREEN, "record", "--source", folder, "--now", NOW]


def test_twenty_records_at_once_write_each_line_once(tmp_path):
    chance = random.Random(SEED)
    for round in range(3):
        folder = tmp_path / f"repository-{round}"
        lines = repository(folder, chance)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running = [subprocess.Popen(command(folder), **quiet) for _ in range(20)]
        assert [process.wait(support.HANG) for process in running] == [0] * 20
        assert (folder / "history.log").read_text() == FIRST + "".join(line + "\n" for line in lines)


def test_twenty_sets_at_once_lose_no_change(tmp_path):
    folder = support.write(tmp_path, {"status.yaml": status(["operational"] * 20)})
    words = [WORDS[number % len(WORDS)] for number in range(20)]
    running = [
        subprocess.Popen(
            [support.ALLGREEN, "set", f"c{number}", word, "--override", "--source", folder, "--now", NOW],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number, word in enumerate(words)
    ]
    assert [process.wait(support.HANG) for process in running] == [0] * 20
    assert (folder / "status.yaml").read_text() == status(words)
    lines = (folder / "history.log").read_text().splitlines()
    assert sorted(lines) == sorted(f"{NOW} c{number} {word} *" for number, word in enumerate(words))
    assert sorted(path.name for path in folder.iterdir()) == ["history.log", "status.yaml"]


def only_adds_lines(before, after):
    """Whether a newer log begins with all complete lines of an older one. A torn last line may differ."""
    whole = before[: before.rfind(b"\n") + 1]
    return after.startswith(whole)


def test_killed_record_loses_no_line(tmp_path):
    chance = random.Random(SEED)
    hits = midway = 0
    folder, rounds = None, 0
    for kill in range(KILLS):
        if folder is None:
            rounds += 1
            folder = tmp_path / f"repository-{rounds}"
            lines = repository(folder, chance)
            log = folder / "history.log"
            copy = log.read_bytes()
            most = kills.count(command(folder), tmp_path, CALLS, threads=False)
            log.write_bytes(copy)
        before = log.read_bytes()
        # `record` writes each line with one `write`, so half of the kills hit `write`. If most lines are already in the
        # log, a run may end before the chosen call.
        call = "write" if kill % 2 else chance.choice(sorted(most))
        hits += kills.kill_at(command(folder), call, chance.randint(1, most[call]), threads=False)
        after = log.read_bytes()
        assert only_adds_lines(before, after), f"kill {kill}: an earlier line was changed"
        midway += before != after and after.count(b"\n") < FIRST.count("\n") + len(lines)
        if chance.random() < 0.3 and after:
            # Truncates the log, as a full disk or a power failure does.
            log.write_bytes(after[: -chance.randint(1, 30)] if len(after) > len(copy) + 30 else after)
        if after.count(b"\n") >= FIRST.count("\n") + len(lines) or kill == KILLS - 1 or chance.random() < 0.2:
            before = log.read_bytes()
            support.allgreen(*command(folder)[1:])
            assert only_adds_lines(before, log.read_bytes())
            added = log.read_text().removeprefix(FIRST).splitlines()
            comments = [line for line in added if line.startswith("#")]
            assert all(line.startswith("# torn: ") for line in comments), f"kill {kill}: {comments}"
            assert [line for line in added if line not in comments] == lines, f"kill {kill}"
            found = support.allgreen("check", "--source", folder, "--now", NOW, "--format", "json").stdout
            assert b"history.log" not in found, found
            folder = None
    print(f"{hits} of {KILLS} runs were killed, {midway} of them between two lines")
    assert hits and midway, "no run was killed between two lines"
