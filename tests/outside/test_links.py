"""Pages, feeds and JSON have no dead links, at the root of a host and under a sub-path."""

import re
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
import support
from lxml import etree

SUB = "https://example.org/a/b"
SITES = [*((name, None) for name in support.MANY), ("demo", SUB), ("calm", SUB)]

ADDRESSES = {"href", "src", "poster", "data", "action", "formaction", "cite"}
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "headers"}
LOADED = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "track", "input"}


@pytest.fixture(scope="module", params=SITES, ids=lambda p: f"{p[0]}-{'sub' if p[1] else 'root'}")
def checked(request, built):
    name, base = request.param
    site = built(name, *(["--base-url", base] if base else []))
    base = base or site.api("summary")["page"]["url"]
    return Checked(site, base)


def in_document(element):
    """Yields the elements of a document, but not those in a `<template>`, which is a document of its own."""
    yield element
    if element.tag != "template":
        for child in element:
            yield from in_document(child)


class Checked:
    """A site, its URL, and its parsed pages."""

    def __init__(self, site, base):
        self.site, self.base = site, base
        self.pages = {
            file: html5lib.parse((site.folder / file).read_bytes(), treebuilder="etree", namespaceHTMLElements=False)
            for file in site.pages()
        }
        self.ids = {
            file: [e.get("id") for e in in_document(page) if isinstance(e.tag, str) and e.get("id") is not None]
            for file, page in self.pages.items()
        }

    def address(self, file):
        """Returns the URL of a file."""
        return f"{self.base}/" + re.sub(r"(^|/)index\.html$", r"\1", file)

    def addresses(self, file):
        """Yields element, attribute and URL of each reference of a page to another resource."""
        for element in self.pages[file].iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in element.attrib.items():
                if name in ADDRESSES:
                    yield element, name, value.strip()
                elif name == "srcset":
                    for part in value.split(","):
                        yield element, name, part.split()[0]
                elif name == "style":
                    for part in re.findall(r"url\(\s*['\"]?([^'\")]+)", value):
                        yield element, name, part
            if element.tag == "meta" and re.search(r"(:url|:image)$", element.get("property") or ""):
                assert urlsplit(element.get("content")).scheme == "https", "Open Graph wants absolute addresses"
                yield element, "content", element.get("content")

    def problem(self, address):
        """Returns why an absolute URL within the site is dead, or `None`."""
        place, _, fragment = address.partition("#")
        path = unquote(urlsplit(place).path)[len(urlsplit(self.base).path) :].lstrip("/")
        target = self.site.folder / path
        if target.is_dir():
            if path and not path.endswith("/"):
                return "needs a slash at the end"
            path = f"{path.rstrip('/')}/index.html".lstrip("/")
        if not (self.site.folder / path).is_file():
            return "is dead"
        if fragment and path.endswith(".html") and unquote(fragment) not in self.ids[path]:
            return "has a fragment that is no id of the page"
        return None

    def inside(self, address):
        return address == self.base or address.startswith((f"{self.base}/", f"{self.base}#"))


def test_no_dead_links(checked):
    wrong = []
    for file in checked.pages:
        here = checked.address(file)
        for element, name, value in checked.addresses(file):
            # Calendar programs fetch `webcal:` by HTTPS.
            full = re.sub(r"^webcal:", "https:", urljoin(here, value))
            scheme = urlsplit(full).scheme
            if checked.inside(full):
                problem = checked.problem(full)
            elif scheme in ("mailto", "tel"):
                problem = None
            elif scheme in ("http", "https", "feed"):
                # Links in user text may lead to other hosts, but not to the site's host outside the site.
                same = urlsplit(full).netloc == urlsplit(checked.base).netloc
                problem = "leaves the sub-path of the site" if same else None
                if element.tag in LOADED or (element.tag == "link" and element.get("rel") not in ("canonical", "help")):
                    problem = "loads from another host"
            else:
                problem = "has an unexpected scheme"
            if problem:
                wrong.append(f"{file}: <{element.tag} {name}={value!r}> {problem}")
    assert not wrong, "\n".join(wrong[:40])


def test_ids_are_unique_and_references_to_ids_exist(checked):
    for file, ids in checked.ids.items():
        duplicates = {id for id in ids if ids.count(id) > 1}
        assert not duplicates, f"{file}: {duplicates}"
        for element in checked.pages[file].iter():
            if isinstance(element.tag, str):
                for name in REFERENCES & set(element.attrib):
                    missing = set(element.get(name).split()) - set(ids)
                    assert not missing, f"{file}: <{element.tag} {name}>: {missing}"


def test_every_page_is_reachable_from_the_front_page(checked):
    seen, queue = set(), ["index.html"]
    while queue:
        file = queue.pop()
        if file in seen:
            continue
        seen.add(file)
        for element, name, value in checked.addresses(file):
            full = urljoin(checked.address(file), value).partition("#")[0]
            if element.tag == "a" and name == "href" and checked.inside(full):
                path = unquote(full[len(checked.base) :]).lstrip("/")
                if path.endswith("/") or not path:
                    path += "index.html"
                if path in checked.pages:
                    queue.append(path)
    assert set(checked.pages) - seen == {"404.html"}


def test_404_page_has_no_relative_urls(checked):
    """Hosts show 404.html at any path, so it may have no relative URLs."""
    for element, name, value in checked.addresses("404.html"):
        if not value.startswith("#"):
            full = urljoin("https://elsewhere.example/some/deep/", value)
            if value.startswith("/"):
                full = urljoin(checked.base, value)
            assert checked.inside(full) or urlsplit(value).scheme in ("http", "https", "mailto", "tel"), (
                f"<{element.tag} {name}={value!r}>"
            )


def test_stylesheets_have_no_dead_links(checked):
    for file in checked.site.files("*.css"):
        for value in re.findall(r"url\(\s*['\"]?([^'\")]+)", checked.site.text(file)):
            if not value.startswith("data:"):
                full = urljoin(f"{checked.base}/{file}", value)
                assert checked.inside(full), f"{file}: {value}"
                assert not checked.problem(full), f"{file}: {value}"


def test_sitemap_lists_pages_and_robots_txt_names_sitemap(checked):
    sitemap = etree.fromstring((checked.site.folder / "sitemap.xml").read_bytes())
    assert sitemap.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    places = [loc.text.strip() for loc in sitemap.iter("{*}loc")]
    assert len(places) == len(set(places))
    assert checked.address("index.html") in places
    assert checked.address("404.html") not in places
    for place in places:
        assert checked.inside(place), place
        assert not checked.problem(place), f"{place} {checked.problem(place)}"
    for file in checked.pages:
        if file.startswith("incidents/"):
            assert checked.address(file) in places
    robots = checked.site.text("robots.txt")
    assert re.findall(r"(?mi)^Sitemap:\s*(\S+)\s*$", robots) == [f"{checked.base}/sitemap.xml"]


def test_feeds_and_json_have_no_dead_links(checked):
    """Each URL in feeds and JSON is absolute and leads to a file of the site."""
    site = checked.site
    found = []

    def collect(value, where, key=""):
        if isinstance(value, dict):
            for name, inner in value.items():
                collect(inner, where, name)
        elif isinstance(value, list):
            for inner in value:
                collect(inner, where, key)
        elif key in ("shortlink", "url", "feed_url", "home_page_url", "link", "id") and "://" in str(value):
            found.append((where, value))

    api = [f"api/v2/{name}.json" for name in ("summary", "incidents", "scheduled-maintenances")]
    for file in site.files("feed.json") + api:
        collect(site.json(file), file)
    for file in [*site.files("history.rss"), *site.files("history.atom")]:
        root = etree.fromstring((site.folder / file).read_bytes())
        found += [(file, e.text) for e in root.iter("link") if e.text]
        found += [(file, e.get("href")) for e in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert found
    for where, value in found:
        assert checked.inside(value), f"{where}: {value}"
        assert not checked.problem(value), f"{where}: {value} {checked.problem(value)}"
