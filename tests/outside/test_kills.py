"""Builds that are killed in the middle: a visitor never meets a torn page, and the next build heals all."""

import random
import re
import shutil
import signal
import subprocess
import time

import example
import pytest
import support
from support import digest, tree

SEED = 4711
KILLS = 100
FIRST_KILLS = 25


def incident(number, wording):
    return (
        f"---\ntitle: Incident {number} {wording}\naffects: {{api: major_outage}}\n---\n\n"
        f"## 2026-{number % 9 + 1:02}-{number % 27 + 1:02} 10:00 UTC - Investigating\n\n{wording} {'text ' * 200}\n\n"
        f"## 2026-{number % 9 + 1:02}-{number % 27 + 1:02} 11:00 UTC - Resolved\n\nDone.\n"
    )


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two versions of a source that share pages, change pages and have pages of their own, and their clean builds."""
    folder = tmp_path_factory.mktemp("versions")
    made = []
    for name, numbers, wording in (("old", range(0, 110), "before"), ("new", range(30, 140), "after")):
        files = dict(example.FILES)
        if name == "new":
            files["status.yaml"] = files["status.yaml"].replace("name: Search", "name: Search and find")
            del files["incidents/slow-api.md"]
        for number in numbers:
            # A third of the pages that both have reads differently in each.
            files[f"incidents/incident-{number}.md"] = incident(number, wording if number % 3 == 0 else "as ever")
        source = support.write(folder / name, files)
        out = folder / f"{name}-clean"
        support.build(source, out)
        made.append((source, tree(out)))
    assert made[0][1] != made[1][1]
    return made


def command(source, out):
    return [support.ALLGREEN, "build", "--source", source, "--out", out, "--now", support.NOW]


def killed_build(source, out, delay):
    """Starts a build, kills it after `delay` seconds, and says whether that came in time."""
    process = subprocess.Popen(command(source, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.kill()
    return process.wait() == -signal.SIGKILL


def measure(source, other, out):
    """How long a build takes that has work to do."""
    support.build(other, out)
    began = time.monotonic()
    support.build(source, out)
    return time.monotonic() - began


class Links:
    """The pages that a page links to, remembered by its content: the same few hundred pages come again and again."""

    def __init__(self):
        self.known = {}

    def of(self, path, content):
        key = (path, digest(content))
        if key not in self.known:
            depth = path.count("/")
            found = set()
            for href in re.findall(rb"<a\b[^>]*?\bhref=[\"']?([^\"'\s>#]*)", content):
                href = href.decode()
                if "://" in href or ":" in href or not href:
                    continue
                parts = path.split("/")[:depth]
                for part in href.split("/"):
                    if part == "..":
                        parts = parts[:-1]
                    elif part not in ("", "."):
                        parts.append(part)
                place = "/".join(parts)
                found.add(f"{place}/index.html".lstrip("/") if href.endswith(("/", ".")) else place)
            self.known[key] = found
        return self.known[key]

    def dead(self, files):
        """Links that lead nowhere, on pages that a visitor can reach from the front page."""
        seen, queue, dead = set(), ["index.html"], []
        while queue:
            page = queue.pop()
            if page in seen:
                continue
            seen.add(page)
            for target in self.of(page, files[page]):
                if target not in files:
                    dead.append(f"{page} -> {target}")
                elif target.endswith(".html"):
                    queue.append(target)
        return dead


def scratch(path):
    """Files of the program's own, for which nobody ever asks a host."""
    name = path.rsplit("/", 1)[-1]
    return name.startswith(".") and name != ".nojekyll" or path.startswith(".allgreen")


def test_kills_in_a_live_folder(versions, tmp_path):
    (old, old_tree), (new, new_tree) = versions
    out = tmp_path / "public"
    length = measure(new, old, out)
    chance = random.Random(SEED)
    links = Links()
    killed = mixed = 0
    for round in range(KILLS):
        source, clean = (new, new_tree) if round % 2 == 0 else (old, old_tree)
        # Files are written in the last part of a build: half of the kills go there.
        delay = length * (chance.random() if round % 4 < 2 else 0.6 + 0.4 * chance.random())
        if killed_build(source, out, delay):
            killed += 1
            length *= 1.03
        else:
            # The machine is less busy than it was: aim earlier, so that most builds are hit.
            length *= 0.93
        live = {path: content for path, content in tree(out).items() if not scratch(path)}
        for path, content in live.items():
            assert content in (old_tree.get(path), new_tree.get(path)), f"round {round}: {path} is torn"
        assert not (dead := links.dead(live)), f"round {round}: {dead[:5]}"
        mixed += all(any(live.get(p) != c for p, c in t.items() if not scratch(p)) for t in (old_tree, new_tree))
        # Not after every kill, so that some kills hit what earlier ones left behind.
        if chance.random() < 0.4 or round >= KILLS - 2:
            support.build(source, out)
            assert not support.differing(tree(out), clean), f"round {round}: the next build did not heal the folder"
    print(f"{killed} of {KILLS} builds were killed, {mixed} of them between the two versions")
    assert killed >= KILLS / 4, "the machine is too fast or too slow for this test to mean anything"


def test_kills_of_a_first_build(versions, tmp_path):
    (source, clean), _ = versions
    began = time.monotonic()
    support.build(source, tmp_path / "measured")
    length = time.monotonic() - began
    chance = random.Random(SEED)
    for round in range(FIRST_KILLS):
        out = tmp_path / f"site-{round}" / "public"
        out.parent.mkdir()
        killed_build(source, out, length * chance.uniform(0.2, 1.05))
        live = {path: content for path, content in (tree(out) if out.exists() else {}).items() if not scratch(path)}
        if live:
            assert not support.differing(live, {p: c for p, c in clean.items() if not scratch(p)}), f"round {round}"
        support.build(source, out)
        assert not support.differing(tree(out), clean), f"round {round}: the next build did not heal the folder"
        beside = [p.name for p in out.parent.iterdir() if p != out]
        assert not beside, f"round {round}: {beside} is left beside the folder"
        shutil.rmtree(out.parent)
