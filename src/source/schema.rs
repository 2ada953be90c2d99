//! The JSON Schemas of `status.yaml` and of front matter, for editors: derived from the `Raw*` types while the tests
//! run, and committed in `schema/`, so that the program needs no code for them.
//!
//! They use draft 07 of JSON Schema, the newest draft that every release of the YAML language server supports. VS Code
//! and most other editors use that server. Subschemas are inlined: draft 07 ignores keywords next to a `$ref`, so
//! editors would not show descriptions.
//!
//! No schema allows null, although a key without a value counts as missing. Otherwise, editors would suggest the word
//! `null`, which is read as text.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{RawAffects, RawFrontMatter, RawLogo, RawStatus};

const COMPONENT_STATUSES: [&str; 5] =
    ["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"];
const ID: &str = "^[a-z0-9][a-z0-9_-]{0,63}$";

values! {
    /// Any text. YAML numbers and booleans are read as text, as they are written.
    Text { "type": ["string", "number", "boolean"] }

    /// A text that is not empty.
    Name { "type": ["string", "number", "boolean"], "pattern": "\\S" }

    /// The id of a component.
    Id {
        "type": ["string", "integer", "boolean"],
        "pattern": ID,
        "patternErrorMessage": "An id is at most 64 lower-case letters, digits, `-` and `_`, and begins with a letter or digit.",
        "examples": ["website"]
    }

    /// What a component is doing.
    ComponentStatus { "type": "string", "enum": COMPONENT_STATUSES }

    /// How bad an incident is.
    Impact { "type": "string", "enum": ["none", "minor", "major", "critical"] }

    /// A day of the calendar.
    Date {
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "patternErrorMessage": "Write a date as year-month-day, such as `2026-01-31`.",
        "examples": ["2026-01-31"]
    }

    /// A date with a time of day and an optional time zone.
    Time {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt]|[ \\t]+)[0-9]{2}:[0-9]{2}(:[0-9]{2})?([ \\t]*(UTC|utc|Z|z|[+-][0-9]{2}:[0-9]{2}))?$",
        "patternErrorMessage": "Write a time as `2026-11-20 14:02 UTC`, with `UTC`, `Z`, an offset such as `+02:00`, or nothing for `page.timezone`.",
        "examples": ["2026-11-20 14:02 UTC", "2026-11-20 15:02", "2026-11-20T15:02:30+01:00"]
    }

    /// A duration, or `never`.
    Length {
        "type": "string",
        "pattern": "^ *(never|([0-9]+ *[smhd] *)+)$",
        "patternErrorMessage": "Write `30m`, `2h`, `1h 30m` or `1d`, or `never`.",
        "examples": ["30m", "1h 30m", "never"]
    }

    /// An absolute address without a query.
    Url {
        "type": "string",
        "pattern": "^https?://[^\\s/?#@]+(/[^\\s?#]*)?$",
        "patternErrorMessage": "Write a URL such as `https://status.acme.example`.",
        "examples": ["https://status.acme.example"]
    }

    /// An address where visitors get help.
    SupportUrl {
        "type": "string",
        "pattern": "^(https?://[^\\s/?#@]+([/?#]\\S*)?|(mailto|tel):\\S+)$",
        "patternErrorMessage": "Write `https://…`, `mailto:…` or `tel:…`.",
        "examples": ["https://acme.example/help", "mailto:help@acme.example"]
    }

    /// An image of the site for browser tabs.
    Favicon {
        "type": "string",
        "pattern": "^assets/[A-Za-z0-9._/-]+\\.([sS][vV][gG]|[pP][nN][gG])$",
        "patternErrorMessage": "Write the path of an SVG or a PNG under `theme/`, such as `assets/favicon.svg`.",
        "examples": ["assets/favicon.svg"]
    }

    /// A colour.
    Accent {
        "type": "string",
        "pattern": "^ *#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}) *$",
        "patternErrorMessage": "Write a colour as `\"#rgb\"` or `\"#rrggbb\"`, in quotes.",
        "examples": ["#2457c5", "#08f"]
    }

    /// A map from the names of links to their addresses.
    Links {
        "type": "object",
        "propertyNames": { "pattern": "\\S" },
        "patternProperties": { "^x-": true },
        "additionalProperties": {
            "type": "string",
            "pattern": "^(https?://[^\\s/?#@]+([/?#]\\S*)?|(mailto|tel):\\S+|[^\\s:/?#][^\\s:/?#]*([/?#]\\S*)?|[?#]\\S*)$",
            "patternErrorMessage": "Write `https://…`, `mailto:…`, `tel:…`, or a path in the site, such as `history/`."
        },
        "examples": [{ "Acme": "https://acme.example", "History": "history/" }]
    }

    /// A time zone. The names are not listed, because every release of the program may know more of them.
    Zone {
        "type": "string",
        "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
        "patternErrorMessage": "Write the name of a time zone, such as `Europe/Berlin` or `UTC`.",
        "examples": ["Europe/Berlin", "America/New_York", "UTC"]
    }

    /// A language tag. Some YAML parsers read `no` (Norwegian) as a boolean.
    Language {
        "type": ["string", "boolean"],
        "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$",
        "examples": ["en", "pt-BR"]
    }

    /// A release of the program.
    Version {
        "type": ["string", "number"],
        "pattern": "^[0-9]+(\\.[0-9]+){0,2}$",
        "examples": ["0.1.0"]
    }

    /// The number of days of uptime that a page shows.
    WindowDays {
        "type": ["integer", "string"],
        "minimum": 1,
        "maximum": 366,
        "pattern": "^0*([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])$"
    }

    /// The share of each second that counts as downtime, by status.
    Weights {
        "type": "object",
        "additionalProperties": false,
        "patternProperties": { "^x-": true },
        "properties": {
            "degraded_performance": weight(&json!(0), "The share of each second of degraded performance that counts as downtime."),
            "partial_outage": weight(&json!(0.3), "The share of each second of a partial outage that counts as downtime."),
            "major_outage": weight(&json!(1), "The share of each second of a major outage that counts as downtime."),
        }
    }
}

fn weight(default: &Value, description: &str) -> Value {
    json!({
        "description": description,
        "type": ["number", "string"],
        "minimum": 0,
        "maximum": 1,
        "pattern": "^0*(\\.[0-9]{1,9}|0(\\.[0-9]{1,9})?|1(\\.0{1,9})?)$",
        "default": default
    })
}

/// `affects` is a map from components to statuses in an incident, and a list of components in a window.
impl JsonSchema for RawAffects {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Affects".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                {
                    "type": "object",
                    "propertyNames": { "pattern": ID },
                    "additionalProperties": ComponentStatus::json_schema(generator),
                    "examples": [{ "payments": "major_outage", "api": "degraded_performance" }]
                },
                {
                    "type": "array",
                    "items": Id::json_schema(generator),
                    "uniqueItems": true,
                    "examples": [["payments", "api"]]
                }
            ]
        })
    }
}

/// `logo` is the path of an image, or a map with one path for light mode and one for dark mode.
impl JsonSchema for RawLogo {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Logo".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let file = |what: &str| {
            json!({
                "description": what,
                "type": "string",
                "pattern": "^assets/[A-Za-z0-9._/-]+\\.[A-Za-z]+$",
                "patternErrorMessage": "Write the path of an image under `theme/`, such as `assets/logo.svg`.",
                "examples": ["assets/logo.svg"]
            })
        };
        json_schema!({
            "anyOf": [
                file("The image for light and dark mode."),
                {
                    "type": "object",
                    "additionalProperties": false,
                    "patternProperties": { "^x-": true },
                    "properties": {
                        "light": file("The image for light mode, and for dark mode without `dark`."),
                        "dark": file("The image for dark mode.")
                    },
                    "required": ["light"],
                    "examples": [{ "light": "assets/logo.svg", "dark": "assets/logo-dark.svg" }]
                }
            ],
            "examples": ["assets/logo.svg", { "light": "assets/logo.svg", "dark": "assets/logo-dark.svg" }]
        })
    }
}

/// Allows the `reserved` keys, with any value, and keys that begin with `x-`. Editors do not suggest these keys,
/// because the schema has them as patterns.
pub fn free_keys(reserved: &'static [&'static str]) -> impl FnMut(&mut Schema) {
    move |schema| {
        let mut patterns = json!({ "^x-": true });
        if !reserved.is_empty() {
            patterns[format!("^({})$", reserved.join("|"))] = json!(true);
        }
        schema.insert("patternProperties".to_owned(), patterns);
    }
}

/// Adds rules that depend on `maintenance`: in a window, `affects` is a list, and keys whose doc comment begins with
/// `Only for incidents` are not allowed; in an incident, `affects` is a map.
pub fn incident_or_window(schema: &mut Schema) {
    let mut window = json!({ "affects": { "type": "array" } });
    let keys = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    for (key, of) in keys {
        if of["description"].as_str().is_some_and(|description| description.starts_with("Only for incidents")) {
            window[key] = json!(false);
        }
    }
    schema.insert("if".to_owned(), json!({ "required": ["maintenance"] }));
    schema.insert("then".to_owned(), json!({ "properties": window }));
    schema.insert("else".to_owned(), json!({ "properties": { "affects": { "type": "object" } } }));
}

fn schema_of<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.with_transform(one_line).into_generator().into_root_schema_for::<T>();
    schema.insert("$comment".to_owned(), json!("Generated by allgreen from the types that read these files"));
    format!("{:#}\n", schema.to_value())
}

/// Joins the lines of descriptions, which are doc comments in the code.
fn one_line(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    schemars::transform::transform_subschemas(&mut one_line, schema);
}

#[test]
fn committed_schemas_are_up_to_date() {
    let schemas = [("status", schema_of::<RawStatus>()), ("incident", schema_of::<RawFrontMatter>())];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (name, schema) in schemas {
        let path = folder.join(format!("{name}.schema.json"));
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &schema).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap();
        let command = "UPDATE_SCHEMA=1 cargo test --all-features --lib schema";
        assert!(committed == schema, "{} is outdated: run `{command}`", path.display());
    }
}
