"""Killed builds: visitors see no partial page and no dead link, and the next build repairs the folder."""

import random
import re
import shutil

import example
import kills
import pytest
import support
from support import digest, tree

SEED = 4711
KILLS = support.rounds(25)
FIRST_KILLS = support.rounds(8)


def incident(number, wording):
    return (
        f"---\ntitle: Incident {number} {wording}\naffects: {{api: major_outage}}\n---\n\n"
        f"## 2026-{number % 9 + 1:02}-{number % 27 + 1:02} 10:00 UTC - Investigating\n\n{wording} {'text ' * 200}\n\n"
        f"## 2026-{number % 9 + 1:02}-{number % 27 + 1:02} 11:00 UTC - Resolved\n\nDone.\n"
    )


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two versions of a source, with equal, changed, removed and added pages, each with the files of a clean build."""
    folder = tmp_path_factory.mktemp("versions")
    made = []
    for name, numbers, wording in (("old", range(0, 110), "before"), ("new", range(30, 140), "after")):
        files = dict(example.FILES)
        if name == "new":
            files["status.yaml"] = files["status.yaml"].replace("name: Search", "name: Search and find")
            del files["incidents/slow-api.md"]
        for number in numbers:
            # A third of the pages in both versions differ.
            files[f"incidents/incident-{number}.md"] = incident(number, wording if number % 3 == 0 else "as ever")
        source = support.write(folder / name, files)
        out = folder / f"{name}-clean"
        support.build(source, out)
        made.append((source, tree(out)))
    assert made[0][1] != made[1][1]
    return made


def command(source, out):
    return [support.ALLGREEN, "build", "--source", source, "--out", out, "--now", support.NOW]


class Links:
    """Finds the links of pages, with a cache by content, because all rounds have the same few hundred pages."""

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
        """Returns the dead links of all pages that are reachable from the front page."""
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


def is_internal(path):
    """Whether a file is for the program only, and not part of the published site."""
    name = path.rsplit("/", 1)[-1]
    return name.startswith(".") and name != ".nojekyll" or path.startswith(".allgreen")


def test_killed_build_leaves_a_consistent_site(versions, tmp_path):
    (old, old_tree), (new, new_tree) = versions
    out = tmp_path / "public"
    support.build(old, out)
    most = kills.count(command(new, out), tmp_path)
    chance = random.Random(SEED)
    links = Links()
    killed = mixed = 0
    for round in range(KILLS):
        source, clean = (old, old_tree) if round % 2 == 0 else (new, new_tree)
        # If the build before did most of the work, this one may end before the chosen call.
        killed += kills.kill_at(command(source, out), *kills.pick(most, chance))
        live = {path: content for path, content in tree(out).items() if not is_internal(path)}
        for path, content in live.items():
            assert content in (old_tree.get(path), new_tree.get(path)), f"round {round}: {path} is of neither version"
        assert not (dead := links.dead(live)), f"round {round}: {dead[:5]}"
        mixed += all(any(live.get(p) != c for p, c in t.items() if not is_internal(p)) for t in (old_tree, new_tree))
        # Not after every kill, so that some builds start with what an earlier kill left.
        if chance.random() < 0.4 or round >= KILLS - 2:
            support.build(source, out)
            assert not support.differing(tree(out), clean), f"round {round}: the next build did not repair the folder"
    print(f"{killed} of {KILLS} builds were killed, {mixed} of them between the two versions")
    assert killed and mixed, "no build was killed between two versions"


def test_killed_first_build_leaves_no_partial_site(versions, tmp_path):
    (source, clean), _ = versions
    most = kills.count(command(source, tmp_path / "counted"), tmp_path)
    chance = random.Random(SEED)
    for round in range(FIRST_KILLS):
        out = tmp_path / f"site-{round}" / "public"
        out.parent.mkdir()
        assert kills.kill_at(command(source, out), *kills.pick(most, chance)), f"round {round}: no kill"
        live = {path: content for path, content in (tree(out) if out.exists() else {}).items() if not is_internal(path)}
        if live:
            assert not support.differing(live, {p: c for p, c in clean.items() if not is_internal(p)}), f"round {round}"
        support.build(source, out)
        assert not support.differing(tree(out), clean), f"round {round}: the next build did not repair the folder"
        leftovers = [p.name for p in out.parent.iterdir() if p != out]
        assert not leftovers, f"round {round}: {leftovers} is left next to the folder"
        shutil.rmtree(out.parent)
