//! Serves the files of a folder over HTTP.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback, TokioBackend};

/// Answers HTTP requests with the files of a folder, in the same way as hosts of static sites.
#[derive(Clone, Debug)]
pub struct StaticFiles(ServeDir<DefaultServeDirFallback, Contained>);

impl StaticFiles {
    /// Serves the files of `folder`, which need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self(ServeDir::with_backend(folder.clone(), Contained { folder }))
    }

    /// Returns the response for the file or folder at the path of a request, or `None` if there is no such file.
    ///
    /// The response for a folder is its `index.html`, or a permanent redirect if the path has no slash at its end.
    pub async fn find(&self, request: Request) -> Option<Response> {
        let path = request.uri().path().to_owned();
        let found = self.0.clone().try_call(request).await.ok()?;
        let mut response = found.map(Body::new);
        match response.status() {
            StatusCode::NOT_FOUND => return None,
            StatusCode::TEMPORARY_REDIRECT => *response.status_mut() = StatusCode::PERMANENT_REDIRECT,
            _ => {}
        }
        if let Some(guessed) = response.headers_mut().get_mut(header::CONTENT_TYPE)
            && let Some(content_type) = content_type(&path, guessed)
        {
            *guessed = content_type;
        }
        Some(response)
    }
}

/// Returns the content type that static hosts send for the file at `path`. `guessed` is the type for its extension.
fn content_type(path: &str, guessed: &HeaderValue) -> Option<HeaderValue> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let essence = match name.rsplit_once('.') {
        _ if name == "feed.json" => "application/feed+json",
        Some((_, "xml")) => "application/xml",
        // The path of a folder has no file name. Its `index.html` keeps the guessed type.
        None if !name.is_empty() => "text/plain",
        Some(("", _)) => "text/plain",
        _ => guessed.to_str().ok()?,
    };
    let is_text = essence.starts_with("text/") || essence.ends_with("json") || essence.ends_with("xml");
    HeaderValue::try_from(format!("{essence}{}", if is_text { "; charset=utf-8" } else { "" })).ok()
}

/// Opens the files of a folder, except symbolic links to files outside of the folder.
#[derive(Clone, Debug)]
struct Contained {
    folder: PathBuf,
}

impl Contained {
    async fn check(folder: &Path, path: &Path) -> io::Result<()> {
        let (target, folder) = (tokio::fs::canonicalize(path).await?, tokio::fs::canonicalize(folder).await?);
        if target.starts_with(folder) { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

type BoxFuture<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl Backend for Contained {
    type File = <TokioBackend as Backend>::File;
    type Metadata = <TokioBackend as Backend>::Metadata;
    type OpenFuture = BoxFuture<Self::File>;
    type MetadataFuture = BoxFuture<Self::Metadata>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let folder = self.folder.clone();
        Box::pin(async move {
            Self::check(&folder, &path).await?;
            TokioBackend.open(path).await
        })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let folder = self.folder.clone();
        Box::pin(async move {
            Self::check(&folder, &path).await?;
            TokioBackend.metadata(path).await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_match_those_of_hosting_services() {
        let of = |path: &str, guessed: &'static str| {
            let guessed = HeaderValue::from_static(guessed);
            content_type(path, &guessed).unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(of("/", "text/html"), "text/html; charset=utf-8");
        assert_eq!(of("/feed.json", "application/json"), "application/feed+json; charset=utf-8");
        assert_eq!(of("/sitemap.xml", "text/xml"), "application/xml; charset=utf-8");
        assert_eq!(of("/a/report.csv", "text/csv"), "text/csv; charset=utf-8");
        assert_eq!(of("/badges/a.svg", "image/svg+xml"), "image/svg+xml; charset=utf-8");
        assert_eq!(of("/.nojekyll", "application/octet-stream"), "text/plain; charset=utf-8");
        assert_eq!(of("/CNAME", "application/octet-stream"), "text/plain; charset=utf-8");
        assert_eq!(of("/a.png", "image/png"), "image/png");
    }
}
