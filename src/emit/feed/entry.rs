use crate::model::Instant;

/// An entry of a feed: an update and the updates before it.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The id, which is the same in every feed and in `api/v2`.
    pub id: String,
    pub title: &'a str,
    /// The absolute address of the update on its event's page.
    pub url: String,
    pub at: Instant,
    /// The content as HTML.
    pub content: String,
}
