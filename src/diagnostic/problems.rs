use super::{Code, Diagnostic, Effect, Severity};

/// Collects the diagnostics of one file, up to a limit.
#[derive(Debug)]
pub struct Problems {
    file: String,
    found: Vec<Diagnostic>,
    /// The number of diagnostics above the limit, which are not kept.
    more: usize,
    /// The highest severity of the diagnostics that were not kept because of the limit.
    worst: Severity,
    /// Whether one of the diagnostics that were not kept has [`Effect::LeavesOut`].
    leaves_out: bool,
}

impl Problems {
    /// The maximum number of diagnostics that are kept for one file.
    const MOST: usize = 1_000;

    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new(), more: 0, worst: Severity::Warning, leaves_out: false }
    }

    /// Adds a diagnostic. If the limit is reached, it is only counted, unless it is the first one that stops a build.
    pub fn push(&mut self, problem: Diagnostic) {
        if !self.is_full() || (problem.is_fatal() && !self.are_fatal()) {
            self.found.push(problem);
        } else {
            self.more += 1;
            self.worst = self.worst.min(problem.severity);
            self.leaves_out |= problem.effect == Effect::LeavesOut;
        }
    }

    pub fn extend(&mut self, problems: Vec<Diagnostic>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Adds the diagnostics in `other`, which are about a later part of the same file.
    pub fn join(mut self, other: Self) -> Self {
        let mut found = std::mem::take(&mut self.found);
        found.extend(other.found);
        super::sort(&mut found);
        self.more += other.more;
        self.worst = self.worst.min(other.worst);
        self.leaves_out |= other.leaves_out;
        self.extend(found);
        self
    }

    /// The number of all diagnostics, including those that were not kept because of the limit.
    pub fn count(&self) -> usize {
        self.found.len() + self.more
    }

    /// Whether the maximum number of diagnostics is reached.
    pub fn is_full(&self) -> bool {
        self.found.len() >= Self::MOST
    }

    /// Whether any of the diagnostics stops a build.
    pub fn are_fatal(&self) -> bool {
        self.found.iter().any(Diagnostic::is_fatal)
    }

    /// Returns the kept diagnostics. If others were not kept, appends a diagnostic that says how many.
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        if self.more > 0 {
            let message = format!("{} more problems are not listed", self.more);
            let more = Diagnostic::new(Code::TooMany, self.file, message).hint("fix the problems above first");
            let effect = if self.leaves_out { Effect::LeavesOut } else { Effect::Nothing };
            self.found.push(Diagnostic { severity: self.worst, effect, ..more });
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fatal_diagnostic_over_the_limit_is_kept() {
        let mut problems = Problems::of("incidents/x.md");
        for _ in 0..1_500 {
            problems.push(Diagnostic::new(Code::DatedHeading, "incidents/x.md", "a warning"));
        }
        problems.push(Diagnostic::new(Code::EndsBeforeStarts, "incidents/x.md", "an error"));
        let listed = problems.into_vec();
        assert_eq!(listed.len(), 1_002);
        assert!(listed[1_000].is_fatal());
        assert_eq!((listed[1_001].severity, listed[1_001].effect), (Severity::Warning, Effect::Nothing));
    }
}
