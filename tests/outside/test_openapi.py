"""`api/openapi.json` is a valid OpenAPI document that describes every file under `api/`, and nothing else."""

import re

import pytest
import support
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

SITES = [*support.MANY, "calm", "demo-ar"]


@pytest.fixture(params=SITES)
def site(request, built):
    return built(request.param)


@pytest.fixture(scope="module")
def document(example_site):
    return example_site.json("api/openapi.json")


def strict(schema):
    """Returns the schema with undocumented fields forbidden."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema else {}
    return {key: strict(value) for key, value in schema.items()} | closed


def schema_of(path_item):
    """Returns the JSON schema of the response of a path, or `None` if it is not JSON."""
    return path_item["get"]["responses"]["200"]["content"].get("application/json", {}).get("schema")


def matching_paths(paths, file):
    """Returns the paths of the document that match a file. `{…}` matches one part of a name."""
    def fits(path):
        parts = re.split(r"\{\w+\}", path)
        return re.fullmatch("[^/]+".join(map(re.escape, parts)), f"/{file}")

    return [path for path in paths if fits(path)]


def test_openapi_document_is_valid(document):
    OpenAPIV31SpecValidator(document).validate()
    ids = [operations["get"]["operationId"] for operations in document["paths"].values()]
    assert len(ids) == len(set(ids))


def test_server_is_the_site(built):
    assert built("demo", "--base-url", "https://a.example/sub").json("api/openapi.json")["servers"] == [
        {"url": "https://a.example/sub"}
    ]


def test_files_match_the_document(site):
    document = site.json("api/openapi.json")
    schemas = strict(document["components"]["schemas"])
    seen = 0
    for file in [name for name in site.files("*.json") if name.startswith("api/")]:
        [path] = matching_paths(document["paths"], file)
        schema = schema_of(document["paths"][path])
        assert schema, f"{file} is JSON, but not documented as JSON"
        validator = Draft202012Validator(
            {**schema, "components": {"schemas": schemas}}, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        problems = [f"{file}{error.json_path[1:]}: {error.message[:200]}" for error in validator.iter_errors(site.json(file))]
        assert not problems, "\n".join(problems[:10])
        seen += 1
    assert seen >= 11


def test_csv_is_documented_as_csv(site):
    document = site.json("api/openapi.json")
    assert document["paths"]["/api/uptime.csv"]["get"]["responses"]["200"]["content"] == {
        "text/csv": {"schema": {"type": "string"}}
    }


def test_document_lists_every_file_under_api(site):
    document = site.json("api/openapi.json")
    files = [name for name in site.files("*") if name.startswith("api/") and (site.folder / name).is_file()]
    matches = {file: matching_paths(document["paths"], file) for file in files}
    assert {file: paths for file, paths in matches.items() if len(paths) != 1} == {}, "each file matches one path"
    used = {path for paths in matches.values() for path in paths}
    # A page without data has no months.
    optional = {path for path in document["paths"] if "{" in path}
    assert set(document["paths"]) - used - optional == set(), "each path has a file"


def test_validator_rejects_wrong_files(document, example_site):
    """The strict schema rejects an unknown field, a missing field, an unknown status and an invalid time."""
    schemas = strict(document["components"]["schemas"])
    reader = Draft202012Validator(
        {"$ref": "#/components/schemas/Summary", "components": {"schemas": schemas}},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    right = example_site.api("summary")
    assert reader.is_valid(right)
    component, page = right["components"][0], right["page"]
    wrong = [
        {**right, "more": 1},
        {name: value for name, value in right.items() if name != "page"},
        {**right, "components": [{**component, "status": "down"}]},
        {**right, "page": {**page, "updated_at": "2026-13-40T00:00:00.000Z"}},
    ]
    assert [reader.is_valid(each) for each in wrong] == [False] * 4
