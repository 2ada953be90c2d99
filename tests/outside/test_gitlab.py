"""The pipeline that `allgreen init --host gitlab` writes matches GitLab's schema, and its jobs run as on a runner,
with a repository that is served over HTTP and requires the token of the job."""

import gzip
import hashlib
import json
import os
import subprocess
import tarfile
from dataclasses import dataclass

import hosts
import pytest
import remote
import support
import workflows
import yaml

NOON = "2026-11-22T12:00:00Z"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return hosts.written("gitlab", tmp_path_factory.mktemp("gitlab") / "status")


@pytest.fixture(scope="module")
def pipeline(written):
    return yaml.safe_load((written / ".gitlab-ci.yml").read_text())


def lines(job, pipeline):
    """Returns the script of a job, which a runner runs in one shell."""
    base = pipeline.get(job.get("extends"), {})
    return "\n".join([*base.get("before_script", []), *job["script"]])


def jobs(pipeline):
    return {name: job for name, job in pipeline.items() if isinstance(job, dict) and "script" in job}


def test_pipeline_matches_gitlab_schema(written):
    program = support.CACHE / "venv/bin/check-jsonschema"
    args = [program, "--builtin-schema", "vendor.gitlab-ci", written / ".gitlab-ci.yml"]
    done = subprocess.run(args, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_shellcheck_finds_nothing(pipeline):
    assert set(jobs(pipeline)) == {"check", "pages", "whole"}
    for name, job in jobs(pipeline).items():
        args = ["shellcheck", "--shell=bash", "-"]
        done = subprocess.run(args, input=lines(job, pipeline), capture_output=True, text=True)
        assert done.returncode == 0, f"{name}\n{done.stdout}"


def test_every_job_runs_in_one_kind_of_pipeline(pipeline):
    merge_request, branch = pipeline["workflow"]["rules"]
    assert jobs(pipeline)["check"]["rules"] == [merge_request]
    assert jobs(pipeline)["pages"]["rules"] == jobs(pipeline)["whole"]["rules"] == [branch]
    assert [job["stage"] for job in jobs(pipeline).values()] == pipeline["stages"]


@dataclass
class Ran:
    code: int
    output: str


class Runner:
    """A runner with a detached checkout of a commit, like GitLab's."""

    def __init__(self, home, origin, address, version):
        self.version = version
        self.machine = workflows.Runner(home)
        self.work = self.machine.workspace
        self.variables = {
            "GITLAB_CI": "true",
            "CI_SERVER_URL": address,
            "CI_SERVER_HOST": "gitlab.acme.example",
            "CI_PROJECT_URL": f"{address}/origin",
            "CI_DEFAULT_BRANCH": "main",
            "CI_COMMIT_BRANCH": "main",
            "CI_JOB_TOKEN": "of-the-job",
        }
        remote.git("init", "-q", cwd=self.work)
        # GitLab's runner leaves a remote URL with a token that may not push.
        stale = address.replace("://", "://gitlab-ci-token:stale@") + "/origin.git"
        remote.git("remote", "add", "origin", stale, cwd=self.work)
        remote.git("fetch", "-q", origin.path, "+refs/heads/*:refs/remotes/origin/*", cwd=self.work)
        remote.git("checkout", "-q", "--detach", "refs/remotes/origin/main", cwd=self.work)
        self.release(home / "release")

    def release(self, folder, checksum=None):
        """Writes a release of allgreen, and a fake `curl` that downloads only from it."""
        folder.mkdir(parents=True, exist_ok=True)
        name = f"allgreen-v{self.version}-x86_64-unknown-linux-musl.tar.gz"
        support.write(folder, {"allgreen": f'#!/bin/sh\nexec "{support.ALLGREEN}" "$@"\n'})
        (folder / "allgreen").chmod(0o755)
        with tarfile.open(folder / name, "w:gz") as archive:
            archive.add(folder / "allgreen", f"allgreen-v{self.version}/allgreen")
        checksum = checksum or hashlib.sha256((folder / name).read_bytes()).hexdigest()
        support.write(folder, {"SHA256SUMS": f"{'0' * 64}  another.tar.gz\n{checksum}  {name}\n"})
        releases = "https://github.com/allgreen-status/allgreen/releases/download"
        script = f"""\
while [ $# -gt 1 ]; do if [ "$1" = --output ]; then output=$2; fi; shift; done
case "$1" in {releases}/v{self.version}/*) cp "{folder}/${{1##*/}}" "$output" ;; *) exit 22 ;; esac"""
        self.machine.program("curl", script)
        # The job must use the program from the release.
        (self.machine.programs / "allgreen").unlink(missing_ok=True)

    def run(self, pipeline, name, **variables):
        job = jobs(pipeline)[name]
        path = f"{self.machine.programs}:{os.environ['PATH']}"
        own = pipeline["variables"] | job.get("variables", {}) | self.variables | variables
        env = support.environment(**(remote.PLAIN | {"PATH": path, "HOME": self.machine.home} | own))
        args = ["bash", "-eo", "pipefail", "-c", lines(job, pipeline)]
        done = subprocess.run(args, cwd=self.work, env=env, capture_output=True, text=True, timeout=support.HANG)
        return Ran(done.returncode, done.stdout + done.stderr)


@pytest.fixture
def origin(written, tmp_path):
    origin = remote.Origin(tmp_path)
    files = {path: text for path, text in support.tree(written).items() if "example" not in path}
    origin.push(files, "begin", at="2026-11-22T08:00:00Z")
    return origin


def down(written):
    return {"status.yaml": (written / "status.yaml").read_text().replace("status: operational", "status: major_outage", 1)}


@pytest.fixture
def runner(origin, written, pipeline, tmp_path):
    """A runner, after a push that declares a component down."""
    origin.push(down(written), at=NOON)
    with remote.over_http(origin, "gitlab-ci-token", "of-the-job") as address:
        yield Runner(tmp_path / "runner", origin, address, pipeline["variables"]["ALLGREEN_VERSION"])


def test_push_records_and_publishes(origin, runner, pipeline):
    ran = runner.run(pipeline, "pages")
    assert ran.code == 0, ran.output
    assert origin.show("history.log").splitlines()[-1] == f"{NOON} website major_outage"
    committer = remote.git("log", "-1", "--format=%an <%ae>", cwd=origin.path)
    assert committer == "allgreen <allgreen@noreply.gitlab.acme.example>"
    assert origin.branches() == ["main"], "GitLab needs no branch for deployments"
    assert "of-the-job" not in ran.output
    public = runner.work / "public"
    assert json.loads((public / "api/uptime.json").read_text())["components"][0]["status"] == "major_outage"
    assert not [path for path in public.rglob("*") if path.name.startswith(".")]
    # Each text file has a gzipped copy.
    texts = [path for path in public.rglob("*") if path.suffix not in (".gz", ".png", "") and path.is_file()]
    assert texts
    for path in texts:
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == path.read_bytes(), path
    assert runner.run(pipeline, "whole", **outcome(runner)).code == 0


def outcome(runner):
    """Returns the variables that one job passes to the next."""
    return dict(line.split("=") for line in (runner.work / "outcome.env").read_text().splitlines())


def test_publishes_newest_commit_whatever_the_trigger(origin, runner, pipeline):
    origin.push({"incidents/later.md": "---\ntitle: Later\naffects: {}\n---\n\n## now - Investigating\n\nWe look.\n"})
    ran = runner.run(pipeline, "pages")
    assert ran.code == 0, ran.output
    assert (runner.work / "public/incidents/later/index.html").is_file()
    assert "## now" not in origin.show("incidents/later.md")


def test_project_token_precedes_job_token(origin, runner, pipeline):
    ran = runner.run(pipeline, "pages", GITLAB_TOKEN="wrong")
    assert ran.code == 1 and "wrong" not in ran.output, ran.output
    assert runner.run(pipeline, "pages", GITLAB_TOKEN="of-the-job", CI_JOB_TOKEN="wrong").code == 0


def test_invalid_file_is_published_and_fails_the_next_job(origin, runner, pipeline):
    origin.push({"incidents/broken.md": "---\ntitle: Broken\naffects: {}\n---\n\n## now - Investigatin\n"})
    ran = runner.run(pipeline, "pages")
    assert ran.code == 0 and "AG204" in ran.output, ran.output
    whole = runner.run(pipeline, "whole", **outcome(runner))
    assert whole.code == 1 and "docs/hosts/gitlab.md#red-pipelines" in whole.output


def test_publishes_with_a_protected_branch(origin, runner, pipeline):
    origin.protect()
    ran = runner.run(pipeline, "pages")
    assert ran.code == 0 and "hosts/gitlab.md#let-the-job-push" in ran.output, ran.output
    assert outcome(runner) == {"OUTCOME": "3"} and (runner.work / "public/index.html").is_file()
    kept = (runner.work / "unpushed/history.log").read_text()
    assert f"{NOON} website major_outage" in kept
    origin.unprotect()
    # The next job has a clean checkout and the cached folder `unpushed`.
    remote.git("clean", "-ffdxq", "-e", "unpushed", cwd=runner.work)
    assert runner.run(pipeline, "pages").code == 0
    assert f"{NOON} website major_outage" in origin.show("history.log")


def test_failed_build_publishes_nothing(origin, runner, pipeline):
    runner.machine.program("git", "exit 1")
    assert runner.run(pipeline, "pages").code != 0
    assert not (runner.work / "outcome.env").exists()


def test_wrong_checksum_fails_the_job(runner, pipeline, tmp_path):
    runner.release(tmp_path / "other", checksum="0" * 64)
    ran = runner.run(pipeline, "pages")
    assert ran.code == 1 and "FAILED" in ran.output and not (runner.work / "public").exists()


@pytest.mark.parametrize(("status", "code"), [("Investigating", 0), ("Investigatin", 1)])
def test_merge_request_is_checked_and_has_a_preview(origin, runner, pipeline, status, code):
    base = origin.head()
    text = f"---\ntitle: Payments fail\naffects: {{ api: major_outage }}\n---\n\n## now - {status}\n\nWe look.\n"
    support.write(runner.work, {"incidents/payments.md": text})
    remote.git("add", "-A", cwd=runner.work)
    remote.git("commit", "-q", "-m", "change", cwd=runner.work)
    ran = runner.run(pipeline, "check", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert ran.code == code, ran.output
    assert (runner.work / "preview/index.html").is_file()
    changes = (runner.work / "changes.md").read_text()
    assert "Payments fail" in changes and ("AG204" in ran.output) == (code == 1)
