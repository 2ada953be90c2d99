"""Damaged sources: the program exits, reports the problem, and never panics."""

import os
import random
import re
import shutil
import signal
import subprocess
from pathlib import Path

import example
import pytest
import support

SEED = 20261122
# In addition to the crafted cases below.
RANDOM_CASES = support.rounds(100)
# The number of tests into which the cases are divided, so that they run in parallel.
PARTS = 8
# Limits of CPU time in seconds, far more than any case needs: only a program that hangs exceeds them. `CLOCK` limits
# the wall time, for a program that waits, such as for a pipe.
SECONDS, SECONDS_HUGE = 10, 60
CLOCK = support.HANG
MEMORY = 2 << 30
HUGE = 20 << 20

# A text outside of the source, which a symbolic link must not publish.
SECRET = "not-for-the-public-4711"


# --- Functions that return damaged bytes. Each takes the bytes of a file and a random generator.


def flip_bits(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def truncate(data, chance):
    return data[: chance.randrange(len(data))]


def double_lines(data, chance):
    lines = data.splitlines(True)
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(lines))
        lines.insert(chance.choice((at, chance.randrange(len(lines)))), lines[at])
    return b"".join(lines)


def drop_lines(data, chance):
    lines = data.splitlines(True)
    for _ in range(chance.choice((1, 1, 3))):
        del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def swap_lines(data, chance):
    lines = data.splitlines(True)
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


def indent_lines(data, chance):
    lines = data.splitlines(True)
    for _ in range(chance.choice((1, 4))):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice((b" ", b"\t", b"  ", b"- ", b"> ", b"# ")) + lines[at]
    return b"".join(lines)


def change_tokens(data, chance):
    tokens = re.split(rb"([\w.:-]+)", data)
    words = range(1, len(tokens), 2)
    for _ in range(chance.choice((1, 1, 3))):
        other = chance.choice(WORDS) if chance.random() < 0.7 else tokens[chance.choice(words)]
        tokens[chance.choice(words)] = other
    return b"".join(tokens)


WORDS = [
    b"", b"null", b"true", b"-1", b"1e999", b"0", b"99999999999999999999", b"0x10", b"''", b"[]", b"{}", b"[", b"{",
    b"}", b"*a", b"&a", b"<<:", b"!!binary", b"%", b"---", b"...", b"|", b">", b"? ", b"2026-02-30", b"9999-12-31",
    b"0000-00-00 00:00 UTC", b"2026-03-29 02:30", b"+99:99", b"UTC", b"Mars/Olympus", b"..", b"../../etc/passwd", b"/",
    b"major_outage", b"resolved", b"Scheduled", b"{payments=}", b"{a=b c=d}", b"\xc3\xa9", b"\xe2\x80\xae", b"A" * 5000,
]  # fmt: skip


def insert_bytes(data, chance):
    what = chance.choice(
        (b"\0", b"\0" * 100, b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\t", b"\r", b"\x0b", b"\x1b[2J",
         b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xef\xbf\xbe", b"`" * 50, b"<" * 50, b"![](" * 20, b"\n---\n", b"\n## ",
         b"\n## 2026-11-22 14:00 UTC - ", b"---\n", b": : :", b"\\")
    )  # fmt: skip
    at = chance.randrange(len(data) + 1)
    return data[:at] + what + data[at:]


def with_bom(data, _):
    return b"\xef\xbb\xbf" + data


def with_crlf(data, chance):
    return data.replace(b"\n", b"\r\n" if chance.random() < 0.7 else b"\r")


def with_tabs(data, _):
    return data.replace(b"  ", b"\t")


def as_utf16(data, chance):
    return data.decode().encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be")))


def mix(data, chance):
    for _ in range(chance.randrange(2, 6)):
        data = chance.choice(COMMON)(data, chance) or b"x\n"
    return data


COMMON = [flip_bits, truncate, double_lines, drop_lines, swap_lines, indent_lines, change_tokens, insert_bytes]
RARE = [with_bom, with_crlf, with_tabs, as_utf16, mix]


# --- Crafted files, as an attacker would write them.


def bomb(levels=30):
    """Returns YAML with aliases that would expand to 10^levels nodes."""
    lines = ["x-0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"x-{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def merge_bomb():
    lines = ["x-0: &m0 {a0: 1, b0: 2}"]
    lines += [f"x-{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}], a{n}: 1}}" for n in range(1, 200)]
    return "\n".join(lines) + "\n"


def fill(line):
    """Repeats a line up to `HUGE` bytes."""
    return line * (HUGE // len(line))


HEAD = "---\ntitle: T\naffects: {api: major_outage}\n---\n\n## 2026-11-22 14:00 UTC - Investigating\n\n"

CRAFTED = {
    "status.yaml": {
        "brackets": "x-deep: " + "[" * 100_000,
        "brackets, closed": example.STATUS + "x-deep: " + "[" * 100_000 + "]" * 100_000 + "\n",
        "braces": example.STATUS + "x-deep: " + "{a: " * 100_000 + "}" * 100_000 + "\n",
        "blocks": example.STATUS + "x-deep:\n" + "".join(" " * n + "- \n" for n in range(1, 3000)),
        "dashes": example.STATUS + "x-deep: \n  " + "- " * 100_000 + "x\n",
        "questions": "? " * 100_000,
        "alias bomb": bomb() + example.STATUS,
        "alias bomb, used": bomb(9) + example.STATUS.replace("name: Acme", "name: *a8"),
        "merge bomb": merge_bomb() + example.STATUS,
        "alias to itself": "x-a: &a [*a]\n" + example.STATUS,
        "merge of itself": "x-a: &a {<<: *a}\n" + example.STATUS,
        "unknown alias": example.STATUS + "x-a: *nobody\n",
        "empty": "",
        "only remarks": "# nothing\n",
        "two documents": example.STATUS + "---\n" + example.STATUS,
        "a list": "- 1\n- 2\n",
        "a word": "hello",
        "tags": "!!python/object/apply:os.system ['true']\n",
        "long key": example.STATUS + "k" * 2_000_000 + ": 1\n",
        "many unknown keys": example.STATUS + "".join(f"k{n}: 1\n" for n in range(20_000)),
        "many components": example.STATUS + "".join(f"  - {{id: c{n}, name: C {n}}}\n" for n in range(500)),
    },
    "incidents/card-payments.md": {
        "quotes": HEAD + ">" * 100_000,
        "lists": HEAD + "- " * 50_000,
        "deep lists": HEAD + "".join(" " * (2 * n) + "- x\n" for n in range(1500)),
        "emphasis": HEAD + "*a **b " * 50_000,
        "links": HEAD + "[" * 100_000,
        "closed links": HEAD + "[a](" * 50_000,
        "images": HEAD + "![" * 5000 + "](x)" * 5000,
        "code": HEAD + "`" * 100_000 + "a",
        "tables": HEAD + "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + ("|b" * 5000 + "\n") * 20,
        "references": HEAD + "".join(f"[{n}]: /{n}\n" for n in range(5000)) + "[1][2]" * 5000,
        "entities": HEAD + "&" * 200_000,
        "angle brackets": HEAD + "<a" * 100_000,
        "many updates": HEAD + "## 2026-11-22 14:01 UTC - Monitoring\n\nx\n\n" * 3000,
        "front matter brackets": "---\ntitle: " + "[" * 100_000 + "\n---\n",
        "front matter bomb": "---\n" + bomb() + "title: T\naffects: {}\n---\n",
        "no end": "---\ntitle: T\n",
        "empty": "",
        "only dashes": "---\n---\n",
        "long title": HEAD.replace("title: T", "title: " + "T" * 2_000_000),
    },
    "history.log": {
        "one long line": "2026-11-22T14:00:00Z api major_outage " + "x" * 2_000_000 + "\n",
        "many fields": "2026-11-22T14:00:00Z api major_outage a " + "k=v " * 200_000 + "\n",
        "wide range": "0001-01-01T00:00:00Z api operational\n9999-12-31T23:59:59Z api major_outage\n",
        "no such time": "2026-02-30T25:61:61Z api operational\n",
        "torn": "2026-11-22T14:00:00Z api oper",
        "zeros": "\0" * 100_000,
    },
}  # fmt: skip

CRAFTED_HUGE = {
    "status.yaml": {
        "huge scalar": lambda: example.STATUS + "x-huge: '" + fill("a") + "'\n",
        "huge remarks": lambda: example.STATUS + fill("# nothing to see here, only a remark that goes on\n"),
    },
    "incidents/card-payments.md": {
        "huge text": lambda: HEAD + fill("word word word word word word word word word word\n"),
        "huge line": lambda: HEAD + fill("word "),
    },
    "history.log": {
        "huge log": lambda: fill("2026-11-22T14:00:00Z api major_outage alertmanager/6f1c2b\n"),
        "huge rubbish": lambda: fill("x"),
    },
}


# --- Links, pipes and folders in place of files, and unusual file names.


def link_to(target):
    def do(folder):
        (folder / "incidents/card-payments.md").unlink()
        (folder / "incidents/card-payments.md").symlink_to(target)

    return do


def link_out(folder):
    outside = folder.parent / "outside"
    support.write(outside, {"secret.md": example.OPEN.replace("A bad deploy", SECRET), "secret.html": SECRET})
    (folder / "incidents/leak.md").symlink_to(outside / "secret.md")
    (folder / "incidents/tree").symlink_to(outside)
    (folder / "theme").mkdir()
    (folder / "theme/logo.svg").symlink_to(outside / "secret.html")


def link_circle(folder):
    (folder / "incidents/circle").symlink_to(folder / "incidents")
    (folder / "incidents/a.md").symlink_to(folder / "incidents/b.md")
    (folder / "incidents/b.md").symlink_to(folder / "incidents/a.md")


def pipe(path):
    def do(folder):
        (folder / path).unlink(missing_ok=True)
        os.mkfifo(folder / path)

    return do


def folder_for_file(path):
    def do(folder):
        (folder / path).unlink()
        (folder / path).mkdir()

    return do


def named(name):
    def do(folder):
        with open(os.fsencode(folder / "incidents") + b"/" + name, "wb") as file:
            file.write(example.RESOLVED.encode())

    return do


NAMES = [
    b"a b.md", b"A.md", b"\xc3\xbc.md", b"\xff.md", b"new\nline.md", b"-rf.md", b".md", b"..md", b"CON.md", b"a.MD",
    b"\x1b[31m.md", b"'\"<script>.md", b"%2e%2e.md", b"con\\..\\x.md", b"x" * 250 + b".md", b"index.md",
    b"\xe2\x80\xae.md", b"&amp;.md", b"a..b.md", b"404.md",
]  # fmt: skip

SPECIAL = {
    "link to an endless file": link_to("/dev/zero"),
    "link to chance": link_to("/dev/urandom"),
    "link to nothing": link_to("/nowhere/at/all"),
    "link to a folder": link_to("/"),
    "link to memory": link_to("/proc/self/mem"),
    "links out": link_out,
    "links in a circle": link_circle,
    "a pipe for an incident": pipe("incidents/pipe.md"),
    "a pipe for the log": pipe("history.log"),
    "a pipe for the page": pipe("status.yaml"),
    "a folder for the log": folder_for_file("history.log"),
    "a folder for the page": folder_for_file("status.yaml"),
    "a folder for an incident": folder_for_file("incidents/card-payments.md"),
    **{f"name {name[:20]!r}": named(name) for name in NAMES},
}


# --- The cases


def cases():
    """Returns all cases, the same in every run: (name, damaging function, damaged file or `None`, CPU seconds)."""
    found = []

    def put(path, content):
        def do(folder):
            support.write(folder, {path: content() if callable(content) else content})

        return do

    for path, contents in CRAFTED.items():
        found += [(f"{path}: {name}", put(path, content), path, SECONDS) for name, content in contents.items()]
    for path, contents in CRAFTED_HUGE.items():
        found += [(f"{path}: {name}", put(path, content), path, SECONDS_HUGE) for name, content in contents.items()]
    found += [(name, do, None, SECONDS) for name, do in SPECIAL.items()]

    chance = random.Random(SEED)
    for _ in range(RANDOM_CASES):
        path = chance.choice(["status.yaml"] * 4 + ["history.log"] * 2 + [p for p in example.FILES if "/" in p])
        how = chance.choice(COMMON * 3 + RARE)
        seed = chance.randrange(1 << 32)

        def do(folder, path=path, how=how, seed=seed):
            data = how((folder / path).read_bytes(), random.Random(seed))
            (folder / path).write_bytes(data)

        found.append((f"{path}: {how.__name__} {seed}", do, path, SECONDS))
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The example, once without git and once committed in a git repository."""
    folder = tmp_path_factory.mktemp("base")
    plain = support.write(folder / "plain", example.FILES)
    kept = support.write(folder / "kept", example.FILES)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@acme.example", "-c", "init.defaultBranch=main", "-C", kept]
    subprocess.run([*git, "init", "-q", "--template="], check=True)
    subprocess.run([*git, "add", "."], check=True)
    when = {"GIT_COMMITTER_DATE": "2026-11-22T14:25:00Z", "GIT_AUTHOR_DATE": "2026-11-22T14:25:00Z"}
    subprocess.run([*git, "commit", "-q", "-m", "x"], check=True, env={**os.environ, **when})
    for source in (plain, kept):
        done = support.allgreen("check", "--source", source)
        assert done.returncode == 0, "the undamaged example must be valid: " + done.stderr.decode()
    return plain, kept


def run(args, seconds):
    """Runs the program with limited memory. Returns its exit code, or `None` if it did not end, and its output."""
    try:
        done = subprocess.run(
            ["prlimit", f"--as={MEMORY}", f"--cpu={seconds}", "--core=0", support.ALLGREEN, *map(str, args)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=CLOCK,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
    except subprocess.TimeoutExpired:
        return None, ""
    ended = None if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else done.returncode
    return ended, (done.stdout + done.stderr).decode(errors="replace")


def failures(case, sources, folder, number):
    """Runs one case and returns all failures of the program."""
    name, damage, damaged, seconds = case
    # Every fourth case is in a git repository, where the program finds older versions.
    kept = number % 4 == 3
    source = folder / "source"
    shutil.copytree(sources[kept], source)
    damage(source)
    out = folder / "public"
    found = []
    runs = {
        "check": ["check", "--source", source, "--format", "json"],
        "build": ["build", "--source", source, "--out", out, "--now", support.NOW, "--keep-going"],
    }
    for command, args in runs.items():
        code, output = run(args, seconds)
        if code is None:
            found.append(f"{command} did not end within {seconds} seconds of CPU time")
            continue
        if code not in (0, 1, 3) or (command == "check" and code == 3):
            found.append(f"{command} ended with {code}: {output[-300:]}")
        if "panicked" in output:
            found.append(f"{command} panicked: {output[output.index('panicked') - 60 :][:400]}")
        # A changed id in status.yaml is reported in the files that use it, all other damage in the damaged file.
        if code in (1, 3) and damaged:
            names = [damaged] if damaged != "status.yaml" else list(example.FILES)
            if not any(Path(n).name in output for n in names):
                found.append(f"{command} ended with {code} and does not name {damaged}: {output[-300:]}")
        if command == "build":
            written = (out / "index.html").is_file()
            if written != (code in (0, 3)):
                found.append(f"build ended with {code}, but {'a' if written else 'no'} front page is there")
            if kept and damaged and code == 1:
                found.append(f"build published nothing, although git has a valid {damaged}: {output[-300:]}")
            if any(SECRET.encode() in content for content in support.tree(out).values()):
                found.append("build published a file outside of the source")
    return [f"{name}{' (in git)' if kept else ''}: {problem}" for problem in found]


@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_source_gets_a_diagnostic(sources, tmp_path, part):
    found = []
    for number, case in enumerate(cases()):
        if number % PARTS == part:
            folder = tmp_path / str(number)
            folder.mkdir()
            found += failures(case, sources, folder, number // PARTS)
            shutil.rmtree(folder, ignore_errors=True)
    assert not found, f"{len(found)} failures\n" + "\n".join(found[:40])
