//! Replaces `preview` in a program that is built without the feature `previews`.

use super::{EmitError, Output, Theme};
use crate::text::TextError;
use crate::view::ViewContext;

/// The preview images of all pages. Without the feature `previews` there are none.
pub struct Previews;

#[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same signatures as with the feature")]
impl Previews {
    pub fn draw(_: &ViewContext<'_>, _: &Theme, _: &crate::model::Url) -> Result<Self, TextError> {
        Ok(Self)
    }

    pub fn of(&self, _: &str) -> Option<String> {
        None
    }

    pub fn paint(&self, _: &dyn Output) -> Result<(), EmitError> {
        Ok(())
    }
}
