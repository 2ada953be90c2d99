use serde::Serialize;

use crate::emit::tone::tone;
use crate::view::{Kind, Label};

/// How long others may keep what they read, in seconds: as short as shields.io allows.
const CACHE_SECONDS: u32 = 300;

/// A badge as shields.io draws it: <https://shields.io/badges/endpoint-badge>.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint<'a> {
    schema_version: u8,
    label: &'a str,
    message: &'a str,
    color: &'static str,
    /// Whether nobody who shows it may choose another colour.
    is_error: bool,
    cache_seconds: u32,
}

impl<'a> Endpoint<'a> {
    pub fn new(name: &'a str, label: &'a Label) -> Self {
        Self {
            schema_version: 1,
            label: name,
            message: &label.text,
            color: tone(label.kind),
            is_error: matches!(label.kind, Kind::Degraded | Kind::Partial | Kind::Major),
            cache_seconds: CACHE_SECONDS,
        }
    }
}
