"""From a push to the live site: the steps of the workflows that `init` writes, run in order as on GitHub, with a real
origin and a stand-in for GitHub."""

import json
from datetime import UTC, datetime, timedelta

import github
import pytest
import remote
import support
from workflows import Runner, load, step

pytestmark = pytest.mark.skipif(not support.has("deploy"), reason="the program was built without `net`")

HOSTILE = "$(touch pwned) `touch pwned`; touch pwned & \" ' \\ ${{ github.token }}"


class Acme:
    """A status repository from `init`, on the stand-in for GitHub."""

    def __init__(self, folder, *options):
        self.folder = folder
        self.runs = 0
        self.origin = remote.Origin(folder)
        made = folder / "made"
        done = support.allgreen("init", made, "--name", "Acme", "--repository", github.REPOSITORY, *options)
        assert done.returncode == 0, done.stderr
        files = {path: text for path, text in support.tree(made).items() if not path.startswith("public/")}
        self.origin.push(files, "begin")
        self.github = github.GitHub(self.origin, folder / "github")
        self.unpushed = None

    def runner(self, **expressions):
        """Returns a new machine with main checked out."""
        self.runs += 1
        home = self.folder / f"run-{self.runs}"
        environment = self.github.environment() | remote.PLAIN
        del environment["GITHUB_TOKEN"]  # Only steps that request it have it.
        runner = Runner(home, {"github.token": github.TOKEN, **expressions}, environment)
        runner.workspace.rmdir()
        remote.git("clone", "-q", self.origin.url, runner.workspace, cwd=self.folder)
        return runner

    def workflow(self, runner, name):
        return load(runner.workspace / f".github/workflows/{name}.yml")

    def publish(self):
        """Runs publish.yml. Returns whether it succeeded, and the output of its steps."""
        runner = self.runner()
        workflow = self.workflow(runner, "publish")
        if self.unpushed:
            support.write(runner.workspace, {"unpushed/history.log": self.unpushed})
        published = runner.run(workflow, "publish", "Publish")
        output = published.stdout + published.stderr
        outputs = published.outputs
        runner.expressions |= {f"steps.publish.outputs.{key}": value for key, value in outputs.items()}
        runner.expressions.setdefault("steps.publish.outputs.version", "")
        green = published.code == 0
        if outputs.get("unpushed") == "true":
            self.unpushed = (runner.workspace / step(workflow, "publish", "Save what could not be pushed")["with"]["path"]
                             / "history.log").read_bytes()  # fmt: skip
        if outputs.get("version"):
            folder = runner.workspace / step(workflow, "publish", "Upload the site")["with"]["path"]
            runner.expressions["steps.site.outputs.artifact_id"] = str(self.github.upload(folder))
            deployed = runner.run(workflow, "publish", "Deploy")
            output += deployed.stdout + deployed.stderr
            green = green and deployed.code == 0
        if published.code != 0:
            reported = runner.run(workflow, "publish", "Report problems")
            assert reported.code == 1
            output += reported.stdout
        assert github.TOKEN not in output
        return green, output

    def report(self, **answers):
        """Runs report-incident.yml with these answers in its form."""
        empty = dict.fromkeys(("title", "more_components", "message", "time", "ends"), "")
        choices = {"status": "unchanged", "component": "(none)", "component_status": "partial_outage"}
        answers = empty | choices | answers
        runner = self.runner(**{f"inputs.{key}": value for key, value in answers.items()})
        return runner.run(self.workflow(runner, "report-incident"), "report", "Write the incident")

    def live(self, path="api/v2/summary.json"):
        return json.loads((self.github.live / path).read_text())


@pytest.fixture
def acme(tmp_path):
    acme = Acme(tmp_path)
    with github.serve(acme.github):
        yield acme


def test_incident_from_form_to_live_page(acme):
    green, output = acme.publish()
    assert green, output
    assert acme.live()["status"]["description"] == "All Systems Operational"

    began = datetime.now(UTC) - timedelta(minutes=10)
    ran = acme.report(
        action="open", title=HOSTILE, component="api", component_status="major_outage",
        more_components="website=partial_outage", time=f"{began:%Y-%m-%d %H:%M} UTC", message=HOSTILE
    )  # fmt: skip
    assert ran.code == 0, ran.stderr
    green, output = acme.publish()
    assert green, output
    (incident,) = acme.live()["incidents"]
    assert incident["name"] == HOSTILE and incident["impact"] == "critical"
    assert incident["started_at"].startswith(f"{began:%Y-%m-%dT%H:%M}")
    statuses = {each["id"]: each["status"] for each in acme.live()["components"]}
    assert statuses == {"api": "major_outage", "website": "partial_outage"}
    assert not list(acme.folder.rglob("pwned")), "the input was executed"
    author = remote.git("log", "-1", "--format=%an <%ae>", "--", "incidents", cwd=acme.origin.path)
    assert author == "octocat <583231+octocat@users.noreply.github.com>"

    ran = acme.report(action="update", status="identified", message="A cable.")
    assert ran.code == 0, ran.stderr
    ran = acme.report(action="resolve", message="It works again.")
    assert ran.code == 0, ran.stderr
    green, output = acme.publish()
    assert green, output
    assert acme.live()["incidents"] == []
    updates = acme.live("api/v2/incidents.json")["incidents"][0]["incident_updates"]
    assert [each["status"] for each in updates] == ["resolved", "identified", "investigating"]

    # Without changes, the page is published again and main stays the same.
    before = acme.origin.head()
    green, output = acme.publish()
    assert green and acme.origin.head() == before, output
    assert len(set(acme.github.deployed)) == len(acme.github.deployed) == 4


def test_form_resolves_an_incident_at_the_time_since_when_it_is_over(acme):
    path = "incidents/2026-11-20-down.md"
    acme.origin.push({path: "---\ntitle: Down\naffects: {}\n---\n\n## 2026-11-20 10:00 UTC - Investigating\n\nWe look.\n"})
    early = acme.report(action="resolve", time="2026-11-20 09:00 UTC", message="Over.")
    assert early.code == 1 and "its newest update is dated 2026-11-20 10:00 UTC" in early.stderr
    ran = acme.report(action="resolve", title="2026-11-20-down", time="2026-11-20 10:40 UTC", message="Over.")
    assert ran.code == 0, ran.stderr
    assert acme.origin.show(path).endswith("\n\n## 2026-11-20 10:40 UTC - Resolved\n\nOver.")


def test_form_plans_maintenance(acme):
    answers = {"action": "plan maintenance", "title": "Upgrade", "message": "Writes pause."}
    times = {"time": "2098-12-01 22:00 UTC", "ends": "1h 30m"}
    assert "--affects" in acme.report(**answers, **times).stderr
    assert "--starts" in acme.report(**answers, component="api").stderr
    ran = acme.report(**answers, **times, component="api", more_components="website")
    assert ran.code == 0, ran.stderr
    text = acme.origin.show("incidents/2098-12-01-upgrade.md")
    assert "starts: 2098-12-01 22:00 UTC\n  ends: 2098-12-01 23:30 UTC\naffects:\n- website\n- api\n" in text
    green, output = acme.publish()
    assert green, output
    assert acme.live()["scheduled_maintenances"][0]["name"] == "Upgrade"


def test_typo_fails_the_run_but_the_site_is_published(acme):
    acme.report(action="open", title="Payments fail", component="api", message="We look.")
    work = acme.origin.clone()
    (path,) = (each for each in (work / "incidents").glob("*.md") if "example" not in each.name)
    broken = path.read_text() + "\n## 2026-11-22 99:00 UTC - Resolved\n"
    acme.origin.push({f"incidents/{path.name}": broken})
    green, output = acme.publish()
    assert not green and "99:00:00 is not a valid time of day" in output and "::error title=Published without some changes::" in output
    assert len(acme.live()["incidents"]) == 1


def test_protected_main_fails_the_run_but_the_site_is_published(acme):
    acme.publish()
    acme.origin.push({"status.yaml": (acme.origin.clone() / "status.yaml").read_text().replace(
        "status: operational", "status: partial_outage", 1)})  # fmt: skip
    acme.origin.protect()
    for _ in range(2):
        green, output = acme.publish()
        assert not green and "--log-branch" in output
        assert acme.live()["status"]["indicator"] != "none"
    assert acme.unpushed.count(b"partial_outage") == 1
    acme.origin.unprotect()
    green, output = acme.publish()
    assert green, output
    assert acme.origin.show("history.log").count("partial_outage") == 1


def test_run_with_log_branch_succeeds_with_protected_main(tmp_path):
    acme = Acme(tmp_path, "--log-branch")
    acme.origin.protect()
    with github.serve(acme.github):
        for _ in range(2):
            green, output = acme.publish()
            assert green, output
        assert acme.live()["status"]["indicator"] == "none"


def test_stale_live_site_fails_the_run(acme):
    green, output = acme.publish()
    assert green, output
    runner = acme.runner(**{
        "steps.publish.outputs.version": acme.github.deployed[0],
        "steps.site.outputs.artifact_id": "1000",
    })  # fmt: skip
    support.build(runner.workspace, runner.workspace / "public", now="2099-01-01T00:00:00Z")
    runner.program("allgreen", f'exec "{support.ALLGREEN}" "$@" --going-live 2')
    ran = runner.run(acme.workflow(runner, "publish"), "publish", "Deploy")
    assert ran.code == 1 and "not the site that was built" in ran.stderr
