"""The container image is built, uploaded to a registry on loopback, and its program runs in its file system."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request

import example
import pytest
import released
import support
from released import LINUX, VERSION

ARM = LINUX.replace("x86_64", "aarch64")
NAME = "acme/allgreen"


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return released.source(tmp_path_factory.mktemp("release") / "source")


@pytest.fixture(scope="module")
def archives(source, tmp_path_factory):
    out = tmp_path_factory.mktemp("archives")
    for triple in (LINUX, ARM):
        released.package(source, triple, out)
    return out


def build(source, archives, file):
    done = released.run(source, "image", "build", archives, file)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def image(source, archives, tmp_path_factory):
    return build(source, archives, tmp_path_factory.mktemp("image") / "image.tar")


class Layout:
    """An unpacked OCI archive."""

    def __init__(self, archive, folder):
        self.folder = folder
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        (top,) = json.loads((folder / "index.json").read_text())["manifests"]
        self.digest = top["digest"]
        self.images = {each["platform"]["architecture"]: each for each in self.blob(top)["manifests"]}

    def path(self, entry):
        return self.folder / "blobs" / entry["digest"].replace(":", "/")

    def blob(self, entry):
        return json.loads(self.path(entry).read_text())

    def config(self, architecture):
        return self.blob(self.blob(self.images[architecture])["config"])

    def unpack(self, architecture, folder):
        for layer in self.blob(self.images[architecture])["layers"]:
            with tarfile.open(self.path(layer)) as packed:
                packed.extractall(folder, filter="fully_trusted")
        return folder


@pytest.fixture(scope="module")
def layout(image, tmp_path_factory):
    return Layout(image, tmp_path_factory.mktemp("layout"))


def test_image_has_both_architectures(layout):
    assert layout.images.keys() == {"amd64", "arm64"}
    for architecture in layout.images:
        config = layout.config(architecture)
        assert config["config"]["Entrypoint"] == ["/usr/local/bin/allgreen"]
        assert config["config"]["User"].split(":")[0] not in ("", "0", "root")
        labels = config["config"]["Labels"]
        assert labels["org.opencontainers.image.version"] == VERSION
        assert re.fullmatch("[0-9a-f]{40}", labels["org.opencontainers.image.revision"])
        assert labels["org.opencontainers.image.licenses"] == "MIT OR Apache-2.0"


def test_same_archives_give_the_same_image(source, archives, layout, tmp_path):
    again = Layout(build(source, archives, tmp_path / "image.tar"), tmp_path / "layout")
    assert again.digest == layout.digest


def test_image_builds_a_site_as_unprivileged_user(layout, tmp_path):
    root = layout.unpack("amd64", tmp_path / "root")
    assert {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} == {
        "usr/local/bin/allgreen",
        "usr/share/doc/allgreen/LICENSE-APACHE",
        "usr/share/doc/allgreen/LICENSE-MIT",
    }
    assert (root / "tmp").stat().st_mode & 0o7777 == 0o1777
    program = root / "usr/local/bin/allgreen"
    assert (program.read_text(), program.stat().st_mode & 0o777) == (released.PROGRAM, 0o755)
    # The packed program is only a script. The tested program replaces it, with the libraries that it needs: unlike a
    # released program, it is not static.
    shutil.copy(support.ALLGREEN, program)
    for library in re.findall(r"(/\S+) \(", subprocess.run(["ldd", program], capture_output=True, text=True).stdout):
        (root / library[1:]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, root / library[1:])
    # Like `--volume $PWD:/site`.
    site = support.write(root / "site", example.FILES)
    site.chmod(0o777)
    config = layout.config("amd64")["config"]
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    command = [*config["Entrypoint"], "build", "--source", config["WorkingDir"], "--out", "/site/public", "--now", support.NOW]
    done = subprocess.run(
        [*sudo, "/usr/sbin/chroot", f"--userspec={config['User']}", root, *command],
        env={"PATH": "/usr/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (site / "public/index.html").stat().st_uid == 65532


@contextlib.contextmanager
def registry(folder):
    """Runs a registry on a free loopback port, and yields `HOST:PORT`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    config = {
        "version": 0.1,
        "storage": {"filesystem": {"rootdirectory": str(folder / "data")}},
        "http": {"addr": address},
        "log": {"level": "error"},
    }
    support.write(folder, {"config.yml": json.dumps(config)})
    with subprocess.Popen(["docker-registry", "serve", folder / "config.yml"], stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://{address}/v2/", timeout=5).close()
                    break
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def tags(address, name=NAME):
    try:
        with urllib.request.urlopen(f"http://{address}/v2/{name}/tags/list", timeout=5) as answer:
            return json.load(answer)["tags"] or []
    except urllib.error.HTTPError as error:
        assert error.code == 404
        return []


def test_image_is_uploaded_by_digest_and_tagged_last(source, image, layout, tmp_path):
    with registry(tmp_path) as address:
        insecure = f'[[registry]]\nlocation = "{address}"\ninsecure = true\n'
        support.write(tmp_path, {".config/containers/registries.conf": insecure})
        more = {
            "ALLGREEN_IMAGE": f"{address}/{NAME}",
            "HOME": tmp_path,
            "GITHUB_OUTPUT": tmp_path / "outputs",
        }
        done = released.run(source, "image", "upload", image, **more)
        assert done.returncode == 0, done.stderr
        expected = f"name={address}/{NAME}\ndigest={layout.digest}\n"
        assert done.stdout == (tmp_path / "outputs").read_text() == expected
        assert tags(address) == []

        done = released.run(source, "image", "tag", layout.digest, **more)
        assert done.returncode == 0, done.stderr
        assert sorted(tags(address)) == [VERSION, "latest"]
        kinds = "application/vnd.oci.image.index.v1+json"
        request = urllib.request.Request(f"http://{address}/v2/{NAME}/manifests/latest", headers={"Accept": kinds})
        with urllib.request.urlopen(request, timeout=5) as answer:
            assert answer.headers["Docker-Content-Digest"] == layout.digest

        # A patch of an older version does not get the tag `latest`.
        more["ALLGREEN_IMAGE"] = f"{address}/acme/patched"
        assert released.run(source, "image", "upload", image, **more).returncode == 0
        newer = ["skopeo", "copy", "--all", f"docker://{address}/{NAME}:latest", f"docker://{address}/acme/patched:9.8.10"]
        subprocess.run(newer, env=support.environment(**more), check=True, capture_output=True)
        done = released.run(source, "image", "tag", layout.digest, **more)
        assert done.returncode == 0, done.stderr
        assert sorted(tags(address, "acme/patched")) == ["9.8.10", VERSION]
