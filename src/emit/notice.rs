//! `embed/notice.json`: what `embed.js` tells the visitors of other sites, in words that need nothing more done to them.

use serde::Serialize;

use super::{EmitError, File, json};
use crate::model::Language;
use crate::view::{Guide, Notice};

#[derive(Serialize)]
struct Document<'a> {
    /// When all of this was true.
    made: String,
    /// After how many seconds it is out of date; left out where it never is.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_after: Option<u32>,
    language: &'a str,
    direction: &'static str,
    /// What the notice as a whole is called.
    label: String,
    /// What its button does.
    hide: String,
    notices: Vec<Notice>,
}

/// The file.
pub(super) fn file(guide: &Guide<'_>) -> Result<File, EmitError> {
    let page = guide.page();
    let document = Document {
        made: guide.now().rfc3339(),
        stale_after: page.stale_after,
        language: &page.language,
        direction: Language(&page.language).direction(),
        label: guide.words.format_with("notice-label", &[("page", page.name.as_str().into())]),
        hide: guide.words.format("notice-hide"),
        notices: Notice::all(guide),
    };
    json::file("embed/notice.json", &document)
}
