use std::fmt::Write;

use serde_json::Value;

use super::{assert_up_to_date, root};

const AROUND: &str = include_str!("keys.md");

#[test]
fn keys_md_is_up_to_date() {
    let tables = |of: &str| {
        let path = root().join("schema").join(format!("{of}.schema.json"));
        let schema = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let mut text = String::new();
        write_map(&mut text, "", &schema);
        text.trim().to_owned()
    };
    let text = AROUND.replace("{{status}}", &tables("status")).replace("{{incident}}", &tables("incident"));
    assert_up_to_date("keys.md", &text);
}

/// Renders a table of the keys of a map, then a section with such a table for each nested map.
fn write_map(text: &mut String, name: &str, schema: &Value) {
    text.push_str("| key | description | value |\n| --- | --- | --- |\n");
    let keys = keys(schema);
    for (key, schema, required) in &keys {
        let required = if *required { " (required)" } else { "" };
        let description = schema["description"].as_str().unwrap();
        writeln!(text, "| `{key}`{required} | {description} | {} |", value(&inner_name(name, key, schema), schema))
            .unwrap();
    }
    let free = free_keys(schema);
    if !free.is_empty() {
        writeln!(text, "\nReserved for future use; ignored for now: {}.", quoted(&free)).unwrap();
    }
    for (key, schema, _) in keys {
        let name = inner_name(name, key, schema);
        let map = schema.get("items").unwrap_or(schema);
        if map.get("properties").is_some() {
            writeln!(text, "\n### {name}\n").unwrap();
            write_map(text, &name, map);
        }
    }
}

/// Returns each key, its schema, and whether it is required. Required keys come first, in the order of the schema.
fn keys(schema: &Value) -> Vec<(&str, &Value, bool)> {
    let properties = schema["properties"].as_object().unwrap();
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let others = properties.keys().map(String::as_str).filter(|key| !required.contains(key));
    let keys = required.iter().map(|key| (*key, true)).chain(others.map(|key| (key, false)));
    keys.map(|(key, required)| (key, &properties[key], required)).collect()
}

fn free_keys(schema: &Value) -> Vec<&str> {
    let patterns = schema["patternProperties"].as_object().unwrap().keys();
    let names = patterns.filter_map(|pattern| pattern.strip_prefix("^(")?.strip_suffix(")$"));
    names.flat_map(|names| names.split('|')).collect()
}

/// Returns the full name of a nested map, the heading of its section: `page.links` or `components[]`.
fn inner_name(outer: &str, key: &str, schema: &Value) -> String {
    let dot = if outer.is_empty() { "" } else { "." };
    let list = if schema.get("items").is_some() { "[]" } else { "" };
    format!("{outer}{dot}{key}{list}")
}

fn value(name: &str, schema: &Value) -> String {
    let format = format_of(name, schema);
    match schema.get("default") {
        Some(default) => format!("{format}; default `{}`", plain(default)),
        None => format,
    }
}

fn format_of(name: &str, schema: &Value) -> String {
    let anchor = name.replace(['.', '[', ']'], "");
    if let Some(words) = schema["enum"].as_array() {
        return quoted(&words.iter().map(plain).collect::<Vec<_>>());
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        let examples: Vec<_> = forms.iter().map(|form| plain(&form["examples"][0])).collect();
        return format!("`{}`", examples.join("` or `"));
    }
    if schema.get("items").is_some() {
        return format!("a list of maps, [below](#{anchor})");
    }
    if schema.get("properties").is_some() {
        return format!("a map, [below](#{anchor})");
    }
    let types = schema["type"].to_string();
    if let (Some(least), Some(most)) = (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
        let kind = if types.contains("integer") { "a whole number" } else { "a number" };
        return format!("{kind} from {least} to {most}");
    }
    match schema["examples"].as_array() {
        Some(examples) => format!("such as {}", quoted(&examples.iter().map(plain).collect::<Vec<_>>())),
        None if types.contains("boolean") => "`true` or `false`".to_owned(),
        None => "text".to_owned(),
    }
}

/// Formats a value as it is written in YAML files.
fn plain(value: &Value) -> String {
    match value {
        // Unquoted, YAML parses it as a comment.
        Value::String(text) if text.starts_with('#') => format!("\"{text}\""),
        Value::String(text) => text.clone(),
        Value::Array(list) => format!("[{}]", list.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let entries: Vec<_> = map.iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        _ => value.to_string(),
    }
}

fn quoted(words: &[impl AsRef<str>]) -> String {
    words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}
