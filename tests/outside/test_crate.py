"""The crate: what `cargo install` gets from a registry, where there is no repository and no history."""

import json
import os
import re
import subprocess
import tarfile

import pytest
import support
from support import ROOT

TARGET = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")


@pytest.fixture(scope="module")
def crate(tmp_path_factory):
    """The unpacked crate."""
    target = tmp_path_factory.mktemp("target")
    command = ["cargo", "package", "--quiet", "--locked", "--no-verify", "--allow-dirty", "--target-dir", target]
    subprocess.run(command, cwd=ROOT, check=True, env=support.environment())
    (path,) = (target / "package").glob("allgreen-*.crate")
    folder = tmp_path_factory.mktemp("crate")
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    # All files of a crate have one old date. What cargo built of another such crate is not to be taken for this one.
    for file in folder.rglob("*"):
        os.utime(file)
    return folder / path.stem


def test_crate_holds_only_what_is_compiled(crate):
    files = {path.relative_to(crate).parts[0] for path in crate.rglob("*") if path.is_file()}
    told = {"README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"}
    cargo = {"Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"}
    assert files == told | cargo | {"build.rs", "src", "theme", "scaffold", "schema"}
    assert sum(path.stat().st_size for path in crate.rglob("*") if path.is_file()) < 3_000_000


def test_crate_compiles_and_knows_its_commit(crate):
    # Of another version, so that nothing that was built of the work tree is taken for it, dependencies apart.
    for name in ("Cargo.toml", "Cargo.lock"):
        path = crate / name
        text, count = re.subn(r'(name = "allgreen"\nversion = )"[^"]+"', r'\1"9.8.7"', path.read_text())
        assert count == 1
        path.write_text(text)
    command = ["cargo", "check", "--locked", "--all-features", "--message-format", "json", "--target-dir", TARGET]
    done = subprocess.run(command, cwd=crate, capture_output=True, text=True, env=support.environment())
    assert done.returncode == 0, done.stderr
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    built = [each for each in messages if each["reason"] == "build-script-executed" and "allgreen" in each["package_id"]]
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert dict(built[0]["env"])["ALLGREEN_COMMIT"] == head.stdout.strip()
