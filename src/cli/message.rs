use std::path::PathBuf;

use clap::Args;

/// What is said to visitors. Where nothing is typed on a terminal, an editor opens.
#[derive(Clone, Debug, Default, Args)]
pub struct Message {
    /// The text, in Markdown; several make paragraphs
    #[arg(long, short, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Vec<String>,

    /// Take the text from a file; `-` is standard input
    #[arg(long, short = 'F', value_name = "FILE", conflicts_with = "message")]
    pub message_file: Option<PathBuf>,
}
