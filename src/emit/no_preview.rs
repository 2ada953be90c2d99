//! What stands in the place of pictures for chats where the program was built without them.

use super::{EmitError, Output, Theme};
use crate::text::TextError;
use crate::view::Guide;

/// No pictures.
pub struct Previews;

#[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same as where there are pictures")]
impl Previews {
    pub fn draw(_: &Guide<'_>, _: &Theme, _: &crate::model::Url) -> Result<Self, TextError> {
        Ok(Self)
    }

    pub fn of(&self, _: &str) -> Option<String> {
        None
    }

    pub fn paint(&self, _: &dyn Output) -> Result<(), EmitError> {
        Ok(())
    }
}
