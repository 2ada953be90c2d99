"""Calendars of maintenance windows, as programs that keep calendars see them."""

import re
import shutil
from datetime import UTC, datetime, timedelta

import example
import html5lib
import pytest
import remote
import support
from icalendar import Calendar

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
WINDOW = """\
---
title: {title}
maintenance:
  starts: 2026-12-01 22:00 UTC
  ends: 2026-12-02 {ends} UTC
affects: [website]
---
{updates}"""
HOSTILE = """\
---
title: "Move; a, b\\nBEGIN:VEVENT\\r\\nUID:evil\\r\\tX-EVIL:1 \\0 \\a ü 維持 {long}"
maintenance:
  starts: 2026-12-01 22:00 UTC
  ends: 2026-12-02 00:00 UTC
affects: [website]
---

## 2026-11-20 09:00 UTC - Scheduled

One, two; three\\n &#13;&#10;END:VEVENT&#13;X-EVIL:1 &#0; {long}
"""


@pytest.fixture(scope="module", params=[*support.MANY, "demo-ar", "hostile"])
def site(request, built, sources, tmp_path_factory):
    if request.param == "hostile" and "hostile" not in sources:
        long = "維持管理😀é " * 300
        name = 'name: "Main, website; {}\\r\\nX-EVIL:1"'.format("é" * 90)
        files = {
            "status.yaml": example.STATUS.replace("name: Main website", name),
            "incidents/hostile.md": HOSTILE.format(long=long),
        }
        sources["hostile"] = support.write(tmp_path_factory.mktemp("hostile"), files)
    return built(request.param)


def read(site, file):
    """A calendar as `icalendar` has it, which keeps what it complains of."""
    [calendar] = Calendar.from_ical((site.folder / file).read_bytes(), multiple=True)
    for component in calendar.walk():
        assert component.errors == [], f"{file}: {component.errors}"
    return calendar


def events(site, file="history.ics"):
    """The events of a calendar by id."""
    found = read(site, file).walk("VEVENT")
    by_id = {str(event["uid"]).partition("@")[0]: event for event in found}
    assert len(by_id) == len(found), file
    return by_id


def test_every_line_is_as_long_as_it_may_be(site):
    files = site.files("*.ics")
    assert "history.ics" in files
    for file in files:
        text = (site.folder / file).read_bytes()
        assert text.endswith(b"END:VCALENDAR\r\n"), file
        for line in text.removesuffix(b"\r\n").split(b"\r\n"):
            assert 0 < len(line) <= 75, f"{file}: {line}"
            # A line can be read by itself, so no character is cut; and nothing in it ends it for anybody.
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line.decode()), f"{file}: {line}"


def test_two_programs_read_the_same_without_complaint(site):
    files = site.files("*.ics")
    told = support.node("calendars.cjs", *(site.folder / file for file in files))
    for file in files:
        ours = [
            {
                "uid": str(event["uid"]),
                "sequence": event["sequence"],
                "summary": str(event["summary"]),
                "description": str(event["description"]),
                "start": event.start.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "end": event.end.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "status": str(event["status"]),
                "categories": [str(name) for name in event.categories],
            }
            for event in read(site, file).walk("VEVENT")
        ]
        assert told[str(site.folder / file)] == ours, file


def test_calendars_say_what_they_are_and_when_to_come_back(site):
    page = site.api("summary")["page"]
    for file in site.files("history.ics"):
        calendar = read(site, file)
        assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
        # `icalendar` leaves what it does not know as it is written.
        assert calendar["name"] == re.sub(r"\\([,;\\])", r"\1", calendar["x-wr-calname"])
        assert page["name"] in calendar["name"]
        assert calendar["x-wr-timezone"] == page["time_zone"]
        assert calendar["refresh-interval"].dt == timedelta(hours=1)
        assert calendar["x-published-ttl"] == "PT1H"
        for event in calendar.walk("VEVENT"):
            assert event["url"].startswith(f"{page['url']}/incidents/")
            assert event["transp"] == "TRANSPARENT"
            assert event["dtstamp"].dt == event["last-modified"].dt <= datetime.now(UTC)


def test_nothing_that_people_write_becomes_a_line(built, site):
    for file in site.files("*.ics"):
        for component in read(site, file).walk():
            assert component.name in {"VCALENDAR", "VEVENT"}
            assert "X-EVIL" not in component
            assert component.get("uid") != "evil"


def test_calendars_hold_the_windows(example_site):
    page = events(example_site)
    assert list(page) == ["certificate", "office-move", "database-upgrade", "new-storefront"]
    assert {id: str(event["status"]) for id, event in page.items()} == {
        "certificate": "CONFIRMED",
        "office-move": "CANCELLED",
        "database-upgrade": "CONFIRMED",
        "new-storefront": "CONFIRMED",
    }
    upcoming = page["new-storefront"]
    assert upcoming["uid"] == "new-storefront@status.acme.example"
    assert upcoming.start == datetime(2026, 12, 1, 22, tzinfo=UTC)
    assert upcoming.end == datetime(2026, 12, 2, tzinfo=UTC)
    assert [str(name) for name in upcoming.categories] == ["Main website", "Payments"]
    assert page["office-move"]["summary"] == "Canceled: Office move"
    assert "The lift is broken." in page["office-move"]["description"]
    assert list(events(example_site, "components/payments/history.ics")) == ["new-storefront"]
    assert list(events(example_site, "components/search/history.ics")) == ["office-move"]


def test_a_window_that_is_not_over_can_be_added_alone(example_site):
    assert example_site.files("window.ics") == [
        "incidents/database-upgrade/window.ics",
        "incidents/new-storefront/window.ics",
    ]
    alone = events(example_site, "incidents/new-storefront/window.ics")
    assert list(alone) == ["new-storefront"]
    assert alone["new-storefront"].to_ical() == events(example_site)["new-storefront"].to_ical()


def links(site, page):
    tree = html5lib.parse(site.text(page), namespaceHTMLElements=False)
    return [a.get("href") for a in tree.iter("a")]


def test_pages_lead_to_calendars(example_site):
    front, own = links(example_site, "index.html"), links(example_site, "maintenance/index.html")
    assert "./history.ics" in front
    for window in ("database-upgrade", "new-storefront"):
        assert f"./incidents/{window}/window.ics" in front
        assert f"../incidents/{window}/window.ics" in own
        page = links(example_site, f"incidents/{window}/index.html")
        assert f"../../incidents/{window}/window.ics" in page
    for window in ("office-move", "certificate"):
        assert not any("window.ics" in link for link in links(example_site, f"incidents/{window}/index.html"))
    assert "history.ics" in links(example_site, "components/api/index.html")
    subscribe = links(example_site, "subscribe/index.html")
    assert "webcal://status.acme.example/history.ics" in subscribe
    assert "../components/api/history.ics" in subscribe
    assert f'data-copy="{support.BASE}/history.ics"' in example_site.text("subscribe/index.html")


def test_without_git_each_update_counts(sources, tmp_path):
    source = shutil.copytree(sources["example"], tmp_path / "source")
    assert events(support.build(source, tmp_path / "a"))["new-storefront"]["sequence"] == 0
    with (source / "incidents/new-storefront.md").open("a") as file:
        file.write("\n## 2026-11-22 14:25 UTC - Scheduled\n\nSoon.\n\n## 2026-12-01 21:00 UTC - Scheduled\n\nWe begin.\n")
    event = events(support.build(source, tmp_path / "b"))["new-storefront"]
    assert event["last-modified"].dt == datetime(2026, 11, 22, 14, 25, tzinfo=UTC)
    assert EPOCH + timedelta(seconds=event["sequence"]) == event["last-modified"].dt
    assert "Soon." in event["description"]
    assert "We begin." not in event["description"]


class Repository:
    """A status repository of which each change is looked at."""

    def __init__(self, folder):
        self.folder, self.builds = folder / "source", 0
        self.write("status.yaml", example.STATUS)
        self.write("incidents/other.md", WINDOW.format(title="Other", ends="00:00", updates=""))
        remote.git("init", "-q", "-b", "main", cwd=self.folder)

    def write(self, path, text):
        support.write(self.folder, {path: text})

    def commit(self, at):
        remote.git("add", "-A", cwd=self.folder)
        remote.git("commit", "-q", "-m", "change", cwd=self.folder, at=at)

    def event(self, id="move", source=None):
        self.builds += 1
        site = support.build(source or self.folder, self.folder.parent / f"public-{self.builds}")
        return events(site)[id]


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def test_the_number_grows_with_each_change_of_the_file(repository, tmp_path):
    path, numbers = "incidents/move.md", []

    def is_new(said=None):
        event = repository.event()
        assert event["uid"] == "move@status.acme.example"
        if said:
            assert EPOCH + timedelta(seconds=event["sequence"]) == event["last-modified"].dt == said
        numbers.append(event["sequence"])
        return event

    def time(minute):
        return datetime(2026, 11, 20, 9, minute, tzinfo=UTC)

    def committed(minute):
        repository.commit(time(minute).isoformat())
        return is_new(time(minute))

    window = {"title": "Move", "ends": "00:00", "updates": ""}
    repository.write(path, WINDOW.format(**window))
    assert repository.event()["sequence"] == 0
    committed(0)
    window["title"] = "Move house"
    repository.write(path, WINDOW.format(**window))
    assert committed(1)["summary"] == "Move house"
    window["ends"] = "02:00"
    repository.write(path, WINDOW.format(**window))
    assert committed(2).end == datetime(2026, 12, 2, 2, tzinfo=UTC)
    window["updates"] = "\n## 2026-11-19 09:00 UTC - Scheduled\n\nSoon.\n"
    repository.write(path, WINDOW.format(**window))
    assert "Soon." in committed(3)["description"]

    (repository.folder / "incidents/2026").mkdir()
    remote.git("mv", path, "incidents/2026/move.md", cwd=repository.folder)
    path = "incidents/2026/move.md"
    committed(4)

    # What was done on a branch counts from when it was merged, whenever that was done.
    remote.git("switch", "-q", "-c", "branch", cwd=repository.folder)
    window["title"] = "Move again"
    repository.write(path, WINDOW.format(**window))
    repository.commit("2026-11-19T00:00:00Z")
    remote.git("switch", "-q", "main", cwd=repository.folder)
    merge = ["merge", "-q", "--no-ff", "-m", "merge", "branch"]
    remote.git(*merge, cwd=repository.folder, at=time(5).isoformat())
    assert is_new(time(5))["summary"] == "Move again"

    # An edit that is not committed yet counts too, and no more once it is.
    window["updates"] += "\n## 2026-11-20 09:04 UTC - Canceled\n\nThe lift is broken.\n"
    repository.write(path, WINDOW.format(**window))
    assert is_new(time(5) + timedelta(seconds=1))["status"] == "CANCELLED"
    canceled = committed(7)
    assert (canceled["status"], canceled["summary"]) == ("CANCELLED", "Canceled: Move again")

    # A clock that is slow, and two commits in one second.
    for updates in ("a", "b"):
        repository.write(path, WINDOW.format(**window) + updates)
        repository.commit(time(6).isoformat())
        is_new()
    assert numbers == sorted(set(numbers)), numbers

    # What does not change the file does not change the number, and a shallow clone never has a smaller one.
    repository.write("incidents/other.md", WINDOW.format(title="Else", ends="00:00", updates=""))
    repository.commit("2026-11-21T00:00:00Z")
    assert repository.event()["sequence"] == numbers[-1]
    shallow = tmp_path / "shallow"
    remote.git("clone", "-q", "--depth=1", f"file://{repository.folder}", shallow, cwd=tmp_path)
    assert repository.event(source=shallow)["sequence"] > numbers[-1]


def test_a_repository_below_another_folder_has_its_own_numbers(repository, tmp_path):
    (tmp_path / "source/status").mkdir()
    for name in ("status.yaml", "incidents"):
        shutil.move(tmp_path / "source" / name, tmp_path / "source/status" / name)
    repository.write("other.md", "Elsewhere.")
    repository.commit("2026-11-20T09:00:00Z")
    event = repository.event("other", source=tmp_path / "source/status")
    assert event["last-modified"].dt == datetime(2026, 11, 20, 9, tzinfo=UTC)
