use std::fs;
use std::path::{Path, PathBuf};

/// The folder that builds fill, as visitors ask for it.
#[derive(Clone, Debug)]
pub(super) struct Site {
    out: PathBuf,
}

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    File {
        bytes: Vec<u8>,
        content_type: &'static str,
    },
    /// A folder that was asked for without the slash at its end.
    Folder,
    Nothing,
}

impl Site {
    pub fn new(out: PathBuf) -> Self {
        Self { out }
    }

    /// What stands at the path of a URL, percent-encoded as it came.
    pub fn find(&self, path: &str) -> Found {
        let Some(relative) = decode(path).filter(|path| is_safe(path)) else { return Found::Nothing };
        let file = self.out.join(relative.trim_start_matches('/'));
        if file.is_dir() {
            return if relative.ends_with('/') { self.read(&file.join("index.html")) } else { Found::Folder };
        }
        if relative.ends_with('/') { Found::Nothing } else { self.read(&file) }
    }

    /// The page for addresses at which nothing stands.
    pub fn not_found(&self) -> Option<Vec<u8>> {
        fs::read(self.out.join("404.html")).ok()
    }

    /// A link may not lead out of the folder.
    fn read(&self, file: &Path) -> Found {
        let inside = match (file.canonicalize(), self.out.canonicalize()) {
            (Ok(file), Ok(out)) => file.starts_with(out),
            _ => false,
        };
        match fs::read(file) {
            Ok(bytes) if inside => Found::File { bytes, content_type: content_type(file) },
            _ => Found::Nothing,
        }
    }
}

/// Whether a decoded path stays within the folder.
fn is_safe(path: &str) -> bool {
    let Some(path) = path.strip_prefix('/') else { return false };
    let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
    path.is_empty() || parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}

/// Undoes percent-encoding; none for what is not well-formed.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, others @ ..] = rest {
        rest = others;
        if *first == b'%' {
            let code = rest.get(..2).and_then(|code| str::from_utf8(code).ok())?;
            bytes.push(u8::from_str_radix(code, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// What hosts of static sites say of a file.
fn content_type(file: &Path) -> &'static str {
    if file.file_name().is_some_and(|name| name == "feed.json") {
        return "application/feed+json; charset=utf-8";
    }
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "txt" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        for unsafe_path in ["/../x", "/a/../../x", "//x", "/a//b", "/./x", "/a\\b", "x", "/a\0b", "/c:/x", "/a/.."] {
            assert!(!is_safe(unsafe_path), "{unsafe_path}");
        }
        for safe in ["/", "/index.html", "/a/", "/a/b.c", "/.nojekyll"] {
            assert!(is_safe(safe), "{safe}");
        }
        assert_eq!(decode("/%2e%2E/%c3%bc").as_deref(), Some("/../ü"));
        assert_eq!([decode("/%"), decode("/%zz"), decode("/%ff"), decode("/%2")], [None, None, None, None]);
    }
}
