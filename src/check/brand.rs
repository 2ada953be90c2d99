use super::address;
use super::status::StatusChecker;
use super::words::one_line;
use crate::diagnostic::{Code, nearest};
use crate::model::{Accent, Brand, Colour, Logo, PageLink};
use crate::source::{RawEntry, RawLogo, RawPage, Spanned};

/// The valid file extensions of logos: image formats that all browsers show.
const LOGO: &[&str] = &["svg", "png", "webp", "jpg", "jpeg", "gif", "ico"];
const FAVICON: &[&str] = &["svg", "png"];

/// The size limit of a favicon in bytes. It is low because every visitor loads the favicon.
const LARGEST_FAVICON: usize = 64 << 10;

/// Checks the logo, favicon, accent colour and links of the page. Invalid ones are left out and never stop a build.
impl StatusChecker<'_> {
    pub fn brand(&mut self, raw: &RawPage) -> Brand {
        Brand {
            logo: raw.logo.as_ref().and_then(|logo| self.logo(logo)),
            favicon: raw.favicon.as_ref().and_then(|path| self.favicon(path)),
            accent: raw.accent.as_ref().and_then(|colour| self.accent(colour)),
            header: self.links(&raw.links.header),
            footer: self.links(&raw.links.footer),
        }
    }

    fn logo(&mut self, raw: &RawLogo) -> Option<Logo> {
        let light = self.picture(&raw.light, LOGO);
        let dark = raw.dark.as_ref().and_then(|path| self.picture(path, LOGO));
        Some(Logo { light: light?, dark })
    }

    fn favicon(&mut self, path: &Spanned<String>) -> Option<String> {
        let picture = self.picture(path, FAVICON)?;
        let size = self.context.assets.get(&picture).copied().unwrap_or_default();
        if size > LARGEST_FAVICON {
            let message = format!("the favicon `{picture}` is too large: {} KiB", size.div_ceil(1024));
            let hint = format!("reduce the file to {} KiB at most", LARGEST_FAVICON >> 10);
            self.report(Code::BadPicture, path, message, hint);
            return None;
        }
        Some(picture)
    }

    /// Returns `path` if it is the path of an asset whose file extension is in `kinds`. Otherwise reports a diagnostic.
    fn picture(&mut self, path: &Spanned<String>, kinds: &[&str]) -> Option<String> {
        let picture = path.value.trim();
        // Some users write the path in the repository, `theme/assets/…`, instead of the path in the site, `assets/…`.
        let within = picture.trim_start_matches('/');
        let within = within.strip_prefix("theme/").unwrap_or(within);
        let kind = picture.rsplit_once('.').map_or("", |(_, kind)| kind);
        let found = if picture.contains(':') || picture.starts_with("//") {
            let hint = "put the file under `theme/assets/` and write `assets/NAME`, so that visitors make no requests to other hosts";
            Err((format!("`{picture}` is not a file of this site"), hint.to_owned()))
        } else if !kinds.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
            Err((format!("`{picture}` is not a supported image"), format!("use one of: {}", kinds.join(", "))))
        } else if within != picture && self.context.assets.contains_key(within) {
            let message = format!("the path `{picture}` is not relative to the root of the site");
            Err((message, format!("write `{within}`")))
        } else if !self.context.assets.contains_key(picture) {
            Err((format!("there is no file `theme/{within}`"), self.picture_hint(within, kinds)))
        } else if !picture.bytes().all(|each| each.is_ascii_alphanumeric() || b"./-_".contains(&each)) {
            let hint = "rename the file: use only letters, digits, `.`, `-` and `_`";
            Err((format!("`{picture}` has characters that are not allowed in a URL"), hint.to_owned()))
        } else {
            Ok(picture.to_owned())
        };
        found.map_err(|(message, hint)| self.report(Code::BadPicture, path, message, hint)).ok()
    }

    fn picture_hint(&self, picture: &str, kinds: &[&str]) -> String {
        let is_picture = |path: &&str| {
            path.rsplit_once('.').is_some_and(|(_, kind)| kinds.contains(&kind.to_ascii_lowercase().as_str()))
        };
        let known = || self.context.assets.keys().map(String::as_str).filter(is_picture);
        let name = picture.rsplit('/').next().unwrap_or_default();
        let same_name = known().find(|path| path.rsplit('/').next() == Some(name));
        match same_name.or_else(|| nearest(picture, known())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "put the file under `theme/assets/` and write `assets/NAME`".to_owned(),
        }
    }

    fn accent(&mut self, text: &Spanned<String>) -> Option<Accent> {
        let Some(colour) = Colour::parse(&text.value) else {
            let message = format!("`{}` is not a valid colour", text.value);
            self.report(Code::BadColour, text, message, "write `\"#rgb\"` or `\"#rrggbb\"`, in quotes");
            return None;
        };
        let accent = Accent::new(colour);
        if accent.light != accent.chosen {
            // Rounded down, so that an insufficient contrast of 4.49 is not shown as 4.5, which is sufficient.
            let contrast = (accent.light_contrast() * 10.0).floor() / 10.0;
            let message = format!(
                "the accent `{}` has a contrast of only {contrast:.1}:1 in light mode, so the page uses `{}`",
                text.value.trim(),
                accent.light
            );
            let hint = format!("text needs a contrast of 4.5:1: write `\"{}\"` or another darker colour", accent.light);
            self.report(Code::PaleAccent, text, message, hint);
        }
        Some(accent)
    }

    fn links(&mut self, raw: &[RawEntry]) -> Vec<PageLink> {
        raw.iter().filter_map(|(name, address)| self.link(name, address)).collect()
    }

    fn link(&mut self, name: &Spanned<String>, address: &Spanned<String>) -> Option<PageLink> {
        let href = address.value.trim().to_owned();
        if let Some(problem) = address::link_problem(&href) {
            let message = format!("the URL `{href}` {problem}");
            let hint = address::link_hint(&href);
            self.report(Code::BadLink, address, message, hint);
            return None;
        }
        let link = PageLink { name: one_line(&name.value), href };
        if link.name.is_empty() {
            let message = format!("the link to `{}` has no name", link.href);
            self.report(Code::BadLink, name, message, "add the name that visitors see: `Name: https://…`");
            return None;
        }
        Some(link)
    }
}
