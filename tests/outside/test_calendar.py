"""Calendars of maintenance windows, parsed by the libraries icalendar and ical.js."""

import re
from datetime import UTC, datetime, timedelta

import example
import html5lib
import pytest
import support
from icalendar import Calendar

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
    """Parses a calendar with `icalendar`, and asserts that it found no errors."""
    [calendar] = Calendar.from_ical((site.folder / file).read_bytes(), multiple=True)
    for component in calendar.walk():
        assert component.errors == [], f"{file}: {component.errors}"
    return calendar


def events(site, file="history.ics"):
    """Returns the events of a calendar, by the id of the window."""
    found = read(site, file).walk("VEVENT")
    by_id = {str(event["uid"]).partition("@")[0]: event for event in found}
    assert len(by_id) == len(found), file
    return by_id


def test_calendar_lines_have_at_most_75_bytes(site):
    files = site.files("*.ics")
    assert "history.ics" in files
    for file in files:
        text = (site.folder / file).read_bytes()
        assert text.endswith(b"END:VCALENDAR\r\n"), file
        for line in text.removesuffix(b"\r\n").split(b"\r\n"):
            assert 0 < len(line) <= 75, f"{file}: {line}"
            # Each line is valid UTF-8 by itself, so no character is split, and has no control character or line break.
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line.decode()), f"{file}: {line}"


def test_icalendar_and_ical_js_read_the_same(site):
    files = site.files("*.ics")
    parsed = support.node("calendars.cjs", *(site.folder / file for file in files))
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
        assert parsed[str(site.folder / file)] == ours, file


def test_calendar_has_name_method_and_refresh_interval(site):
    page = site.api("summary")["page"]
    for file in site.files("history.ics"):
        calendar = read(site, file)
        assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
        # `icalendar` does not unescape properties that it does not know.
        assert calendar["name"] == re.sub(r"\\([,;\\])", r"\1", calendar["x-wr-calname"])
        assert page["name"] in calendar["name"]
        assert calendar["x-wr-timezone"] == page["time_zone"]
        assert calendar["refresh-interval"].dt == timedelta(hours=1)
        assert calendar["x-published-ttl"] == "PT1H"
        for event in calendar.walk("VEVENT"):
            assert event["url"].startswith(f"{page['url']}/incidents/")
            assert event["transp"] == "TRANSPARENT"
            assert event["dtstamp"].dt == event["last-modified"].dt <= datetime.now(UTC)


def test_hostile_text_adds_no_property(built, site):
    for file in site.files("*.ics"):
        for component in read(site, file).walk():
            assert component.name in {"VCALENDAR", "VEVENT"}
            assert "X-EVIL" not in component
            assert component.get("uid") != "evil"


def test_calendars_list_maintenance_windows(example_site):
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


def test_open_window_has_its_own_calendar(example_site):
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


def test_pages_link_to_calendars(example_site):
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
