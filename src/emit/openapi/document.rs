//! Builds the document from the types.

use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::BASE_URL;
use crate::emit::{statuspage, uptime};

/// A file under `api/`, as the document describes it.
pub struct Described {
    /// The path under `api/`; a name in braces is a parameter.
    path: &'static str,
    /// The name of the operation in generated clients.
    id: &'static str,
    summary: &'static str,
    media: &'static str,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Described {
    /// A file that holds a `T`.
    pub fn json<T: JsonSchema>(path: &'static str, id: &'static str, summary: &'static str) -> Self {
        Self { path, id, summary, media: "application/json", schema: SchemaGenerator::subschema_for::<T> }
    }

    /// A file of rows, which `summary` describes.
    pub fn csv(path: &'static str, id: &'static str, summary: &'static str) -> Self {
        Self { path, id, summary, media: "text/csv", schema: SchemaGenerator::subschema_for::<String> }
    }

    /// The parameters in the path. Each is a month.
    fn parameters(&self) -> Vec<Value> {
        let names = self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let parameter = |name: &str| {
            json!({
                "name": name,
                "in": "path",
                "required": true,
                "description": "One of the months of which there are numbers, in the page's zone.",
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

/// This document itself.
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
        let told = paths.insert(format!("/api/{}", file.path), file.operation(&mut generator));
        assert!(told.is_none(), "{} is told twice", file.path);
    }
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "The API of a status page",
            "description": "Files that are written whenever the page is. All can be read from any site and without a key. \
                The addresses and fields under `api/v2` are those of Statuspage.",
            "version": "2",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": BASE_URL }],
        "security": [],
        "paths": paths,
        "components": { "schemas": one_line(Value::Object(generator.take_definitions(true))) }
    })
}

/// Joins the lines of descriptions, which are doc comments.
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
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == document, "{} is stale: run `UPDATE_SCHEMA=1 cargo test --lib schema`", path.display());
}

#[test]
fn api_schema_describes_every_field() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (field, told) in schema["properties"].as_object().into_iter().flatten() {
            assert!(told["description"].is_string(), "say above the field what {name}.{field} is");
        }
    }
}
