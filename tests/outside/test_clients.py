"""Clients of Statuspage read our JSON with their own code."""

import asyncio
import importlib
import json
import logging
import os
import re
import shutil
import subprocess
from datetime import datetime

import example
import pytest
import support
from support import NODE_MODULES, node, serve

FACTS = example.FACTS


@pytest.fixture(scope="module")
def address(example_site):
    with serve(example_site.folder) as base:
        yield base


@pytest.fixture(scope="module")
def calm_address(built):
    with serve(built("calm").folder) as base:
        yield base


@pytest.fixture(scope="module")
def demo_address(demo_site):
    with serve(demo_site.folder) as base:
        yield base


def title(word):
    """Returns a status as aRez formats it: `major_outage` is `Major Outage`."""
    return word.replace("_", " ").title()


# --- aRez, Python: typed classes that require every known field


def arez(base):
    from arez.statuspage import StatusPage

    async def read():
        async with StatusPage(base) as page:
            return await page.get_status()

    return asyncio.run(read())


def test_arez_reads_status_components_and_events(address):
    status = arez(address)
    assert status.name == "Acme"
    assert status.status == FACTS["description"]
    assert status.impact == title(FACTS["indicator"])

    components = {c.id: (c.name, c.status) for c in status.components}
    assert components == {id: (name, title(word)) for id, (name, word) in FACTS["components"].items()}

    groups = {g.id: (g.name, g.status, [c.id for c in g.components]) for g in status.groups}
    assert groups == {id: (name, title(word), ids) for id, (name, word, ids) in FACTS["groups"].items()}

    [incident] = status.incidents
    assert incident.name == "Card payments are failing"
    assert (incident.status, incident.impact) == ("Identified", "Critical")
    assert [c.id for c in incident.components] == ["payments"]
    assert incident.last_update.status == "Identified"
    assert incident.last_update.description.strip() == "A bad deploy of the gateway. We are rolling it back."
    assert [u.status for u in incident.updates] == ["Identified", "Investigating"]
    assert [u.created_at for u in incident.updates] == [datetime(2026, 11, 22, 14, 10), datetime(2026, 11, 22, 13, 55)]

    windows = {m.id: m for m in status.maintenances}
    assert sorted(windows) == sorted(FACTS["active"] + FACTS["upcoming"])
    upgrade, storefront = windows["database-upgrade"], windows["new-storefront"]
    assert (upgrade.name, upgrade.status, upgrade.impact) == ("Database upgrade", "In Progress", "Maintenance")
    assert upgrade.scheduled_for == datetime(2026, 11, 22, 14, 0)
    assert upgrade.scheduled_until == datetime(2026, 11, 22, 16, 0)
    assert [c.id for c in upgrade.components] == ["api"]
    assert (storefront.name, storefront.status) == ("New storefront", "Scheduled")
    assert storefront.scheduled_for == datetime(2026, 12, 1, 22, 0)
    assert sorted(c.id for c in storefront.components) == ["payments", "website"]


def test_arez_reads_an_operational_page(calm_address):
    status = arez(calm_address)
    assert (status.status, status.impact) == ("All Systems Operational", "None")
    assert {c.status for c in status.components} == {"Operational"}
    assert status.incidents == status.maintenances == []


def test_arez_reads_the_demo(demo_address, demo_site):
    expected = {c["id"]: title(c["status"]) for c in demo_site.json("api/uptime.json")["components"]}
    assert {c.id: c.status for c in arez(demo_address).components} == expected


# --- statuscheck, Python: tables of known statuses, without a default


def statuscheck(base):
    from statuscheck.services.bases._statuspageio import BaseStatusPageAPI

    class Here(BaseStatusPageAPI):
        def _get_base_url(self):
            return f"{base}/api/v2/"

    return Here().get_summary()


def test_statuscheck_reads_status_components_and_events(address):
    words = {
        "operational": "Operational",
        "under_maintenance": "Under maintenance",
        "degraded_performance": "Degraded performance",
        "major_outage": "Major outage",
    }
    summary = statuscheck(address)
    assert not summary.status.is_ok
    assert (summary.status.name, summary.status.description) == ("Major outage", FACTS["description"])
    read = {c.id: c.status for c in summary.components if not c.extra_data["group"]}
    assert read == {id: words[word] for id, (_, word) in FACTS["components"].items()}
    assert {(i.id, i.status) for i in summary.incidents} == {
        ("card-payments", "identified"),
        ("database-upgrade", "in_progress"),
        ("new-storefront", "scheduled"),
    }


def test_statuscheck_reads_an_operational_page(calm_address):
    summary = statuscheck(calm_address)
    assert summary.status.is_ok
    assert summary.status.name == "No issues"
    assert summary.incidents == []


# --- statuspage-prometheus-exporter, Python: metrics for a monitoring system


def exporter(base, folder, monkeypatch):
    config = {"here": {"name": "Here", "url": f"{base}/api/v2/summary.json", "type": "status_page"}}
    (folder / "services.json").write_text(json.dumps(config))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SERVICES_JSON_PATH", str(folder / "services.json"))
    logging.getLogger("statuspage_prometheus_exporter").setLevel(logging.ERROR)
    checker = importlib.import_module("statuspage_prometheus_exporter.service_checker")
    return checker.check_status_page_service("here", config["here"])


def test_exporter_reads_status_components_and_events(address, example_site, tmp_path, monkeypatch):
    read = exporter(address, tmp_path, monkeypatch)
    assert read["success"], read["error"]
    assert read["status"] == 0
    # The exporter reports the worst impact of open incidents as the status of the page.
    assert read["raw_status"] == "critical"

    [incident] = read["incident_metadata"]
    assert incident["id"] == "card-payments"
    assert incident["name"] == "Card payments are failing"
    assert (incident["status"], incident["impact"]) == ("identified", "critical")
    assert incident["affected_components"] == ["Payments"]
    assert incident["started_at"] == "2026-11-22T13:50:00.000Z"
    assert incident["shortlink"].startswith(f"{support.BASE}/incidents/card-payments")

    windows = {m["id"]: m for m in read["maintenance_metadata"]}
    assert {id: m["status"] for id, m in windows.items()} == {
        "database-upgrade": "in_progress",
        "new-storefront": "scheduled",
    }
    assert windows["database-upgrade"]["scheduled_start"] == "2026-11-22T14:00:00.000Z"
    assert windows["database-upgrade"]["scheduled_end"] == "2026-11-22T16:00:00.000Z"
    assert windows["database-upgrade"]["affected_components"] == ["API"]

    values = {c["name"]: c["status_value"] for c in read["component_metadata"]}
    for name, word in FACTS["components"].values():
        assert values[name] == (1 if word == "operational" else 0), name


def test_exporter_reads_an_operational_page(calm_address, tmp_path, monkeypatch):
    read = exporter(calm_address, tmp_path, monkeypatch)
    assert (read["success"], read["status"], read["raw_status"]) == (True, 1, "none")
    assert read["incident_metadata"] == read["maintenance_metadata"] == []


# --- statuspage.io and statuspage.js, JavaScript: every endpoint


@pytest.fixture(scope="module")
def libraries(address):
    return node("libraries.cjs", address)


@pytest.mark.parametrize("library", ["statuspage.io", "statuspage.js"])
def test_javascript_libraries_read_every_endpoint(libraries, library):
    read = libraries[library]
    for part in ("summary", "status"):
        assert read[part]["status"] == {"indicator": FACTS["indicator"], "description": FACTS["description"]}
    for part in ("summary", "components"):
        leaves = {c["id"]: (c["name"], c["status"]) for c in read[part]["components"] if not c["group"]}
        assert leaves == FACTS["components"]
        groups = {c["id"]: (c["name"], c["status"], c["components"]) for c in read[part]["components"] if c["group"]}
        assert groups == FACTS["groups"]

    def ids(part, key):
        return [entry["id"] for entry in read[part][key]]

    assert ids("incidents", "incidents") == FACTS["incidents"]
    assert ids("unresolved", "incidents") == ids("summary", "incidents") == FACTS["unresolved"]
    # statuspage.io requests upcoming windows in each of its methods for windows.
    if library == "statuspage.js":
        assert ids("maintenances", "scheduled_maintenances") == FACTS["maintenances"]
        assert ids("active", "scheduled_maintenances") == FACTS["active"]
    assert ids("upcoming", "scheduled_maintenances") == FACTS["upcoming"]
    assert sorted(ids("summary", "scheduled_maintenances")) == sorted(FACTS["active"] + FACTS["upcoming"])

    resolved = read["incidents"]["incidents"][1]
    assert resolved["name"] == "API responses were slow"
    assert (resolved["status"], resolved["impact"]) == ("postmortem", "minor")
    assert resolved["resolved_at"] == "2026-11-10T09:00:00.000Z"
    assert [u["status"] for u in resolved["incident_updates"]] == [
        "postmortem",
        "resolved",
        "monitoring",
        "investigating",
    ]


def test_javascript_clients_parse_times(libraries):
    found = set(libraries["dates"])
    for place in ("page", "components.0", "incidents.0", "incidents.0.incident_updates.0", "scheduled_maintenances.0"):
        assert f"{place}.updated_at" in found
    assert "scheduled_maintenances.0.scheduled_for" in found


# --- statuspage.js: its watcher reports a new update once


def test_watcher_reports_a_new_update_once(sources, tmp_path):
    source = shutil.copytree(sources["example"], tmp_path / "source")
    out = tmp_path / "public"
    support.build(source, out)
    with serve(out) as base:
        watcher = subprocess.Popen(
            ["node", str(support.ROOT / "tests/outside/clients/watcher.cjs"), base],
            env={**os.environ, "NODE_MODULES": str(NODE_MODULES)},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert watcher.stdout.readline() == "ready\n"
            with (source / "incidents/card-payments.md").open("a") as file:
                file.write("\n## 2026-11-22 14:40 UTC - Monitoring {payments=operational}\n\nRolled back.\n")
            support.build(source, out, now="2026-11-22T14:41:00Z")
            heard = json.loads(watcher.stdout.readline())
        finally:
            watcher.kill()
            rest = watcher.communicate()[0]
    assert (heard["incident"], heard["status"]) == ("card-payments", "monitoring")
    assert heard["body"].strip() == "Rolled back."
    assert rest == ""


# --- Atlassian's widget, in a page of another site


def test_atlassian_widget_shows_the_status(address, calm_address):
    shown = node("widget.cjs", address)
    assert shown["basic"] == {"mark": "major", "text": "Partial System Outage", "link": f"{address}/"}
    assert (shown["badge"]["mark"], shown["badge"]["link"]) == ("major", f"{address}/")
    assert shown["badge"]["text"].endswith("Partial System Outage")
    calm = node("widget.cjs", calm_address)
    assert (calm["basic"]["mark"], calm["basic"]["text"]) == ("none", "All Systems Operational")


# --- Prisma's command-line program: a zod schema that rejects unknown values


def prisma(base, *options):
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = (int(n) for n in re.match(r"v(\d+)\.(\d+)", version).groups())
    if (major, minor) < (20, 19):
        pytest.skip(f"this program needs Node 20.19, here is {version.strip()}")
    done = subprocess.run(
        ["node", "--require", str(support.ROOT / "tests/outside/clients/redirect.cjs"),
         str(NODE_MODULES / "prisma/build/index.js"), "platform", "status", *options],
        env={**os.environ, "STATUS_BASE": base, "CHECKPOINT_DISABLE": "1", "NO_COLOR": "1",
             "PRISMA_HIDE_UPDATE_MESSAGE": "1"},
        capture_output=True,
        text=True,
        timeout=support.HANG,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_prisma_reads_and_prints_the_status(address):
    read = json.loads(prisma(address, "--json"))
    assert read["status"] == {"indicator": FACTS["indicator"], "description": FACTS["description"]}
    leaves = {c["id"]: (c["name"], c["status"]) for c in read["components"] if not c["group"]}
    assert leaves == FACTS["components"]
    assert [(i["id"], i["impact"]) for i in read["incidents"]] == [("card-payments", "critical")]
    assert {m["id"] for m in read["scheduled_maintenances"]} == {"database-upgrade", "new-storefront"}

    shown = prisma(address)
    for line in (
        "Partial System Outage",
        "critical Card payments are failing",
        "identified: A bad deploy of the gateway. We are rolling it back.",
        "Database upgrade (In Progress)",
        "Nov 22, 2026 14:00-16:00 UTC",
    ):
        assert line in shown
    assert re.search(r"Payments +Major Outage", shown)
    assert re.search(r"API +Maintenance", shown)


# --- Every field that Statuspage publishes

PAGE = {"id", "name", "url", "time_zone", "updated_at"}
COMPONENT = {
    "id", "name", "status", "created_at", "updated_at", "position", "description", "showcase", "start_date",
    "group_id", "page_id", "group", "only_show_if_degraded",
}  # fmt: skip
INCIDENT = {
    "id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact", "shortlink",
    "started_at", "page_id", "incident_updates", "components", "reminder_intervals",
}  # fmt: skip
UPDATE = {
    "id", "status", "body", "incident_id", "created_at", "updated_at", "display_at", "affected_components",
    "deliver_notifications", "custom_tweet", "tweet_id",
}  # fmt: skip
TOP = {
    "summary": {"page", "components", "incidents", "scheduled_maintenances", "status"},
    "status": {"page", "status"},
    "components": {"page", "components"},
    "incidents": {"page", "incidents"},
    "incidents/unresolved": {"page", "incidents"},
    "scheduled-maintenances": {"page", "scheduled_maintenances"},
    "scheduled-maintenances/upcoming": {"page", "scheduled_maintenances"},
    "scheduled-maintenances/active": {"page", "scheduled_maintenances"},
}
DESCRIPTIONS = {
    "none": {"All Systems Operational"},
    "minor": {"Minor Service Outage", "Partially Degraded Service", "Degraded System Service"},
    "major": {"Partial System Outage"},
    "critical": {"Major System Outage"},
    "maintenance": {"Service Under Maintenance"},
}
STATUSES = {"operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.mark.parametrize("name", [*support.MANY, "calm"])
def test_every_statuspage_field_is_present(built, name):
    site = built(name)
    page_ids = set()

    def instant(value, nullable=False):
        assert (nullable and value is None) or INSTANT.fullmatch(value), value

    def component(entry):
        assert set(entry) - {"components"} == COMPONENT
        assert entry["status"] in STATUSES
        assert ("components" in entry) <= entry["group"]
        assert 0 < entry["position"] <= 255
        assert entry["start_date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", entry["start_date"])
        instant(entry["created_at"])
        instant(entry["updated_at"])
        page_ids.add(entry["page_id"])

    def incident(entry, window):
        assert set(entry) == INCIDENT | ({"scheduled_for", "scheduled_until"} if window else set())
        words = ("scheduled in_progress verifying completed" if window else
                 "investigating identified monitoring resolved postmortem").split()  # fmt: skip
        assert entry["status"] in words
        assert entry["impact"] in ({"maintenance"} if window else {"none", "minor", "major", "critical"})
        assert entry["shortlink"].startswith("https://")
        for key in ("created_at", "updated_at", "started_at"):
            instant(entry[key])
        for key in ("monitoring_at", "resolved_at"):
            instant(entry[key], nullable=True)
        page_ids.add(entry["page_id"])
        for part in entry["components"]:
            component(part)
        updates = entry["incident_updates"]
        assert updates, f"{entry['id']} has no update, but clients read the first one without a check"
        for update in updates:
            assert set(update) == UPDATE
            assert update["status"] in words
            assert update["incident_id"] == entry["id"]
            assert isinstance(update["body"], str)
            for key in ("created_at", "updated_at", "display_at"):
                instant(update[key])
            for change in update["affected_components"] or []:
                assert set(change) == {"code", "name", "old_status", "new_status"}
                assert {change["old_status"], change["new_status"]} <= STATUSES
        times = [update["display_at"] for update in updates]
        assert times == sorted(times, reverse=True)
        ids = [update["id"] for update in updates]
        assert len(ids) == len(set(ids))

    for file, keys in TOP.items():
        read = site.api(file)
        # Statuspage has no `status` in components.json, but one of its clients reads it.
        assert set(read) - ({"status"} if file == "components" else set()) == keys
        assert set(read["page"]) == PAGE
        assert re.fullmatch(r"[a-z0-9]{12}", read["page"]["id"])
        assert not read["page"]["url"].endswith("/")
        instant(read["page"]["updated_at"])
        page_ids.add(read["page"]["id"])
        if "status" in read:
            assert read["status"]["description"] in DESCRIPTIONS[read["status"]["indicator"]]
        for entry in read.get("components", []):
            component(entry)
        for entry in read.get("incidents", []):
            incident(entry, window=False)
        for entry in read.get("scheduled_maintenances", []):
            incident(entry, window=True)
        for key in ("incidents", "scheduled_maintenances"):
            assert len(read.get(key, [])) <= 50
    assert len(page_ids) == 1
    started = [entry["created_at"] for entry in site.api("incidents")["incidents"]]
    assert started == sorted(started, reverse=True)
