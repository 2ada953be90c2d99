"""A stand-in for GitHub on loopback: Pages' deployments, identity tokens, and the live site.

It does what GitHub was seen to do: a commit that it does not have is unknown to it (404), and one under which a site
was deployed before is taken without complaint while the old site stays.
"""

import contextlib
import http.server
import json
import re
import shutil
from pathlib import Path

import support

TOKEN = "token-of-the-job"
REQUEST_TOKEN = "token-of-the-runner"
PROOF = "proof-of-the-workflow"
REPOSITORY = "acme/status"


class GitHub:
    """What GitHub knows: a repository, artifacts, and a site."""

    def __init__(self, origin, folder):
        self.origin = origin
        self.live = Path(folder) / "live"
        self.live.mkdir(parents=True)
        self.artifacts = {}
        self.deployed = []
        self.asked = []
        # What the next requests for a deployment are answered with, instead of what they deserve.
        self.trouble = []
        # What GitHub says of a deployment, in order; the last stays.
        self.progress = ["deployment_queued", "deployment_in_progress", "succeed"]
        self.cancelled = []
        # How many times the live site is asked for until visitors get the new one.
        self.lag = 0
        self.address = None

    def upload(self, site):
        """What `upload-pages-artifact` does. Returns the artifact's id."""
        identity = 1000 + len(self.artifacts)
        self.artifacts[identity] = Path(site)
        return identity

    def environment(self, output=None):
        """What a step of a workflow has in its environment."""
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": self.address,
            "ACTIONS_ID_TOKEN_REQUEST_URL": f"{self.address}/identity?api-version=2.0",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": REQUEST_TOKEN,
            **({"GITHUB_OUTPUT": str(output)} if output else {}),
        }

    def deploy(self, body):
        if self.trouble:
            return self.trouble.pop(0)
        if body.get("oidc_token") != PROOF:
            return 403, {"message": "Resource not accessible by integration"}
        commit, artifact = body["pages_build_version"], self.artifacts.get(body["artifact_id"])
        if not self.origin.has(commit):
            return 404, {"message": "Not Found"}
        if artifact is None:
            return 400, {"message": "Invalid artifact"}
        if commit not in self.deployed:
            self.deployed.append(commit)
            self.next = artifact
        else:
            self.next = None
        self.told = 0
        pages = f"{self.address}/live/"
        return 200, {"id": commit, "status_url": f"{self.address}/status", "page_url": pages}

    def status(self):
        said = self.progress[min(self.told, len(self.progress) - 1)]
        self.told += 1
        if said == "succeed" and self.next and not self.lag:
            shutil.rmtree(self.live)
            shutil.copytree(self.next, self.live)
        return 200, {"status": said}

    def read(self, path):
        if self.lag:
            self.lag -= 1
            if not self.lag and getattr(self, "next", None):
                shutil.rmtree(self.live)
                shutil.copytree(self.next, self.live)
        file = self.live / path
        return (200, file.read_bytes()) if file.is_file() else (404, b"not here")


@contextlib.contextmanager
def serve(github):
    """Serves it on a loopback port that the system picks."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self, status, body):
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def bearer(self):
            return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

        def do_GET(self):
            path = self.path.split("?")[0]
            github.asked.append(("GET", path))
            if path == "/identity":
                known = self.bearer() == REQUEST_TOKEN
                return self.answer(*((200, {"value": PROOF}) if known else (401, {"message": "Bad credentials"})))
            if path.startswith("/live/"):
                assert not self.headers.get("Authorization"), "the token goes to nobody but GitHub"
                return self.answer(*github.read(path.removeprefix("/live/")))
            if self.bearer() != TOKEN:
                return self.answer(401, {"message": "Bad credentials"})
            if re.fullmatch(rf"/repos/{REPOSITORY}/pages/deployments/[0-9a-f]+", path):
                return self.answer(*github.status())
            return self.answer(404, {"message": "Not Found"})

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            github.asked.append(("POST", self.path))
            if self.bearer() != TOKEN:
                return self.answer(401, {"message": "Bad credentials"})
            if self.path == f"/repos/{REPOSITORY}/pages/deployments":
                return self.answer(*github.deploy(json.loads(body)))
            if self.path.endswith("/cancel"):
                github.cancelled.append(self.path.split("/")[-2])
                return self.answer(204, b"")
            return self.answer(404, {"message": "Not Found"})

        def log_message(self, *_):
            pass

    with support.listening(Handler) as github.address:
        yield github
