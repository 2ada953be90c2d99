"""Real git repositories for tests: a bare origin with hooks, and clones of it."""

import base64
import contextlib
import http.server
import os
import subprocess
from pathlib import Path

import support

PLAIN = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
PEOPLE = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
          for key, value in (("NAME", "Test"), ("EMAIL", "test@acme.example"))}  # fmt: skip


def git(*args, cwd, at=None, **more):
    """Runs git with a fixed author; `at` sets the time of commits. Returns standard output."""
    when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
    env = support.environment(**(PLAIN | PEOPLE | when | more))
    done = subprocess.run(["git", *map(str, args)], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"git {args}: {done.stderr}"
    return done.stdout.strip()


class Origin:
    """The bare repository to which all clones push."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.path = self.folder / "origin.git"
        git("init", "-q", "--bare", "-b", "main", self.path, cwd=folder)
        self.url = str(self.path)
        self.clones = 0

    def clone(self, *args):
        self.clones += 1
        place = self.folder / f"clone-{self.clones}"
        git("clone", "-q", *args, self.url, place, cwd=self.folder)
        return place

    def push(self, files, message="change", at=None, remove=()):
        """Writes these files in a fresh clone, commits and pushes. Returns the hash of the commit."""
        work = self.clone()
        support.write(work, files)
        for path in remove:
            (work / path).unlink()
        git("add", "-A", cwd=work)
        git("commit", "-q", "--allow-empty", "-m", message, cwd=work, at=at)
        git("push", "-q", "origin", "HEAD:main", cwd=work)
        return git("rev-parse", "HEAD", cwd=work)

    def head(self, branch="main"):
        return git("rev-parse", branch, cwd=self.path)

    def has(self, commit):
        found = ["git", "-C", self.path, "cat-file", "-e", f"{commit}^{{commit}}"]
        return subprocess.run(found, capture_output=True).returncode == 0

    def branches(self):
        return git("branch", "--format=%(refname:short)", cwd=self.path).split()

    def show(self, path, branch="main"):
        return git("show", f"{branch}:{path}", cwd=self.path)

    def hook(self, name, script):
        path = self.path / "hooks" / name
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)

    def protect(self):
        """Rejects every push to main, like a protected branch."""
        self.hook("pre-receive", """
while read old new ref; do
    if [ "$ref" = refs/heads/main ]; then echo "protected branch" >&2; exit 1; fi
done
""")

    def unprotect(self):
        (self.path / "hooks/pre-receive").unlink()


@contextlib.contextmanager
def over_http(origin, user, password):
    """Serves an origin over HTTP with `git http-backend` and a password, and yields the URL."""
    program = subprocess.run(["git", "--exec-path"], capture_output=True, text=True).stdout.strip() + "/git-http-backend"
    wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    git("config", "http.receivepack", "true", cwd=origin.path)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != wanted:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="origin"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            env = os.environ | {
                "GIT_PROJECT_ROOT": str(origin.folder), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path,
                "QUERY_STRING": query, "REQUEST_METHOD": self.command, "REMOTE_USER": user,
                "CONTENT_TYPE": self.headers.get("Content-Type") or "", "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
                "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
            }  # fmt: skip
            out = subprocess.run([program], input=body, env=env, capture_output=True).stdout
            head, _, content = out.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if line)
            self.send_response(int(fields.pop("Status", "200").split()[0]))
            for key, value in fields.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_):
            pass

    with support.listening(Handler) as address:
        yield address


def fail_once(work, folder, program):
    """Makes the next fetch (`upload-pack`) or push (`receive-pack`) of a clone fail with a network error. Returns the
    path of a file that exists once it has failed."""
    failed, script = folder / f"{program}-failed", folder / program
    script.write_text(f"""#!/bin/sh
if [ -e {failed} ]; then exec git-{program} "$@"; fi
touch {failed}
echo "the network is gone" >&2
exit 1
""")
    script.chmod(0o755)
    git("config", f"remote.origin.{program.replace('-', '')}", script, cwd=work)
    return failed
