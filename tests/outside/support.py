"""Helpers of the tests: they run the program, write sources, and serve and read built sites."""

import contextlib
import functools
import gzip
import hashlib
import http.server
import json
import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALLGREEN = os.environ.get("ALLGREEN", str(ROOT / "target/debug/allgreen"))
CACHE = Path(os.environ.get("OUTSIDE_CACHE", ROOT / "target/outside"))
NODE_MODULES = CACHE / "node/node_modules"

NOW = "2026-11-22T14:30:00Z"
# The history of a real project, outside this repository. Tests use it if it exists.
REAL = ROOT.parent / "shared/real/jenkins"
MANY = ["example", "demo", *(["real"] if (REAL / "status.yaml").is_file() else [])]
BASE = "https://status.acme.example"
# The timeout for a program that hangs, in seconds: far more than any test needs, even on a slow machine.
HANG = 600
# The factor for the number of rounds of randomized tests. `scripts/soak` sets it.
SOAK = float(os.environ.get("SOAK", "1"))


def rounds(usual):
    """Returns the number of rounds of a test: `usual` times `SOAK`, and at least 1."""
    return max(1, round(usual * SOAK))


def allgreen(*args, timeout=HANG, **options):
    """Runs the program and returns the completed process, whatever its exit code."""
    return subprocess.run(
        [ALLGREEN, *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        **options,
    )


@functools.cache
def has(command):
    """Whether the program has a command, which depends on the features it was built with."""
    return allgreen(command, "--help").returncode == 0


def environment(**more):
    """Returns the environment without variables of GitHub Actions, git and reproducible builds, plus `more`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "ACTIONS_", "GIT_", "SOURCE_DATE"))}
    return {**kept, **{key: str(value) for key, value in more.items()}}


def write(folder, files):
    """Writes `files`, a map of paths to text or bytes, into `folder`, and returns the folder."""
    for path, content in files.items():
        target = Path(folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return Path(folder)


def build(source, out, *extra, now=NOW, **options):
    """Builds a site, asserts that the build succeeds, and returns the site."""
    done = allgreen("build", "--source", source, "--out", out, "--now", now, *extra, **options)
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stderr.decode(errors='replace')}"
    site = Site(Path(options.get("cwd", ".")) / out)
    assert (site.folder / "index.html").is_file(), "nothing was built"
    return site


def copy_source(root, to):
    """Copies the files of a status repository, but no other files in `root`."""
    to.mkdir(parents=True)
    for name in ("status.yaml", "history.log"):
        if (root / name).exists():
            shutil.copy(root / name, to / name)
    for name in ("incidents", "history", "theme"):
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name)
    return to


def tree(folder):
    """Returns the bytes of every file in a folder, by relative path."""
    folder = Path(folder)
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def differing(a, b):
    """Returns the paths at which two results of `tree` differ."""
    return sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path))


def digest(content):
    return hashlib.sha256(content).hexdigest()


@dataclass
class Site:
    """A built site."""

    folder: Path

    def text(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def json(self, path):
        return json.loads(self.text(path))

    def api(self, name):
        return self.json(f"api/v2/{name}.json")

    def files(self, pattern):
        return sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob(pattern))

    def pages(self):
        return self.files("*.html")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A static file server that, like common hosts, lets scripts of other sites read its files."""

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def listening(handler):
    """Runs an HTTP server on a free loopback port, and yields its URL."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def serve(folder):
    """Serves a folder on a free loopback port. A context manager that yields the URL."""
    return listening(functools.partial(_Handler, directory=str(folder)))


def node(script, *args, timeout=HANG):
    """Runs one of the scripts in `clients/` and returns the JSON that it prints."""
    done = subprocess.run(
        ["node", str(Path(__file__).parent / "clients" / script), *map(str, args)],
        env={**os.environ, "NODE_MODULES": str(NODE_MODULES)},
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
