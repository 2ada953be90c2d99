"""The hosts that `allgreen init --host` writes files for: real servers on loopback ports, and readers of what the rest
are told. Each answers `get(path)` as visitors would be answered."""

import contextlib
import json
import os
import re
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import support

DOMAIN = "status.acme.example"
PATH = f"{os.environ['PATH']}:/usr/sbin"


@dataclass
class Answer:
    status: int
    headers: dict
    """By name in lower case; of one that comes twice, all values with commas between."""
    body: bytes


def written(host, folder):
    """What `init` writes for a host, in a new folder."""
    done = support.allgreen("init", folder, "--host", host, "--name", "Acme", "--url", f"https://{DOMAIN}")
    assert done.returncode == 0, done.stderr
    return folder


def free_ports(count):
    """Ports that nobody listens on. Another may take one before it is used, so whoever uses them tries again."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def certificate(folder):
    """A certificate for the domain that only its own copy vouches for."""
    args = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    files = {"fullchain.pem": "-out", "privkey.pem": "-keyout"}
    args += [part for name, option in files.items() for part in (option, folder / name)]
    args += ["-subj", f"/CN={DOMAIN}", "-addext", f"subjectAltName=DNS:{DOMAIN}"]
    subprocess.run(args, check=True, capture_output=True)
    return folder / "fullchain.pem", folder / "privkey.pem"


@dataclass
class Server:
    """A running web server, asked as by a browser that believes its certificate."""

    http: int
    https: int
    certificate: Path

    def get(self, path, *options, scheme="https"):
        port = self.https if scheme == "https" else self.http
        # `--path-as-is`: what somebody means by `..` is for the server to say.
        args = ["curl", "--silent", "--show-error", "--include", "--path-as-is", "--http1.1", "--max-time", "20"]
        args += ["--cacert", self.certificate, "--resolve", f"{DOMAIN}:{port}:127.0.0.1"]
        done = subprocess.run([*args, *options, f"{scheme}://{DOMAIN}:{port}{path}"], capture_output=True)
        assert done.returncode == 0, done.stderr
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
        return Answer(int(first.split()[1]), headers, body)

    def is_up(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.https), timeout=1):
            return True
        return False


@contextlib.contextmanager
def running(start, folder):
    """Runs what `start(http, https)` says on ports that are free, and ends it. Gives its `Server`."""
    for _ in range(5):
        http, https = free_ports(2)
        server = Server(http, https, folder / "fullchain.pem")
        log = folder / "server.log"
        args, env = start(http, https)
        with log.open("wb") as out:
            process = subprocess.Popen(args, env=support.environment(PATH=PATH, **env), stdout=out, stderr=out)
        try:
            deadline = time.monotonic() + 30
            while process.poll() is None and not server.is_up() and time.monotonic() < deadline:
                time.sleep(0.05)
            if process.poll() is None and server.is_up():
                yield server
                return
        finally:
            process.terminate()
            process.wait(timeout=30)
        if "address already in use" not in log.read_text().lower():
            break
    raise AssertionError(f"the server did not start\n{log.read_text()}")


def replaced(text, *pairs):
    """A configuration with what differs between a server and a test, each of which must be there."""
    for old, new in pairs:
        assert old in text, f"the configuration has no {old!r}"
        text = text.replace(old, str(new))
    return text


def nginx(site, folder):
    """nginx with the file that is written for it: other ports, another folder, another certificate."""
    text = (written("nginx", folder / "status") / "server/nginx.conf").read_text()
    chain, key = certificate(folder)

    def start(http, https):
        config = replaced(
            text,
            ("    listen [::]:80;\n", ""),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", f"listen 127.0.0.1:{http};"),
            ("listen 443 ssl", f"listen 127.0.0.1:{https} ssl"),
            (f"/etc/letsencrypt/live/{DOMAIN}/fullchain.pem", chain),
            (f"/etc/letsencrypt/live/{DOMAIN}/privkey.pem", key),
            ("/srv/status/public", site),
            ("/var/www/html", folder / "proofs"),
        )
        # What Debian puts around it, as far as it matters.
        user = "user root;" if os.geteuid() == 0 else ""
        places = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        around = f"""\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
include /etc/nginx/mime.types;
access_log off;
{places}
{config}
}}
"""
        support.write(folder, {"nginx.conf": around})
        return ["nginx", "-c", folder / "nginx.conf", "-p", folder, "-e", "stderr"], {}

    return running(start, folder)


def caddy(site, folder):
    """Caddy with the file that is written for it: other ports, another folder, another certificate."""
    text = (written("caddy", folder / "status") / "server/Caddyfile").read_text()
    chain, key = certificate(folder)

    def start(http, https):
        config = replaced(
            text,
            (f"\n{DOMAIN} {{\n", f"\n{DOMAIN} {{\n\ttls {chain} {key}\n"),
            ("/srv/status/public", site),
        )
        here = f"{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\thttp_port {http}\n\thttps_port {https}\n}}\n"
        support.write(folder, {"Caddyfile": here + config})
        homes = {"XDG_DATA_HOME": folder / "data", "XDG_CONFIG_HOME": folder / "config", "HOME": folder}
        return ["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"], homes

    return running(start, folder)


# What these hosts say of a file of their own accord, by its ending.
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "application/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
}


class HeadersFile:
    """A `_headers` file as Cloudflare and Netlify document it: blocks of a path and indented headers. A `*` at the end
    of a path stands for anything, `:name` for one part of it; all blocks that fit count."""

    def __init__(self, text):
        self.rules = []
        for number, line in enumerate(text.splitlines(), 1):
            assert len(line) <= 2000, f"line {number} is longer than Cloudflare reads"
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("/"):
                self.rules.append((line, {}))
                continue
            name, colon, value = line.strip().partition(": ")
            assert line.startswith("  ") and colon and name not in self.rules[-1][1], f"line {number}: {line}"
            self.rules[-1][1][name] = value
        assert len(self.rules) <= 100, "Cloudflare reads a hundred rules"
        for path, headers in self.rules:
            # Netlify lets nothing stand behind a star, and a rule with no header does nothing.
            assert "*" not in path[:-1] and headers, path

    @staticmethod
    def fits(pattern, path):
        parts = [".*" if part == "*" else "[^/]+" if part[0] == ":" else re.escape(part)
                 for part in re.split(r"(\*|:\w+)", pattern) if part]  # fmt: skip
        return re.fullmatch("".join(parts), path) is not None

    def get(self, path):
        name = path.partition("?")[0]
        ending = "html" if name.endswith("/") else name.rpartition(".")[2]
        headers = {"cache-control": "public, max-age=0, must-revalidate"}
        if ending in TYPES:
            headers["content-type"] = TYPES[ending]
        given = set()
        for pattern, rules in self.rules:
            if self.fits(pattern, name):
                for header, value in rules.items():
                    # Here the two hosts differ: one joins such values, the other chooses.
                    assert header not in given, f"two rules give {path} the header {header}"
                    given.add(header)
                    headers[header.lower()] = value
        return Answer(200, headers, b"")


class CloudFront:
    """A bucket as the upload left it, behind CloudFront with the written function and headers."""

    def __init__(self, template, bucket):
        resources = template["Resources"]
        self.function = resources["Edge"]["Properties"]["FunctionCode"]
        config = resources["Headers"]["Properties"]["ResponseHeadersPolicyConfig"]
        security = config["SecurityHeadersConfig"]
        self.always = {
            "x-content-type-options": "nosniff",
            "referrer-policy": security["ReferrerPolicy"]["ReferrerPolicy"],
            "strict-transport-security": f"max-age={security['StrictTransportSecurity']['AccessControlMaxAgeSec']}",
            **{each["Header"].lower(): each["Value"] for each in config["CustomHeadersConfig"]["Items"]},
        }
        self.bucket = bucket

        # One process answers line by line: starting one for each question takes longer than all answers.
        answers = "console.log(JSON.stringify(handler(JSON.parse(line))))"
        lines = f"require('readline').createInterface({{input: process.stdin}}).on('line', line => {answers})"
        args = ["node", "-e", f"{self.function}\n{lines}"]
        self.edge = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.edge.communicate()

    def run(self, event):
        self.edge.stdin.write(json.dumps(event) + "\n")
        self.edge.stdin.flush()
        return json.loads(self.edge.stdout.readline())

    def get(self, path):
        name, _, query = path.partition("?")
        query = {key: {"value": value} for key, value in (pair.split("=") for pair in query.split("&") if pair)}
        request = {"method": "GET", "uri": name, "querystring": query, "headers": {}}
        asked = self.run({"context": {"eventType": "viewer-request"}, "request": request})
        if "statusCode" in asked:
            return Answer(asked["statusCode"], {key: each["value"] for key, each in asked["headers"].items()}, b"")
        found = self.bucket.get(asked["uri"].removeprefix("/"))
        if found is None:
            # Error answers do not come past the function.
            page = self.bucket["404.html"]
            return Answer(404, self.always | {"content-type": page.type, "cache-control": page.cache}, page.body)
        headers = {"content-type": {"value": found.type}, "cache-control": {"value": found.cache}}
        response = {"statusCode": 200, "headers": headers}
        event = {"context": {"eventType": "viewer-response"}, "request": asked, "response": response}
        answered = self.run(event)["headers"]
        return Answer(200, self.always | {key: each["value"] for key, each in answered.items()}, found.body)
