//! allgreen: a status page from plain files.
#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "tests write files, and some read the clock"))]

/// Declares marker types with fixed JSON schemas. Tests name them in `schemars(with = "…")` as the type of a field.
#[cfg(test)]
macro_rules! values {
    ($($(#[$doc:meta])+ $name:ident $schema:tt)+) => {$(
        $(#[$doc])+
        pub enum $name {}

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    )+};
}

pub mod change;
pub mod check;
pub mod cli;
pub mod cmd;
#[cfg(feature = "net")]
pub mod deploy;
pub mod diagnostic;
pub mod diff;
pub mod edit;
pub mod emit;
pub mod escape;
#[cfg(feature = "serve")]
pub mod http;
pub mod layout;
pub mod model;
pub mod pipeline;
pub mod publish;
pub mod record;
pub mod repo;
pub mod scaffold;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod text;
pub mod view;
pub mod write;
