//! `api/openapi.json`: a description of the files under `api/`.
//!
//! It is committed as `schema/openapi.json`. A test generates it from the types of these files and their doc comments.

#[cfg(test)]
mod document;
#[cfg(test)]
pub(super) mod values;

#[cfg(test)]
pub(super) use document::Described;

use super::{EmitError, File, Stage};

const PATH: &str = "api/openapi.json";
const DOCUMENT: &str = include_str!("../../../schema/openapi.json");
/// The placeholder for the URL of the site in `DOCUMENT`.
const BASE_URL: &str = "https://status.example";

/// Returns `api/openapi.json`. `base_url` has no slash at its end.
///
/// # Errors
/// Never: every address can be serialized as JSON.
pub(super) fn file(base_url: &str) -> Result<File, EmitError> {
    let quoted = |url: &str| serde_json::to_string(url).map_err(|error| EmitError::new(PATH, &error));
    let text = DOCUMENT.replacen(&quoted(BASE_URL)?, &quoted(base_url)?, 1);
    Ok(File { path: PATH.to_owned(), bytes: text.into_bytes(), stage: Stage::Data })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_in_openapi_document_is_url_of_site() {
        let file = file("https://a.example/\"b").unwrap();
        let document: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(document["servers"], serde_json::json!([{ "url": "https://a.example/\"b" }]));
        assert!(!String::from_utf8(file.bytes).unwrap().contains(BASE_URL));
    }
}
