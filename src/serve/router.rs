use std::convert::Infallible;
use std::net::IpAddr;

use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::builds::State;
use super::files::{Found, Site};
use super::pages;

/// What hosts let the scripts of every site read.
const SHARED: [&str; 4] = ["/api/", "/badges/", "/embed.js", "/embed/"];

#[derive(Clone)]
struct Preview {
    site: Site,
    state: Receiver<State>,
}

/// Everything that the preview answers.
pub(super) fn router(site: Site, state: Receiver<State>) -> Router {
    Router::new()
        .route("/_allgreen/events", get(events))
        .route("/_allgreen/reload.js", get(async || asset("text/javascript; charset=utf-8", pages::SCRIPT)))
        .route("/_allgreen/reload.css", get(async || asset("text/css; charset=utf-8", pages::STYLE)))
        .fallback(get(page))
        .layer(middleware::from_fn(shared_on_this_machine))
        .layer(middleware::from_fn(only_for_this_machine))
        .with_state(Preview { site, state })
}

/// The state now, and again after each build.
async fn events(Shared(preview): Shared<Preview>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let states = WatchStream::new(preview.state).map(|state| {
        let state = serde_json::to_string(&state).unwrap_or_default();
        Ok(Event::default().event("state").data(state))
    });
    Sse::new(states).keep_alive(KeepAlive::default())
}

/// A file of the site. Files are read as they are asked for: one reader on one machine waits for
/// nobody.
async fn page(Shared(preview): Shared<Preview>, request: Request) -> Response {
    // Read before the file, so that a page is never taken for newer than it is.
    let state = preview.state.borrow().clone();
    let path = request.uri().path();
    match preview.site.find(path) {
        Found::File { bytes, content_type } if content_type.starts_with("text/html") => {
            answer(StatusCode::OK, content_type, pages::with_script(bytes, &state))
        }
        Found::File { bytes, content_type } => answer(StatusCode::OK, content_type, bytes),
        Found::Folder => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("{path}/{query}"))]).into_response()
        }
        Found::Nothing => nothing(&preview.site, &state),
    }
}

fn nothing(site: &Site, state: &State) -> Response {
    const HTML: &str = "text/html; charset=utf-8";
    match site.not_found() {
        Some(page) => answer(StatusCode::NOT_FOUND, HTML, pages::with_script(page, state)),
        None if state.is_waiting() => answer(StatusCode::SERVICE_UNAVAILABLE, HTML, pages::waiting(state)),
        None => answer(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", b"Not found.\n".to_vec()),
    }
}

fn asset(content_type: &'static str, text: &'static str) -> Response {
    answer(StatusCode::OK, content_type, text.as_bytes().to_vec())
}

fn answer(status: StatusCode, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, bytes).into_response()
}

/// Refuses requests under any other name: a page from elsewhere may have its own name lead to this
/// machine, and read an unpublished incident through it.
async fn only_for_this_machine(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if is_loopback(host) {
        return next.run(request).await;
    }
    let text = "The preview answers only to localhost.\n";
    answer(StatusCode::MISDIRECTED_REQUEST, "text/plain; charset=utf-8", text.into())
}

/// Lets scripts of other sites on this machine read what hosts let everybody read, so that a notice can be tried where
/// it will stand. Sites from elsewhere may not: they could read an unpublished incident.
async fn shared_on_this_machine(headers: HeaderMap, request: Request, next: Next) -> Response {
    let is_shared = SHARED.iter().any(|path| request.uri().path().starts_with(path));
    let origin = headers.get(header::ORIGIN).filter(|_| is_shared).filter(|origin| {
        let (_, host) = origin.to_str().ok().and_then(|origin| origin.split_once("://")).unwrap_or_default();
        is_loopback(host)
    });
    let mut answer = next.run(request).await;
    if is_shared {
        answer.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    }
    if let Some(origin) = origin {
        answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    answer
}

/// Whether a `Host` header names this machine.
fn is_loopback(host: &str) -> bool {
    let port = host.rfind(':').filter(|colon| !host[*colon..].contains(']'));
    let name = &host[..port.unwrap_or(host.len())];
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let named = address.eq_ignore_ascii_case("localhost") || address.to_ascii_lowercase().ends_with(".localhost");
    named || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for own in ["localhost", "LOCALHOST:80", "127.0.0.1:8000", "127.8.9.1", "[::1]:80", "[::1]", "a.localhost:1"] {
            assert!(is_loopback(own), "{own}");
        }
        for other in
            ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "10.0.0.1", "[::2]", ":80"]
        {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
