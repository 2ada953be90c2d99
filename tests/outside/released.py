"""A repository to release: the scripts of this project and the files that they read, as version 9.8.7."""

import re
import shutil
import subprocess

import support
from support import ROOT

VERSION = "9.8.7"
LINUX = "x86_64-unknown-linux-musl"
WINDOWS = "x86_64-pc-windows-msvc"
NOTES = "### Added\n\n- Something new.\n\n### Fixed\n\n- Something old."
CHANGELOG = f"# Changelog\n\n## Unreleased\n\n## {VERSION} - 2026-11-22\n\n{NOTES}\n\n## 9.8.6\n\n- Older.\n"
# A small script that runs the program, because it is packed quickly.
PROGRAM = f'#!/bin/sh\nexec "{support.ALLGREEN}" "$@"\n'
COPIED = ["Cargo.toml", "Cargo.lock", "Containerfile", "README.md", "LICENSE-APACHE", "LICENSE-MIT"]


def source(folder, changelog=CHANGELOG):
    """Creates the repository, with one commit, and returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    for name in COPIED:
        shutil.copy(ROOT / name, folder / name)
    for name, before in (("Cargo.toml", ""), ("Cargo.lock", 'name = "allgreen"\n')):
        path = folder / name
        text = re.sub(rf'(?m)({before}^version = )"[\d.]+"$', rf'\g<1>"{VERSION}"', path.read_text(), count=1)
        path.write_text(text)
    support.write(folder, {"CHANGELOG.md": changelog, "program": PROGRAM})
    (folder / "program").chmod(0o755)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Release")
    return folder


def git(folder, *args):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@acme.example"]
    subprocess.run(["git", "-C", folder, *identity, *args], check=True, capture_output=True)


def run(source, script, *args, **more):
    """Runs a script of the repository."""
    return subprocess.run(
        [source / "scripts" / script, *map(str, args)],
        capture_output=True,
        text=True,
        timeout=support.HANG,
        env=support.environment(**more),
    )


def package(source, triple, out, **more):
    """Packs the program and returns the path of the archive."""
    done = run(source, "package", triple, source / "program", out, **more)
    assert done.returncode == 0, done.stderr
    (path,) = done.stdout.splitlines()
    return out / path.rpartition("/")[2]
