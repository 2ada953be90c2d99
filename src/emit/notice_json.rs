//! `embed/notice.json`: the notices that `embed.js` shows on other sites.

use serde::Serialize;

use super::{EmitError, File, json};
use crate::model::Language;
use crate::view::{Notice, ViewContext};

#[derive(Serialize)]
struct NoticeJson<'a> {
    /// When the site was built.
    made: String,
    /// The age in seconds at which it is out of date; left out if it never is.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_after: Option<u32>,
    language: &'a str,
    direction: &'static str,
    /// The accessible name of the notice.
    label: String,
    /// The name of its button.
    hide: String,
    notices: Vec<Notice>,
}

/// Returns the file.
pub(super) fn file(context: &ViewContext<'_>) -> Result<File, EmitError> {
    let page = context.page();
    let document = NoticeJson {
        made: context.now().rfc3339(),
        stale_after: page.stale_after,
        language: &page.language,
        direction: Language(&page.language).direction(),
        label: context.catalog.format_with("notice-label", &[("page", page.name.as_str().into())]),
        hide: context.catalog.format("notice-hide"),
        notices: Notice::all(context),
    };
    json::file("embed/notice.json", &document)
}
