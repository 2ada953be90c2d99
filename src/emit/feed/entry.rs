use crate::model::Instant;

/// One update, with all that was said before it.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The same in every feed and in `api/v2`.
    pub id: String,
    pub title: &'a str,
    /// The update's place on its event's page, absolute.
    pub url: String,
    pub at: Instant,
    /// HTML.
    pub content: String,
}
