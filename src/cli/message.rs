use std::path::PathBuf;

use clap::Args;

/// The text of an update. Without one, an editor opens if the command runs on a terminal.
#[derive(Clone, Debug, Default, Args)]
pub struct MessageArgs {
    /// Text of the update, in Markdown; repeat for more paragraphs
    #[arg(long, short, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Vec<String>,

    /// Read the text from a file; `-` means standard input
    #[arg(long, short = 'F', value_name = "FILE", conflicts_with = "message")]
    pub message_file: Option<PathBuf>,
}
