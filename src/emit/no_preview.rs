//! What stands in the place of pictures for chats where the program was built without them.

use super::{EmitError, File, Theme};
use crate::text::TextError;
use crate::view::Guide;

/// No pictures.
pub struct Previews;

impl Previews {
    #[expect(clippy::unnecessary_wraps, reason = "as where there are pictures")]
    pub fn draw(_: &Guide<'_>, _: &Theme, _: &str) -> Result<Self, TextError> {
        Ok(Self)
    }

    pub fn of(&self, _: &str) -> Option<String> {
        None
    }

    #[expect(clippy::unnecessary_wraps, reason = "as where there are pictures")]
    pub fn paint(&self) -> Result<Vec<File>, EmitError> {
        Ok(Vec::new())
    }
}
