use crate::view::Kind;

/// The colour of a state in pictures: that of its words on a light page. White stands out from it, as from white it does.
pub(super) const fn tone(kind: Kind) -> &'static str {
    match kind {
        Kind::Operational => "#18794e",
        Kind::Maintenance | Kind::Notice => "#2f63c9",
        Kind::Degraded => "#8a6100",
        Kind::Partial => "#b4490b",
        Kind::Major => "#c0242c",
        Kind::Unknown => "#6b6d68",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::BuiltIn;
    use crate::model::Colour;
    use crate::view::Banner;

    #[test]
    fn pictures_have_the_colours_of_the_page() {
        let style = BuiltIn::at("assets/style.css").unwrap().text;
        for kind in Banner::KINDS.into_iter().chain([Kind::Unknown]) {
            let token = if kind == Kind::Notice { "maintenance" } else { kind.word() };
            let light = style.split_once(&format!("--{token}: ")).unwrap().1;
            assert!(light.starts_with(tone(kind)), "{kind:?}");
        }
    }

    #[test]
    fn white_words_can_be_read_on_every_tone() {
        for kind in Banner::KINDS.into_iter().chain([Kind::Unknown]) {
            let contrast = Colour::parse(tone(kind)).unwrap().contrast(Colour::WHITE);
            assert!(contrast >= 4.5, "{kind:?}: {contrast}");
        }
    }
}
