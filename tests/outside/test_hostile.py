"""A source whose every text tries to be more than text. It comes out as text, everywhere."""

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
    """A double-quoted YAML scalar that stands for exactly this text."""
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif ord(c) < 32 or c in "\u2028\u2029\u202e\x7f":
            out.append(f"\\u{ord(c):04x}")
        else:
            out.append(c)
    return f'"{"".join(out)}"'


# Each field has a mark of its own, so that we can tell which one got lost.
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
    """Text as a reader sees it: runs of blanks are one blank, and what cannot be seen is gone."""
    unseen = r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2400-\u2421\ufffd]"
    return re.sub(r"\s+", " ", re.sub(unseen, "", value)).strip()


def survives(field, seen):
    # In Markdown an entity stands for its character.
    wanted = normal(f"MARK{field} {PLAIN}" if field else f"MARK {PLAIN}".replace("&amp;", "&"))
    assert wanted in normal(seen), f"{field} is lost or changed"


def everything(page):
    """All text of a page, and all attributes that people get to see or hear."""
    parts = []
    for element in page.iter():
        if isinstance(element.tag, str):
            shown = ("content", "title", "alt", "aria-label")
            parts += [element.text or "", *(v for k, v in element.attrib.items() if k in shown)]
        parts.append(element.tail or "")
    return "\n".join(parts)


ALLOWED = {"http", "https", "mailto", "tel", ""}
RUNS = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal", "marquee", "foreignObject"}


def harmless(page, base, where, ours=True):
    """Nothing in a parsed document runs, loads from elsewhere, or leads where a link must not lead."""
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
            # Without an address it leads nowhere else, but a text must not make a page renew itself either.
            assert ours, label
            assert (element.get("content") or "").isdigit(), label
        if tag == "input":
            assert not ours or element.get("type") == "checkbox" or element.get("readonly") is not None, label
        for name, value in element.attrib.items():
            name = re.sub(r"\{.*\}", "", name).lower()
            assert not name.startswith("on"), label
            assert name not in ("srcdoc", "formaction", "autofocus", "ping"), label
            if name in ("href", "src", "action", "data", "poster", "srcset", "xlink:href"):
                # Browsers drop blanks and control characters from an address before they read its scheme.
                address = re.sub(r"[\u0000-\u0020]", "", value)
                parts = urlsplit(urljoin(f"{base}/", address))
                if not (name == "href" and tag == "link" and address.startswith("data:image/")):
                    # Our own calendar, and no other, opens the program for calendars.
                    calendar = re.sub(r"^https:", "webcal:", base) + "/history.ics"
                    assert parts.scheme in ALLOWED or value == calendar, label
                if name != "href" or tag in ("link", "use", "image"):
                    assert parts.netloc in ("", urlsplit(base).netloc), label
            if name == "style":
                assert "url(" not in value and "expression" not in value, label


class Raw(HTMLParser):
    """A second opinion: a parser that mends nothing, as old clients have them."""

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
        harmless(page, support.BASE, file)
        seen[file] = everything(page)
        assert "49" not in re.findall(r"MARK\w* .*?alert\(1\).{0,40}", normal(seen[file])), file
        raw = Raw()
        raw.feed(content.decode())
        for tag, attributes in raw.tags:
            assert tag not in RUNS
            assert tag != "script" or attributes.get("src")
            assert not [name for name in attributes if name.startswith("on")], f"{file}: <{tag} {attributes}>"
        # What cannot be seen but turns text around must not reach what stands beside it.
        assert not re.search(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f]", content.decode()), file

    for field in ("page", "component", "group", "description", "title"):
        survives(field, seen["index.html"])
    survives("title", seen["incidents/open/index.html"])
    survives("past", seen["incidents/past/index.html"])
    survives("window", seen["incidents/window/index.html"])
    survives("window", seen["maintenance/index.html"])
    survives("component", seen["components/api/index.html"])
    for file in ("index.html", "incidents/open/index.html"):
        survives("", seen[file])
        for part in ("<script>alert(3)</script>", "<iframe src=", "onerror=alert(4)", "<script>alert(16)</script>",
                     "<script>alert(20)</script>", "{{ 7*7 }}", "]]>"):  # fmt: skip
            assert part in normal(seen[file]), f"{file}: {part}"


def test_hostile_text_is_unchanged_in_json(site):
    for file in site.files("*.json"):
        site.json(file)
    summary = site.api("summary")
    survives("page", summary["page"]["name"])
    component = next(c for c in summary["components"] if c["id"] == "api")
    survives("component", component["name"])
    survives("description", component["description"])
    assert any(normal(text("group")) == normal(c["name"]) for c in summary["components"] if c["group"])
    survives("title", summary["incidents"][0]["name"])
    assert normal(f"MARK {PLAIN}") in normal(summary["incidents"][0]["incident_updates"][0]["body"])
    survives("window", summary["scheduled_maintenances"][0]["name"])
    survives("component", site.json("api/uptime.json")["components"][0]["name"])


def test_hostile_text_is_escaped_in_feeds(site):
    for file in [*site.files("history.rss"), *site.files("history.atom")]:
        root = etree.fromstring((site.folder / file).read_bytes())
        contents = [e.text for e in root.iter("{http://www.w3.org/2005/Atom}content")]
        contents += [e.text for e in root.iterfind("channel/item/description")]
        # One component has no events, and so nothing to tell.
        assert bool(contents) != file.startswith("components/web/")
        for content in contents:
            harmless(html5lib.parseFragment(content, namespaceHTMLElements=False), support.BASE, file, ours=False)
        titles = [e.text or "" for e in root.iter("title", "{http://www.w3.org/2005/Atom}title")]
        if contents:
            survives("title", "\n".join(titles))
            seen = "\n".join(everything(html5lib.parseFragment(c, namespaceHTMLElements=False)) for c in contents)
            survives("", seen)
            assert "<script>alert(20)</script>" in seen
    for file in site.files("feed.json"):
        for item in site.json(file)["items"]:
            fragment = html5lib.parseFragment(item["content_html"], namespaceHTMLElements=False)
            harmless(fragment, support.BASE, file, ours=False)
