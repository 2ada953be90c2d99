use std::fmt;

use super::SettledHeading;

/// The message of a commit that publishing makes.
#[derive(Debug)]
pub(super) struct CommitMessage<'a> {
    pub lines: &'a [String],
    pub settled: &'a [SettledHeading],
}

impl CommitMessage<'_> {
    fn subject(&self) -> String {
        let count = |count: usize, one: &str, many: &str| {
            let noun = if count == 1 { one } else { many };
            (count > 0).then(|| format!("{count} {noun}"))
        };
        let lines = count(self.lines.len(), "change of status", "changes of status");
        let settled = count(self.settled.len(), "update", "updates");
        match (lines, settled) {
            (Some(lines), Some(settled)) => format!("Record {lines} and date {settled}"),
            (Some(lines), None) => format!("Record {lines}"),
            (None, Some(settled)) => format!("Date {settled}"),
            (None, None) => "Fix the log".to_owned(),
        }
    }
}

impl fmt::Display for CommitMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.subject())?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        self.settled.iter().try_for_each(|each| writeln!(f, "{}:{} {}", each.path, each.line, each.at.rfc3339()))
    }
}
