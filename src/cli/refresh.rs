use clap::Args;

use super::{AnswerArgs, RepositoryArgs};

/// Write the components of `status.yaml` into the form for incidents
///
/// In `.github/workflows/report-incident.yml`, replaces the lines between `# begin components` and `# end components`.
/// The form offers at most 100 components.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen refresh              after a change of the components
  allgreen refresh --dry-run    show the components that would be added and removed")]
pub struct RefreshArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    #[command(flatten)]
    pub answering: AnswerArgs,
}
