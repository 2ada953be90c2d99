"""The files that `allgreen init --host` writes, in use: nginx and Caddy, simulated hosted services, and uploads.
`TABLE` has the headers that visitors get from every host."""

import contextlib
import gzip
import json
import os
import re
import shutil
import subprocess

import hosts
import pytest
import support
import workflows
import yaml
from aws import Aws, Object
from hosts import DOMAIN, CloudFront, HeadersFile

BUCKET, DISTRIBUTION = "acme-status", "E2EXAMPLE"
SERVERS, HOSTED = ["nginx", "caddy"], ["cloudflare", "netlify"]
HOSTS = [*SERVERS, *HOSTED]

# Files that a site may have, now or in a later version. The configuration of a host is written once and covers all.
SOME = {
    "embed.js": "// notice\n",
    "embed/index.html": "<!doctype html><title>Acme</title>\n",
    "embed/notice.json": "{}\n",
    "history.ics": "BEGIN:VCALENDAR\n",
    "components/api/history.ics": "BEGIN:VCALENDAR\n",
    "badges/api.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "badges/api.json": "{}\n",
    "badges/index.html": "<!doctype html><title>Acme</title>\n",
    "api/openapi.json": "{}\n",
    "api/uptime.csv": "component,month\n",
    "incidents/card-payments/window.ics": "BEGIN:VCALENDAR\n",
    "preview.png": b"\x89PNG\r\n\x1a\n",
    "incidents/card-payments/preview.png": b"\x89PNG\r\n\x1a\n",
    "uptime/index.html": "<!doctype html><title>Acme</title>\n",
}

PAGE, SHARED = {"page": "; frame-ancestors 'none'"}, {"shared": True}
# Path, content type without charset, and what other headers to expect.
TABLE = [
    ("/", "text/html", PAGE),
    ("/history/", "text/html", PAGE),
    ("/incidents/card-payments/", "text/html", PAGE),
    ("/components/api/", "text/html", PAGE),
    ("/maintenance/", "text/html", PAGE),
    ("/subscribe/", "text/html", PAGE),
    ("/uptime/", "text/html", PAGE),
    ("/badges/", "text/html", PAGE | SHARED),
    ("/embed/", "text/html", {"page": ""}),
    ("/api/v2/summary.json", "application/json", SHARED),
    ("/api/uptime.json", "application/json", SHARED),
    ("/api/openapi.json", "application/json", SHARED),
    ("/api/uptime.csv", "text/csv", SHARED),
    ("/badges/api.svg", "image/svg+xml", SHARED),
    ("/badges/api.json", "application/json", SHARED),
    ("/history.rss", "application/rss+xml", SHARED),
    ("/history.atom", "application/atom+xml", SHARED),
    ("/history.ics", "text/calendar", SHARED),
    ("/feed.json", "application/feed+json", SHARED),
    ("/components/api/history.rss", "application/rss+xml", SHARED),
    ("/components/api/history.atom", "application/atom+xml", SHARED),
    ("/components/api/history.ics", "text/calendar", SHARED),
    ("/incidents/card-payments/window.ics", "text/calendar", SHARED),
    ("/components/api/feed.json", "application/feed+json", SHARED),
    ("/embed.js", "text/javascript", SHARED),
    ("/embed/notice.json", "application/json", SHARED),
    ("/assets/style.css", "text/css", {}),
    ("/assets/page.js", "text/javascript", {}),
    ("/assets/style.css?v=0a1b2c3d", "text/css", {"versioned": True}),
    ("/assets/page.js?v=0a1b2c3d", "text/javascript", {"versioned": True}),
    ("/favicon.svg", "image/svg+xml", {}),
    ("/favicon/major.svg", "image/svg+xml", {}),
    ("/preview.png", "image/png", {}),
    ("/incidents/card-payments/preview.png", "image/png", {}),
    ("/sitemap.xml", "application/xml", {}),
    ("/robots.txt", "text/plain", {}),
]


@pytest.fixture(scope="module")
def site(example_site, tmp_path_factory):
    """A built site, with the missing files of `SOME` added."""
    folder = tmp_path_factory.mktemp("hosted") / "public"
    shutil.copytree(example_site.folder, folder)
    for path, content in SOME.items():
        if not (folder / path).exists():
            support.write(folder, {path: content})
    return folder


class Loader(yaml.SafeLoader):
    """Loads YAML of CloudFormation, and does not resolve its tags."""


Loader.add_multi_constructor("!", lambda loader, tag, node: {tag: getattr(node, "value", None)})


@pytest.fixture(scope="module")
def asked(site, tmp_path_factory):
    """`asked(host)` returns an object whose `get(path)` answers as this host does."""
    found = {}
    with contextlib.ExitStack() as stack:

        def get(host):
            if host not in found:
                folder = tmp_path_factory.mktemp(host)
                if host in SERVERS:
                    found[host] = stack.enter_context(getattr(hosts, host)(site, folder))
                else:
                    found[host] = HeadersFile((hosts.written(host, folder / "status") / "_headers").read_text())
            return found[host]

        yield get


def policy():
    """Returns the content security policy in the `<meta>` element of pages."""
    head = (support.ROOT / "theme/templates/parts/head.html").read_text()
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', head)[1]


@pytest.mark.parametrize("host", HOSTS)
def test_every_kind_of_file_has_its_headers(asked, host):
    assert_headers(asked(host), host)


def test_table_has_every_kind_of_file(site):
    """Except pages, which `test_every_page_has_a_content_security_policy` visits one by one."""
    files = (path.relative_to(site) for path in site.rglob("*") if path.is_file() and path.name[0] != ".")
    kinds = {kind_of(path.as_posix()) for path in files if path.suffix != ".html"} - {"CNAME"}
    missing = kinds - {kind_of(path.strip("/").partition("?")[0]) for path, *_ in TABLE}
    assert not missing, "add a row to `TABLE` for each"


def kind_of(path):
    """Returns the path with `*` in place of an ID, or of the name of a file in any other folder than an event's or a
    component's."""
    top, _, rest = path.partition("/")
    if top in ("components", "incidents"):
        return f"{top}/*/{rest.partition('/')[2]}"
    return f"{top}/*.{rest.rpartition('.')[2]}" if rest else path


@pytest.mark.parametrize("host", HOSTS)
def test_every_page_has_a_content_security_policy(asked, site, host):
    assert_pages_cannot_be_framed(asked(host), site)


def assert_headers(host, name):
    for path, kind, more in TABLE:
        answer = host.get(path)
        headers = answer.headers
        assert answer.status == 200, path
        # Scripts have one of two content types.
        content_type, _, charset = headers["content-type"].partition("; ")
        content_type = content_type.replace("application/javascript", "text/javascript")
        assert content_type == kind, path
        assert charset == ("" if kind == "image/png" else "charset=utf-8") or name in HOSTED, path
        wanted = policy() + more["page"] if "page" in more else None
        # Hosted services match paths, not content types. On other files than pages, a policy has no effect.
        if wanted or name not in HOSTED:
            assert headers.get("content-security-policy") == wanted, path
        assert headers.get("access-control-allow-origin") == ("*" if more.get("shared") else None), path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["strict-transport-security"] == "max-age=31536000", path
        assert headers["permissions-policy"].startswith("camera=(), "), path
        assert "x-frame-options" not in headers, path
        # Hosted services do not match the query `?v=` either, so there these files are revalidated, too.
        if more.get("versioned") and name not in HOSTED:
            assert headers["cache-control"] == "public, max-age=31536000, immutable", path
        else:
            assert is_revalidated(headers["cache-control"]), path


def assert_pages_cannot_be_framed(host, site):
    """Asserts that no page except `/embed/` may be framed."""
    for page in support.Site(site).pages():
        path = "/" + page.removesuffix("index.html")
        # 404.html is shown for missing paths.
        if path not in ("/embed/", "/404.html"):
            found = host.get(path).headers.get("content-security-policy")
            assert found == f"{policy()}; frame-ancestors 'none'", path


def is_revalidated(cache):
    """Whether `Cache-Control` lets no cache use a file for more than a minute without revalidation."""
    words = dict(word.partition("=")[::2] for word in cache.split(", "))
    times = [int(words[name]) for name in ("max-age", "s-maxage") if name in words]
    return "no-cache" in words or ("must-revalidate" in words and bool(times) and max(times) <= 60)


# --- Servers


@pytest.mark.parametrize("host", SERVERS)
def test_http_redirects_to_https(asked, host):
    server = asked(host)
    answer = server.get("/incidents/x/?a=b", scheme="http")
    assert answer.status in (301, 308)
    port = "" if host == "nginx" else f":{server.https}"
    assert answer.headers["location"] in (f"https://{DOMAIN}/incidents/x/?a=b", f"https://{DOMAIN}{port}/incidents/x/?a=b")


@pytest.mark.parametrize("host", SERVERS)
def test_unchanged_file_answers_304(asked, host):
    server = asked(host)
    for path in ("/", "/api/v2/summary.json", "/assets/style.css?v=0a1b2c3d"):
        for options in ((), ("--header", "Accept-Encoding: gzip")):
            first = server.get(path, *options)
            assert "last-modified" in first.headers
            again = server.get(path, *options, "--header", f"If-None-Match: {first.headers['etag']}")
            assert (again.status, again.body) == (304, b""), (path, options)
            assert again.headers["cache-control"] == first.headers["cache-control"]


@pytest.mark.parametrize("host", SERVERS)
def test_changed_file_is_sent_at_once(site, host, tmp_path):
    shutil.copytree(site, tmp_path / "public")
    (tmp_path / "server").mkdir()
    with getattr(hosts, host)(tmp_path / "public", tmp_path / "server") as server:
        etag = server.get("/").headers["etag"]
        # Replaces the file by a rename, as allgreen does.
        support.write(tmp_path / "public", {"next": "<!doctype html><title>Down</title>\n"})
        (tmp_path / "public/next").rename(tmp_path / "public/index.html")
        answer = server.get("/", "--header", f"If-None-Match: {etag}")
        assert (answer.status, b"Down" in answer.body) == (200, True)


@pytest.mark.parametrize("host", SERVERS)
def test_text_is_compressed(asked, site, host):
    server = asked(host)
    for path, file in (("/", "index.html"), ("/history.atom", "history.atom"), ("/api/uptime.json", "api/uptime.json")):
        answer = server.get(path, "--header", "Accept-Encoding: gzip")
        assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
        assert gzip.decompress(answer.body) == (site / file).read_bytes()
        assert "content-encoding" not in server.get(path).headers


@pytest.mark.parametrize("host", SERVERS)
def test_missing_path_answers_404_page(asked, site, host):
    nothing = (site / "404.html").read_bytes()
    for path in ("/nothing", "/nothing/", "/a/b.json", "/a.rss", "/assets/old.css?v=0a1b2c3d", "/api/", "/assets/"):
        answer = asked(host).get(path)
        assert (answer.status, answer.body == nothing) == (404, True), (path, answer)
        assert answer.headers["content-type"] == "text/html; charset=utf-8", path
        assert answer.headers["cache-control"] == "no-cache", path
        assert answer.headers["content-security-policy"] == f"{policy()}; frame-ancestors 'none'"
        assert "access-control-allow-origin" not in answer.headers, path


@pytest.mark.parametrize("host", SERVERS)
def test_dotfiles_are_not_served(asked, site, host):
    assert (site / ".allgreen").is_file()
    for path in ("/.allgreen", "/.nojekyll", "/.git/config", "/incidents/.x/", "/%2eallgreen", "/../etc/passwd"):
        answer = asked(host).get(path)
        assert answer.status in (400, 404), path
        assert b"index.html" not in answer.body or b"<!doctype html>" in answer.body.lower()


@pytest.mark.parametrize("host", SERVERS)
def test_folder_redirects_to_its_page(asked, host):
    answer = asked(host).get("/history")
    assert answer.status in (301, 308)
    location = answer.headers["location"].removeprefix(f"https://{DOMAIN}")
    assert location == "/history/"
    # A path that begins with `//` does not redirect to another site.
    assert not asked(host).get("//evil.example/history").headers.get("location", "/").startswith("//")


@pytest.mark.parametrize("host", SERVERS)
def test_server_header_has_no_version(asked, host):
    assert not re.search(r"\d", asked(host).get("/").headers.get("server", ""))


def test_nginx_serves_acme_challenges(asked, tmp_path_factory):
    server = asked("nginx")
    support.write(server.certificate.parent / "proofs/.well-known/acme-challenge", {"token": "proof"})
    answer = server.get("/.well-known/acme-challenge/token", scheme="http")
    assert (answer.status, answer.body) == (200, b"proof")


@pytest.mark.parametrize("host", SERVERS)
def test_systemd_accepts_the_units(host, tmp_path):
    folder = hosts.written(host, tmp_path / "status") / "server"
    service, timer = (folder / f"allgreen-publish.{kind}" for kind in ("service", "timer"))
    command = re.search(r"(?m)^ExecStart=/usr/local/bin/allgreen (.*)$", service.read_text())[1]
    done = support.allgreen(*command.split(), "--help")
    assert done.returncode == 0, done.stderr
    assert f"&& flock -n .git/publish /usr/local/bin/allgreen {command}\n" in timer.read_text()
    if shutil.which("systemd-analyze"):
        # The program is not installed; everything else in the units must be valid.
        text = service.read_text().replace("/usr/local/bin/allgreen", "/bin/true")
        support.write(tmp_path, {service.name: text, timer.name: timer.read_text()})
        args = ["systemd-analyze", "verify", "--man=no", tmp_path / service.name, tmp_path / timer.name]
        checked = subprocess.run(args, capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr


# --- S3


@contextlib.contextmanager
def uploads(aws, folder):
    """Yields `upload(site)`, which runs `upload.sh` with the AWS CLI, and returns its modifying requests and its
    output."""
    with aws.serve() as address:

        def upload(built):
            before = len(aws.calls)
            path = f"{support.CACHE / 'venv/bin'}:{os.environ['PATH']}"
            keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
            env = support.environment(PATH=path, **keys, **Aws.environment(address))
            args = ["bash", folder / "upload.sh", built, BUCKET, DISTRIBUTION]
            done = subprocess.run(args, env=env, capture_output=True, text=True, timeout=support.HANG)
            assert (done.returncode, done.stderr) == (0, "")
            return [call for call in aws.calls[before:] if call[0] != "GET"], done.stdout

        yield upload


def test_s3_upload_sends_changed_files_and_cloudfront_serves_them(site, tmp_path):
    """One test, because each upload takes seconds."""
    folder, aws = hosts.written("s3", tmp_path / "status"), Aws(BUCKET)
    aws.bucket["incidents/gone/index.html"] = Object(b"gone", "text/html", "no-cache")
    here = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file() and path.name[0] != "."}
    with uploads(aws, folder) as upload:
        # The first upload sends all files except dotfiles, each page before those that link to it, then deletes files.
        calls, output = upload(site)
        assert output == f"uploaded {len(here)} of {len(here)} files\n"
        puts = [key for method, key in calls if method == "PUT"]
        assert sorted(puts) == sorted(here)
        assert [stage(key) for key in puts] == sorted(stage(key) for key in puts)
        assert calls[len(puts) :] == [("DELETE", "incidents/gone/index.html"), ("INVALIDATE", DISTRIBUTION)]

        # The next ones send only files whose bytes changed, even if size and time are equal.
        assert upload(site) == ([], f"uploaded 0 of {len(here)} files\n")
        shutil.copytree(site, tmp_path / "public")
        page = tmp_path / "public/index.html"
        page.write_text(page.read_text().replace("<title>", "<TITLE>"))
        shutil.copystat(site / "index.html", page)
        assert upload(tmp_path / "public")[0] == [("PUT", "index.html"), ("INVALIDATE", DISTRIBUTION)]

    template = yaml.load((folder / "cloudformation.yaml").read_text(), Loader)
    with CloudFront(template, aws.bucket) as edge:
        assert_headers(edge, "s3")
        assert_pages_cannot_be_framed(edge, site)
        answer = edge.get("/history")
        assert (answer.status, answer.headers["location"]) == (301, "/history/")
        assert edge.get("//evil.example/x").headers.get("location", "/") == "/evil.example/x/"
        assert edge.get("/nothing/").status == 404


def stage(key):
    """Returns the stage of a file in the order of uploads, like `Stage` in `src/emit/file.rs`."""
    if key == "index.html":
        return 4
    ending = key.rpartition(".")[2]
    if ending not in ("html", "json", "rss", "atom", "ics", "csv", "xml", "txt"):
        return 0
    if key.startswith("incidents/"):
        return 1
    return 2 if ending == "html" else 3


# --- The step of the workflow that deploys

DEPLOYED = {
    "cloudflare": (
        {"secrets.CLOUDFLARE_API_TOKEN": "secret", "vars.CLOUDFLARE_ACCOUNT_ID": "a1", "vars.CLOUDFLARE_PROJECT": "acme"},
        r"--yes wrangler@\d+\.\d+\.\d+ pages deploy public --project-name acme --branch main"
        r" --commit-hash v1 --commit-dirty=true",
    ),
    "netlify": (
        {"secrets.NETLIFY_AUTH_TOKEN": "secret", "vars.NETLIFY_SITE_ID": "n1"},
        r"--yes netlify-cli@\d+\.\d+\.\d+ deploy --prod --no-build --dir public --message v1",
    ),
}


def machine(host, home, expressions):
    folder = hosts.written(host, home / "status")
    runner = workflows.Runner(home, {"steps.publish.outputs.version": "v1", **expressions})
    for path in ("_headers", "upload.sh"):
        if (folder / path).exists():
            shutil.copy(folder / path, runner.workspace)
    support.write(runner.workspace / "public", {"index.html": "page", ".allgreen": "list", ".nojekyll": ""})
    return runner, workflows.load(folder / ".github/workflows/publish.yml")


@pytest.mark.parametrize("host", DEPLOYED)
def test_deploy_step_uploads_site_and_headers(host, tmp_path):
    expressions, call = DEPLOYED[host]
    runner, workflow = machine(host, tmp_path, expressions)
    runner.program("npx", "ls -A public")
    # The runner has several versions of Node.js. The step must use the newest.
    for version in ("9.11.2", "24.2.0", "22.12.0"):
        support.write(tmp_path / f"cache/node/{version}/x64/bin", {"npx": "#!/bin/sh\nexit 1\n"})
    (runner.programs / "npx").replace(tmp_path / "cache/node/24.2.0/x64/bin/npx")
    runner.env = {"RUNNER_TOOL_CACHE": tmp_path / "cache"}
    ran = runner.run(workflow, "publish", "Deploy")
    assert (ran.code, ran.stdout.split()) == (0, ["_headers", "index.html"]), ran.stderr
    (called,) = runner.called("npx")
    assert re.fullmatch(call, " ".join(called)), called


def test_s3_deploy_step_uses_no_long_lived_key(tmp_path):
    variables = {"AWS_REGION": "eu-central-1", "AWS_ROLE_ARN": "arn:aws:iam::1:role/publish", "BUCKET": BUCKET}
    expressions = {f"vars.{name}": value for name, value in (variables | {"DISTRIBUTION": DISTRIBUTION}).items()}
    runner, workflow = machine("s3", tmp_path, expressions)
    aws = Aws(BUCKET)
    runner.program("curl", "echo '{\"value\":\"vouched\"}'")
    runner.program("aws", f'exec "{support.CACHE}/venv/bin/aws" "$@"')
    with aws.serve() as address:
        identity = {"ACTIONS_ID_TOKEN_REQUEST_URL": "https://token.example?a=b", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "t"}
        runner.env = Aws.environment(address) | identity
        ran = runner.run(workflow, "publish", "Deploy")
    assert ran.code == 0, ran.stderr
    assert runner.called("curl")[0][-1] == "https://token.example?a=b&audience=sts.amazonaws.com"
    assert ("AssumeRoleWithWebIdentity", variables["AWS_ROLE_ARN"], "vouched") in aws.calls
    assert list(aws.bucket) == ["index.html"]
    assert "vouched" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("host", ["cloudflare", "netlify", "s3"])
def test_deploy_step_names_the_missing_setting(host, tmp_path):
    names = ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_PROJECT", "NETLIFY_SITE_ID"]
    names += ["AWS_REGION", "AWS_ROLE_ARN", "BUCKET", "DISTRIBUTION"]
    empty = {f"vars.{name}": "" for name in names}
    empty |= {f"secrets.{name}": "" for name in ("CLOUDFLARE_API_TOKEN", "NETLIFY_AUTH_TOKEN")}
    runner, workflow = machine(host, tmp_path, empty)
    ran = runner.run(workflow, "publish", "Deploy")
    assert ran.code == 1
    pattern = rf"::error title=Nothing was deployed::[A-Z_]+ is not set in the environment {host}\. See https://"
    assert re.match(pattern, ran.stdout), ran.stdout
    assert f"docs/hosts/{host}.md#set-it-up" in ran.stdout


@pytest.mark.parametrize(
    ("live", "code"),
    [
        ("2026-11-22T14:30:00Z", 0),
        ("2026-11-22T14:31:00Z", 0),
        ("2026-11-22T14:29:59Z", 1),
        ("<!doctype html>", 1),
        (None, 1),
    ],
)
def test_workflow_waits_until_the_site_is_live(live, code, tmp_path):
    runner, workflow = machine("cloudflare", tmp_path, {"steps.publish.outputs.generated_at": "2026-11-22T14:30:00Z"})
    summary = {"public/api/v2/summary.json": json.dumps({"page": {"url": f"https://{DOMAIN}"}})}
    support.write(runner.workspace, summary)
    answer = live if live is None or live.startswith("<") else json.dumps({"generated_at": live})
    runner.program("curl", "echo 'no route to host' >&2; exit 7" if answer is None else f"cat <<'END'\n{answer}\nEND")
    runner.program("sleep", "")
    ran = runner.run(workflow, "publish", "Wait until the page is live")
    assert ran.code == code, ran.stderr
    assert {call[-1] for call in runner.called("curl")} == {f"https://{DOMAIN}/api/uptime.json"}
    assert len(runner.called("curl")) == (1 if code == 0 else 20)
    assert code == 0 or "::error title=The page is not live::" in ran.stdout
