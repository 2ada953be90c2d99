"""Every page by the Nu checker, the one behind the W3C's validator. Its warnings count as well."""

import json
import re
import subprocess

import pytest
import support
from support import NODE_MODULES, serve


def check(places):
    """Asks the checker about each address or file and returns what it says."""
    messages = []
    # The command line has a limit, and a big site has more pages than fit.
    for start in range(0, len(places), 500):
        done = subprocess.run(
            # Without the property the checker refuses to read from this machine.
            ["java", "-Xss4m", "-Dnu.validator.servlet.allow-forbidden-hosts=true",
             "-jar", str(NODE_MODULES / "vnu-jar/build/dist/vnu.jar"),
             "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg",
             # Remarks such as the one on `<br />` are neither errors nor warnings.
             "--skip-info-messages",
             *map(str, places[start : start + 500])],
            capture_output=True,
            text=True,
            timeout=support.HANG,
        )  # fmt: skip
        messages += json.loads(done.stdout)["messages"]
    return messages


def must_be_silent(messages):
    complaints = [
        f"{m.get('url', '')}:{m.get('lastLine', '?')}: {m.get('subType', m['type'])}: {m['message']} "
        f"{m.get('extract', '')!r}"
        for m in messages
    ]
    assert not complaints, f"{len(complaints)} complaints\n" + "\n".join(complaints[:30])


@pytest.mark.parametrize("name", [*support.MANY, "demo-de", "demo-ar"])
def test_nu_checker_accepts_every_page(built, name):
    site = built(name)
    pages = site.pages()
    for kind in ("index", "404", "history/index", "maintenance/index", "subscribe/index"):
        assert f"{kind}.html" in pages
    for pattern in (r"history/\d{4}-\d\d/", r"incidents/[^/]+/", r"components/[^/]+/"):
        assert any(re.fullmatch(pattern + "index.html", page) for page in pages), pattern
    # Over the network and not from the disk, because there the pages' own
    # security policy means something, and the checker holds them to it.
    with serve(site.folder) as base:
        found = check([f"{base}/{page}" for page in pages])
    # The one page with absolute addresses names a host that is not the one we serve it from.
    own = site.api("summary")["page"]["url"]
    must_be_silent(
        m
        for m in found
        if not (m["url"].endswith("/404.html") and "Content Security Policy" in m["message"] and own in m["message"])
        # A guess from the letters on the page. One that is mostly host names and dates is guessed wrong, and so is one
        # on which people write in another language than the page's.
        and not m["message"].startswith("This document appears to be written in")
    )


@pytest.mark.parametrize("name", ["example", "demo"])
def test_nu_checker_accepts_stylesheets(built, name, tmp_path):
    site = built(name)
    for file in site.files("*.css"):
        # The checker does not know container queries yet, skips what stands in
        # them and complains. As media queries their contents are checked.
        css = re.sub(r"@container\b[^{]*\{", "@media all {", site.text(file))
        css = re.sub(r"\bcontainer(-type|-name)?\s*:[^;}]*;?", "", css)
        support.write(tmp_path, {file: css})
    must_be_silent(check([tmp_path / file for file in support.tree(tmp_path)]))


def test_nu_checker_rejects_invalid_html(tmp_path):
    """A check that can find nothing proves nothing."""
    support.write(tmp_path, {"index.html": "<!DOCTYPE html><title>x</title><p><div></p><img src=x>"})
    with serve(tmp_path) as base:
        assert any(m["type"] == "error" for m in check([f"{base}/index.html"]))
