"""Fixtures for sites that several tests read. Each site is built once."""

import os

import example
import pytest
import support


def pytest_configure():
    if not os.access(support.ALLGREEN, os.X_OK):
        pytest.exit(f"no program at {support.ALLGREEN}: build it, or set ALLGREEN to the path of another", 1)


@pytest.fixture(scope="session")
def sources(tmp_path_factory):
    """The folders of the sources: the demo in three languages, and the example with and without an outage."""
    folder = tmp_path_factory.mktemp("sources")
    found = {
        "demo": support.copy_source(support.ROOT, folder / "demo"),
        "example": support.write(folder / "example", example.FILES),
        "calm": support.write(folder / "calm", example.CALM),
    }
    for language in ("de", "ar"):
        translated = found[f"demo-{language}"] = support.copy_source(support.ROOT, folder / f"demo-{language}")
        status = (translated / "status.yaml").read_text()
        assert "  language: en\n" in status
        (translated / "status.yaml").write_text(status.replace("  language: en\n", f"  language: {language}\n"))
    if "real" in support.MANY:
        found["real"] = support.copy_source(support.REAL, folder / "real")
    return found


@pytest.fixture(scope="session")
def built(sources, tmp_path_factory):
    """`built(name, *options)` returns the site of a source, and builds it at the first call."""
    sites = {}

    def get(name, *options, now=None):
        now = now or ((support.REAL / "now").read_text().strip() if name == "real" else support.NOW)
        key = (name, options, now)
        if key not in sites:
            out = tmp_path_factory.mktemp("site") / "public"
            sites[key] = support.build(sources[name], out, *options, now=now)
        return sites[key]

    return get


@pytest.fixture(scope="session")
def example_site(built):
    return built("example")


@pytest.fixture(scope="session")
def demo_site(built):
    return built("demo")
