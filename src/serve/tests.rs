use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;
use tokio::sync::oneshot;

use super::*;
use crate::diagnostic::Failure;

const TIMEOUT: Duration = Duration::from_secs(10);

/// A running preview. Its builds copy `source.txt` to the front page, and fail if the text contains `broken`.
struct Preview {
    folder: TempDir,
    address: SocketAddr,
    events: Receiver<Event>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<Result<(), Failure>>>,
}

impl Preview {
    fn of(source: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("source.txt"), source).unwrap();
        let options = options(folder.path());
        let (sender, events) = channel();
        let sender = std::sync::Mutex::new(sender);
        let (stop, stopped) = oneshot::channel();
        let root = folder.path().to_owned();
        let thread = thread::spawn(move || {
            let report = |event| sender.lock().unwrap().send(event).unwrap();
            run(&options, || build(&root), report, async { stopped.await.unwrap() })
        });
        let mut preview =
            Self { folder, address: ([127, 0, 0, 1], 0).into(), events, stop: Some(stop), thread: Some(thread) };
        let (mut built, mut listening) = (false, false);
        while !(built && listening) {
            match preview.next() {
                Event::Listening(address) => (preview.address, listening) = (address, true),
                Event::Built(_) | Event::Failed(_) => built = true,
            }
        }
        preview
    }

    fn next(&self) -> Event {
        self.events.recv_timeout(TIMEOUT).unwrap()
    }

    fn change(&self, source: &str) -> Event {
        fs::write(self.folder.path().join("source.txt"), source).unwrap();
        self.next()
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Returns the complete response, headers and body.
    fn get(&self, path: &str) -> String {
        self.get_as(path, "localhost")
    }

    fn get_as(&self, path: &str, host: &str) -> String {
        self.get_with(path, &format!("Host: {host}\r\n"))
    }

    fn get_with(&self, path: &str, headers: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        let mut response = String::new();
        self.send(&request).read_to_string(&mut response).unwrap();
        response
    }

    /// Returns the states that a browser receives from now on.
    fn states(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let stream = self.send("GET /_allgreen/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let lines = BufReader::new(stream).lines().map(Result::unwrap);
        lines.filter_map(|line| Some(serde_json::from_str(line.strip_prefix("data: ")?).unwrap()))
    }

    fn end(mut self) -> Result<(), Failure> {
        self.stop.take().unwrap().send(()).unwrap();
        self.thread.take().unwrap().join().unwrap()
    }
}

fn options(root: &Path) -> Options {
    Options {
        out: root.join("public"),
        address: ([127, 0, 0, 1], 0).into(),
        watch: vec![root.to_owned()],
        ignore: Vec::new(),
    }
}

fn build(root: &Path) -> Result<String, String> {
    let source = fs::read_to_string(root.join("source.txt")).unwrap();
    if source.contains("broken") {
        return Err(format!("source.txt:1: {source}"));
    }
    let out = root.join("public");
    fs::create_dir_all(out.join("incidents/a")).unwrap();
    fs::write(out.join("index.html"), format!("<body>{source}</body>")).unwrap();
    fs::write(out.join("incidents/a/index.html"), "<body>a</body>").unwrap();
    fs::write(out.join("404.html"), "<body>Not here</body>").unwrap();
    fs::write(out.join("feed.json"), "{}").unwrap();
    Ok(format!("built {source}"))
}

#[test]
fn pages_files_redirects_and_404_page_are_served() {
    let preview = Preview::of("one");
    let front = preview.get("/");
    assert!(front.starts_with("HTTP/1.1 200") && front.contains("cache-control: no-store\r\n"), "{front}");
    assert!(front.contains("<body>one<script src=\"/_allgreen/reload.js?"), "{front}");
    assert!(preview.get("/?a=b").starts_with("HTTP/1.1 200"));
    assert!(preview.get("/incidents/a/").contains("text/html; charset=utf-8\r\n"));
    let redirect = preview.get("/incidents/a?b=c");
    assert!(redirect.starts_with("HTTP/1.1 308") && redirect.contains("location: /incidents/a/?b=c\r\n"), "{redirect}");
    let feed = preview.get("/feed.json");
    assert!(feed.contains("application/feed+json; charset=utf-8\r\n") && feed.ends_with("{}"), "{feed}");
    let missing = preview.get("/nothing");
    assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("Not here<script"), "{missing}");
    assert!(preview.get("/_allgreen/reload.js").contains("text/javascript"));
    assert!(preview.get("/_allgreen/reload.css").contains("text/css"));
    preview.end().unwrap();
}

#[test]
fn requests_for_files_outside_site_or_other_hosts_are_refused() {
    let preview = Preview::of("one");
    for path in
        ["/../source.txt", "/%2e%2e/source.txt", "/..%2fsource.txt", "//source.txt", "/incidents/../../source.txt"]
    {
        assert!(preview.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
    let out = preview.folder.path().join("public");
    #[cfg(unix)]
    std::os::unix::fs::symlink(preview.folder.path().join("source.txt"), out.join("link.txt")).unwrap();
    assert!(preview.get("/link.txt").starts_with("HTTP/1.1 404"));
    for path in ["/", "/_allgreen/events", "/nothing"] {
        assert!(preview.get_as(path, "evil.example").starts_with("HTTP/1.1 421"), "{path}");
    }
    preview.end().unwrap();
}

#[test]
fn encoded_path_is_decoded_unless_malformed() {
    let preview = Preview::of("one");
    fs::write(preview.folder.path().join("public/ü.txt"), "text").unwrap();
    assert!(preview.get("/%c3%bc.txt").ends_with("\r\n\r\ntext"));
    for path in ["/%", "/%zz", "/%ff", "/%2", "/a%00b", "/a\\b", "/c:/x", "/index.html/"] {
        assert!(preview.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
    preview.end().unwrap();
}

#[test]
fn range_and_conditional_headers_are_ignored() {
    let preview = Preview::of("one");
    let page = preview
        .get_with("/", "Host: localhost\r\nRange: bytes=0-3\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<body>one<script"), "{page}");
    preview.end().unwrap();
}

#[test]
fn preview_allows_cors_requests_only_from_loopback_origins() {
    let preview = Preview::of("one");
    let is_allowed = |path: &str, origin: &str| {
        let response = preview.get_with(path, &format!("Host: localhost\r\nOrigin: {origin}\r\n"));
        response.contains(&format!("access-control-allow-origin: {origin}\r\n"))
    };
    for path in ["/embed/notice.json", "/embed.js", "/api/v2/summary.json", "/badges/overall.svg"] {
        assert!(is_allowed(path, "http://localhost:3000") && is_allowed(path, "https://127.0.0.1"), "{path}");
        for other in ["https://evil.example", "null", "http://localhost.evil.example:80"] {
            assert!(!is_allowed(path, other), "{path} {other}");
        }
        assert!(preview.get(path).contains("vary: origin\r\n"), "{path}");
    }
    assert!(!is_allowed("/", "http://localhost:3000"), "pages are not shared with other origins");
    preview.end().unwrap();
}

#[test]
fn change_of_file_rebuilds_site_and_sends_new_version() {
    let preview = Preview::of("one");
    let mut states = preview.states();
    let first = states.next().unwrap();
    assert_eq!(preview.change("two"), Event::Built("built two".to_owned()));
    let second = states.next().unwrap();
    assert_ne!(first["version"], second["version"]);
    assert!(
        preview
            .get("/")
            .contains(&format!("two<script src=\"/_allgreen/reload.js?{}\"", second["version"].as_str().unwrap()))
    );
    // The files that a build writes do not start another build.
    assert!(preview.events.recv_timeout(Duration::from_millis(300)).is_err());
    preview.end().unwrap();
}

#[test]
fn failed_build_keeps_last_good_site() {
    let preview = Preview::of("one");
    let version = preview.states().next().unwrap()["version"].clone();
    assert_eq!(preview.change("broken"), Event::Failed("source.txt:1: broken".to_owned()));
    assert!(preview.get("/").contains("<body>one<script"));
    let state = preview.states().next().unwrap();
    assert_eq!((&state["version"], &state["error"]), (&version, &"source.txt:1: broken".into()));
    preview.change("two");
    assert_eq!(preview.states().next().unwrap()["error"], serde_json::Value::Null);
    preview.end().unwrap();
}

#[test]
fn failed_first_build_shows_waiting_page() {
    let preview = Preview::of("broken <b>");
    let page = preview.get("/");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("<pre>source.txt:1: broken &lt;b&gt;</pre>"), "{page}");
    assert!(page.contains("reload.js"), "{page}");
    preview.change("one");
    assert!(preview.get("/").contains("<body>one"));
    preview.end().unwrap();
}

#[test]
fn new_folders_are_watched() {
    let preview = Preview::of("one");
    fs::create_dir(preview.folder.path().join("incidents")).unwrap();
    preview.next();
    fs::write(preview.folder.path().join("incidents/a.md"), "").unwrap();
    preview.next();
    preview.end().unwrap();
}

#[test]
fn address_in_use_or_not_loopback_is_refused() {
    let folder = TempDir::new().unwrap();
    let elsewhere = Options { address: ([0, 0, 0, 0], 0).into(), ..options(folder.path()) };
    let error = serve(&elsewhere, || Ok(String::new()), |_| {}).unwrap_err();
    assert!(error.hint.is_some());
    let preview = Preview::of("one");
    let taken = Options { address: preview.address, ..options(folder.path()) };
    let error = serve(&taken, || Ok(String::new()), |_| {}).unwrap_err();
    assert!(error.to_string().contains(&preview.address.to_string()), "{error}");
    preview.end().unwrap();
}
