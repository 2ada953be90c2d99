use serde::{Serialize, Serializer};

use crate::model::Instant;

/// A time in the format of Statuspage, in UTC: `2026-11-20T14:02:00.000Z`.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline, with = "crate::emit::openapi::values::Millis"))]
pub(super) struct Time(pub Instant);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.rfc3339_millis())
    }
}
