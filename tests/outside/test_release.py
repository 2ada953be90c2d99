"""The workflow and the script that make a release, with a fake `gh` that stores releases as folders."""

import hashlib
import json
import re
import tomllib

import pytest
import released
import support
import workflows
from released import CHANGELOG, LINUX, NOTES, VERSION, WINDOWS
from support import ROOT
from workflows import Runner

TAG = f"v{VERSION}"
TRIPLES = [LINUX, "aarch64-unknown-linux-musl", "x86_64-apple-darwin", "aarch64-apple-darwin", WINDOWS]
WORKFLOW = workflows.load(ROOT / ".github/workflows/release.yml")

# Stores each release as a folder. A file `draft` marks those that are not public.
GH = """\
tag=${3:-}
here=%(releases)s/$tag
case "$1 $2" in
"run download")
    cp -r %(artifacts)s/. "${@: -1}" ;;
"release view")
    [ -d "$here" ] || { echo "release not found" >&2; exit 1; }
    if [ -e "$here/draft" ]; then echo true; else echo false; fi ;;
"release delete")
    rm -r "$here" ;;
"release create")
    [ ! -e "$here" ] || exit 1
    mkdir -p "$here/files"
    : >"$here/draft"
    while [ $# -gt 0 ]; do
        case "$1" in
        --notes-file) cp "$2" "$here/notes"; shift ;;
        */allgreen-v* | */SHA256SUMS) cp "$1" "$here/files" ;;
        esac
        shift
    done
    %(after)s ;;
"release download")
    cp -r "$here/files" "$5" ;;
"release list")
    for each in %(releases)s/v*; do
        [ -e "$each/draft" ] || basename "$each"
    done ;;
"release edit")
    rm -f "$here/draft" ;;
*) exit 64 ;;
esac
"""


class Machine:
    """A runner of GitHub with a checkout of the source and the artifacts of earlier jobs."""

    def __init__(self, home, changelog=CHANGELOG, after=":", ref=("tag", TAG)):
        env = {"GITHUB_REF_TYPE": ref[0], "GITHUB_REF_NAME": ref[1], "GITHUB_RUN_ID": "42"}
        expressions = {"github.token": "secret", "github.repository": "acme/status"}
        self.runner = Runner(home, expressions, env)
        self.source = released.source(self.runner.workspace, changelog)
        self.releases, self.artifacts = home / "releases", home / "artifacts"
        self.releases.mkdir()
        self.artifacts.mkdir()
        paths = {"releases": self.releases, "artifacts": self.artifacts, "after": after}
        self.runner.program("gh", GH % paths)

    def run(self, job, step):
        return self.runner.run(WORKFLOW, job, step)

    def change(self, name, before, after):
        text = (self.source / name).read_text()
        assert before in text
        (self.source / name).write_text(text.replace(before, after))

    def files(self):
        """Returns the files of the draft or release."""
        return support.tree(self.releases / TAG / "files")


def sums(files):
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))


@pytest.fixture
def packed(tmp_path):
    """`packed()` returns a machine with the archives as artifacts."""

    def get(home=tmp_path, **options):
        machine = Machine(home, **options)
        files = {f"allgreen-{TAG}-{triple}.tar.gz": triple.encode() for triple in TRIPLES}
        support.write(machine.artifacts, {**files, "SHA256SUMS": sums(files)})
        return machine

    return get


# --- Before anything is built


def test_matching_tag_passes(tmp_path):
    machine = Machine(tmp_path)
    ran = machine.run("check", "Check that all versions are equal")
    assert (ran.code, ran.stdout, ran.summary) == (0, f"{TAG}\n", f"{NOTES}\n")


def test_manual_run_needs_no_tag(tmp_path):
    machine = Machine(tmp_path, ref=("branch", "main"))
    assert machine.run("check", "Check that all versions are equal").code == 0


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        ({"ref": ("tag", "v9.8.70")}, "the tag is v9.8.70, but Cargo.toml has v9.8.7"),
        ({"changelog": "# Changelog\n\n## Unreleased\n\n- New.\n"}, 'no text below a heading "## 9.8.7"'),
        ({"changelog": f"# Changelog\n\n## {VERSION} - 2026-11-22\n\n## 9.8.6\n\n- Old.\n"}, "no text below"),
        ({"changelog": f"# Changelog\n\n## {VERSION}0\n\n- Another.\n"}, "no text below"),
    ],
)
def test_version_mismatch_is_an_error(tmp_path, problem, message):
    ran = Machine(tmp_path, **problem).run("check", "Check that all versions are equal")
    assert ran.code == 1 and ran.stdout.startswith("::error ") and message in ran.stdout


def test_outdated_lock_file_is_an_error(tmp_path):
    machine = Machine(tmp_path)
    machine.change("Cargo.lock", f'name = "allgreen"\nversion = "{VERSION}"', 'name = "allgreen"\nversion = "9.8.6"')
    ran = machine.run("check", "Check that all versions are equal")
    assert ran.code == 1 and "Cargo.lock has v9.8.6" in ran.stdout


# --- Building and packing


def test_release_builds_every_triple_of_the_action():
    built = [each["triple"] for each in WORKFLOW["jobs"]["build"]["strategy"]["matrix"]["include"]]
    asked = re.findall(r"triple=([\w-]+)", (ROOT / "scripts/install").read_text())
    assert sorted(built) == sorted(TRIPLES) == sorted(asked)


def test_release_has_every_feature():
    features = tomllib.loads((ROOT / "Cargo.toml").read_text())["features"]
    assert set(features["full"]) == features.keys() - {"default", "full"}


def test_all_builds_use_the_same_rust_version_and_all_features(tmp_path):
    machine = Machine(tmp_path)
    machine.runner.expressions["matrix.triple"] = "aarch64-unknown-linux-musl"
    for program in ("rustup", "sudo"):
        machine.runner.program(program, "")
    machine.runner.program("cargo", 'echo "$RUSTUP_TOOLCHAIN"')
    ran = machine.run("build", "Install a C compiler for musl")
    assert (ran.code, ran.env) == (0, {"CC_aarch64_unknown_linux_musl": "musl-gcc"})
    ran = machine.run("build", "Build")
    (installed,) = machine.runner.called("rustup")
    assert installed[:3] == ["toolchain", "install", ran.stdout.strip()] and ran.code == 0
    (call,) = machine.runner.called("cargo")
    assert {"build", "--locked", "dist", "full", "aarch64-unknown-linux-musl"} < set(call)


@pytest.fixture
def built(tmp_path):
    """`built(commit)` returns a machine with a built program that reports this commit."""

    def get(commit, program=None):
        machine = Machine(tmp_path)
        # The workflow tries the program on the demo.
        support.copy_source(ROOT, tmp_path / "demo")
        for path in (tmp_path / "demo").iterdir():
            path.rename(machine.source / path.name)
        script = f'#!/bin/sh\nif [ "$1" = --version ]; then echo "commit {commit}"; else exec "{support.ALLGREEN}" "$@"; fi\n'
        path = machine.source / f"target/{LINUX}/dist/allgreen"
        support.write(path.parent, {path.name: program or script})
        path.chmod(0o755)
        machine.runner.expressions["matrix.triple"] = LINUX
        machine.runner.env |= {"GITHUB_SHA": "a" * 40, "RUNNER_OS": "Linux"}
        return machine

    return get


def test_program_of_this_commit_is_kept(built):
    machine = built("a" * 40)
    machine.runner.program("readelf", "echo static")
    ran = machine.run("build", "Try")
    assert ran.code == 0, ran.stdout + ran.stderr
    assert (machine.runner.temporary / "program/allgreen").exists()


def test_program_of_another_commit_is_an_error(built):
    machine = built("b" * 40)
    machine.runner.program("readelf", "echo static")
    assert machine.run("build", "Try").code != 0


def test_dynamic_linux_program_is_an_error(built):
    machine = built("a" * 40)
    machine.runner.program("readelf", "echo ' (NEEDED) Shared library: [libc.so.6]'")
    ran = machine.run("build", "Try")
    assert ran.code == 1 and "::error title=Not static" in ran.stdout


def test_archives_have_checksums(tmp_path):
    machine = Machine(tmp_path)
    for triple in TRIPLES:
        name = "allgreen.exe" if triple == WINDOWS else "allgreen"
        support.write(machine.artifacts / f"program-{triple}", {name: released.PROGRAM})
    machine.change("scripts/image", "set -euo", 'printf "%s\\n" "$@" >"$GITHUB_STEP_SUMMARY"\nexit\nset -euo')
    ran = machine.run("pack", "Pack")
    assert ran.code == 0, ran.stderr
    assert ran.summary.split() == ["build", "release", "image/image.tar"]
    files = support.tree(machine.source / "release")
    listed = files.pop("SHA256SUMS").decode()
    ends = [f"{triple}.zip" if triple == WINDOWS else f"{triple}.tar.gz" for triple in TRIPLES]
    assert sorted(files) == sorted(f"allgreen-{TAG}-{end}" for end in ends)
    assert sorted(listed.splitlines()) == sorted(sums(files).splitlines())


# --- Publishing


def test_draft_has_all_files_and_is_not_public(packed):
    machine = packed()
    ran = machine.run("draft", "Draft the release")
    assert ran.code == 0, ran.stdout + ran.stderr
    assert machine.files() == support.tree(machine.artifacts)
    assert (machine.releases / TAG / "draft").exists()
    assert (machine.releases / TAG / "notes").read_text() == f"{NOTES}\n"
    (create,) = (call for call in machine.runner.called("gh") if call[:2] == ["release", "create"])
    assert {"--draft", "--verify-tag"} < set(create) and "--prerelease" not in create


def test_earlier_draft_is_replaced(packed):
    machine = packed()
    support.write(machine.releases / TAG, {"draft": "", "files/half.tar.gz": ""})
    assert machine.run("draft", "Draft the release").code == 0
    assert machine.files() == support.tree(machine.artifacts)


def test_published_release_is_never_changed(packed):
    machine = packed()
    support.write(machine.releases / TAG, {"files/old.tar.gz": "old"})
    ran = machine.run("draft", "Draft the release")
    assert ran.code == 1 and "is already published" in ran.stdout
    assert machine.files() == {"old.tar.gz": b"old"}


@pytest.mark.parametrize("damage", ['rm "$here/files/SHA256SUMS"', 'for f in "$here"/files/*.gz; do echo >>"$f"; done'])
def test_changed_upload_fails_the_run(packed, damage):
    machine = packed(after=damage)
    assert machine.run("draft", "Draft the release").code != 0
    assert (machine.releases / TAG / "draft").exists()


def test_wrong_checksum_fails_the_run(packed):
    machine = packed()
    path = machine.artifacts / "SHA256SUMS"
    path.write_text(re.sub(r"^\w{64}", "0" * 64, path.read_text()))
    assert machine.run("draft", "Draft the release").code != 0


# A fake `skopeo` that stores the tags of an image as lines of a file.
SKOPEO = """\
case "$1" in
list-tags) jq --raw-input --null-input '{Tags: [inputs]}' %(tags)s ;;
copy) echo "${@: -1}" | sed 's/.*://' >>%(tags)s ;;
esac
"""


@pytest.fixture
def publishing(packed, tmp_path):
    """`publishing(*before)` returns a machine with a draft and an uploaded image, after releases of these versions."""

    def get(*before, fails="", version=VERSION):
        machine = packed()
        machine.change("Cargo.toml", f'version = "{VERSION}"', f'version = "{version}"')
        machine.change("CHANGELOG.md", f"## {VERSION}", f"## {version}")
        machine.runner.expressions["needs.image.outputs.digest"] = "sha256:1234"
        machine.tags = tmp_path / "tags"
        machine.tags.write_text("".join(f"{each}\n" for each in (*before, "latest") if before))
        machine.runner.program("skopeo", fails + SKOPEO % {"tags": machine.tags})
        support.write(machine.releases, {f"v{each}/files/SHA256SUMS": "" for each in before})
        assert machine.run("draft", "Draft the release").code == 0
        return machine

    return get


def calls(machine, program, *words):
    return [call for call in machine.runner.called(program) if call[: len(words)] == list(words)]


def test_publish_makes_release_public_and_tags_image(publishing):
    machine = publishing()
    ran = machine.run("publish", "Publish")
    assert ran.code == 0, ran.stderr
    assert not (machine.releases / TAG / "draft").exists()
    (edit,) = calls(machine, "gh", "release", "edit")
    assert edit[2:] == [TAG, "--draft=false", "--latest"]
    image = "docker://ghcr.io/allgreen-status/allgreen"
    copies = [call[-2:] for call in calls(machine, "skopeo", "copy")]
    assert copies == [[f"{image}@sha256:1234", f"{image}:{tag}"] for tag in (VERSION, "latest")]


@pytest.mark.parametrize(
    ("before", "is_latest"),
    [
        (("9.8.6", "9.7.12"), True),
        (("9.8.6", "9.9.0-rc.1"), True),
        (("9.8.6", "9.8.10"), False),
        (("9.8.6", "10.0.0"), False),
    ],
)
def test_only_the_newest_version_is_latest(publishing, before, is_latest):
    machine = publishing(*before)
    assert machine.run("publish", "Publish").code == 0
    (edit,) = calls(machine, "gh", "release", "edit")
    assert edit[-1] == ("--latest" if is_latest else "--latest=false")
    added = [call[-1].rpartition(":")[2] for call in calls(machine, "skopeo", "copy")]
    assert added == [VERSION, *(["latest"] if is_latest else [])]


def test_rerun_after_failed_tagging_tags_the_image(publishing):
    machine = publishing(fails="exit 1\n")
    assert machine.run("publish", "Publish").code != 0
    assert not (machine.releases / TAG / "draft").exists()
    machine.runner.program("skopeo", SKOPEO % {"tags": machine.tags})
    assert machine.run("publish", "Publish").code == 0
    assert machine.tags.read_text().split() == [VERSION, "latest"]


def test_image_is_not_tagged_if_the_release_stays_a_draft(publishing):
    machine = publishing()
    machine.runner.program("gh", "exit 1")
    assert machine.run("publish", "Publish").code != 0
    assert calls(machine, "skopeo") == []


def test_prerelease_is_not_latest(publishing):
    version = f"{VERSION}-rc.1"
    machine = publishing("9.8.6", version=version)
    (create,) = calls(machine, "gh", "release", "create")
    assert "--prerelease" in create
    assert machine.run("publish", "Publish").code == 0
    (edit,) = calls(machine, "gh", "release", "edit")
    assert edit[-1] == "--latest=false"
    assert [call[-1].rpartition(":")[2] for call in calls(machine, "skopeo", "copy")] == [version]


def test_only_runs_of_a_tag_publish_and_publish_is_the_last_job():
    jobs = WORKFLOW["jobs"]
    may_write = {name for name, job in jobs.items() if "write" in json.dumps(job["permissions"])}
    assert may_write == {"draft", "image", "attest", "publish"}
    assert all(jobs[name]["if"] == "github.ref_type == 'tag'" for name in may_write)
    assert set(jobs["publish"]["needs"]) == may_write - {"publish"}
    assert [name for name, job in jobs.items() if "id-token" in job["permissions"]] == ["attest"]


def test_attest_job_runs_no_project_code():
    steps = workflows.steps(WORKFLOW, "attest")
    assert not any("checkout" in step.get("uses", "") for step in steps)
    subjects = [set(step["with"]) for step in steps if "attest" in step.get("uses", "")]
    assert subjects == [{"subject-checksums"}, {"subject-name", "subject-digest"}]
