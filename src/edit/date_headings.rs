use crate::model::Instant;
use crate::source::{RawIncident, RawUpdate, RawWhen, SourceText};

/// An update in whose heading `now` was replaced by a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedUpdate {
    /// The line of the heading, counted from 1.
    pub line: usize,
    pub at: Instant,
}

/// Replaces `now` in the headings of updates by times. All other bytes stay the same. `time_of` returns the time for
/// the heading in a line, counted from 1. Returns the new bytes and the dated updates.
///
/// Returns `None` if no heading has `now`, the file is invalid, or the result would differ in more than the times.
pub fn date_headings(bytes: &[u8], time_of: &dyn Fn(usize) -> Instant) -> Option<(Vec<u8>, Vec<DatedUpdate>)> {
    let (source, old) = read(bytes)?;
    let starts = line_starts(bytes);
    let mut new = bytes.to_vec();
    let mut dated = Vec::new();
    // Starts at the end, so that earlier positions stay valid.
    for update in old.iter().rev().filter(|update| update.heading.when.value == RawWhen::Now) {
        let span = update.heading.when.span.clone();
        let line = source.place(&span).line;
        let start = source.text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let from = starts.get(line - 1)? + span.start - start;
        let word = from..from + span.len();
        if !bytes.get(word.clone())?.eq_ignore_ascii_case(source.text[span].as_bytes()) {
            return None;
        }
        let at = time_of(line);
        new.splice(word, at.format_utc().into_bytes());
        dated.insert(0, DatedUpdate { line, at });
    }
    let is_verified = !dated.is_empty() && differs_only_in_times(&old, &read(&new)?.1);
    is_verified.then_some((new, dated))
}

fn read(bytes: &[u8]) -> Option<(SourceText, Vec<RawUpdate>)> {
    let source = SourceText::new("", bytes).ok()?;
    let updates = RawIncident::read(&source).0?.updates;
    Some((source, updates))
}

/// Whether the new updates equal the old ones, except that each `now` is replaced by a time.
fn differs_only_in_times(old: &[RawUpdate], new: &[RawUpdate]) -> bool {
    let pairs = |update: &RawUpdate| -> Vec<(String, String)> {
        let sets = update.heading.sets.iter();
        sets.map(|(component, status)| (component.value.clone(), status.value.clone())).collect()
    };
    let same = |(old, new): (&RawUpdate, &RawUpdate)| {
        let (before, after) = (old.heading.when.value, new.heading.when.value);
        after != RawWhen::Now
            && (before == RawWhen::Now || before == after)
            && old.heading.status.value == new.heading.status.value
            && pairs(old) == pairs(new)
            && old.text == new.text
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

/// Returns the byte offset at which each line begins. The first line begins after the byte order mark, if there is one.
fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(mark).chain(ends.map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "---\ntitle: T\n---\n\n";

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    /// Replaces `now` in each heading by the time 14:NN:07, where NN is its line. Returns the new file and these lines.
    fn dated(file: &str) -> Option<(String, Vec<usize>)> {
        let time_of = |line: usize| at(&format!("2026-11-20T14:{line:02}:07Z"));
        let (bytes, dated) = date_headings(file.as_bytes(), &time_of)?;
        Some((String::from_utf8(bytes).unwrap(), dated.iter().map(|each| each.line).collect()))
    }

    #[test]
    fn only_now_in_update_headings_is_replaced() {
        let file =
            format!("{HEAD}## now - Investigating\n\nnow - text\n\n##  NOW – Resolved {{api=operational}} ##\nEnd");
        let (new, lines) = dated(&file).unwrap();
        assert_eq!(
            new,
            format!(
                "{HEAD}## 2026-11-20 14:05:07 UTC - Investigating\n\nnow - text\n\n##  2026-11-20 14:09:07 UTC – Resolved {{api=operational}} ##\nEnd"
            )
        );
        assert_eq!(lines, [5, 9]);
    }

    #[test]
    fn time_with_zero_seconds_is_written_without_seconds() {
        let file = format!("{HEAD}## now - Resolved\n");
        let (new, _) = date_headings(file.as_bytes(), &|_| at("2026-11-20T14:02:00Z")).unwrap();
        assert_eq!(String::from_utf8(new).unwrap(), format!("{HEAD}## 2026-11-20 14:02 UTC - Resolved\n"));
    }

    #[test]
    fn byte_order_mark_and_line_endings_stay() {
        let plain = format!("{HEAD}Ünïcode 🔥\n\n## now - Scheduled\n\nText.\n\nnow - Canceled\n---\n");
        let (wanted, _) = dated(&plain).unwrap();
        for newline in ["\r\n", "\r"] {
            let with = |text: &str| format!("\u{feff}{}", text.replace('\n', newline));
            assert_eq!(dated(&with(&plain)).unwrap(), (with(&wanted), vec![7, 11]));
        }
    }

    #[test]
    fn now_in_code_or_quote_or_list_or_h3_is_not_replaced() {
        let code = "```\n## now - Resolved\n```\n\n    ## now - Resolved\n\n> ## now - Resolved\n\n- ## now - Resolved\n\n### now - Resolved\n";
        let none = format!("{HEAD}## 2026-11-20 14:00 UTC - Investigating\n\n{code}");
        assert_eq!(dated(&none), None);
        let some = format!("{HEAD}## now - Investigating\n\n{code}");
        assert_eq!(dated(&some).unwrap().0, format!("{HEAD}## 2026-11-20 14:05:07 UTC - Investigating\n\n{code}"));
    }

    #[test]
    fn invalid_file_is_not_changed() {
        for file in [
            "",
            "## now - Resolved\n",
            "---\ntitle: T\n## now - Resolved\n",
            "---\ntitle: T\n---\n## now - Res\0olved\n",
        ] {
            assert_eq!(dated(file), None, "{file:?}");
        }
        assert!(date_headings(b"---\ntitle: \xff\n---\n## now - Resolved\n", &|_| Instant::EPOCH).is_none());
    }

    #[test]
    fn file_with_dated_headings_is_not_changed_again() {
        let (new, _) = dated(&format!("{HEAD}## now - Resolved\n")).unwrap();
        assert_eq!(dated(&new), None);
    }
}
