//! The schemas for editors accept the same files as the program.

use std::collections::{BTreeMap, BTreeSet};

use allgreen::check::{CheckContext, Input, Inputs, check};
use allgreen::model::{ComponentStatus, Impact, Instant};
use serde_json::{Map, Value, json};

use crate::site::{NOW, Site};

/// An unknown key that resembles no known key, so that the hint of `check` lists all known keys.
const STRANGE: &str = "zzzzzzzzzzzz";

fn schema(of: &str) -> Value {
    serde_json::from_str(&Site::new().run(&["schema", of]).code(0).stdout).unwrap()
}

/// Returns a value that the schema allows, with all keys. `number` selects one of several examples or enum values.
fn sample(schema: &Value, number: usize) -> Value {
    for key in ["examples", "enum"] {
        if let Some(values) = schema[key].as_array() {
            return values[number % values.len()].clone();
        }
    }
    if let Some(properties) = schema["properties"].as_object() {
        let known = properties.iter().map(|(key, schema)| (key.clone(), sample(schema, number)));
        return known.chain(free_keys(schema).into_iter().map(|key| (key, json!({ "any": ["thing"] })))).collect();
    }
    match schema.get("items") {
        Some(items) => json!([sample(items, number)]),
        None => schema["default"].clone(),
    }
}

/// Returns the keys that `patternProperties` allows: the reserved ones, and a custom one such as `x-own`.
fn free_keys(schema: &Value) -> Vec<String> {
    let mut keys = Vec::new();
    for pattern in schema["patternProperties"].as_object().unwrap().keys() {
        match pattern.strip_prefix("^(").and_then(|names| names.strip_suffix(")$")) {
            Some(names) => keys.extend(names.split('|').map(str::to_owned)),
            None => keys.push(format!("{}own", &pattern[1..])),
        }
    }
    keys
}

/// Creates a site with this `status.yaml`, written as JSON, which is valid YAML. The images in examples exist.
fn status(document: &Value) -> Site {
    let pictures = ["logo.svg", "logo-dark.svg", "favicon.svg"];
    let site = Site::new().status(&document.to_string());
    pictures.iter().fold(site, |site, name| site.file(&format!("theme/assets/{name}"), "<svg/>"))
}

fn incident(front: &Value) -> Site {
    let site = Site::new().components("  - { id: payments, name: Payments }\n  - { id: api, name: API }\n");
    site.incident("outage", &format!("---\n{front}\n---\n\n## 2026-11-20 18:00 UTC - Resolved\n"))
}

fn window(front: &Value) -> Site {
    let site = Site::new().components("  - { id: payments, name: Payments }\n  - { id: api, name: API }\n");
    site.incident("upgrade", &format!("---\n{front}\n---\n"))
}

fn incident_sample(number: usize) -> Value {
    let mut schema = schema("incident");
    let properties = schema["properties"].as_object_mut().unwrap();
    properties.remove("maintenance");
    properties["affects"] = properties["affects"]["anyOf"][0].clone();
    sample(&schema, number)
}

fn window_sample(number: usize) -> Value {
    let mut schema = schema("incident");
    let not_here: Vec<_> = schema["then"]["properties"].as_object().unwrap().clone().into_iter().collect();
    let properties = schema["properties"].as_object_mut().unwrap();
    properties.retain(|key, _| !not_here.contains(&(key.clone(), json!(false))));
    properties["affects"] = properties["affects"]["anyOf"][1].clone();
    sample(&schema, number)
}

#[test]
fn check_accepts_every_value_in_the_schemas() {
    for number in 0..5 {
        status(&sample(&schema("status"), number)).check().code(0);
        incident(&incident_sample(number)).check().code(0);
        window(&window_sample(number)).check().code(0);
    }
}

#[test]
fn each_key_is_in_the_schema() {
    let (of_status, of_incident) = (schema("status"), schema("incident"));
    let full = sample(&of_status, 0);
    for (map, at) in [
        ("", ""),
        ("/page", "/properties/page"),
        ("/page/links", "/properties/page/properties/links"),
        ("/uptime", "/properties/uptime"),
        ("/incidents", "/properties/incidents"),
        ("/components/0", "/properties/components/items"),
    ] {
        assert_eq!(keys_read(&full, map, status), keys(of_status.pointer(at).unwrap()), "{map}");
    }
    assert_eq!(keys_read(&incident_sample(0), "", incident), keys(&of_incident));
    let of_window = of_incident.pointer("/properties/maintenance").unwrap();
    assert_eq!(keys_read(&window_sample(0), "/maintenance", window), keys(of_window));
}

fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

/// Returns the keys that `check` lists in its hint for an unknown key in `map`, a JSON pointer.
fn keys_read(document: &Value, map: &str, site: fn(&Value) -> Site) -> BTreeSet<String> {
    let mut document = document.clone();
    document.pointer_mut(map).unwrap()[STRANGE] = json!(1);
    let report: Value = serde_json::from_str(&site(&document).check().code(1).stdout).unwrap();
    let hint = report["diagnostics"][0]["hint"].as_str().unwrap();
    let known = hint.strip_prefix("use one of: ").and_then(|hint| hint.split(';').next());
    known.unwrap_or_else(|| panic!("{report:#}")).split(", ").map(str::to_owned).collect()
}

#[test]
fn each_weight_is_in_the_schema() {
    let schema = schema("status");
    let weights = &schema["properties"]["uptime"]["properties"]["weights"];
    for word in ComponentStatus::ALL.map(ComponentStatus::word) {
        let site = Site::new().status(&format!(
            "page: {{ name: Acme, url: https://status.acme.example }}\nuptime: {{ weights: {{ {word}: 0 }} }}\n"
        ));
        assert_eq!(site.check().code == 0, keys(weights).contains(word), "{word}");
    }
}

#[test]
fn schema_enums_list_every_status_and_impact() {
    let statuses = json!(ComponentStatus::ALL.map(ComponentStatus::word));
    let impacts = json!(Impact::ALL.map(Impact::word));
    let (of_status, of_incident) = (schema("status"), schema("incident"));
    assert_eq!(of_status["properties"]["components"]["items"]["properties"]["status"]["enum"], statuses);
    assert_eq!(of_incident["properties"]["affects"]["anyOf"][0]["additionalProperties"]["enum"], statuses);
    assert_eq!(of_incident["properties"]["impact"]["enum"], impacts);
}

#[test]
fn schema_defaults_equal_those_of_the_program() {
    let page = json!({ "name": "Acme", "url": "https://status.acme.example" });
    let plain = json!({ "page": page, "components": [{ "id": "api", "name": "API" }] });
    let mut explicit = plain.clone();
    let count = add_defaults(&schema("status"), &mut explicit);
    assert!(count > 0, "the schema has no defaults");
    assert_eq!(site(&explicit), site(&plain));
}

/// Adds the defaults of the schema to a document. Returns the number of added keys.
fn add_defaults(schema: &Value, value: &mut Value) -> usize {
    if let Some(items) = schema.get("items") {
        return value.as_array_mut().unwrap().iter_mut().map(|value| add_defaults(items, value)).sum();
    }
    let mut count = 0;
    for (key, schema) in schema["properties"].as_object().unwrap_or(&Map::new()) {
        if let Some(default) = schema.get("default") {
            value[key] = default.clone();
            count += 1;
        } else if schema.get("properties").or(schema.get("items")).is_some() {
            if value.get(key).is_none() {
                value[key] = json!({});
            }
            count += add_defaults(schema, &mut value[key]);
        }
    }
    count
}

/// Checks a `status.yaml` and returns the debug output of the resulting site.
fn site(document: &Value) -> String {
    let status = Input { path: "status.yaml".to_owned(), content: Ok(document.to_string().into_bytes()) };
    let inputs = Inputs { status, incidents: Vec::new(), logs: Vec::new() };
    let now = Instant::parse_rfc3339(NOW).unwrap();
    let checked = check(&inputs, &CheckContext::new(now, &["en".to_owned()], &BTreeMap::new()));
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    format!("{:#?}", checked.site.unwrap())
}

#[test]
fn both_schemas_are_written() {
    let site = Site::new();
    let dry = site.run(&["schema", "--out", "editor", "--dry-run"]).code(0);
    assert!(dry.stdout.contains("would write editor/status.schema.json"), "{}", dry.stdout);
    assert!(!site.path("editor").exists());

    site.run(&["schema", "--out", "editor"]).code(0);
    for of in ["status", "incident"] {
        let written = std::fs::read_to_string(site.path(&format!("editor/{of}.schema.json"))).unwrap();
        assert_eq!(written, site.run(&["schema", of]).stdout);
    }

    let again = site.run(&["schema", "--out", "editor", "--format", "json"]).code(0);
    let answer: Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(answer["written"], json!([]));
    assert_eq!(answer["unchanged"].as_array().unwrap().len(), 2);
}
