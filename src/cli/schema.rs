use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Answering;

/// Print the JSON Schema of the files that people write, for editors
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen schema --out .
  allgreen schema incident | jq .properties

An editor with the YAML language server uses it once `status.yaml` begins with the line
  # yaml-language-server: $schema=./status.schema.json")]
pub struct Schema {
    /// What the schema is of
    #[arg(value_enum, value_name = "FILE", default_value_t = SchemaOf::Status, conflicts_with = "out")]
    pub file: SchemaOf,

    /// Write both into this folder instead, as `status.schema.json` and `incident.schema.json`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub answering: Answering,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// `status.yaml`
    Status,
    /// The front matter of a file of `incidents/`
    Incident,
}
