"""Dates and times in every language equal those of `Intl`, with which the page's script formats local times."""

import json
import re

import pytest
import support
from support import node

TIME = re.compile(r'<time datetime="([^"]+)">([^<]+)</time>')
ZONE = "Europe/Berlin"
INCIDENT = """---
title: A
affects: {{ api: major_outage }}
---
## {first} - Investigating
## {last} - Resolved
"""
# Different months, the first of a month, one-digit days and hours, midnight and noon, one day and two days.
INCIDENTS = [
    ("2026-01-09 08:05", "2026-01-09 12:00"),
    ("2026-02-28 23:55", "2026-03-01 00:10"),
    ("2026-04-01 09:05", "2026-05-02 10:10"),
    ("2026-06-15 07:00", "2026-07-16 13:01"),
    ("2026-08-01 00:00", "2026-09-12 00:01"),
    ("2026-10-10 10:10", "2026-10-10 20:20"),
    ("2026-11-21 14:02", "2026-11-21 14:03"),
    ("2025-12-24 18:00", "2025-12-25 06:00"),
]


def differs(language, text):
    """Whether a catalog intentionally formats this text unlike `Intl`."""
    return (
        # English has `Sep` instead of `Sept`, because programs expect the format of Statuspage's feeds.
        (language == "en" and " Sep 2026" in text)
        # In French, the first of a month is an ordinal number, which `Intl` does not support.
        or (language == "fr" and text.startswith("1er "))
    )


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "ja", "zh", "ar"])
def test_dates_match_intl(language, tmp_path):
    page = f"page: {{ name: Acme, url: {support.BASE}, language: {language}, timezone: {ZONE} }}\n"
    files = {"status.yaml": page + "components: [{ id: api, name: API }]\n"}
    for nth, (first, last) in enumerate(INCIDENTS):
        files[f"incidents/i{nth}.md"] = INCIDENT.format(first=first, last=last)
    site = support.build(support.write(tmp_path / "source", files), tmp_path / "public")

    found = sorted({pair for path in site.pages() for pair in TIME.findall(site.text(path))})
    locale = re.search(r'data-intl="([^"]+)"', site.text("index.html"))[1]
    asked, texts = [], []
    for time, text in found:
        if "T" not in time:
            kind = "month" if len(time) == 7 else "date"
            asked.append((locale, kind, f"{time}-01" if kind == "month" else time, "UTC"))
        else:
            text = re.sub(r" (CET|CEST)$", "", text)
            kind = "clock" if re.fullmatch(r"\d+:\d\d", text) else "time"
            asked.append((locale, kind, time, ZONE))
        texts.append(text)
    assert {kind for _, kind, _, _ in asked} == {"date", "month", "time", "clock"}
    for (_, kind, time, _), ours, theirs in zip(asked, texts, node("intl.cjs", json.dumps(asked)), strict=True):
        if not differs(language, ours):
            assert ours == theirs, f"{kind} of {time}"
