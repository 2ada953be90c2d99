//! What the preview adds to pages.

use super::builds::State;
use crate::escape::escape;

/// The script that pages load.
pub(super) const SCRIPT: &str = include_str!("assets/reload.js");

/// The look of its notice, as a file, since pages allow no styles of their own.
pub(super) const STYLE: &str = include_str!("assets/reload.css");

/// `html` with the script at its end, which is told the version that the page is of.
pub(super) fn with_script(mut html: Vec<u8>, state: &State) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = format!("<script src=\"/_allgreen/reload.js?{}\" defer></script>", state.version);
    let end = html.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(html.len());
    html.splice(end..end, script.into_bytes());
    html
}

/// The page while there is no site yet. The script shows what is wrong, and reloads once it is mended.
pub(super) fn waiting(state: &State) -> Vec<u8> {
    let (title, report) = match &state.error {
        Some(report) => ("The site could not be built", report.as_str()),
        None => ("The site is being built", ""),
    };
    let report = escape(report);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/_allgreen/reload.css\">\n\
         <body class=\"allgreen-waiting\">\n<h1>{title}</h1>\n<pre>{report}</pre>\n</body>\n</html>\n"
    );
    with_script(page.into_bytes(), state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let state = State::default();
        let text = |html: &str| String::from_utf8(with_script(html.into(), &state)).unwrap();
        let script = text("");
        assert!(script.starts_with("<script src=\"/_allgreen/reload.js?") && script.ends_with("\" defer></script>"));
        assert_eq!(text("<p>&lt;/body></body></html>"), format!("<p>&lt;/body>{script}</body></html>"));
        assert_eq!(text("<p>a"), format!("<p>a{script}"));
    }

    #[test]
    fn a_report_cannot_break_out() {
        let mut state = State::default();
        state.error = Some("<script>&".to_owned());
        let page = String::from_utf8(waiting(&state)).unwrap();
        assert!(page.contains("<pre>&lt;script&gt;&amp;</pre>"));
    }
}
