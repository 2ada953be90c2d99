"""Commands with `--push`: they commit and push a change, despite concurrent pushes and network errors."""

import json
import threading

import pytest
import remote
import support
from test_publish import INCIDENT, MORNING, status


@pytest.fixture
def origin(tmp_path):
    origin = remote.Origin(tmp_path)
    origin.push(status() | {"incidents/payments.md": INCIDENT, "history.log": f"{MORNING} api operational\n"})
    return origin


def allgreen(work, *args):
    env = support.environment(**(remote.PLAIN | remote.PEOPLE))
    return support.allgreen(*args, cwd=work, env=env)


def changes(work):
    return remote.git("status", "--porcelain", "--branch", cwd=work).splitlines()


CHANGES = {
    "updates of one incident": [("incident", "update", "-m", f"by {n}", "--push") for n in range(3)],
    "incidents of one title": [("incident", "open", "Down", "-m", f"by {n}", "--push") for n in range(3)],
    "lines of the log": [("set", each, "partial_outage", "--record", "--push") for each in ("api", "web")],
    "statuses of one component": [("set", "api", each, "--push") for each in ("partial_outage", "major_outage")],
}


@pytest.mark.parametrize("kind", CHANGES)
def test_concurrent_pushes_are_all_applied(origin, kind):
    clones = [origin.clone() for _ in CHANGES[kind]]
    ended = {}

    def change(n):
        ended[n] = allgreen(clones[n], *CHANGES[kind][n])

    threads = [threading.Thread(target=change, args=(n,)) for n in range(len(clones))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    for n, work in enumerate(clones):
        assert ended[n].returncode == 0, ended[n].stderr
        assert not [line for line in changes(work) if "ahead" in line or not line.startswith("##")]
    assert remote.git("rev-list", "--count", "main", cwd=origin.path) == str(1 + len(clones))
    if kind == "updates of one incident":
        assert all(f"by {n}" in origin.show("incidents/payments.md") for n in range(3))


def test_rejected_push_has_a_hint(origin):
    origin.protect()
    work = origin.clone()
    ran = allgreen(work, "incident", "open", "Zed", "-m", "x", "--push", "--format", "json")
    assert ran.returncode == 1 and b"do not repeat" in ran.stderr and b"git push" in ran.stderr
    answer = json.loads(ran.stdout)
    assert answer["created"] and "pushed" not in answer and "hook declined" in answer["refused_reason"]


@pytest.mark.parametrize("program", ["upload-pack", "receive-pack"])
@pytest.mark.parametrize("change", [("set", "api", "major_outage"), ("incident", "update", "-m", "x")])
def test_change_retries_after_network_error(origin, tmp_path, change, program):
    work = origin.clone()
    failed = remote.fail_once(work, tmp_path, program)
    ran = allgreen(work, *change, "--push")
    assert ran.returncode == 0 and failed.exists(), ran.stderr
    assert remote.git("rev-list", "--count", "main", cwd=origin.path) == "2"


def test_accepted_push_is_not_repeated(origin, tmp_path):
    """The connection breaks after origin accepted the push, and another push follows."""
    work = origin.clone()
    origin.hook("post-receive", f"""
if [ ! -e {tmp_path}/landed ]; then
    touch {tmp_path}/landed
    top=$(git -c user.name=T -c user.email=t@acme.example commit-tree -m top -p main "main^{{tree}}")
    git update-ref refs/heads/main $top
    kill -9 $PPID
fi
""")
    ran = allgreen(work, "incident", "open", "Down", "-m", "x", "--push")
    assert ran.returncode == 0 and (tmp_path / "landed").exists(), ran.stderr
    files = remote.git("ls-tree", "-r", "--name-only", "main", "incidents", cwd=origin.path).splitlines()
    assert len([file for file in files if "down" in file]) == 1


def test_commit_removed_by_force_push_is_not_pushed_again(origin):
    first = origin.clone()
    support.write(first, {"secret.txt": "s3cret"})
    remote.git("add", "secret.txt", cwd=first)
    remote.git("-c", "user.name=T", "-c", "user.email=t@acme.example", "commit", "-q", "-m", "secret", cwd=first)
    remote.git("push", "-q", "origin", "main", cwd=first)
    second = origin.clone()
    remote.git("reset", "-q", "--hard", "HEAD~1", cwd=first)
    remote.git("push", "-q", "-f", "origin", "main", cwd=first)
    ran = allgreen(second, "set", "api", "degraded_performance", "--push")
    assert ran.returncode == 0, ran.stderr
    assert "secret.txt" not in remote.git("ls-tree", "--name-only", "main", cwd=origin.path)


def test_uncommitted_log_lines_prevent_a_push(origin):
    origin.push({"history/2026.log": f"{MORNING} api operational\n"}, remove=["history.log"])
    work = origin.clone()
    log = work / "history/2026.log"
    log.write_text(log.read_text() + "# mine\n")
    ran = allgreen(work, "set", "web", "major_outage", "--push")
    assert ran.returncode == 1 and b"uncommitted" in ran.stderr


def test_unreachable_origin_changes_nothing(origin):
    work = origin.clone()
    remote.git("remote", "set-url", "origin", "/nowhere", cwd=work)
    for args in (("incident", "open", "Zed", "-m", "x"), ("set", "api", "major_outage")):
        ran = allgreen(work, *args, "--push")
        assert ran.returncode == 1 and len(changes(work)) == 1, ran.stderr


def test_uncommitted_change_of_the_same_file_prevents_a_push(origin):
    work = origin.clone()
    text = (work / "status.yaml").read_text().replace("Acme", "WIP")
    (work / "status.yaml").write_text(text)
    ran = allgreen(work, "set", "api", "major_outage", "--push")
    assert ran.returncode == 1 and b"hint:" in ran.stderr and (work / "status.yaml").read_text() == text


def test_output_names_the_pushed_branch(origin):
    work = origin.clone()
    remote.git("switch", "-q", "-c", "topic", cwd=work)
    ran = allgreen(work, "incident", "update", "-m", "x", "--push")
    assert ran.returncode == 0 and b"to branch topic" in ran.stdout


def test_push_of_a_log_that_git_ignores_is_an_error(origin):
    origin.push({".gitignore": "/history.log\n"}, remove=["history.log"])
    ran = allgreen(origin.clone(), "set", "api", "operational", "--override", "--push")
    assert ran.returncode == 1 and b"hint:" in ran.stderr


def test_now_heading_is_dated_before_next_update(origin):
    """Otherwise the update with the heading `now` would become the newest one, and the incident would be open again."""
    work = origin.clone()
    text = "---\ntitle: T\naffects: { api: major_outage }\n---\n\n## now - Investigating\n\nWe look.\n"
    support.write(work, {"incidents/payments.md": text})
    ran = allgreen(work, "incident", "resolve", "-m", "All is well.")
    assert ran.returncode == 0, ran.stderr
    remote.git("commit", "-q", "-am", "both", cwd=work)
    assert "now -" not in (work / "incidents/payments.md").read_text()
    assert allgreen(work, "publish", "--no-push").returncode == 0
    assert json.loads((work / "public/api/v2/incidents/unresolved.json").read_text())["incidents"] == []
