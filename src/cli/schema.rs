use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::AnswerArgs;

/// Print the JSON Schemas of `status.yaml` and of incidents, for editors
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen schema --out .
  allgreen schema incident | jq .properties

Editors with the YAML language server use the schema if `status.yaml` begins with the line
  # yaml-language-server: $schema=./status.schema.json")]
pub struct SchemaArgs {
    /// File that the schema describes
    #[arg(value_enum, value_name = "FILE", default_value_t = SchemaKind::Status, conflicts_with = "out")]
    pub file: SchemaKind,

    /// Write `status.schema.json` and `incident.schema.json` to this directory instead of printing one
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub answering: AnswerArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// `status.yaml`
    Status,
    /// Front matter of a file in `incidents/`
    Incident,
}
