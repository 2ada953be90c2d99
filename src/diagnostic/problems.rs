use super::{Code, Diagnostic};

/// The problems of one file: all of them, unless they are more than anybody reads.
#[derive(Debug)]
pub struct Problems {
    file: String,
    found: Vec<Diagnostic>,
    more: usize,
}

impl Problems {
    /// How many problems of one file are told one by one.
    const MOST: usize = 1_000;

    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new(), more: 0 }
    }

    pub fn push(&mut self, problem: Diagnostic) {
        if self.found.len() < Self::MOST {
            self.found.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub fn extend(&mut self, problems: Vec<Diagnostic>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Whether any of them stops a build.
    pub fn are_fatal(&self) -> bool {
        self.found.iter().any(Diagnostic::is_fatal)
    }

    /// The problems, and where some are left out one more that says how many.
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        if let Some(last) = self.found.last().filter(|_| self.more > 0) {
            let message = format!("{} more problems are not listed", self.more);
            let more = Diagnostic { effect: last.effect, ..Diagnostic::new(Code::TooMany, self.file, message) };
            self.found.push(more.hint("mend those above first"));
        }
        self.found
    }
}
