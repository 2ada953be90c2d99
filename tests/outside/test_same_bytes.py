"""The same input and `--now` give the same bytes on every machine."""

import os

import pytest
import support
from support import allgreen, build, differing, tree

LATER = "2026-11-22T14:31:00Z"


@pytest.fixture(params=["demo", "example"])
def name(request):
    return request.param


@pytest.mark.parametrize(
    "settings",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "de"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "HOME": "/nowhere", "USER": "somebody", "HOSTNAME": "elsewhere"},
        {"TZ": ":/nonsense", "SOURCE_DATE_EPOCH": "1", "RAYON_NUM_THREADS": "1", "NO_COLOR": "1", "CI": "true"},
    ],
)
def test_environment_does_not_change_the_site(sources, built, name, settings, tmp_path):
    other = build(sources[name], tmp_path / "public", env={**os.environ, **settings}, cwd="/")
    assert not differing(tree(built(name).folder), tree(other.folder))


def test_empty_environment_does_not_change_the_site(sources, built, name, tmp_path):
    other = build(sources[name], tmp_path / "public", env={})
    assert not differing(tree(built(name).folder), tree(other.folder))


def test_folder_and_file_times_do_not_change_the_site(sources, built, name, tmp_path):
    """The files are written in another order, with other times, into a folder with an unusual name."""
    source = tmp_path / "Ünï cödé & more"
    for path, content in reversed(tree(sources[name]).items()):
        support.write(source, {path: content})
        os.utime(source / path, (0, 0))
    relative = build(source.name, "made here", cwd=tmp_path)
    assert not differing(tree(built(name).folder), tree(relative.folder))


def test_source_date_epoch_is_now(sources, built, name, tmp_path):
    out = tmp_path / "public"
    done = allgreen("build", "--source", sources[name], "--out", out, env={"SOURCE_DATE_EPOCH": "1795357800"})
    assert done.returncode == 0, done.stderr
    assert not differing(tree(built(name).folder), tree(out))


def test_second_build_writes_nothing(sources, name, tmp_path):
    out = tmp_path / "public"
    build(sources[name], out)
    stats = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in out.rglob("*") if p.is_file()}
    build(sources[name], out)
    assert stats == {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in out.rglob("*") if p.is_file()}


def test_past_incidents_do_not_change_with_time(sources, built, name, tmp_path):
    """The pages of past events do not contain the time of the build."""
    changed = differing(tree(built(name).folder), tree(build(sources[name], tmp_path / "public", now=LATER).folder))
    over = {i["id"] for i in built(name).api("incidents")["incidents"] if i["status"] in ("resolved", "postmortem")}
    over |= {
        m["id"]
        for m in built(name).api("scheduled-maintenances")["scheduled_maintenances"]
        if m["status"] == "completed"
    }
    assert over
    assert not [path for path in changed if path.startswith("incidents/") and path.split("/")[1] in over]
    assert not [path for path in changed if path.startswith("assets/") or path in ("404.html", "sitemap.xml")]


def test_build_over_another_site_equals_a_clean_build(sources, built, tmp_path):
    """Files of the earlier site are removed from the folder."""
    out = tmp_path / "public"
    build(sources["example"], out)
    build(sources["calm"], out)
    assert not differing(tree(out), tree(built("calm").folder))
