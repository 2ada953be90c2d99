"""Uptime by component and month in `api/uptime.csv` and `api/uptime/YYYY-MM.json`, compared with the cases in
`tests/vectors` and with each other."""

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
import support
import yaml

VECTORS = support.ROOT / "tests/vectors"
# Cases with months of different length, custom weights and several components. `tests/it/vectors.rs` compares the
# months and days that the library computes for every case; these tests compare the files.
CASES = ["06-berlin-autumn-25-hours", "22-own-weights-and-30-days", "39-weights-that-leave-one-out", "r1-001"]
STATUSES = ["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"]
KINDS = [*STATUSES, "no_data"]
USUAL = {"degraded_performance": 0, "partial_outage": 0.3, "major_outage": 1}


def table(site):
    """Returns the rows of the CSV by month and id of the component. Asserts that it is well-formed."""
    text = (site.folder / "api/uptime.csv").read_bytes().decode()
    assert text.count("\n") == text.count("\r\n"), "every line ends with CRLF, as in RFC 4180"
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows), "every row has every cell"
    return {(row["month"], row["component_id"]): row for row in rows}


def months(site):
    """Returns the contents of the month files by `YYYY-MM`, oldest first."""
    return {path.stem: site.json(f"api/uptime/{path.name}") for path in sorted((site.folder / "api/uptime").iterdir())}


def percent(known, down):
    """Returns the uptime as a percentage with two decimals, rounded down."""
    hundredths = (known - down) * 10_000 // known
    return f"{hundredths // 100}.{hundredths % 100:02}"


def whole_months(days):
    """Groups days by month. Leaves out a month whose first day is missing."""
    grouped = {}
    for day in days:
        grouped.setdefault(day["date"][:7], []).append(day)
    return {month: of for month, of in grouped.items() if date.fromisoformat(of[0]["date"]).day == 1}


@pytest.mark.parametrize("case", CASES)
def test_months_are_sums_of_days(case, tmp_path):
    folder = VECTORS / case
    now = (folder / "now").read_text().strip()
    # The exit code is not checked: some cases have problems, and are published nevertheless.
    support.allgreen("build", "--source", folder, "--out", tmp_path / "public", "--now", now, "--keep-going")
    site = support.Site(tmp_path / "public")
    rows, files = table(site), months(site)
    own = (yaml.safe_load((folder / "status.yaml").read_text()).get("uptime") or {}).get("weights") or {}
    weights = {status: Fraction(str(weight)) for status, weight in (USUAL | own).items()}

    for component in support.json.loads((folder / "expected.json").read_text())["components"]:
        for month, days in whole_months(component["days"]).items():
            if month not in files:
                assert all(day["status"] == "no_data" or not day["seconds"] for day in days), month
                continue
            seconds = {kind: sum(day["seconds"].get(kind, 0) for day in days) for kind in KINDS}
            known = sum(seconds[status] for status in STATUSES)
            down = sum(weight * seconds[status] for status, weight in weights.items())

            row = rows[month, component["id"]]
            assert {kind: int(row[f"{kind}_seconds"]) for kind in KINDS} == seconds, month
            assert int(row["known_seconds"]) == known, month
            assert Fraction(row["downtime_seconds"]) == down, month
            assert row["uptime_percent"] == (percent(known, down) if known else ""), month

            entry = next(each for each in files[month]["components"] if each["id"] == component["id"])
            assert entry["seconds"] == {kind: count for kind, count in seconds.items() if count}, month
            assert entry["known_seconds"] == known, month
            assert entry["downtime_seconds"] == pytest.approx(float(down), abs=1e-9), month
            assert entry["uptime"] == (pytest.approx(float(1 - down / known), abs=1e-9) if known else None), month
            assert files[month]["weights"] == {status: float(weight) for status, weight in weights.items()}


@pytest.mark.parametrize("name", ["demo", "example"])
def test_csv_and_json_match(built, name):
    site = built(name)
    rows, files = table(site), months(site)
    assert len(rows) == sum(len(file["components"]) for file in files.values()) > 0
    # Oldest first, and within a month in the order of the page.
    order = [(month, each["id"]) for month, file in files.items() for each in file["components"]]
    assert list(rows) == order

    def cell_of(value):
        return "" if value is None else str(value)

    for month, file in files.items():
        for each in file["components"]:
            row = rows[month, each["id"]]
            assert row["component_name"] == each["name"]
            for key in ("known_seconds", "incidents", "resolved_incidents", "seconds_to_resolve"):
                assert row[key] == str(each[key]), (month, key)
            assert row["mean_seconds_to_resolve"] == cell_of(each["mean_seconds_to_resolve"])
            assert row["longest_outage_seconds"] == cell_of((each["longest_outage"] or {}).get("seconds"))


def test_months_have_no_gap(demo_site):
    files = list(months(demo_site).values())
    for earlier, later in zip(files, files[1:]):
        assert earlier["until"] == later["from"]
    assert files[-1]["until"] == support.NOW


def test_incident_counts_match_the_api(demo_site):
    """Each incident counts once, in the month in which it began."""
    incidents = demo_site.api("incidents")["incidents"]
    counted = {month: file["overall"] for month, file in months(demo_site).items()}
    assert sum(each["incidents"] for each in counted.values()) == len(incidents)
    resolved = [each for each in incidents if each["resolved_at"]]
    assert sum(each["resolved_incidents"] for each in counted.values()) == len(resolved)


def test_month_files_of_past_months_do_not_change(built, demo_site):
    later = built("demo", now="2026-11-23T09:00:00Z")
    before, after = support.tree(demo_site.folder), support.tree(later.folder)
    over = [path for path in before if path.startswith("api/uptime/") and "2026-11" not in path]
    assert len(over) == 5
    assert not [path for path in over if before[path] != after[path]]


def test_csv_has_no_formulas(tmp_path):
    names = ["=HYPERLINK(\"https://evil.example\")", "+1", "-1", "@SUM(1)", "\t=1", "plain = 1", 'a "b", c', "ümlaut"]
    components = [{"id": f"c{nth}", "name": name, "group": name, "since": "2026-11-01"} for nth, name in enumerate(names)]
    page = {"name": "Acme", "url": support.BASE}
    support.write(tmp_path, {"status.yaml": yaml.safe_dump({"page": page, "components": components})})
    site = support.build(tmp_path, tmp_path / "public")
    rows = list(table(site).values())
    # Spaces around a name are removed.
    names = [name.strip() for name in names]
    assert [row["component_name"] for row in rows] == [name if name[0] in "paü" else f"'{name}" for name in names]
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_size_per_component_is_small(tmp_path):
    """At most 1,500 bytes in a page (100 gzipped) and 300 in a month file per component."""
    count = 250
    components = [{"id": f"service-{nth:04}", "name": f"Service number {nth}", "since": "2020-01-01"} for nth in range(count)]
    page = {"name": "Acme", "url": support.BASE}
    lines = [
        f"2026-{1 + nth % 10:02}-{1 + nth % 28:02}T{nth % 24:02}:00:00Z service-{nth:04} major_outage probe\n"
        f"2026-{1 + nth % 10:02}-{1 + nth % 28:02}T{nth % 24:02}:{1 + nth % 59:02}:00Z service-{nth:04} operational probe\n"
        for nth in range(count)
    ]
    files = {"status.yaml": yaml.safe_dump({"page": page, "components": components}), "history.log": "".join(lines)}
    site = support.build(support.write(tmp_path / "source", files), tmp_path / "public", now="2026-11-22T12:00:00Z")
    assert len(table(site)) == 36 * count
    assert len(months(site)) == 36
    for page in ("uptime/index.html", "uptime/2026/index.html", "uptime/2023/index.html"):
        content = (site.folder / page).read_bytes()
        assert len(content) < 1_500 * count, page
        assert len(support.gzip.compress(content, 6)) < 100 * count, page
    for path in (site.folder / "api/uptime").iterdir():
        assert path.stat().st_size < 300 * count, path.name
