use std::collections::HashMap;

use super::problems::place;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::source::LogLines;

/// Returns a diagnostic for each line that the `older` log has and the `newer` log does not. Lines may move from one
/// file of a log to another. `older` has the path and content of each file, `newer` only the content.
pub fn removed_lines(older: &[(String, Vec<u8>)], newer: &[Vec<u8>]) -> Vec<Diagnostic> {
    let mut left: HashMap<&[u8], usize> = HashMap::new();
    for line in newer.iter().flat_map(|bytes| LogLines::new(bytes)) {
        *left.entry(line.bytes).or_default() += 1;
    }
    let mut diagnostics = Vec::new();
    for (path, bytes) in older {
        let mut problems = Problems::of(path);
        for line in LogLines::new(bytes) {
            match left.get_mut(line.bytes).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => {
                    let problem =
                        Diagnostic::new(Code::LineRemoved, path, "this line of the log was removed or changed");
                    let hint =
                        "restore the line; to correct it, add another line with the same time, component and source";
                    problems.push(problem.at(place(line, None)).hint(hint));
                }
            }
        }
        diagnostics.extend(problems.into_vec());
    }
    diagnostics
}
