"""A source with markup, scripts and control characters in every text. In all output they are plain text."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
import support
from lxml import etree

CONTROL = "\t\u0007\u2028\u202e"
PLAIN = '"><script>alert(1)</script>]]>{{ 7*7 }}{% raw %}&amp;&<b>\'"`\\ javascript:alert(2) \U0001f525 e\u0301'
REMOTE = "evil.example"

BODY = f"""\
MARK {PLAIN}

<script>alert(3)</script>

<iframe src="https://{REMOTE}/frame"></iframe><img src=x onerror=alert(4)><svg onload=alert(5)>

<style>body {{ display: none }}</style><base href="https://{REMOTE}/">
<meta http-equiv=refresh content="0;url=//{REMOTE}">

[click](javascript:alert(6)) [tab](java\tscript:alert(7)) [case](JaVaScRiPt:alert(8)) [entity](&#106;avascript:alert(9))
[data](data:text/html;base64,PHNjcmlwdD4=) [vb](vbscript:x) [file](file:///etc/passwd) <javascript:alert(10)>

[ref] and ![remote](https://{REMOTE}/pixel.png) and ![data](data:image/svg+xml,<svg/onload=alert(11)>)

[ref]: javascript:alert(12) "\\" onmouseover=alert(13) x=\\""

[quote](https://ok.example/"onmouseover="alert(14) "t\\" onfocus=alert(15)")

| <script>alert(16)</script> | [x](javascript:alert(17)) |
| --- | --- |
| ]]> | {{{{ 7*7 }}}} |

- [ ] <input onfocus=alert(18) autofocus>

```html"><script>alert(19)</script>
</code></pre><script>alert(20)</script>
```

{CONTROL}END
"""


def quoted(text):
    """Returns a double-quoted YAML scalar with exactly this text."""
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif ord(c) < 32 or c in "\u2028\u2029\u202e\x7f":
            out.append(f"\\u{ord(c):04x}")
        else:
            out.append(c)
    return f'"{"".join(out)}"'


# Each field has its own marker, so that a failure names the field.
FIELDS = ["page", "about", "component", "group", "description", "title", "window", "past"]


def text(field):
    return f"MARK{field} {PLAIN}{CONTROL}{field}END"


def status():
    return "\n".join(
        [
            "page:",
            f"  name: {quoted(text('page'))}",
            "  url: https://status.acme.example",
            f"  description: {quoted(text('about'))}",
            "components:",
            "  - id: api",
            f"    name: {quoted(text('component'))}",
            f"    group: {quoted(text('group'))}",
            f"    description: {quoted(text('description'))}",
            "    since: 2026-06-01",
            "  - {id: web, name: Web, since: 2026-06-01}",
            "",
        ]
    )


FILES = {
    "status.yaml": status(),
    "history.log": (
        "2026-11-20T10:00:00Z api major_outage \"><script>alert(1)</script>{{7*7}}]]>&amp;'\u202e\n"
        "2026-11-20T11:00:00Z api operational \"><script>alert(1)</script>{{7*7}}]]>&amp;'\u202e "
        "note=<img/src=x/onerror=alert(2)>\n"
    ),
    "incidents/open.md": (
        f"---\ntitle: {quoted(text('title'))}\naffects: {{api: major_outage}}\n---\n\n"
        f"## 2026-11-22 14:00 UTC - Investigating\n\n{BODY}\n"
    ),
    "incidents/past.md": (
        f"---\ntitle: {quoted(text('past'))}\naffects: {{api: partial_outage}}\n---\n\n"
        f"## 2026-11-01 14:00 UTC - Investigating\n\n{BODY}\n## 2026-11-01 15:00 UTC - Resolved\n\n{BODY}\n"
    ),
    "incidents/window.md": (
        f"---\ntitle: {quoted(text('window'))}\nmaintenance: {{starts: 2026-12-01 10:00, ends: 2026-12-01 11:00}}\n"
        f"affects: [api]\n---\n\n## 2026-11-21 14:00 UTC - Scheduled\n\n{BODY}\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    source = support.write(folder / "source", FILES)
    return support.build(source, folder / "public")


def normal(value):
    """Returns a text as readers see it: whitespace is collapsed, and invisible characters are removed."""
    unseen = r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2400-\u2421\ufffd]"
    return re.sub(r"\s+", " ", re.sub(unseen, "", value)).strip()


def assert_contained(field, seen):
    # Markdown decodes entities.
    wanted = normal(f"MARK{field} {PLAIN}" if field else f"MARK {PLAIN}".replace("&amp;", "&"))
    assert wanted in normal(seen), f"{field} is lost or changed"


def visible_text(page):
    """Returns all text of a page, including attributes that are shown or read aloud."""
    parts = []
    for element in page.iter():
        if isinstance(element.tag, str):
            shown = ("content", "title", "alt", "aria-label")
            parts += [element.text or "", *(v for k, v in element.attrib.items() if k in shown)]
        parts.append(element.tail or "")
    return "\n".join(parts)


ALLOWED = {"http", "https", "mailto", "tel", ""}
RUNS = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal", "marquee", "foreignObject"}


def assert_harmless(page, base, where, ours=True):
    """Asserts that nothing in a parsed document runs, loads from other hosts, or has a forbidden link."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        label = f"{where}: <{tag} {dict(element.attrib)}>"
        assert tag not in RUNS, label
        if tag == "script":
            assert ours, label
            assert element.get("src"), label
            assert not (element.text or "").strip(), label
        if tag == "style":
            assert "display: none" not in (element.text or ""), label
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            # Our own pages may refresh themselves; texts may not.
            assert ours, label
            assert (element.get("content") or "").isdigit(), label
        if tag == "input":
            assert not ours or element.get("type") == "checkbox" or element.get("readonly") is not None, label
        for name, value in element.attrib.items():
            name = re.sub(r"\{.*\}", "", name).lower()
            assert not name.startswith("on"), label
            assert name not in ("srcdoc", "formaction", "autofocus", "ping"), label
            if name in ("href", "src", "action", "data", "poster", "srcset", "xlink:href"):
                # Browsers remove spaces and control characters from a URL before they parse its scheme.
                address = re.sub(r"[\u0000-\u0020]", "", value)
                parts = urlsplit(urljoin(f"{base}/", address))
                if not (name == "href" and tag == "link" and address.startswith("data:image/")):
                    # Only the site's own calendar may use the scheme `webcal`.
                    calendar = re.sub(r"^https:", "webcal:", base) + "/history.ics"
                    assert parts.scheme in ALLOWED or value == calendar, label
                if name != "href" or tag in ("link", "use", "image"):
                    assert parts.netloc in ("", urlsplit(base).netloc), label
            if name == "style":
                assert "url(" not in value and "expression" not in value, label


class Raw(HTMLParser):
    """A second parser, which corrects no errors, as in old clients."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_hostile_text_is_escaped_in_pages(site):
    seen = {}
    for file in site.pages():
        content = (site.folder / file).read_bytes()
        page = html5lib.parse(content, treebuilder="etree", namespaceHTMLElements=False)
        assert_harmless(page, support.BASE, file)
        seen[file] = visible_text(page)
        assert "49" not in re.findall(r"MARK\w* .*?alert\(1\).{0,40}", normal(seen[file])), file
        raw = Raw()
        raw.feed(content.decode())
        for tag, attributes in raw.tags:
            assert tag not in RUNS
            assert tag != "script" or attributes.get("src")
            assert not [name for name in attributes if name.startswith("on")], f"{file}: <{tag} {attributes}>"
        # Pages have no control characters.
        assert not re.search(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f]", content.decode()), file

    for field in ("page", "component", "group", "description", "title"):
        assert_contained(field, seen["index.html"])
    assert_contained("title", seen["incidents/open/index.html"])
    assert_contained("past", seen["incidents/past/index.html"])
    assert_contained("window", seen["incidents/window/index.html"])
    assert_contained("window", seen["maintenance/index.html"])
    assert_contained("component", seen["components/api/index.html"])
    for file in ("index.html", "incidents/open/index.html"):
        assert_contained("", seen[file])
        for part in ("<script>alert(3)</script>", "<iframe src=", "onerror=alert(4)", "<script>alert(16)</script>",
                     "<script>alert(20)</script>", "{{ 7*7 }}", "]]>"):  # fmt: skip
            assert part in normal(seen[file]), f"{file}: {part}"


def test_hostile_text_is_unchanged_in_json(site):
    for file in site.files("*.json"):
        site.json(file)
    summary = site.api("summary")
    assert_contained("page", summary["page"]["name"])
    component = next(c for c in summary["components"] if c["id"] == "api")
    assert_contained("component", component["name"])
    assert_contained("description", component["description"])
    assert any(normal(text("group")) == normal(c["name"]) for c in summary["components"] if c["group"])
    assert_contained("title", summary["incidents"][0]["name"])
    assert normal(f"MARK {PLAIN}") in normal(summary["incidents"][0]["incident_updates"][0]["body"])
    assert_contained("window", summary["scheduled_maintenances"][0]["name"])
    assert_contained("component", site.json("api/uptime.json")["components"][0]["name"])


def test_hostile_text_is_escaped_in_feeds(site):
    for file in [*site.files("history.rss"), *site.files("history.atom")]:
        root = etree.fromstring((site.folder / file).read_bytes())
        contents = [e.text for e in root.iter("{http://www.w3.org/2005/Atom}content")]
        contents += [e.text for e in root.iterfind("channel/item/description")]
        # The component `web` has no events, so its feeds are empty.
        assert bool(contents) != file.startswith("components/web/")
        for content in contents:
            assert_harmless(html5lib.parseFragment(content, namespaceHTMLElements=False), support.BASE, file, ours=False)
        titles = [e.text or "" for e in root.iter("title", "{http://www.w3.org/2005/Atom}title")]
        if contents:
            assert_contained("title", "\n".join(titles))
            seen = "\n".join(visible_text(html5lib.parseFragment(c, namespaceHTMLElements=False)) for c in contents)
            assert_contained("", seen)
            assert "<script>alert(20)</script>" in seen
    for file in site.files("feed.json"):
        for item in site.json(file)["items"]:
            fragment = html5lib.parseFragment(item["content_html"], namespaceHTMLElements=False)
            assert_harmless(fragment, support.BASE, file, ours=False)
