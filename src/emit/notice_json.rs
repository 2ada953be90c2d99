//! `embed/notice.json`: the notices that `embed.js` shows on other sites.

use serde::Serialize;

use super::{EmitError, File, json};
use crate::model::Language;
use crate::view::{Notice, ViewContext};

#[derive(Serialize)]
struct NoticeJson<'a> {
    /// The time of the build, in the format of RFC 3339.
    made: String,
    /// The age in seconds at which the file is out of date. Omitted if it never is.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_after: Option<u32>,
    language: &'a str,
    direction: &'static str,
    /// The accessible name of the element that shows the notices.
    label: String,
    /// The accessible name of the button that hides the notices.
    hide: String,
    notices: Vec<Notice>,
}

/// Returns `embed/notice.json`.
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
