"""The packaged crate, which `cargo install` compiles without the git repository."""

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
    """The folder of the unpacked crate."""
    target = tmp_path_factory.mktemp("target")
    command = ["cargo", "package", "--quiet", "--locked", "--no-verify", "--allow-dirty", "--target-dir", target]
    subprocess.run(command, cwd=ROOT, check=True, env=support.environment())
    (path,) = (target / "package").glob("allgreen-*.crate")
    folder = tmp_path_factory.mktemp("crate")
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    # All files of a crate have the same old time, by which cargo would reuse the build of another crate.
    for file in folder.rglob("*"):
        os.utime(file)
    return folder / path.stem


def test_crate_contains_only_compiled_files_and_documents(crate):
    files = {path.relative_to(crate).parts[0] for path in crate.rglob("*") if path.is_file()}
    documents = {"README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"}
    cargo = {"Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"}
    assert files == documents | cargo | {"build.rs", "src", "theme", "scaffold", "schema"}
    assert sum(path.stat().st_size for path in crate.rglob("*") if path.is_file()) < 3_000_000


def test_crate_compiles_and_knows_its_commit(crate):
    # With another version, cargo reuses the built dependencies, but not the build of the work tree.
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
