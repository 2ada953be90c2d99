"""RSS, Atom and JSON feeds: readers parse them, they follow their specifications, and entries are stable."""

import shutil
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import example
import feedparser
import html5lib
import pytest
import support
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
LATER = "2026-11-23T09:00:00Z"

# An incident with more updates than a feed may have entries.
LONG = "---\ntitle: A long day\naffects: {website: degraded_performance}\n---\n" + "".join(
    f"\n## 2026-11-21 {n // 60:02}:{n % 60:02} UTC - Investigating\n\nStill looking, {n}.\n" for n in range(70)
)

# The status with which an entry begins, for chat bots.
STATES = {
    "Investigating", "Identified", "Monitoring", "Resolved", "Postmortem", "Update",
    "Scheduled", "In progress", "Verifying", "Completed", "Canceled",
}  # fmt: skip


@pytest.fixture(scope="module", params=[*support.MANY, "long"])
def site(request, built, sources, tmp_path_factory):
    if request.param == "long" and "long" not in sources:
        files = {**example.FILES, "incidents/long.md": LONG}
        sources["long"] = support.write(tmp_path_factory.mktemp("long"), files)
    return built(request.param)


def xml_feeds(site):
    return site.files("history.rss") + site.files("history.atom")


def json_feeds(site):
    return site.files("feed.json")


def parse(site, file):
    feed = feedparser.parse((site.folder / file).read_bytes())
    assert not feed.bozo, f"{file}: {feed.get('bozo_exception')}"
    return feed


def is_absolute(address):
    return urlsplit(address).scheme == "https" and bool(urlsplit(address).netloc)


def content(entry):
    return entry.content[0].value if "content" in entry else entry.summary


def test_every_component_has_three_feeds(site):
    ids = [c["id"] for c in site.json("api/uptime.json")["components"]]
    for id in ids:
        for file in ("history.rss", "history.atom", "feed.json"):
            assert (site.folder / "components" / id / file).is_file()


def test_feedparser_reads_rss_and_atom(site):
    base = site.api("summary")["page"]["url"]
    for file in xml_feeds(site):
        feed = parse(site, file)
        assert feed.version == ("rss20" if file.endswith("rss") else "atom10")
        assert feed.feed.title
        assert is_absolute(feed.feed.link)
        itself = [link.href for link in feed.feed.links if link.rel == "self"]
        assert itself == [f"{base}/{file}"]
        assert len(feed.entries) <= 50
        ids = [entry.id for entry in feed.entries]
        assert all(ids)
        assert len(ids) == len(set(ids))
        for entry in feed.entries:
            assert entry.title
            assert is_absolute(entry.link)
            assert entry.link.startswith(base)
            assert entry.published_parsed
        # `dict.get`, because feedparser's own `get` warns about a fallback that is not used here.
        times = [dict.get(entry, "updated_parsed") or entry.published_parsed for entry in feed.entries]
        assert times == sorted(times, reverse=True), f"{file}: newest first"


def test_feeds_list_updates_of_incidents_and_windows(example_site):
    for file in ("history.rss", "history.atom"):
        entries = parse(example_site, file).entries
        titles = {entry.title for entry in entries}
        assert any("Card payments are failing" in title for title in titles)
        assert any("Database upgrade" in title for title in titles)
        # One entry for each update: two and four of incidents; one, one and two of windows.
        assert len(entries) == 2 + 4 + 1 + 1 + 2
    payments = parse(example_site, "components/payments/history.rss").entries
    assert len(payments) == 2
    assert all("Card payments are failing" in entry.title for entry in payments)
    assert parse(example_site, "components/website/history.rss").entries[0].link


def test_entry_starts_with_its_status(site):
    """Chat bots read the first `<strong>` of an entry as the status of the newest update."""
    for file in xml_feeds(site):
        for entry in parse(site, file).entries:
            page = html5lib.parse(content(entry), namespaceHTMLElements=False)
            strong = ["".join(e.itertext()).strip() for e in page.iter("strong")]
            assert strong, f"{file}: {entry.id}"
            if strong[0].startswith("THIS IS A SCHEDULED EVENT"):
                strong = strong[1:]
            assert strong[0] in STATES, f"{file}: {entry.id}: {strong[0]}"


def test_rss_atom_and_json_have_the_same_entries(site):
    rss = parse(site, "history.rss").entries
    atom = parse(site, "history.atom").entries
    items = site.json("feed.json")["items"]
    assert [e.link for e in rss] == [e.link for e in atom] == [i["url"] for i in items]
    # The id of an Atom entry must be a URI, so it ends with the id of the entry.
    ids = [e.id for e in rss]
    assert ids == [e.id.rpartition("/")[2] for e in atom] == [i["id"].rpartition("/")[2] for i in items]
    assert [e.title for e in rss] == [e.title for e in atom] == [i["title"] for i in items]


def test_rss_follows_the_specification(site):
    for file in (f for f in xml_feeds(site) if f.endswith("rss")):
        root = etree.fromstring((site.folder / file).read_bytes())
        assert root.tag == "rss"
        assert root.get("version") == "2.0"
        [channel] = root
        for name in ("title", "link", "description"):
            assert channel.findtext(name), f"{file}: {name}"
        for name in ("pubDate", "lastBuildDate"):
            if channel.find(name) is not None:
                assert parsedate_to_datetime(channel.findtext(name)).tzinfo
        for item in channel.iter("item"):
            assert item.findtext("title") or item.findtext("description")
            assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
            guid = item.find("guid")
            # Without `isPermaLink`, readers treat the id as a URL and may open it.
            assert guid.get("isPermaLink") == "false" or is_absolute(guid.text)


def test_atom_follows_the_specification(site):
    for file in (f for f in xml_feeds(site) if f.endswith("atom")):
        feed = etree.fromstring((site.folder / file).read_bytes())
        assert feed.tag == f"{ATOM}feed"
        for part in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert part.findtext(f"{ATOM}{name}"), f"{file}: {name}"
            assert urlsplit(part.findtext(f"{ATOM}id")).scheme
            assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo
        assert feed.find(f"{ATOM}author") is not None
        for entry in feed.iter(f"{ATOM}entry"):
            assert entry.find(f"{ATOM}content").get("type") == "html"


def test_json_feed_follows_the_specification(site):
    """Checks names and types of fields against JSON Feed 1.1."""
    base = site.api("summary")["page"]["url"]
    known = {
        "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
        "authors", "author", "language", "expired", "hubs", "items",
    }  # fmt: skip
    known_item = {
        "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
        "date_published", "date_modified", "authors", "author", "tags", "language", "attachments",
    }  # fmt: skip

    def authors(part):
        for author in part.get("authors", []):
            assert author
            assert set(author) <= {"name", "url", "avatar"}

    for file in json_feeds(site):
        feed = site.json(file)
        assert {key for key in feed if not key.startswith("_")} <= known
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert isinstance(feed["title"], str)
        assert feed["feed_url"] == f"{base}/{file}"
        assert is_absolute(feed["home_page_url"])
        authors(feed)
        assert isinstance(feed["items"], list)
        assert len(feed["items"]) <= 50
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids))
        times = []
        for item in feed["items"]:
            assert {key for key in item if not key.startswith("_")} <= known_item
            assert isinstance(item["id"], str)
            assert "content_html" in item or "content_text" in item
            assert is_absolute(item["url"])
            for key in ("date_published", "date_modified"):
                if key in item:
                    assert datetime.fromisoformat(item[key]).tzinfo
            assert all(isinstance(tag, str) for tag in item.get("tags", []))
            authors(item)
            times.append(datetime.fromisoformat(item.get("date_modified") or item["date_published"]))
        assert times == sorted(times, reverse=True)


def entries(site, file):
    return [(e.id, e.link, e.title, e.published, content(e)) for e in parse(site, file).entries]


@pytest.mark.parametrize("name", ["example", "demo"])
def test_entries_do_not_change_with_time(built, name):
    """Otherwise readers would show an old entry as a new one."""
    before, after = built(name), built(name, now=LATER)
    for file in ("history.rss", "history.atom"):
        assert entries(before, file) == entries(after, file)
    assert before.json("feed.json")["items"] == after.json("feed.json")["items"]


def test_new_update_adds_one_entry(sources, example_site, tmp_path):
    source = shutil.copytree(sources["example"], tmp_path / "source")
    with (source / "incidents/card-payments.md").open("a") as file:
        file.write("\n## 2026-11-22 14:25 UTC - Monitoring {payments=operational}\n\nRolled back.\n")
    site = support.build(source, tmp_path / "public")
    for file in ("history.rss", "history.atom"):
        before, after = entries(example_site, file), entries(site, file)
        assert after[1:] == before
        assert "Rolled back." in after[0][4]
        # The new entry contains all updates so far, newest first.
        assert after[0][4].index("Rolled back.") < after[0][4].index("A bad deploy") < after[0][4].index("We see")
