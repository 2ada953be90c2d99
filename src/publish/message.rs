use std::fmt;

use super::DatedHeading;

/// The message of a commit that `allgreen publish` makes.
#[derive(Debug)]
pub(super) struct CommitMessage<'a> {
    pub lines: &'a [String],
    pub dated: &'a [DatedHeading],
}

impl CommitMessage<'_> {
    fn subject(&self) -> String {
        let count = |count: usize, one: &str, many: &str| {
            let noun = if count == 1 { one } else { many };
            (count > 0).then(|| format!("{count} {noun}"))
        };
        let lines = count(self.lines.len(), "status change", "status changes");
        let dated = count(self.dated.len(), "update", "updates");
        match (lines, dated) {
            (Some(lines), Some(dated)) => format!("Record {lines} and date {dated}"),
            (Some(lines), None) => format!("Record {lines}"),
            (None, Some(dated)) => format!("Date {dated}"),
            (None, None) => "Fix the log".to_owned(),
        }
    }
}

impl fmt::Display for CommitMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.subject())?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        self.dated.iter().try_for_each(|each| writeln!(f, "{}:{} {}", each.path, each.line, each.at.rfc3339()))
    }
}
