"""The JSON schemas for editors: valid files match them under YAML 1.1 and 1.2, and typical mistakes do not."""

import json
import re
import zoneinfo

import example
import jsonschema
import pytest
import support
import yaml


class Yaml11(yaml.SafeLoader):
    """YAML 1.1 as PyYAML reads it, where `no` is a boolean and `1_0` is a number, but dates are strings."""


class Yaml12(yaml.SafeLoader):
    """YAML 1.2 as the YAML language server reads it, where only `true` and `false` are booleans."""


def resolvers(left_out):
    every = yaml.SafeLoader.yaml_implicit_resolvers.items()
    return {first: [r for r in known if r[0] not in left_out] for first, known in every}


BOOLEAN, NUMBER, TIME = ("tag:yaml.org,2002:" + name for name in ("bool", "int", "timestamp"))
Yaml11.yaml_implicit_resolvers = resolvers([TIME])
Yaml12.yaml_implicit_resolvers = resolvers([TIME, BOOLEAN, NUMBER])
Yaml12.add_implicit_resolver(BOOLEAN, re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Yaml12.add_implicit_resolver(NUMBER, re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))


@pytest.fixture(scope="module", params=[Yaml11, Yaml12], ids=["yaml-1.1", "yaml-1.2"])
def loader(request):
    return request.param


@pytest.fixture(scope="module")
def schemas():
    found = {}
    for of in ("status", "incident"):
        done = support.allgreen("schema", of)
        assert done.returncode == 0, done.stderr
        schema = json.loads(done.stdout)
        validator = jsonschema.validators.validator_for(schema)
        assert validator is jsonschema.Draft7Validator
        validator.check_schema(schema)
        found[of] = validator(schema, format_checker=validator.FORMAT_CHECKER)
    return found


def front_matter(text):
    assert text.startswith("---\n")
    return text.split("---\n", 2)[1]


def schema_errors(validator, text, loader):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(yaml.load(text, loader))]


def files_with_schema(files):
    """Yields path, name of the schema, and YAML of each file of a repository that has a schema."""
    for path, content in files.items():
        if path == "status.yaml":
            yield path, "status", content
        elif path.startswith("incidents/") and path.endswith(".md"):
            yield path, "incident", front_matter(content)


def read(folder):
    paths = [folder / "status.yaml", *(folder / "incidents").rglob("*.md")]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("name", ["demo", "example", "calm", *(["real"] if "real" in support.MANY else [])])
def test_valid_files_match_the_schema(schemas, sources, loader, name):
    files = list(files_with_schema(read(sources[name])))
    assert len(files) > 1
    for path, kind, text in files:
        assert schema_errors(schemas[kind], text, loader) == [], path


def test_new_repository_matches_the_schema(schemas, loader, tmp_path):
    done = support.allgreen("init", tmp_path, "--name", "404", "--url", support.BASE, "--repository", "acme/status")
    assert done.returncode == 0, done.stderr
    files = list(files_with_schema(read(tmp_path)))
    assert len(files) > 1
    for path, kind, text in files:
        assert schema_errors(schemas[kind], text, loader) == [], path
    assert json.loads((tmp_path / "status.schema.json").read_bytes()) == schemas["status"].schema


PLAIN = """\
page: { name: 1984, url: https://status.acme.example, language: no, description: off, timezone: UTC }
min_version: 0.1
uptime: { window_days: "90", weights: { partial_outage: "0.5", major_outage: .9, x-mine: none } }
incidents: { update_every: 1h 30m }
components:
  - { id: 404, name: 2026-01-01, group: yes, status: operational, since: 2026-01-01 }
  - { id: on, name: 1.50, description: ~tilde, x-team: [payments] }
  - { id: true, name: true }
probes: { anything: [at, all] }
x-own: 12:30:45
"""


def test_unquoted_text_that_looks_like_other_yaml_types_matches(schemas, loader, tmp_path):
    assert schema_errors(schemas["status"], PLAIN, loader) == []
    support.write(tmp_path, {"status.yaml": PLAIN})
    done = support.allgreen("check", "--source", tmp_path, "--now", support.NOW)
    assert done.returncode == 0, done.stdout


def test_every_time_zone_matches(schemas, loader):
    for zone in zoneinfo.available_timezones() - {"localtime"}:
        text = f"page: {{ name: Acme, url: https://status.acme.example, timezone: {zone} }}"
        assert schema_errors(schemas["status"], text, loader) == [], zone


STATUS_MISTAKES = {
    "no page": ("page:", "pages:"),
    "no name": ("  name: Acme\n", ""),
    "an empty name": ("name: Acme", 'name: " "'),
    "a key without a value": ("name: Acme", "name:"),
    "a list for a name": ("name: Acme", "name: [Acme]"),
    "a URL without a scheme": ("https://status", "status"),
    "a URL with a query": (".example\n", ".example/?page\n"),
    "a misspelt key": ("timezone", "time_zone"),
    "a misspelt key at the top": ("components:", "component:"),
    "an abbreviated time zone": ("Europe/Berlin", "UTC+1 (Berlin)"),
    "a language in words": ("language: en", "language: English language"),
    "a period of zero days": ("window_days: 90", "window_days: 0"),
    "a period of two years": ("window_days: 90", "window_days: 730"),
    "a period in words": ("window_days: 90", "window_days: 90 days"),
    "a weight in percent": ("partial_outage: 0.3", "partial_outage: 30"),
    "a weight with a comma": ("partial_outage: 0.3", 'partial_outage: "0,3"'),
    "a weight for operational": ("partial_outage: 0.3", "operational: 0"),
    "an update interval without a unit": ("update_every: 30m", "update_every: 30"),
    "an update interval in words": ("update_every: 30m", "update_every: soon"),
    "components as a map": ("components:\n  - id: api\n    name: API", "components:\n  api:\n    name: API"),
    "a component without an id": ("  - id: api\n    name", "  - name"),
    "a component without a name": ("    name: API\n", ""),
    "an id in capitals": ("id: api", "id: API"),
    "an id with a space": ("id: api", "id: my api"),
    "another product's status": ("status: operational", "status: down"),
    "a status in capitals": ("status: operational", "status: Operational"),
    "a date with the day first": ("since: 2026-01-31", "since: 31.01.2026"),
    "a day that does not exist": ("since: 2026-01-31", "since: 2026-02-30"),
    "a support URL that is text": ("https://acme.example/help", "call us"),
    "a support URL that is a script": ("https://acme.example/help", "javascript:alert(1)"),
}

STATUS = """\
page:
  name: Acme
  url: https://status.acme.example
  timezone: Europe/Berlin
  language: en
  support_url: https://acme.example/help
uptime:
  window_days: 90
  weights:
    partial_outage: 0.3
incidents:
  update_every: 30m
components:
  - id: api
    name: API
    status: operational
    since: 2026-01-31
"""

INCIDENT_MISTAKES = {
    "no title": ("title: Outage\n", ""),
    "a misspelt key": ("started", "start"),
    "a status in the wrong place": ("impact: minor", "impact: minor\nstatus: resolved"),
    "an unknown impact": ("impact: minor", "impact: huge"),
    "another product's status": ("partial_outage", "down"),
    "an affected component without a status": ("{ api: partial_outage }", "[api]"),
    "affected components as text": ("{ api: partial_outage }", "api, web"),
    "a time without a date": ("2026-11-20 13:55 UTC", "13:55 UTC"),
    "a time with an abbreviated time zone": ("UTC", "CET"),
    "a draft in words": ("draft: false", "draft: not yet"),
    "an update interval without a unit": ("15m", "15"),
}

INCIDENT = """\
title: Outage
affects: { api: partial_outage }
started: 2026-11-20 13:55 UTC
impact: minor
update_every: 15m
draft: false
"""

WINDOW_MISTAKES = {
    "no end": ("  ends: 2026-12-02 00:00 UTC\n", ""),
    "a duration instead of an end": ("ends: 2026-12-02 00:00 UTC", "duration: 2h"),
    "a time without minutes": ("22:00 UTC", "22 UTC"),
    "neither start nor end": ("  starts: 2026-12-01 22:00 UTC\n  ends: 2026-12-02 00:00 UTC\n", ""),
    "affected components with statuses": ("[api, web]", "{ api: under_maintenance }"),
    "a component twice": ("[api, web]", "[api, api]"),
}

# Each key that only incidents have, with a valid value.
INCIDENT_SCHEMA = json.loads((support.ROOT / "schema/incident.schema.json").read_text())
for key, allowed in INCIDENT_SCHEMA["then"]["properties"].items():
    if allowed is False:
        schema = INCIDENT_SCHEMA["properties"][key]
        value = (schema.get("enum") or schema.get("examples") or ["true"])[0]
        WINDOW_MISTAKES[f"the key {key}"] = ("title: Upgrade\n", f"title: Upgrade\n{key}: {value}\n")

WINDOW = """\
title: Upgrade
maintenance:
  starts: 2026-12-01 22:00 UTC
  ends: 2026-12-02 00:00 UTC
affects: [api, web]
"""


KINDS = {
    "status": (STATUS, STATUS_MISTAKES),
    "incident": (INCIDENT, INCIDENT_MISTAKES),
    "window": (WINDOW, WINDOW_MISTAKES),
}


def schema_of(kind):
    return "status" if kind == "status" else "incident"


@pytest.mark.parametrize("kind", KINDS)
def test_typical_mistakes_do_not_match(schemas, loader, kind):
    text, mistakes = KINDS[kind]
    validator = schemas[schema_of(kind)]
    assert schema_errors(validator, text, loader) == []
    for name, (before, after) in mistakes.items():
        assert before in text, name
        assert schema_errors(validator, text.replace(before, after, 1), loader), name


def check_code(folder, kind, text):
    """Returns the exit code of `check` for a repository with this file."""
    files = {"status.yaml": STATUS + "  - { id: web, name: Website }\n"}
    if kind == "status":
        files["status.yaml"] = text
    else:
        update = "\n## 2026-11-20 14:02 UTC - Resolved\n" if kind == "incident" else ""
        files["incidents/it.md"] = f"---\n{text}---\n{update}"
    return support.allgreen("check", "--source", support.write(folder, files), "--now", support.NOW).returncode


@pytest.mark.parametrize("kind", KINDS)
def test_check_rejects_the_same_mistakes(tmp_path, kind):
    text, mistakes = KINDS[kind]
    assert check_code(tmp_path, kind, text) == 0
    for name, (before, after) in mistakes.items():
        assert check_code(tmp_path, kind, text.replace(before, after, 1)) == 1, name
