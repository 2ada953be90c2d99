"""The archives of a release, and the manual pages and completions in them."""

import os
import subprocess
import tarfile
import time
import zipfile

import pytest
import released
import support
from released import LINUX, VERSION, WINDOWS
from support import allgreen

# Warnings about what clap_mangen writes around lists of values. The lists are displayed correctly.
HARMLESS = ["skipping paragraph macro: br before sp", "skipping paragraph macro: br after sp"]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return released.source(tmp_path_factory.mktemp("release") / "source")


@pytest.fixture(scope="module")
def archives(source, tmp_path_factory):
    out = tmp_path_factory.mktemp("archives")
    return {triple: released.package(source, triple, out) for triple in (LINUX, WINDOWS)}


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    out = tmp_path_factory.mktemp("manual") / "man1"
    done = allgreen("manual", "--out", out, env=support.environment(SOURCE_DATE_EPOCH=1795305600))
    assert done.returncode == 0, done.stderr
    return out


def test_archive_has_program_manual_and_completions(archives):
    name = f"allgreen-v{VERSION}-{LINUX}"
    assert archives[LINUX].name == f"{name}.tar.gz"
    with tarfile.open(archives[LINUX]) as archive:
        members = {member.name.removeprefix(f"{name}/"): member for member in archive if member.isfile()}
    expected = {"allgreen", "README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"}
    expected |= {f"completions/{each}" for each in ("_allgreen", "_allgreen.ps1", "allgreen.bash", "allgreen.elv", "allgreen.fish")}
    assert {path for path in members if not path.startswith("man/")} == expected
    assert {"man/man1/allgreen.1", "man/man1/allgreen-incident-open.1"} <= members.keys()
    assert all(member.size and (member.uid, member.gid, member.uname) == (0, 0, "") for member in members.values())
    assert {path for path, member in members.items() if member.mode & 0o111} == {"allgreen"}


def test_windows_archive_is_a_zip_with_the_same_files(archives):
    name = f"allgreen-v{VERSION}-{WINDOWS}"
    assert archives[WINDOWS].name == f"{name}.zip"
    with tarfile.open(archives[LINUX]) as archive:
        expected = {member.name.partition("/")[2] for member in archive if member.isfile()}
    with zipfile.ZipFile(archives[WINDOWS]) as archive:
        assert archive.testzip() is None
        found = {path.removeprefix(f"{name}/") for path in archive.namelist()}
    assert found == expected - {"allgreen"} | {"allgreen.exe"}


@pytest.mark.parametrize("triple", [LINUX, WINDOWS])
def test_same_commit_gives_the_same_archive(archives, source, tmp_path, triple):
    first = archives[triple].read_bytes()
    # With another file time, time zone, umask and locale.
    os.utime(source / "program", (time.time() - 86400,) * 2)
    old = os.umask(0o077)
    try:
        again = released.package(source, triple, tmp_path, TZ="Asia/Kathmandu", LC_ALL="C.UTF-8")
    finally:
        os.umask(old)
    assert again.read_bytes() == first


def test_mandoc_and_groff_accept_every_page(manual):
    pages = sorted(manual.iterdir())
    assert len(pages) >= 25
    checked = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *pages], capture_output=True, text=True)
    warnings = [line for line in checked.stdout.splitlines() if not any(each in line for each in HARMLESS)]
    assert warnings == []
    checked = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", *pages], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def shown(path):
    """Returns the plain text of a page as `man` shows it."""
    made = subprocess.run(["mandoc", "-T", "ascii", "-O", "width=100", path], capture_output=True, text=True, check=True)
    return subprocess.run(["col", "-bx"], input=made.stdout, capture_output=True, text=True, check=True).stdout


def test_manual_matches_help(manual):
    page = shown(manual / "allgreen.1")
    for heading in ("NAME", "SYNOPSIS", "SUBCOMMANDS", "OPTIONS", "EXIT STATUS", "FILES", "ENVIRONMENT", "SEE ALSO"):
        assert f"\n{heading}\n" in page
    assert "2026-11-22" in page and "4  an update is overdue" in page
    page = shown(manual / "allgreen-incident-open.1")
    assert "\nEXAMPLES\n" in page and "--affects payments=major_outage,api=degraded_performance\n" in page


def test_manual_has_no_dead_references(manual):
    names = {path.stem for path in manual.iterdir()}
    for path in manual.iterdir():
        words = shown(path).partition("SEE ALSO")[2].replace(",", " ").split()
        named = {word.removesuffix("(1)") for word in words if word.endswith("(1)") and word.startswith("allgreen")}
        assert named and named - {path.stem} <= names, path.name


def test_bash_completes_commands_and_options(tmp_path):
    script = tmp_path / "allgreen.bash"
    script.write_bytes(allgreen("completions", "bash").stdout)
    ask = f"""\
source {script}
complete -p allgreen >/dev/null
COMP_WORDS=(allgreen incident open --aff) COMP_CWORD=3
_allgreen allgreen --aff open
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "--norc", "-c", ask], capture_output=True, text=True)
    assert done.stdout.split() == ["--affects"], done.stderr
