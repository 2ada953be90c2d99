use serde::Serialize;

use crate::emit::status_color::status_color;
use crate::view::{Label, LabelKind};

/// The cache time in seconds: the least that shields.io allows.
const CACHE_SECONDS: u32 = 300;

/// A badge for shields.io: <https://shields.io/badges/endpoint-badge>.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint<'a> {
    schema_version: u8,
    label: &'a str,
    message: &'a str,
    color: &'static str,
    /// Whether this is an error badge: shields.io then ignores a color in the query string of its URL.
    is_error: bool,
    cache_seconds: u32,
}

impl<'a> Endpoint<'a> {
    pub fn new(name: &'a str, label: &'a Label) -> Self {
        Self {
            schema_version: 1,
            label: name,
            message: &label.text,
            color: status_color(label.kind),
            is_error: matches!(label.kind, LabelKind::Degraded | LabelKind::Partial | LabelKind::Major),
            cache_seconds: CACHE_SECONDS,
        }
    }
}
