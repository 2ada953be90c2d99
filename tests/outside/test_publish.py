"""`allgreen publish` in clones of a bare origin: as in a workflow, and with conflicts, rejections and errors."""

import json
import re
import threading

import pytest
import remote
import support

STATUS = """\
page:
  name: Acme
  url: https://status.acme.example
components:
  - id: api
    name: API
    status: {api}
  - id: web
    name: Website
    status: {web}
"""
MORNING, NOON, EVENING = "2026-11-22T08:00:00Z", "2026-11-22T12:00:00Z", "2026-11-22T18:00:00Z"
INCIDENT = """\
---
title: Card payments are failing
affects: { api: partial_outage }
---

## 2026-11-22 09:00 UTC - Investigating

We are looking at it.
"""


def status(api="operational", web="operational"):
    return {"status.yaml": STATUS.format(api=api, web=web)}


@pytest.fixture
def origin(tmp_path):
    origin = remote.Origin(tmp_path)
    origin.push(status(), "begin", at=MORNING)
    return origin


class Run:
    """A run of `allgreen publish` in a checkout of its own, as in a workflow."""

    def __init__(self, origin, *args, now=EVENING, work=None, unpushed=None, **environment):
        self.work = work or origin.clone()
        self.out = self.work / "public"
        self.unpushed = unpushed or self.work / "unpushed"
        outputs = self.work.parent / f"{self.work.name}-outputs"
        env = support.environment(**(remote.PLAIN | {"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": outputs} | environment))
        done = support.allgreen(
            "publish", "--now", now, "--unpushed", self.unpushed, "--format", "json", *args, cwd=self.work, env=env
        )
        self.code, self.stderr = done.returncode, done.stderr.decode()
        self.answer = json.loads(done.stdout) if done.stdout else {}
        lines = outputs.read_text().splitlines() if outputs.exists() else []
        self.outputs = dict(line.split("=", 1) for line in lines)

    def ended(self, code):
        assert self.code == code, f"exit code {self.code}\n{self.stderr}"
        return self

    def uptime(self, component):
        components = json.loads((self.out / "api/uptime.json").read_text())["components"]
        return next(each for each in components if each["id"] == component)


def test_publish_records_builds_and_pushes(origin):
    origin.push(status(api="major_outage"), at=NOON)
    run = Run(origin).ended(0)
    assert origin.show("history.log") == f"{NOON} api major_outage"
    assert run.outputs == {"version": origin.head(), "unpushed": "false", "generated_at": EVENING}
    assert run.uptime("api")["status"] == "major_outage"
    assert run.uptime("api")["downtime_seconds"] == 6 * 3600
    assert remote.git("log", "-1", "--format=%an", cwd=origin.path) == "github-actions[bot]"
    assert remote.git("show", "--format=", "--name-only", "HEAD", cwd=origin.path) == "history.log"


def test_no_change_makes_no_commit_on_main(origin):
    before = origin.head()
    first, second = Run(origin).ended(0), Run(origin, now="2026-11-22T18:05:00Z").ended(0)
    assert origin.head() == before
    versions = [first.outputs["version"], second.outputs["version"]]
    assert len({*versions, before}) == 3, "each deployment needs a commit of its own"
    assert all(origin.has(version) for version in versions)
    assert origin.branches() == ["allgreen-deploy", "main"]
    assert origin.head("allgreen-deploy") == versions[1]


def test_no_deploy_branch_makes_no_deploy_commit(origin):
    before = origin.head()
    for now in (EVENING, "2026-11-22T18:05:00Z"):
        run = Run(origin, "--no-deploy-branch", now=now).ended(0)
        assert run.outputs["version"] == before
    assert origin.branches() == ["main"]


def test_outdated_checkout_builds_newest_commit_of_origin(origin):
    stale = origin.clone()
    origin.push(status(api="partial_outage"), at=NOON)
    run = Run(origin, work=stale).ended(0)
    assert run.uptime("api")["status"] == "partial_outage"


def test_two_runs_at_once_both_push(origin):
    origin.push(status(api="major_outage"), at=NOON)
    clones = [origin.clone() for _ in range(2)]
    lines = [f"2026-11-22T09:0{n}:00Z web degraded_performance probe/{n}" for n in range(2)]
    for work, line in zip(clones, lines, strict=True):
        support.write(work, {"unpushed/history.log": line + "\n"})
    runs = {}

    def run(n):
        runs[n] = Run(origin, work=clones[n])

    threads = [threading.Thread(target=run, args=(n,)) for n in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    for n in range(2):
        runs[n].ended(0)
        assert origin.has(runs[n].outputs["version"])
    assert sorted(origin.show("history.log").splitlines()) == sorted([*lines, f"{NOON} api major_outage"])


def test_invalid_incident_is_published_part_by_part(origin):
    path = "incidents/2026-11-22-payments.md"
    origin.push({path: INCIDENT}, at=NOON)
    origin.push({path: INCIDENT + "\n## 2026-11-22 25:00 UTC - Resolved\n"}, at="2026-11-22T13:00:00Z")
    run = Run(origin).ended(3)
    assert run.uptime("api")["status"] == "partial_outage", "the open incident vanished"
    assert run.outputs["version"] and not run.answer["replaced_files"]
    (problem,) = run.answer["not_as_written"]
    assert (problem["path"], problem["line"]) == (path, 10) and "25:00:00 is not" in problem["message"]
    assert problem["fix"] is None, "nobody knows when it was resolved"
    assert "visitors see it as `Investigating`" in problem["shown"]
    assert f"::error file={path},line=10," in run.stderr, "the line has an annotation"


def test_summary_shows_corrected_line_and_where_to_edit_it(origin, tmp_path):
    path, summary = "incidents/2026-11-22-payments.md", tmp_path / "summary"
    origin.push({path: INCIDENT + "\n## 22.11.2026 13:00 - Resolved {api=operational}\n"}, at=NOON)
    more = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/status"}
    Run(origin, GITHUB_STEP_SUMMARY=summary, **more).ended(3)
    text = summary.read_text()
    assert text.startswith("### Visitors do not see all of it as it is written\n\n- `incidents/")
    assert "```text\n  ## 2026-11-22 13:00 - Resolved {api=operational}\n  ```" in text, text
    assert f"[Edit this file](https://github.com/acme/status/edit/main/{path}#L10)" in text, text


def test_invalid_status_file_uses_its_last_valid_version(origin):
    origin.push(status(api="major_outage"), at=NOON)
    origin.push({"status.yaml": "page: [\n"}, at="2026-11-22T13:00:00Z")
    run = Run(origin).ended(3)
    assert run.uptime("api")["status"] == "major_outage"
    assert origin.show("history.log") == f"{NOON} api major_outage", "the valid change was not recorded"


def test_never_valid_status_file_is_an_error(tmp_path):
    origin = remote.Origin(tmp_path)
    origin.push({"status.yaml": "page: [\n"})
    run = Run(origin).ended(1)
    assert "version" not in run.outputs and not run.out.exists()


def test_push_retries_after_network_error(origin, tmp_path):
    origin.push(status(api="major_outage"), at=NOON)
    work = origin.clone()
    failed = remote.fail_once(work, tmp_path, "receive-pack")
    Run(origin, work=work).ended(0)
    assert failed.exists()
    assert origin.show("history.log") == f"{NOON} api major_outage"


def test_push_retries_after_a_concurrent_push(origin, tmp_path):
    """Three times, another push arrives before this one."""
    origin.push(status(api="major_outage"), at=NOON)
    work = origin.clone()
    origin.hook("pre-receive", f"""
while read old new ref; do
    n=$(ls {tmp_path}/faster-* 2>/dev/null | wc -l)
    if [ "$ref" = refs/heads/main ] && [ "$n" -lt 3 ]; then
        touch {tmp_path}/faster-$n
        unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
        faster=$(git -c user.name=T -c user.email=t@acme.example commit-tree -m faster -p $old "$old^{{tree}}")
        git update-ref refs/heads/main $faster
    fi
done
""")
    run = Run(origin, work=work).ended(0)
    assert origin.show("history.log") == f"{NOON} api major_outage"
    assert remote.git("log", "--format=%s", cwd=origin.path).splitlines().count("faster") == 3
    assert run.outputs["version"] == origin.head()


def test_race_on_log_branch_adds_each_line_once(origin, tmp_path):
    origin.push({".gitignore": "/history.log\n/public/\n/unpushed/\n"}, at=MORNING)
    Run(origin, "--log-branch", "allgreen-log").ended(0)
    origin.push(status(api="major_outage"), at=NOON)
    Run(origin, "--log-branch", "allgreen-log").ended(0)
    work = origin.clone()
    alert = "2026-11-22T10:00:00Z web partial_outage alertmanager/1f"
    (work / "history.log").write_text(f"{alert}\n")
    origin.hook("pre-receive", f"""
while read old new ref; do
    if [ "$ref" = refs/heads/allgreen-log ] && [ ! -e {tmp_path}/faster ]; then
        touch {tmp_path}/faster
        unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
        faster=$(git -c user.name=T -c user.email=t@acme.example commit-tree -m faster -p $old "$old^{{tree}}")
        git update-ref $ref $faster
    fi
done
""")
    env = support.environment(**(remote.PLAIN | remote.PEOPLE))
    ran = support.allgreen("publish", "--now", EVENING, "--log-branch", "allgreen-log", cwd=work, env=env)
    assert ran.returncode == 0 and (tmp_path / "faster").exists(), ran.stderr
    assert sorted(origin.show("history.log", "allgreen-log").splitlines()) == [alert, f"{NOON} api major_outage"]


def test_rejected_push_still_publishes(origin):
    change = origin.push(status(api="major_outage"), at=NOON)
    origin.protect()
    run = Run(origin).ended(3)
    assert origin.head() == change and run.uptime("api")["status"] == "major_outage"
    assert origin.has(run.outputs["version"]), "GitHub cannot deploy an unknown commit"
    assert run.outputs["unpushed"] == "true" and run.answer["push"] == "refused"
    assert (run.unpushed / "history.log").read_text() == f"{NOON} api major_outage\n"
    for recipe in ("deploy key", "GitHub App", "--log-branch"):
        assert recipe in run.stderr
    # The next run, in a new checkout, reads the unpushed lines and saves them again, each once.
    again = Run(origin, unpushed=run.unpushed).ended(3)
    assert (again.unpushed / "history.log").read_text() == f"{NOON} api major_outage\n"
    assert again.outputs["version"] != run.outputs["version"]
    # When main accepts pushes again, no line is lost, even if only `unpushed` has it.
    alert = "2026-11-22T10:00:00Z web partial_outage alertmanager/1f"
    with (again.unpushed / "history.log").open("a") as log:
        log.write(f"{alert}\nnot a line\n2026-11-22T11:00:00Z web ope")
    origin.unprotect()
    Run(origin, unpushed=again.unpushed).ended(0)
    assert sorted(origin.show("history.log").splitlines()) == sorted([alert, f"{NOON} api major_outage"])


def test_log_branch_gets_the_log_and_main_does_not(origin):
    origin.push({".gitignore": "/history.log\n/public/\n"}, at=MORNING)
    origin.push(status(api="major_outage"), at=NOON)
    origin.protect()
    args = ("--log-branch", "allgreen-log")
    first = Run(origin, *args).ended(0)
    assert origin.show("history.log", "allgreen-log") == f"{NOON} api major_outage"
    assert first.outputs["version"] == origin.head("allgreen-log")
    assert first.uptime("api")["downtime_seconds"] == 6 * 3600
    second = Run(origin, *args, now="2026-11-22T19:00:00Z").ended(0)
    assert second.uptime("api")["downtime_seconds"] == 7 * 3600
    assert second.outputs["version"] not in (first.outputs["version"], origin.head())
    origin.unprotect()
    origin.push(status(), at="2026-11-22T20:00:00Z")
    Run(origin, *args, now="2026-11-22T21:00:00Z").ended(0)
    lines = [f"{NOON} api major_outage", "2026-11-22T20:00:00Z api operational"]
    assert origin.show("history.log", "allgreen-log").splitlines() == lines
    assert remote.git("ls-tree", "--name-only", "allgreen-log", cwd=origin.path) == "history.log"
    assert "history.log" not in remote.git("ls-tree", "--name-only", "main", cwd=origin.path)


def test_log_on_both_branches_is_an_error(origin):
    origin.push({"history.log": f"{MORNING} api operational\n"})
    run = Run(origin, "--log-branch", "allgreen-log").ended(1)
    assert "hint:" in run.stderr


@pytest.mark.parametrize("protected", [False, True])
def test_now_heading_gets_the_commit_time(origin, protected):
    path = "incidents/2026-11-22-payments.md"
    origin.push({path: INCIDENT}, at="2026-11-22T09:01:00Z")
    text = INCIDENT + "\n## now - Identified {api=major_outage}\n\n`## now - Resolved` is how it ends.\n"
    change = origin.push({path: text}, at="2026-11-22T09:30:12Z")
    if protected:
        origin.protect()
    run = Run(origin).ended(3 if protected else 0)
    dated = "## 2026-11-22 09:30:12 UTC - Identified {api=major_outage}"
    assert run.answer["dated_headings"] == [{"path": path, "line": 10, "at": "2026-11-22T09:30:12Z"}]
    updates = json.loads((run.out / "api/v2/incidents/unresolved.json").read_text())["incidents"][0]["incident_updates"]
    assert updates[0]["created_at"] == "2026-11-22T09:30:12.000Z"
    if protected:
        assert origin.head() == change
        again = Run(origin, now="2026-11-22T19:00:00Z").ended(3)
        assert again.answer["dated_headings"] == run.answer["dated_headings"], "every run must use the same time"
    else:
        assert dated in origin.show(path) and origin.show(path).count("now - ") == 1


def test_uncommitted_changes_are_an_error_and_stay(origin):
    work = origin.clone()
    text = "# mine\n" + (work / "status.yaml").read_text()
    (work / "status.yaml").write_text(text)
    run = Run(origin, work=work).ended(1)
    assert "status.yaml" in run.stderr and "hint:" in run.stderr
    assert (work / "status.yaml").read_text() == text


def test_publishes_locally_without_push(origin):
    origin.push(status(web="degraded_performance"), at=NOON)
    before, work = origin.head(), origin.clone()
    dry = Run(origin, "--dry-run", work=work).ended(0)
    assert dry.answer["recorded"] == [f"{NOON} web degraded_performance"]
    assert remote.git("status", "--porcelain", cwd=work) == "" and not dry.out.exists()
    run = Run(origin, "--no-push", work=work).ended(0)
    assert origin.head() == before and origin.branches() == ["main"]
    assert run.answer["push"] == "not_pushed" and run.uptime("web")["status"] == "degraded_performance"
    Run(origin, work=work).ended(0)
    assert origin.show("history.log") == f"{NOON} web degraded_performance"


def test_dry_run_includes_unpushed_lines(origin):
    origin.push(status(api="major_outage"), at=NOON)
    origin.protect()
    refused = Run(origin).ended(3)
    alert = "2026-11-22T10:00:00Z web partial_outage alertmanager/1f"
    with (refused.unpushed / "history.log").open("a") as log:
        log.write(f"{alert}\n")
    dry = Run(origin, "--dry-run", unpushed=refused.unpushed).ended(0)
    assert dry.answer["recovered"] == [f"{NOON} api major_outage", alert] and dry.answer["recorded"] == []
    assert remote.git("status", "--porcelain", cwd=dry.work) == "" and not dry.out.exists()


def test_dry_run_reads_the_log_branch(origin):
    origin.push({".gitignore": "/history.log\n/public/\n"}, at=MORNING)
    origin.push(status(api="major_outage"), at=NOON)
    args = ("--log-branch", "allgreen-log")
    Run(origin, *args).ended(0)
    origin.push(status(), at="2026-11-22T20:00:00Z")
    before = origin.head("allgreen-log")
    dry = Run(origin, *args, "--dry-run", now="2026-11-22T21:00:00Z").ended(0)
    assert dry.answer["recorded"] == ["2026-11-22T20:00:00Z api operational"]
    assert not (dry.work / "history.log").exists() and origin.head("allgreen-log") == before


def test_checkout_of_another_branch_is_an_error(origin):
    work = origin.clone()
    remote.git("switch", "-q", "-c", "topic", cwd=work)
    run = Run(origin, work=work).ended(1)
    assert "topic" in run.stderr and "git switch main" in run.stderr


HOSTILE = "$(touch pwned) `touch pwned`; touch pwned & \" ' \\ %s ${{ github.token }} && touch pwned || ::set-output::"


def test_shell_characters_are_text(origin):
    yaml = STATUS.format(api="major_outage", web="operational").replace("Acme", json.dumps(HOSTILE))
    incident = INCIDENT.replace("Card payments are failing", json.dumps(HOSTILE))
    text = incident.replace("We are looking", HOSTILE) + "\n## now - Identified\n\n" + HOSTILE
    origin.push({"status.yaml": yaml, "incidents/2026-11-22-payments.md": text}, message=HOSTILE, at=NOON)
    run = Run(origin).ended(0)
    assert not list(run.work.parent.rglob("pwned")) and set(run.outputs) == {"version", "unpushed", "generated_at"}
    assert re.fullmatch("[0-9a-f]{40}", run.outputs["version"])


def test_token_is_used_and_never_printed(origin):
    origin.push(status(api="major_outage"), at=NOON)
    work = origin.clone()
    with remote.over_http(origin, "x-access-token", "s3cret") as server:
        remote.git("remote", "set-url", "origin", f"{server}/origin.git", cwd=work)
        wrong = Run(origin, work=work, GITHUB_SERVER_URL=server).ended(1)
        assert "could not fetch" in wrong.stderr
        elsewhere = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_TOKEN": "s3cret"}
        Run(origin, work=work, **elsewhere).ended(1)
        run = Run(origin, work=work, GITHUB_SERVER_URL=server, GITHUB_TOKEN="s3cret").ended(0)
    assert origin.show("history.log") == f"{NOON} api major_outage"
    assert "s3cret" not in run.stderr + json.dumps(run.answer)
    assert "s3cret" not in (work / ".git/config").read_text()


def merge(origin):
    """Returns a clone with a merge and a change that are committed and not pushed."""
    work = origin.clone()
    remote.git("switch", "-q", "-c", "topic", cwd=work)
    support.write(work, {"note": "x"})
    remote.git("add", ".", cwd=work)
    remote.git("commit", "-q", "-m", "note", cwd=work, at=MORNING)
    remote.git("switch", "-q", "main", cwd=work)
    remote.git("merge", "-q", "--no-ff", "topic", "-m", "merge", cwd=work, at=MORNING)
    support.write(work, status(api="major_outage"))
    remote.git("commit", "-q", "-am", "down", cwd=work, at=NOON)
    return work


def test_unpushed_merge_is_pushed(origin):
    work = merge(origin)
    Run(origin, work=work).ended(0)
    assert origin.show("history.log") == f"{NOON} api major_outage"
    assert "merge" in remote.git("log", "--merges", "--format=%s", cwd=origin.path)


def test_diverged_branch_is_an_error(origin):
    work = merge(origin)
    origin.push({"README.md": "x"})
    before = remote.git("rev-parse", "HEAD", cwd=work)
    run = Run(origin, work=work).ended(1)
    assert "git pull --rebase" in run.stderr and remote.git("rev-parse", "HEAD", cwd=work) == before


def test_removed_commit_is_not_pushed_again(origin):
    origin.push({"secret": "x"})
    work, other = origin.clone(), origin.clone()
    remote.git("reset", "-q", "--hard", "HEAD~1", cwd=other)
    remote.git("commit", "-q", "--allow-empty", "-m", "clean", cwd=other)
    remote.git("push", "-q", "-f", "origin", "HEAD:main", cwd=other)
    Run(origin, work=work).ended(0)
    assert "secret" not in remote.git("ls-tree", "--name-only", "main", cwd=origin.path)


@pytest.mark.parametrize("options", [("--log-branch", "main"), ("--deploy-branch", "main"),
                                     ("--log-branch", "x", "--deploy-branch", "x")])  # fmt: skip
def test_equal_branch_names_are_an_error(origin, options):
    run = Run(origin, *options).ended(1)
    assert "hint:" in run.stderr and origin.branches() == ["main"]


def test_deploy_branch_with_foreign_commits_is_not_changed(origin):
    work = origin.clone()
    remote.git("commit", "-q", "--allow-empty", "-m", "my work", cwd=work)
    remote.git("push", "-q", "origin", "HEAD:wip", cwd=work)
    before = origin.head("wip")
    run = Run(origin, "--deploy-branch", "wip").ended(0)
    assert origin.head("wip") == before and run.outputs["version"] == origin.head()
    assert "warning:" in run.stderr


def test_other_files_on_log_branch_stay(origin):
    work = origin.clone()
    remote.git("switch", "-q", "--orphan", "allgreen-log", cwd=work)
    line = f"{MORNING} web partial_outage probe/1"
    support.write(work, {"history.log": line + "\n", "README.md": "The log."})
    remote.git("add", ".", cwd=work)
    remote.git("commit", "-q", "-m", "log", cwd=work)
    remote.git("push", "-q", "origin", "HEAD:allgreen-log", cwd=work)
    origin.push({".gitignore": "/history.log\n"} | status(api="major_outage"), at=NOON)
    Run(origin, "--log-branch", "allgreen-log").ended(0)
    assert origin.show("README.md", "allgreen-log") == "The log."
    assert origin.show("history.log", "allgreen-log").splitlines() == [line, f"{NOON} api major_outage"]


def test_local_log_lines_reach_the_log_branch(origin):
    origin.push({".gitignore": "/history.log\n"} | status(api="major_outage"), at=NOON)
    Run(origin, "--log-branch", "allgreen-log").ended(0)
    work = origin.clone()
    line = "2026-11-22T13:00:00Z api operational *"
    support.write(work, {"history.log": line + "\n"})
    Run(origin, "--log-branch", "allgreen-log", work=work).ended(0)
    assert line in origin.show("history.log", "allgreen-log").splitlines()


def test_log_ignored_by_git_is_an_error(origin):
    origin.push({".gitignore": "*.log\n"} | status(api="major_outage"), at=NOON)
    run = Run(origin).ended(1)
    assert ".gitignore" in run.stderr


def test_version_is_a_commit_of_origin_if_all_pushes_are_rejected(origin):
    origin.push(status(api="major_outage"), at=NOON)
    origin.hook("pre-receive", "exit 1\n")
    run = Run(origin).ended(3)
    assert origin.has(run.outputs["version"])


def test_rejected_push_leaves_a_usable_clone(origin):
    origin.push(status(api="major_outage"), at=NOON)
    origin.protect()
    work = origin.clone()
    Run(origin, work=work).ended(3)
    origin.unprotect()
    origin.push(status(), at="2026-11-22T13:00:00Z")
    Run(origin).ended(0)
    Run(origin, work=work).ended(0)
    assert len(origin.show("history.log").splitlines()) == 2


def test_future_commit_time_falls_back_to_now(origin):
    path = "incidents/2026-11-22-payments.md"
    origin.push({path: INCIDENT + "\n## now - Identified\n"}, at="2031-11-22T09:30:12Z")
    run = Run(origin).ended(0)
    assert run.answer["dated_headings"][0]["at"] == EVENING


def test_unusual_file_names_are_committed(origin):
    path = 'incidents/sp\u00e4t "x"\n::warning::y/payments.md'
    origin.push({path: INCIDENT + "\n## now - Identified\n"}, at=NOON)
    Run(origin).ended(0)
    assert "## 2026-11-22 12:00 UTC - Identified" in origin.show(path)
    Run(origin).ended(0)


def test_failed_commit_leaves_a_clean_checkout(origin, tmp_path):
    path = "incidents/2026-11-22-payments.md"
    origin.push({path: INCIDENT + "\n## now - Identified\n"}, at=NOON)
    work = origin.clone()
    hook = work / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    run = Run(origin, work=work).ended(1)
    assert "hint:" in run.stderr and remote.git("status", "--porcelain", cwd=work) == ""
    hook.unlink()
    Run(origin, work=work).ended(0)


def test_untracked_file_is_not_published(origin):
    work = origin.clone()
    support.write(work, {"incidents/2026-11-22-payments.md": INCIDENT})
    run = Run(origin, work=work).ended(1)
    assert "2026-11-22-payments.md" in run.stderr
    assert Run(origin, "--dry-run", work=work).code == 1


def test_failed_write_loses_no_log_line(origin):
    origin.push(status(api="major_outage"), at=NOON)
    origin.protect()
    work = origin.clone()
    support.write(work, {"public/mine": "x", ".git/info/exclude": "public\n"})
    run = Run(origin, work=work).ended(1)
    assert run.outputs == {"unpushed": "true"} and (run.unpushed / "history.log").exists()
