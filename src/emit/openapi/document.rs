//! Generates `schema/openapi.json` from the types of the files under `api/`.

use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::BASE_URL;
use crate::emit::{statuspage, uptime};

/// A file under `api/` and its operation in `schema/openapi.json`.
pub struct Described {
    /// The path under `api/`. A name in braces is a parameter.
    path: &'static str,
    /// The operation ID, which names the function in generated clients.
    id: &'static str,
    summary: &'static str,
    media: &'static str,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Described {
    /// Describes a JSON file that contains a `T`.
    pub fn json<T: JsonSchema>(path: &'static str, id: &'static str, summary: &'static str) -> Self {
        Self { path, id, summary, media: "application/json", schema: SchemaGenerator::subschema_for::<T> }
    }

    /// Describes a CSV file.
    pub fn csv(path: &'static str, id: &'static str, summary: &'static str) -> Self {
        Self { path, id, summary, media: "text/csv", schema: SchemaGenerator::subschema_for::<String> }
    }

    /// Returns descriptions of the parameters in the path, all of which are months.
    fn parameters(&self) -> Vec<Value> {
        let names = self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let parameter = |name: &str| {
            json!({
                "name": name,
                "in": "path",
                "required": true,
                "description": "A month with data, in the time zone of the page.",
                "schema": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" },
                "example": "2026-11"
            })
        };
        names.map(parameter).collect()
    }

    fn operation(&self, generator: &mut SchemaGenerator) -> Value {
        let mut operation = json!({
            "get": {
                "operationId": self.id,
                "summary": self.summary,
                "responses": {
                    "200": {
                        "description": self.summary,
                        "content": { self.media: { "schema": (self.schema)(generator) } }
                    }
                }
            }
        });
        let parameters = self.parameters();
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        operation
    }
}

/// The description of the files under `api/`.
#[derive(JsonSchema)]
#[schemars(extend("type" = "object"))]
struct OpenApi {}

fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut files = statuspage::described();
    files.extend(uptime::described());
    files.push(Described::json::<OpenApi>("openapi.json", "document", "This document"));
    let mut paths = Map::new();
    for file in files {
        let previous = paths.insert(format!("/api/{}", file.path), file.operation(&mut generator));
        assert!(previous.is_none(), "duplicate path: {}", file.path);
    }
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Status page API",
            "description": "The data of the status page as files, which are built together with its pages. No API key is needed, and \
                any website can read them. The files under `api/v2` have the URLs and fields of Atlassian Statuspage.",
            "version": "2",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": BASE_URL }],
        "security": [],
        "paths": paths,
        "components": { "schemas": one_line(Value::Object(generator.take_definitions(true))) }
    })
}

/// Replaces the line feeds in all strings of `value` with spaces. Descriptions are doc comments of several lines.
fn one_line(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\n', " ")),
        Value::Array(all) => all.into_iter().map(one_line).collect(),
        Value::Object(all) => all.into_iter().map(|(key, value)| (key, one_line(value))).collect(),
        other => other,
    }
}

#[test]
fn api_schema_is_up_to_date() {
    let document = format!("{:#}\n", document());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/openapi.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &document).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE_SCHEMA=1 cargo test --all-features --lib schema";
    assert!(committed == document, "{} is outdated: run `{command}`", path.display());
}

#[test]
fn api_schema_describes_every_field() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "add a doc comment to the field {name}.{field}");
        }
    }
}
