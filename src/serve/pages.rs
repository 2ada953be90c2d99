//! The script that the preview adds to pages, and the page that it shows while there is no site.

use super::builds::BuildState;
use crate::escape::escape;

/// The script that reloads a page after each build.
pub(super) const SCRIPT: &str = include_str!("assets/reload.js");

/// The stylesheet of the message about a failed build that [`SCRIPT`] shows. It is a file, because pages do not allow
/// inline styles.
pub(super) const STYLE: &str = include_str!("assets/reload.css");

/// Adds the script that reloads the page to the end of `html`. The URL of the script contains the version of the page.
pub(super) fn with_script(mut html: Vec<u8>, state: &BuildState) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = format!("<script src=\"/_allgreen/reload.js?{}\" defer></script>", state.version);
    let end = html.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(html.len());
    html.splice(end..end, script.into_bytes());
    html
}

/// Returns the page that is shown while no build has succeeded. Its script shows the report of a failed build.
pub(super) fn waiting(state: &BuildState) -> Vec<u8> {
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
    fn reload_script_is_at_the_end_of_the_body() {
        let state = BuildState::default();
        let text = |html: &str| String::from_utf8(with_script(html.into(), &state)).unwrap();
        let script = text("");
        assert!(script.starts_with("<script src=\"/_allgreen/reload.js?") && script.ends_with("\" defer></script>"));
        assert_eq!(text("<p>&lt;/body></body></html>"), format!("<p>&lt;/body>{script}</body></html>"));
        assert_eq!(text("<p>a"), format!("<p>a{script}"));
    }

    #[test]
    fn report_on_waiting_page_is_escaped() {
        let mut state = BuildState::default();
        state.error = Some("<script>&".to_owned());
        let page = String::from_utf8(waiting(&state)).unwrap();
        assert!(page.contains("<pre>&lt;script&gt;&amp;</pre>"));
    }
}
