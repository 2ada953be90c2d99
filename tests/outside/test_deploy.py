"""`allgreen deploy github-pages`, against the stand-in in `github.py`."""

import json

import github
import pytest
import remote
import support

pytestmark = pytest.mark.skipif(not support.has("deploy"), reason="the program was built without `net`")


@pytest.fixture
def hub(tmp_path):
    with github.serve(github.GitHub(remote.Origin(tmp_path), tmp_path / "github")) as served:
        yield served


@pytest.fixture
def commit(hub):
    """`commit()` pushes a new commit to GitHub and returns its hash."""
    return lambda: hub.origin.push({})


@pytest.fixture
def site(sources, tmp_path):
    """`site(now)` builds a site at that time and returns its folder."""

    def make(now):
        return support.build(sources["calm"], tmp_path / f"site-{now.replace(':', '')}", now=now).folder

    return make


def deploy(hub, version, folder, *extra, deploying=5, **environment):
    args = ("--artifact-id", hub.upload(folder), "--version", version, "--site", folder)
    env = support.environment(**(hub.environment() | environment))
    return support.allgreen("deploy", "github-pages", *args, "--deploying", deploying, "--going-live", 3, *extra, env=env)


FIRST, SECOND = "2026-11-22T12:00:00Z", "2026-11-22T12:05:00Z"


def test_deploy_makes_the_site_live(hub, commit, site):
    version = commit()
    done = deploy(hub, version, site(FIRST), "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["live"] and answer["url"] == f"{hub.address}/live/" and answer["version"] == version
    assert json.loads((hub.live / "api/uptime.json").read_bytes())["generated_at"] == FIRST
    assert ("GET", "/live/api/uptime.json") in hub.asked, "the live site was not requested"


def test_unknown_commit_is_an_error(hub, commit, site):
    commit()
    done = deploy(hub, "0" * 40, site(FIRST))
    assert done.returncode == 1
    assert b"404" in done.stderr and b"hint:" in done.stderr
    assert hub.deployed == []


def test_deployment_that_leaves_the_old_site_is_an_error(hub, commit, site):
    version = commit()
    assert deploy(hub, version, site(FIRST)).returncode == 0
    again = deploy(hub, version, site(SECOND))
    assert again.returncode == 1, "the old site stayed live without an error"
    assert FIRST.encode() in again.stderr and b"not the site that was built" in again.stderr
    assert deploy(hub, commit(), site(SECOND)).returncode == 0


def test_newer_live_site_counts_as_deployed(hub, commit, site):
    """Another run may have deployed a newer site in the meantime."""
    assert deploy(hub, commit(), site(SECOND)).returncode == 0
    assert deploy(hub, hub.deployed[0], site(FIRST)).returncode == 0


def test_waits_until_live_site_is_updated(hub, commit, site):
    hub.lag = 4
    assert deploy(hub, commit(), site(FIRST)).returncode == 0


def test_retries_after_temporary_errors(hub, commit, site):
    busy = (400, {"message": "Deployment request failed due to in progress deployment. Please cancel it first."})
    hub.trouble = [busy, (502, {"message": "Server Error"}), (404, {"message": "Not Found"})]
    done = deploy(hub, commit(), site(FIRST))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(b"trying again") == 3


def test_permanent_error_is_not_retried(hub, commit, site):
    hub.trouble = [(403, {"message": "Resource not accessible by integration\x1b[31m\nforged line"})] * 50
    done = deploy(hub, commit(), site(FIRST))
    assert done.returncode == 1 and b"pages: write" in done.stderr
    assert len(hub.trouble) == 49
    assert b"\x1b" not in done.stderr and b"\nforged" not in done.stderr


@pytest.mark.parametrize("end", ["deployment_failed", "deployment_content_failed", "deployment_cancelled"])
def test_failed_deployment_is_an_error(hub, commit, site, end):
    hub.progress = ["deployment_in_progress", end]
    done = deploy(hub, commit(), site(FIRST))
    assert done.returncode == 1 and end.encode() in done.stderr


def test_stuck_deployment_is_canceled(hub, commit, site):
    hub.progress = ["deployment_queued"]
    done = deploy(hub, commit(), site(FIRST), deploying=1)
    assert done.returncode == 1 and b"canceled" in done.stderr
    assert hub.cancelled == hub.deployed


def test_token_is_never_printed(hub, commit, site):
    done = deploy(hub, commit(), site(FIRST))
    for secret in (github.TOKEN, github.REQUEST_TOKEN, github.PROOF):
        assert secret.encode() not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("GITHUB_TOKEN", "", "github.token"),
        ("ACTIONS_ID_TOKEN_REQUEST_URL", "", "id-token: write"),
        ("GITHUB_REPOSITORY", "acme", "OWNER/REPO"),
        ("GITHUB_REPOSITORY", "../../acme", "OWNER/REPO"),
    ],
)
def test_missing_setting_is_an_error(hub, commit, site, name, value, message):
    done = deploy(hub, commit(), site(FIRST), **{name: value})
    assert done.returncode == 1 and message.encode() in done.stderr and hub.deployed == []


def test_dry_run_sends_no_request(hub, commit, site):
    done = deploy(hub, commit(), site(FIRST), "--dry-run")
    assert done.returncode == 0 and b"would deploy" in done.stdout and hub.asked == []
