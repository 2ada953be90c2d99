"""Slips of a tired person in the file of an incident, each committed to a real repository and published. After each one
the page does not say that all is well, it has the words that were written, and the message shows the line corrected."""

import json

import pytest
import remote
import support

STATUS = """\
page:
  name: Example shop
  url: https://status.shop.example
  timezone: Europe/Berlin
components:
  - { id: checkout, name: Checkout, group: Shop }
  - { id: search, name: Product search, group: Shop }
  - { id: auth, name: Sign-in }
"""
BEGUN, COMMITTED, NOW = "2026-11-20T13:00:00Z", "2026-11-20T14:29:00Z", "2026-11-20T14:30:00Z"
NAME = "incidents/2026-11-20-orders.md"
HEADING = "## 2026-11-20 14:02 UTC - Investigating"
FILE = f"""\
---
title: Orders cannot be paid
affects:
  checkout: major_outage
---

{HEADING}

Payments fail at the last step.
"""
UPDATE = "## 2026-11-20 14:20 UTC - Identified {search=partial_outage}"
ALL_WELL = "All Systems Operational"
WORDS = "Payments fail at the last step."
MAJOR, PARTIAL, DEGRADED = "major_outage", "partial_outage", "degraded_performance"


class Published:
    """The result of publishing a repository with one incident file, which was added by the newest commit."""

    def __init__(self, tmp_path, text, path=NAME, before=None):
        self.folder = tmp_path / "status"
        self.folder.mkdir()
        remote.git("init", "-q", "-b", "main", cwd=self.folder)
        self.commit({"status.yaml": STATUS} | ({path: before} if before else {}), BEGUN)
        self.commit({path: text}, COMMITTED)
        self.out = tmp_path / "public"
        args = ["publish", "--no-push", "--source", self.folder, "--out", self.out, "--now", NOW]
        done = support.allgreen(*args, env=support.environment(**remote.PLAIN))
        self.code, self.stderr = done.returncode, done.stderr.decode()

    def commit(self, files, at):
        support.write(self.folder, files)
        remote.git("add", "-A", cwd=self.folder)
        remote.git("commit", "-q", "-m", "change", cwd=self.folder, at=at)

    def read(self, path):
        return (self.out / path).read_text(encoding="utf-8")

    def statuses(self):
        components = json.loads(self.read("api/v2/components.json"))["components"]
        return {each["id"]: each["status"] for each in components if not each["group"]}

    def assert_honest(self, words, code, message):
        assert self.code == code, self.stderr
        pages = [path for path in self.out.rglob("*.html")]
        assert any(words in path.read_text(encoding="utf-8") for path in pages), f"no page has {words!r}\n{self.stderr}"
        front = self.read("index.html")
        assert ALL_WELL.lower() not in front.lower().split("<main", 1)[-1].split("</section>", 1)[0], self.stderr
        assert message in self.stderr, self.stderr


def changed(*changes):
    """Returns the file with texts replaced by others."""
    text = FILE
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new)
    return text


AFFECTED = "  checkout: major_outage"
AFFECTS = f"affects:\n{AFFECTED}"
# What is written; the status of the component `checkout`; the exit code; a part of the message.
FRONT = {
    "affects not indented": (changed(AFFECTED, "checkout: major_outage"), MAJOR, 3, f"write `{AFFECTED}`"),
    "affects as a list": (changed(AFFECTED, "  - checkout: major_outage"), MAJOR, 3, f"write `{AFFECTED}`"),
    "affects with =": (changed(AFFECTED, "  checkout = major_outage"), MAJOR, 3, f"write `{AFFECTED}`"),
    "affects with a tab": (changed(AFFECTED, "\tcheckout: major_outage"), MAJOR, 3, f"write `{AFFECTED}`"),
    "braces not closed": (changed(AFFECTS, "affects: {checkout: major_outage"), MAJOR, 3, "write `affects: { checkout: major_outage }`"),
    "list of names": (changed(AFFECTS, "affects: [checkout]"), DEGRADED, 3, "write `affects: { checkout: degraded_performance }`"),
    "title with a colon": (changed("Orders cannot", "Shop: orders cannot"), MAJOR, 0, 'write `title: "Shop: orders cannot be paid"`'),
    "title with quotes": (changed("Orders cannot", '"Orders" cannot'), MAJOR, 0, 'write `title: "\\"Orders\\" cannot be paid"`'),
    "title with brackets": (changed("Orders cannot", "[EU] orders cannot"), MAJOR, 0, 'write `title: "[EU] orders cannot be paid"`'),
    "title with @": (changed("Orders cannot", "@all: orders cannot"), MAJOR, 0, 'write `title: "@all: orders cannot be paid"`'),
    "title with #": (changed("Orders cannot", "#1 orders cannot"), MAJOR, 0, 'write `title: "#1 orders cannot be paid"`'),
    "no title": (changed("title: Orders cannot be paid\n", ""), MAJOR, 3, "visitors see the title `Orders`"),
    "misspelt title": (changed("title:", "titel:"), MAJOR, 3, "write `title: Orders cannot be paid`"),
    "status with blanks and capitals": (changed("major_outage", "Major Outage"), MAJOR, 3, f"write `{AFFECTED}`"),
    "status misspelt": (changed("major_outage", "major_outtage"), MAJOR, 3, f"write `{AFFECTED}`"),
    "status invented": (changed("major_outage", "kaputt"), DEGRADED, 3, "visitors see checkout as `degraded_performance`"),
    "status of other products": (changed("major_outage", "down"), MAJOR, 3, f"write `{AFFECTED}`"),
    "name for id": (changed("checkout:", "Checkout:"), MAJOR, 3, f"write `{AFFECTED}`"),
    "near id": (changed("checkout:", "chekout:"), "operational", 3, "did you mean `checkout` (Checkout)?"),
    "typographic fence": (changed("---\ntitle", "—-\ntitle"), MAJOR, 3, "two lines `---`"),
    "four dashes": (changed("---\ntitle", "----\ntitle"), MAJOR, 3, "two lines `---`"),
    "no closing fence": (changed("outage\n---", "outage"), MAJOR, 3, "the front matter is not closed"),
    "no opening fence": (changed("---\ntitle", "title"), MAJOR, 3, "does not begin with a line `---`"),
    "no front matter": (f"{HEADING} {{checkout=major_outage}}\n\n{WORDS}\n", MAJOR, 3, "the file has no front matter"),
    "doubled key": (changed("---\n\n", "affects:\n  search: partial_outage\n---\n\n"), MAJOR, 3, "appears twice"),
    "unknown key": (changed("---\n\n", "severity: 1\n---\n\n"), MAJOR, 3, "unknown key `severity`"),
    "status as a key": (changed(AFFECTS, "status: major_outage\naffects:\n  checkout: major_outage"), MAJOR, 3, "unknown key `status`"),
    "smart quotes": (changed("checkout: major_outage", "“checkout”: “major_outage”"), MAJOR, 3, f"write `{AFFECTED}`"),
    "merge conflict": (changed(WORDS, f"<<<<<<< HEAD\n{WORDS}\n=======\nOther words.\n>>>>>>> main"), MAJOR, 3, "merge conflict"),
}
RIGHT = f"write `{HEADING}`"
LOCAL = "write `## 2026-11-20 15:02 - Investigating`"
HEADINGS = {
    "American date": ("## 11/20/2026 2:02 PM UTC - Investigating", 3, RIGHT),
    "German date": ("## 20.11.2026 15:02 - Investigating", 3, LOCAL),
    "two-digit date": ("## 20/11/26 15:02 - Investigating", 3, LOCAL),
    "one-digit hour": ("## 2026-11-20 3:02 - Investigating", 3, "write `## 2026-11-20 03:02 - Investigating`"),
    "CET": ("## 2026-11-20 15:02 CET - Investigating", 3, "write `## 2026-11-20 15:02 +01:00 - Investigating`"),
    "3pm": ("## 2026-11-20 3pm - Investigating", 3, "write `## 2026-11-20 15:00 - Investigating`"),
    "no minutes": ("## 2026-11-20 15 - Investigating", 3, "write `## 2026-11-20 15:00 - Investigating`"),
    "no time": ("## 2026-11-20 - Investigating", 3, "write `## now - Investigating`"),
    "four minutes ahead": ("## 2026-11-20 14:34 UTC - Investigating", 0, "built"),
    "an hour ahead, local time as UTC": ("## 2026-11-20 15:32 UTC - Investigating", 3, "is in the future"),
    "Investigation": ("## 2026-11-20 14:02 UTC - Investigation", 3, RIGHT),
    "invented status": ("## 2026-11-20 14:02 UTC - Outage!", 3, RIGHT),
    "status before the time": ("## Investigating - 2026-11-20 14:02 UTC", 3, RIGHT),
    "one hash": ("# 2026-11-20 14:02 UTC - Investigating", 3, RIGHT),
    "three hashes": ("### 2026-11-20 14:02 UTC - Investigating", 3, RIGHT),
    "no blank after the hashes": ("##2026-11-20 14:02 UTC - Investigating", 3, RIGHT),
    "colon for the dash": ("## 2026-11-20 14:02 UTC: Investigating", 3, RIGHT),
    "no dash": ("## 2026-11-20 14:02 UTC Investigating", 3, RIGHT),
    "bold": ("**2026-11-20 14:02 UTC - Investigating**", 3, RIGHT),
    "list item": ("- 2026-11-20 14:02 UTC - Investigating", 3, RIGHT),
    "four blanks": (f"    {HEADING}", 3, RIGHT),
    "no heading at all": ("", 3, "the incident has no update"),
    "unclosed code above": (f"```\nerror 500\n\n{HEADING}", 3, "this code block is never closed"),
    "unclosed comment above": (f"<!-- ask the bank\n\n{HEADING}", 3, "this comment is never closed"),
    "no-break space": (HEADING.replace("## ", "##\u00a0"), 3, RIGHT),
    "zero-width space": (HEADING.replace("14:02", "\u200b14:02"), 3, RIGHT),
    "braces with colons": (HEADING + " {search: major_outage}", 3, "write `## 2026-11-20 14:02 UTC - Investigating {search=major_outage}`"),
}
PATHS = {
    "capitals and blanks": "incidents/2026-11-20 No Orders.md",
    "no ending": "incidents/2026-11-20-orders",
    ".MD": "incidents/2026-11-20-orders.MD",
    ".markdown": "incidents/2026-11-20-orders.markdown",
    ".txt": "incidents/2026-11-20-orders.txt",
    "incident/": "incident/2026-11-20-orders.md",
    "Incidents/": "Incidents/2026-11-20-orders.md",
}
ENCODINGS = {
    "byte order mark": (b"\xef\xbb\xbf" + FILE.encode(), 0),
    "Windows line ends": (FILE.replace("\n", "\r\n").encode(), 0),
    "Latin-1": (FILE.replace("Orders", "Käufe").encode("latin-1"), 3),
    "UTF-16": (FILE.encode("utf-16"), 3),
}


@pytest.mark.parametrize("slip", FRONT)
def test_slip_in_front_matter_shows_the_outage(tmp_path, slip):
    text, status, code, message = FRONT[slip]
    published = Published(tmp_path, text)
    published.assert_honest(WORDS, code, message)
    assert published.statuses()["checkout"] == status, published.stderr


@pytest.mark.parametrize("slip", HEADINGS)
def test_slip_in_the_first_heading_shows_the_outage(tmp_path, slip):
    heading, code, message = HEADINGS[slip]
    published = Published(tmp_path, FILE.replace(HEADING, heading))
    published.assert_honest(WORDS, code, message)
    assert published.statuses()["checkout"] == MAJOR, published.stderr


@pytest.mark.parametrize("slip", HEADINGS)
def test_slip_in_an_update_makes_nothing_better(tmp_path, slip):
    heading = HEADINGS[slip][0].replace("14:02", "14:20").replace("15:02", "15:20").replace("2:02 PM", "2:20 PM")
    published = Published(tmp_path, f"{FILE}\n{heading}\n\nSearch fails too.\n", before=FILE)
    published.assert_honest("Search fails too.", published.code, "")
    assert published.code in (0, 3), published.stderr
    assert published.statuses()["checkout"] == MAJOR, published.stderr


@pytest.mark.parametrize("slip", FRONT)
def test_slip_in_front_matter_of_an_open_incident_makes_nothing_better(tmp_path, slip):
    text, status, code, message = FRONT[slip]
    published = Published(tmp_path, text, before=FILE)
    published.assert_honest(WORDS, code, "")
    assert published.statuses()["checkout"] == status, published.stderr


@pytest.mark.parametrize("slip", PATHS)
def test_unusual_name_is_read_with_a_warning(tmp_path, slip):
    published = Published(tmp_path, FILE, path=PATHS[slip])
    published.assert_honest(WORDS, 0, "rename it to `incidents/2026-11-20-")
    assert published.statuses()["checkout"] == MAJOR


@pytest.mark.parametrize("slip", ENCODINGS)
def test_unusual_encoding_is_read(tmp_path, slip):
    content, code = ENCODINGS[slip]
    published = Published(tmp_path, content)
    published.assert_honest(WORDS, code, "")
    assert published.statuses()["checkout"] == MAJOR
    assert "Käufe" in published.read("index.html") or slip != "Latin-1"


def test_unreadable_file_is_a_possible_problem_for_a_day(tmp_path):
    published = Published(tmp_path, b"\x89PNG\r\n\x1a\n\x00")
    assert published.code == 3
    assert ALL_WELL not in published.read("index.html"), published.stderr
    args = ["publish", "--no-push", "--source", published.folder, "--out", published.out, "--now"]
    env = support.environment(**remote.PLAIN)
    assert support.allgreen(*args, "2026-11-21T14:29:01Z", env=env).returncode == 3
    assert ALL_WELL in published.read("index.html")


@pytest.mark.parametrize(
    "heading",
    [
        "## 2026-11-20 14:20 UTC - Unresolved",
        "## 2026-11-20 14:20 UTC - Resolved for most",
        "## 20.11.2026 15:20 - Resolved",
        "## 2026-11-20 15:20 CET - Resolved",
        "**2026-11-20 14:20 UTC - Resolved**",
        "## 2026-11-20 15:20 UTC - Resolved",
        "## 2026-11-20 14:20 UTC - Monitoring {checkout=opertinal}",
        "## 20.11.2026 15:20 - Monitoring {checkout=operational}",
    ],
)
def test_guess_never_ends_an_incident_or_makes_a_component_better(tmp_path, heading):
    published = Published(tmp_path, f"{FILE}\n{heading}\n\nLooks fine.\n", before=FILE)
    published.assert_honest("Looks fine.", 3, "write `## ")
    assert published.statuses()["checkout"] == MAJOR
