//! allgreen: a status page from plain files.

pub mod check;
pub mod cli;
pub mod cmd;
#[cfg(feature = "net")]
pub mod deploy;
pub mod diagnostic;
pub mod diff;
pub mod edit;
pub mod emit;
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
