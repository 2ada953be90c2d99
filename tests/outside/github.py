"""A stand-in for GitHub: deployments of GitHub Pages, identity tokens, and the live site.

It behaves as observed on GitHub: it answers 404 to a deployment of an unknown commit, and accepts a second deployment
of one commit, but then keeps the old site.
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
    """The state of GitHub: a repository, artifacts, deployments, and the live site."""

    def __init__(self, origin, folder):
        self.origin = origin
        self.live = Path(folder) / "live"
        self.live.mkdir(parents=True)
        self.artifacts = {}
        self.deployed = []
        self.asked = []
        # Answers to the next requests for a deployment, used before the regular answers.
        self.trouble = []
        # The statuses of a deployment, one for each request; the last one repeats.
        self.progress = ["deployment_queued", "deployment_in_progress", "succeed"]
        self.cancelled = []
        # The number of requests to the live site until it is the new one.
        self.lag = 0
        self.address = None

    def upload(self, site):
        """Stores a site as an artifact, like the action `upload-pages-artifact`, and returns its ID."""
        identity = 1000 + len(self.artifacts)
        self.artifacts[identity] = Path(site)
        return identity

    def environment(self, output=None):
        """Returns the environment variables of a step of a workflow."""
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
        self.polls = 0
        pages = f"{self.address}/live/"
        return 200, {"id": commit, "status_url": f"{self.address}/status", "page_url": pages}

    def status(self):
        status = self.progress[min(self.polls, len(self.progress) - 1)]
        self.polls += 1
        if status == "succeed" and self.next and not self.lag:
            shutil.rmtree(self.live)
            shutil.copytree(self.next, self.live)
        return 200, {"status": status}

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
    """Serves the stand-in on a free loopback port, and yields it."""

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
                assert not self.headers.get("Authorization"), "the token was sent to the live site"
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
