"""Kills the program at a chosen system call.

`strace` counts the calls of each thread and sends SIGKILL before one of them begins. So the point of a kill depends on
what the program does, and not on how fast the machine is.
"""

import collections
import re
import signal
import subprocess

import support

# The system calls that change files, including variants such as `renameat2` and `mkdirat`.
CHANGES = ("write", "rename", "unlink", "mkdir")


def _strace(command, *options, threads):
    follow = ["--follow-forks"] if threads else []
    return subprocess.run(
        ["strace", *follow, "--quiet=all", *options, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=support.HANG,
    ).returncode


def _pattern(call):
    return f"/^{call}(at)?2?$"


def count(command, folder, calls=CHANGES, threads=True):
    """Runs a command to its end. Returns for each system call the largest number of calls by one thread."""
    log = folder / "strace.log"
    names = "|".join(calls)
    # One log file for each thread: `strace.log.4711`.
    options = ["--output-separately"] if threads else []
    traced = f"trace=/^({names})(at)?2?$"
    ended = _strace(command, *options, "--output", log, "-e", traced, "-e", "signal=none", threads=threads)
    assert ended == 0, f"exit code {ended}"
    most = collections.Counter()
    for file in folder.glob("strace.log*"):
        made = collections.Counter(re.findall(rf"(?m)^({names})", file.read_text(errors="replace")))
        most |= made
        file.unlink()
    return most


def kill_at(command, call, number, threads=True):
    """Runs a command and kills it when a thread makes a call for the `number`th time. Returns whether it was killed."""
    pattern = _pattern(call)
    inject = f"inject={pattern}:signal=KILL:when={number}"
    options = ["--output", "/dev/null", "-e", f"trace={pattern}", "-e", inject]
    return _strace(command, *options, threads=threads) == -signal.SIGKILL


def pick(most, chance):
    """Picks a system call and which of its calls to kill at, each with the same probability."""
    call = chance.choice(sorted(most))
    return call, chance.randint(1, most[call])
