use crate::view::LabelKind;

/// Returns the color of a status in images: its text color on a light page. White text on this color is legible.
pub(super) const fn status_color(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Operational => "#18794e",
        LabelKind::Maintenance | LabelKind::Notice => "#2f63c9",
        LabelKind::Degraded => "#8a6100",
        LabelKind::Partial => "#b4490b",
        LabelKind::Major => "#c0242c",
        LabelKind::Unknown => "#6b6d68",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::BuiltIn;
    use crate::model::Colour;
    use crate::view::Banner;

    #[test]
    fn colors_match_stylesheet() {
        let style = BuiltIn::at("assets/style.css").unwrap().text;
        for kind in Banner::KINDS.into_iter().chain([LabelKind::Unknown]) {
            let token = if kind == LabelKind::Notice { "maintenance" } else { kind.word() };
            let light = style.split_once(&format!("--{token}: ")).unwrap().1;
            assert!(light.starts_with(status_color(kind)), "{kind:?}");
        }
    }

    #[test]
    fn white_text_is_legible_on_every_color() {
        for kind in Banner::KINDS.into_iter().chain([LabelKind::Unknown]) {
            let contrast = Colour::parse(status_color(kind)).unwrap().contrast(Colour::WHITE);
            assert!(contrast >= 4.5, "{kind:?}: {contrast}");
        }
    }
}
