"""The Nu HTML checker, which the W3C validator uses, accepts every page without errors and warnings."""

import json
import re
import subprocess

import pytest
import support
from support import NODE_MODULES, serve


def check(places):
    """Runs the checker on URLs or files and returns its messages."""
    messages = []
    # In batches, because the length of a command line is limited.
    for start in range(0, len(places), 500):
        done = subprocess.run(
            # This property allows loopback addresses.
            ["java", "-Xss4m", "-Dnu.validator.servlet.allow-forbidden-hosts=true",
             "-jar", str(NODE_MODULES / "vnu-jar/build/dist/vnu.jar"),
             "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg",
             # Leaves out remarks that are neither errors nor warnings.
             "--skip-info-messages",
             *map(str, places[start : start + 500])],
            capture_output=True,
            text=True,
            timeout=support.HANG,
        )  # fmt: skip
        messages += json.loads(done.stdout)["messages"]
    return messages


def assert_no_messages(messages):
    lines = [
        f"{m.get('url', '')}:{m.get('lastLine', '?')}: {m.get('subType', m['type'])}: {m['message']} "
        f"{m.get('extract', '')!r}"
        for m in messages
    ]
    assert not lines, f"{len(lines)} messages\n" + "\n".join(lines[:30])


@pytest.mark.parametrize("name", [*support.MANY, "demo-de", "demo-ar"])
def test_nu_checker_accepts_every_page(built, name):
    site = built(name)
    pages = site.pages()
    for kind in ("index", "404", "history/index", "maintenance/index", "subscribe/index"):
        assert f"{kind}.html" in pages
    for pattern in (r"history/\d{4}-\d\d/", r"incidents/[^/]+/", r"components/[^/]+/"):
        assert any(re.fullmatch(pattern + "index.html", page) for page in pages), pattern
    # Over HTTP and not from the disk, so that the checker also checks the
    # content security policy of the pages.
    with serve(site.folder) as base:
        found = check([f"{base}/{page}" for page in pages])
    # 404.html has absolute URLs of the site, whose host is not this server.
    own = site.api("summary")["page"]["url"]
    assert_no_messages(
        m
        for m in found
        if not (m["url"].endswith("/404.html") and "Content Security Policy" in m["message"] and own in m["message"])
        # The checker guesses the language from the text. The guess is wrong for pages of host names and dates, and for
        # pages with user text in another language.
        and not m["message"].startswith("This document appears to be written in")
    )


@pytest.mark.parametrize("name", ["example", "demo"])
def test_nu_checker_accepts_stylesheets(built, name, tmp_path):
    site = built(name)
    for file in site.files("*.css"):
        # The checker does not know container queries and skips their contents.
        # As media queries, their contents are checked.
        css = re.sub(r"@container\b[^{]*\{", "@media all {", site.text(file))
        css = re.sub(r"\bcontainer(-type|-name)?\s*:[^;}]*;?", "", css)
        support.write(tmp_path, {file: css})
    assert_no_messages(check([tmp_path / file for file in support.tree(tmp_path)]))


def test_nu_checker_rejects_invalid_html(tmp_path):
    """Shows that the checks above can fail."""
    support.write(tmp_path, {"index.html": "<!DOCTYPE html><title>x</title><p><div></p><img src=x>"})
    with serve(tmp_path) as base:
        assert any(m["type"] == "error" for m in check([f"{base}/index.html"]))
