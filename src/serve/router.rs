use std::convert::Infallible;
use std::net::IpAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use super::builds::BuildState;
use super::pages;
use crate::http::StaticFiles;

/// The prefixes of the paths that scripts on other sites may read (CORS), in the preview as on the hosts.
const SHARED: [&str; 4] = ["/api/", "/badges/", "/embed.js", "/embed/"];

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Clone)]
struct PreviewState {
    site: StaticFiles,
    state: Receiver<BuildState>,
}

/// Returns the routes of the preview.
pub(super) fn router(site: StaticFiles, state: Receiver<BuildState>) -> Router {
    let no_store = HeaderValue::from_static("no-store");
    let no_sniff = HeaderValue::from_static("nosniff");
    Router::new()
        .route("/_allgreen/events", get(events))
        .route(
            "/_allgreen/reload.js",
            get(async || answer(StatusCode::OK, "text/javascript; charset=utf-8", pages::SCRIPT)),
        )
        .route("/_allgreen/reload.css", get(async || answer(StatusCode::OK, "text/css; charset=utf-8", pages::STYLE)))
        .fallback(get(file))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, no_store))
        .layer(SetResponseHeaderLayer::overriding(header::X_CONTENT_TYPE_OPTIONS, no_sniff))
        .layer(CorsLayer::new().allow_origin(AllowOrigin::predicate(may_read)).vary([header::ORIGIN]))
        .layer(middleware::from_fn(refuse_other_hosts))
        .with_state(PreviewState { site, state })
}

/// Sends the state of the builds, now and after each build, as server-sent events.
async fn events(State(preview): State<PreviewState>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let states = WatchStream::new(preview.state).map(|state| {
        let state = serde_json::to_string(&state).unwrap_or_default();
        Ok(Event::default().event("state").data(state))
    });
    Sse::new(states).keep_alive(KeepAlive::default())
}

/// Sends a file of the site. A page gets the script that reloads it.
async fn file(State(preview): State<PreviewState>, mut request: Request) -> Response {
    // Read the state before the file, so that the version of a page is never newer than its content.
    let state = preview.state.borrow().clone();
    // A HEAD request needs the body too, because its length includes the script. axum does not send the body.
    *request.method_mut() = Method::GET;
    // Always send the complete page: its version changes with each build, even if the file does not.
    for name in [header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH, header::RANGE] {
        request.headers_mut().remove(name);
    }
    let Some(response) = preview.site.find(request).await else { return not_found(&preview.site, &state).await };
    match html_of(response).await {
        Ok(html) => answer(StatusCode::OK, HTML, pages::with_script(html, &state)),
        Err(response) => response,
    }
}

/// Returns the body of a successful response with HTML. Returns any other response as the error.
async fn html_of(response: Response) -> Result<Vec<u8>, Response> {
    let is_html = response.headers().get(header::CONTENT_TYPE).is_some_and(|found| found.as_bytes() == HTML.as_bytes());
    if !is_html || response.status() != StatusCode::OK {
        return Err(response);
    }
    let (_, body) = response.into_parts();
    let html = to_bytes(body, usize::MAX).await;
    html.map(Vec::from).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Sends the 404 page of the site, or the waiting page if no build has succeeded yet.
async fn not_found(site: &StaticFiles, state: &BuildState) -> Response {
    let request = Request::get("/404.html").body(Body::empty()).unwrap_or_default();
    let page = match site.find(request).await {
        Some(response) => html_of(response).await.ok(),
        None => None,
    };
    match page {
        Some(page) => answer(StatusCode::NOT_FOUND, HTML, pages::with_script(page, state)),
        None if state.is_waiting() => answer(StatusCode::SERVICE_UNAVAILABLE, HTML, pages::waiting(state)),
        None => answer(StatusCode::NOT_FOUND, TEXT, "There is no such page.\n"),
    }
}

fn answer(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}

/// Refuses requests for other host names, against DNS rebinding: another site could make its host name resolve to this
/// machine and read an unpublished incident.
async fn refuse_other_hosts(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if is_loopback(host) {
        return next.run(request).await;
    }
    answer(StatusCode::MISDIRECTED_REQUEST, TEXT, "The preview answers only to localhost.\n")
}

/// Returns whether scripts of the site `origin` may read the response. Hosts let every site read [`SHARED`] paths. The
/// preview lets only sites on this machine do so, because other sites could read an unpublished incident.
fn may_read(origin: &HeaderValue, request: &Parts) -> bool {
    let is_shared = SHARED.iter().any(|path| request.uri.path().starts_with(path));
    let host = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    is_shared && host.is_some_and(|(_, host)| is_loopback(host))
}

/// Returns whether `host`, with or without a port, is `localhost`, a name under it, or a loopback address.
fn is_loopback(host: &str) -> bool {
    let port = host.rfind(':').filter(|colon| !host[*colon..].contains(']'));
    let name = &host[..port.unwrap_or(host.len())];
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_name = address.eq_ignore_ascii_case("localhost") || address.to_ascii_lowercase().ends_with(".localhost");
    is_name || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_localhost_and_loopback_addresses_count_as_loopback() {
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
