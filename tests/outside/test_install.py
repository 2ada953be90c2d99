"""The action that installs the program, against releases on a loopback server."""

import hashlib
import io
import re
import tarfile

import pytest
import released
import support
import workflows
from support import ROOT
from workflows import Runner

COMMIT = "0123456789abcdef0123456789abcdef01234567"
VERSION = released.VERSION
ASSET = f"allgreen-v{VERSION}-x86_64-unknown-linux-musl.tar.gz"
PUBLISHED, BUILT = "#!/bin/sh\necho published\n", "#!/bin/sh\necho built\n"


class Machine:
    """A runner with the source of the action in GitHub's layout, and a fake `cargo` that records its arguments."""

    def __init__(self, home, releases, platform=("Linux", "X64")):
        self.source = home / "_actions/allgreen-status/allgreen" / COMMIT
        if not self.source.exists():
            script = (ROOT / "scripts/install").read_text()
            manifest = f'[package]\nname = "allgreen"\nversion = "{VERSION}"\nrepository = "https://github.com/a/b"\n'
            sources = dict.fromkeys(["Cargo.lock", "build.rs", "src/main.rs", "theme/a", "scaffold/a", "schema/a"], "")
            support.write(self.source, {"scripts/install": script, "Cargo.toml": manifest, **sources})
            (self.source / "scripts/install").chmod(0o755)
        self.action = workflows.load(ROOT / "action.yml")
        self.tools = home / "tools"
        env = {
            "RUNNER_OS": platform[0],
            "RUNNER_ARCH": platform[1],
            "RUNNER_TOOL_CACHE": str(self.tools),
            "GITHUB_ACTION_PATH": str(self.source),
            "ALLGREEN_RELEASES": releases,
        }
        self.runner = Runner(home, env=env)
        self.runner.program(
            "cargo", f"mkdir -p built/bin && printf '{BUILT}' >built/bin/allgreen && echo commit=$ALLGREEN_COMMIT"
        )

    def plan(self):
        return self.runner.run(self.action, "", "Determine the version").outputs

    def install(self):
        return self.runner.run(self.action, "", "Install")

    def cargo(self):
        return self.runner.called("cargo")


def packed(program):
    """Returns a release archive with this program, as bytes."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        entry = tarfile.TarInfo(f"{ASSET.removesuffix('.tar.gz')}/allgreen")
        entry.size, entry.mode = len(program), 0o755
        tar.addfile(entry, io.BytesIO(program.encode()))
    return archive.getvalue()


def release(folder, sums=None, asset=True):
    """Writes a release and returns the folder of releases. `sums` replaces the correct SHA256SUMS."""
    archive = packed(PUBLISHED)
    sums = sums or f"{'f' * 64}  another-file.tar.gz\n{hashlib.sha256(archive).hexdigest()}  {ASSET}\n"
    files = {f"v{VERSION}/SHA256SUMS": sums} | ({f"v{VERSION}/{ASSET}": archive} if asset else {})
    return support.write(folder / "releases", files)


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "releases"
    folder.mkdir()
    return folder


def test_installs_published_binary_and_reuses_cache(tmp_path):
    with support.serve(release(tmp_path)) as address:
        machine = Machine(tmp_path, address)
        plan = machine.plan()
        ran = machine.install()
    assert (ran.code, machine.cargo()) == (0, []), ran.stdout + ran.stderr
    assert ran.stdout.endswith("published\n")
    assert plan["version"] == VERSION and plan["key"].startswith(f"allgreen-{VERSION}-Linux-X64-")
    assert ran.path == [plan["folder"]] and plan["folder"].startswith(str(machine.tools))
    # The server is gone, so the program comes from the cache.
    again = Machine(tmp_path, address).install()
    assert (again.code, again.stdout, again.path) == (0, "published\n", ran.path), again.stderr


@pytest.mark.parametrize(("platform", "triple"), [(("Linux", "X64"), released.LINUX), (("Windows", "X64"), released.WINDOWS)])
def test_installs_archives_from_scripts_package(tmp_path, platform, triple):
    source = released.source(tmp_path / "source")
    folder = tmp_path / f"releases/v{VERSION}"
    for each in (released.LINUX, released.WINDOWS):
        released.package(source, each, folder)
    assert released.run(source, "release", "sums", folder).returncode == 0
    with support.serve(folder.parent) as address:
        machine = Machine(tmp_path, address, platform)
        ran = machine.install()
    assert (ran.code, machine.cargo()) == (0, []), ran.stdout + ran.stderr
    assert "installed the published binary" in ran.stdout and "(commit " in ran.stdout


def test_wrong_checksum_is_an_error(tmp_path):
    with support.serve(release(tmp_path, f"{'0' * 64}  {ASSET}\n")) as address:
        machine = Machine(tmp_path, address)
        ran = machine.install()
    assert ran.code == 1 and "::error" in ran.stdout and "checksum" in ran.stdout
    assert machine.cargo() == [] and ran.path == [] and not list(machine.tools.rglob("allgreen"))


def assert_built(machine, ran):
    assert ran.code == 0, ran.stdout + ran.stderr
    (call,) = machine.cargo()
    assert call == ["install", "--locked", "--path", str(machine.source), "--features", "full", "--root", "built"]
    assert f"commit={COMMIT}" in ran.stdout and ran.stdout.endswith("built\n")


def test_builds_from_source_without_a_release(tmp_path, empty):
    with support.serve(empty) as address:
        machine = Machine(tmp_path, address)
        assert_built(machine, machine.install())
        again = machine.install()
    assert (again.code, again.stdout, len(machine.cargo())) == (0, "built\n", 1)


@pytest.mark.parametrize("options", [{"sums": f"{'0' * 64}  other.tar.gz\n"}, {"asset": False}])
def test_builds_from_source_without_a_binary(tmp_path, options):
    with support.serve(release(tmp_path, **options)) as address:
        machine = Machine(tmp_path, address)
        assert_built(machine, machine.install())


def test_unsupported_machine_sends_no_request(tmp_path):
    machine = Machine(tmp_path, "http://127.0.0.1:1", ("Linux", "ARM"))
    assert_built(machine, machine.install())


def test_broken_cached_program_is_replaced(tmp_path):
    with support.serve(release(tmp_path)) as address:
        machine = Machine(tmp_path, address)
        folder = machine.plan()["folder"]
        support.write(folder, {"allgreen": "half a prog"})
        assert machine.install().stdout.endswith("published\n")


def test_changed_source_changes_cache_key(tmp_path, empty):
    machine = Machine(tmp_path, "")
    before = machine.plan()["key"]
    support.write(machine.source, {"README.md": "Nothing that is compiled\n"})
    assert machine.plan()["key"] == before
    support.write(machine.source, {"src/main.rs": "fn main() {}\n"})
    assert machine.plan()["key"] != before


def test_cache_key_covers_all_compiled_files():
    """Every file that the program includes is in a folder that `scripts/install` hashes."""
    script = (ROOT / "scripts/install").read_text()
    (line,) = (line for line in script.splitlines() if "find Cargo.toml" in line)
    hashed = line.partition("find ")[2].partition(" -type")[0].split()
    assert all((ROOT / name).exists() for name in hashed)
    included = set()
    for file in (ROOT / "src").rglob("*.rs"):
        for path in re.findall(r'include_(?:str|bytes)!\("([^"]+)"\)', file.read_text(encoding="utf-8")):
            included.add((file.parent / path).resolve().relative_to(ROOT).parts[0])
    # Files in `tests` are compiled only into tests.
    assert "scaffold" in included and included - {"tests"} <= set(hashed)
