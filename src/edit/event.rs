use super::newline::Newline;
use super::{NewFrontMatter, NewHeading};
use crate::diagnostic::{Diagnostic, Failure, render::plain};
use crate::source::{RawIncident, RawUpdate, SourceText};

const CLOSE_BLOCK: &str = "close the code block with a line of three backticks, or the HTML comment with `-->`";
const INDENT: &str = "indent that line by four spaces, or start it with `###`";

/// An update that is appended to find out whether a file ends inside an open block, such as a code block.
const PROBE: &str = "\n\n## 2000-01-01 00:00 UTC - Probe\n";

/// Returns the bytes of a new file for `incidents/` with one update.
///
/// # Errors
/// When the text would be parsed as anything other than the text of one update.
pub fn new_event(front: &NewFrontMatter, heading: &NewHeading, text: &str) -> Result<Vec<u8>, Failure> {
    append_update(&front.to_file()?, heading, text)
}

/// Appends an update to a file of `incidents/`. Existing bytes and updates stay the same.
///
/// # Errors
/// When the new file would not be parsed as the old updates and exactly one more.
pub fn append_update(bytes: &[u8], heading: &NewHeading, text: &str) -> Result<Vec<u8>, Failure> {
    let text = normalize(text)?;
    let old = read(bytes)?;
    if count_updates(&[bytes, PROBE.as_bytes()].concat()) != old.updates.len() + 1 {
        let why =
            "the file ends within a block of code or HTML that is never closed, so a new update would be part of it";
        return Err(Failure::invalid(why).hint(CLOSE_BLOCK));
    }
    let newline = Newline::detect(bytes);
    let update = if text.is_empty() { format!("{heading}\n") } else { format!("{heading}\n\n{text}\n") };
    let new = [bytes, separator(bytes, newline).as_bytes(), newline.apply(&update).as_bytes()].concat();
    verify(&old, &new, heading, &text)?;
    Ok(new)
}

/// Converts line endings to `\n` and removes blank lines at both ends.
fn normalize(text: &str) -> Result<String, Failure> {
    if text.contains('\0') {
        return Err(Failure::invalid("the text contains a NUL byte").hint("remove it"));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blank: usize = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    Ok(text[blank..].trim_end().to_owned())
}

/// Returns the line breaks to append to a file so that a blank line separates its content from a new heading.
fn separator(bytes: &[u8], newline: Newline) -> String {
    let ends: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];
    let whole = ends.iter().find_map(|end| bytes.strip_suffix(*end));
    let lines = whole.unwrap_or(bytes);
    let last = lines.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let blank = last.trim_ascii().is_empty();
    newline.as_str().repeat(usize::from(whole.is_none()) + usize::from(!blank))
}

fn read(bytes: &[u8]) -> Result<RawIncident, Failure> {
    let (raw, problems) = RawIncident::read(&SourceText::new("", bytes).map_err(unreadable)?);
    let first = || problems.into_iter().find(Diagnostic::is_fatal).map_or_else(unverified, unreadable);
    raw.ok_or_else(first)
}

fn unreadable(problem: Diagnostic) -> Failure {
    Failure::invalid(format!("the file is invalid: {}", problem.message)).maybe_hint(problem.hint)
}

fn unverified() -> Failure {
    let failure = Failure::invalid("could not write the text without changing other parts of the file");
    failure.hint("write the update into the file with an editor")
}

fn count_updates(bytes: &[u8]) -> usize {
    read(bytes).map_or(0, |raw| raw.updates.len())
}

/// Returns an error unless the new file `bytes` parses as `old` with exactly one more update: `heading` and `text`.
fn verify(old: &RawIncident, bytes: &[u8], heading: &NewHeading, text: &str) -> Result<(), Failure> {
    let source = SourceText::new("", bytes).map_err(|_| unverified())?;
    let (raw, problems) = RawIncident::read(&source);
    let new = raw.ok_or_else(unverified)?;
    let Some((before, [added, others @ ..])) = new.updates.split_at_checked(old.updates.len()) else {
        return Err(unverified());
    };
    let line = |update: &RawUpdate| source.place(&update.heading.span).line;
    // A blank line separates the heading from the text.
    let first = line(added) + 2;
    if let Some(other) = others.first() {
        let written = &source.text[other.heading.span.clone()];
        let heading = plain(&written.chars().take(100).collect::<String>());
        let line = (line(other) + 1).saturating_sub(first);
        let why = format!("line {line} of the text, `{heading}`, would start another update");
        return Err(Failure::invalid(why).hint(INDENT));
    }
    let wrong = problems.iter().filter(|each| each.is_fatal());
    let in_text = wrong.filter_map(|each| Some((each, each.place.as_ref()?.line))).find(|(_, line)| *line >= first);
    if let Some((problem, line)) = in_text {
        let (line, problem) = (line + 1 - first, &problem.message);
        let why = format!("line {line} of the text looks like the heading of an update but is invalid: {problem}");
        return Err(Failure::invalid(why).hint(INDENT));
    }
    let same = before == old.updates && new.front == old.front && new.intro == old.intro;
    if !same || !heading.matches(&added.heading) || added.text != text {
        return Err(unverified());
    }
    if count_updates(&[bytes, PROBE.as_bytes()].concat()) != new.updates.len() + 1 {
        let why =
            "the text ends within a block of code or HTML that is never closed, so later updates would be part of it";
        return Err(Failure::invalid(why).hint(CLOSE_BLOCK));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::StatusPairs;
    use crate::model::Instant;
    use crate::source::RawWhen;

    const OLD: &str = "---\ntitle: T\n---\n\n## 2026-11-20 14:00 UTC - Investigating\n\nText.\n";

    fn heading() -> NewHeading {
        let at = Instant::parse_rfc3339("2026-11-20T14:02:00Z").unwrap();
        let sets = StatusPairs(vec![("api".to_owned(), "operational".to_owned())]);
        NewHeading { at, status: "in_progress", sets }
    }

    fn appended(old: &str, text: &str) -> Result<String, String> {
        match append_update(old.as_bytes(), &heading(), text) {
            Ok(bytes) => Ok(String::from_utf8(bytes).unwrap()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn appended_update_follows_a_blank_line() {
        let update = "## 2026-11-20 14:02 UTC - In progress {api=operational}\n\nMore.\n";
        for (end, gap) in [("", "\n"), ("\n", ""), ("\n\n", ""), ("\n   \n", "")] {
            assert_eq!(
                appended(&format!("{OLD}{end}"), "\n \nMore. \n\n").unwrap(),
                format!("{OLD}{end}{gap}{update}")
            );
        }
        assert_eq!(appended(OLD.trim_end(), "More.").unwrap(), format!("{OLD}\n{update}"));
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(appended(&windows(OLD), "More.").unwrap(), windows(&format!("{OLD}\n{update}")));
        let mixed = format!("{OLD}One.\r\n");
        assert_eq!(appended(&mixed, "More.").unwrap(), format!("{mixed}\n{update}"));
    }

    #[test]
    fn text_with_headings_or_open_blocks_is_rejected() {
        for (text, why) in [
            ("A.\n\n## 2026-11-20 14:02 UTC - Resolved", "line 3 of the text, `2026-11-20 14:02 UTC - Resolved`"),
            ("## now - Resolved\n\nA.", "line 1 of the text, `now - Resolved`"),
            ("A.\n\nnow - Resolved\n---\nB.", "line 3 of the text, `now - Resolved`"),
            ("## 2026-11-20 Resolved", "line 1 of the text looks like"),
            ("A.\n## 2026-99-99 10:00 UTC Resolved", "line 2 of the text looks like"),
            ("## now - Resolved {api", "line 1 of the text looks like"),
            ("```\ncode", "never closed"),
            ("<!-- A.", "never closed"),
            ("<script>", "never closed"),
            ("A\0.", "NUL"),
        ] {
            let failure = append_update(OLD.as_bytes(), &heading(), text).unwrap_err();
            assert!(failure.message.contains(why) && failure.hint.is_some(), "{text:?}: {failure}");
        }
    }

    #[test]
    fn text_with_harmless_markup_is_accepted() {
        for text in [
            "---",
            "---\ntitle: X\n---",
            "    ## now - Resolved",
            "```\n## now - Resolved\n```",
            "> ## now - Resolved",
            "### now - Resolved",
            "## What happened",
            "{api=major_outage}",
            "- a\n\n  - b",
            "[a]: https://a.example",
            "\\",
            "a  ",
            "# ",
            "\u{feff}x",
            "|a|\n|-|",
            "~~~\n```\n~~~",
            "    code first",
            "\t",
            "",
            "<b>",
            "a\rb\r\nc",
        ] {
            assert!(appended(OLD, text).is_ok(), "{text:?}: {:?}", appended(OLD, text));
        }
    }

    #[test]
    fn update_is_not_appended_after_unclosed_block() {
        for end in ["```\ncode\n", "~~~~\n~~~\n", "<!-- remark\n", "<pre>\n"] {
            assert!(
                appended(&format!("{OLD}\n{end}"), "A.").unwrap_err().contains("the file ends within a block"),
                "{end}"
            );
        }
        assert!(appended("title: T\n", "A.").unwrap_err().contains("no front matter"));
        assert!(append_update(b"---\ntitle: \xff\n---\n", &heading(), "A.").is_err());
    }

    /// Generates random Markdown from pieces such as `<!--`, which can change the meaning of the text around them.
    fn markdown() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "## now - Resolved",
            "## 2026-11-20 14:01 UTC - Identified {api=operational}",
            "```",
            "~~~",
            "    ",
            "> ",
            "- ",
            "1. ",
            "---",
            "===",
            "<!--",
            "-->",
            "<pre>",
            "</pre>",
            "<div>",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "text",
            " ",
            "\t",
            "#",
            "\\",
            "`",
            "*",
            "[a]: b",
            "[a]",
            "|a|\n|-|\n",
            "é",
            "\u{feff}",
            "\u{85}",
            "\u{2028}",
            "<?",
            "?>",
            "]]>",
            "&#35;",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn appending_keeps_the_existing_content(body in markdown(), text in markdown()) {
            let old = format!("{OLD}{body}");
            if let Ok(new) = append_update(old.as_bytes(), &heading(), &text) {
                prop_assert!(new.starts_with(old.as_bytes()));
                let (before, after) = (read(old.as_bytes()).unwrap(), read(&new).unwrap());
                prop_assert_eq!(&after.updates[..before.updates.len()], &before.updates[..]);
                prop_assert_eq!(after.updates.len(), before.updates.len() + 1);
                prop_assert_eq!(&after.updates.last().unwrap().text, &normalize(&text).unwrap());
                // Another update can be appended to the result.
                prop_assert!(append_update(&new, &heading(), "").is_ok());
            }
        }

        #[test]
        fn replacing_now_in_headings_changes_no_other_text(body in markdown()) {
            let old = format!("{OLD}{body}");
            let is_now = |update: &RawUpdate| update.heading.when.value == RawWhen::Now;
            let any = read(old.as_bytes()).unwrap().updates.iter().any(is_now);
            let done = crate::edit::date_headings(old.as_bytes(), &|_| Instant::EPOCH);
            prop_assert_eq!(done.is_some(), any);
            if let Some((new, dated)) = done {
                let words = new.len() + dated.len() * "now".len();
                prop_assert_eq!(words, old.len() + dated.len() * "1970-01-01 00:00 UTC".len());
            }
        }
    }
}
