"""The hosts of `allgreen init --host`: real web servers on loopback ports, and simulations of hosted services that read
their configuration. Each has `get(path)`, which returns what a visitor gets."""

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
    """By name in lower case; the values of a repeated header are joined by commas."""
    body: bytes


def written(host, folder):
    """Runs `init` for a host in a new folder, and returns the folder."""
    done = support.allgreen("init", folder, "--host", host, "--name", "Acme", "--url", f"https://{DOMAIN}")
    assert done.returncode == 0, done.stderr
    return folder


def free_ports(count):
    """Returns free ports. Another process may take one before it is used, so callers try again."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def certificate(folder):
    """Creates a self-signed certificate for the domain. Returns the paths of the certificate and its key."""
    args = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    files = {"fullchain.pem": "-out", "privkey.pem": "-keyout"}
    args += [part for name, option in files.items() for part in (option, folder / name)]
    args += ["-subj", f"/CN={DOMAIN}", "-addext", f"subjectAltName=DNS:{DOMAIN}"]
    subprocess.run(args, check=True, capture_output=True)
    return folder / "fullchain.pem", folder / "privkey.pem"


@dataclass
class Server:
    """A running web server, with a client that trusts its certificate."""

    http: int
    https: int
    certificate: Path

    def get(self, path, *options, scheme="https"):
        port = self.https if scheme == "https" else self.http
        # `--path-as-is`: the server, not curl, resolves `..`.
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
    """Runs the command that `start(http, https)` returns for two free ports, yields its `Server`, and ends it."""
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
    """Returns a configuration with these (old, new) replacements, each of which must match."""
    for old, new in pairs:
        assert old in text, f"the configuration has no {old!r}"
        text = text.replace(old, str(new))
    return text


def nginx(site, folder):
    """Runs nginx with the file that `init` wrote, except for ports, folder and certificate."""
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
        # The parts of Debian's main configuration that the file needs.
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
    """Runs Caddy with the file that `init` wrote, except for ports, folder and certificate."""
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


# The content types that these hosts send by default, by file extension.
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
    """A `_headers` file as Cloudflare and Netlify document it: blocks of a path and indented headers. In a path, `*` at
    the end matches anything and `:name` matches one segment. All blocks that match apply."""

    def __init__(self, text):
        self.rules = []
        for number, line in enumerate(text.splitlines(), 1):
            assert len(line) <= 2000, f"line {number} is longer than the 2000 characters that Cloudflare reads"
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("/"):
                self.rules.append((line, {}))
                continue
            name, colon, value = line.strip().partition(": ")
            assert line.startswith("  ") and colon and name not in self.rules[-1][1], f"line {number}: {line}"
            self.rules[-1][1][name] = value
        assert len(self.rules) <= 100, "Cloudflare reads at most 100 rules"
        for path, headers in self.rules:
            # Netlify allows `*` only at the end of a path, and a rule without headers has no effect.
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
                    # If two rules set the same header, one host joins the values and the other picks one.
                    assert header not in given, f"two rules give {path} the header {header}"
                    given.add(header)
                    headers[header.lower()] = value
        return Answer(200, headers, b"")


class CloudFront:
    """An uploaded S3 bucket, served by CloudFront with the function and the headers that `init` wrote."""

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

        # One process answers all requests, line by line, because starting a process takes long.
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
            # CloudFront does not run the function for error responses.
            page = self.bucket["404.html"]
            return Answer(404, self.always | {"content-type": page.type, "cache-control": page.cache}, page.body)
        headers = {"content-type": {"value": found.type}, "cache-control": {"value": found.cache}}
        response = {"statusCode": 200, "headers": headers}
        event = {"context": {"eventType": "viewer-response"}, "request": asked, "response": response}
        answered = self.run(event)["headers"]
        return Answer(200, self.always | {key: each["value"] for key, each in answered.items()}, found.body)
