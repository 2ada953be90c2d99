"""Every example of `docs/api.md` prints the output that is documented below it."""

import re
import subprocess
import sys

import pytest
import support

PAGE = (support.ROOT / "docs/api.md").read_text(encoding="utf-8")
# The command that runs a file of each language, and the file extension.
RUNNERS = {"sh": ["bash", "-euo", "pipefail"], "python": [sys.executable], "js": ["node"], "ruby": ["ruby"]}
ENDINGS = {"sh": "sh", "python": "py", "js": "mjs", "ruby": "rb"}

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [(kind, code, BLOCKS[place + 1]) for place, (kind, code) in enumerate(BLOCKS) if kind != "text"]


def test_every_language_has_an_example_with_output():
    assert {kind for kind, _, _ in EXAMPLES} == set(RUNNERS)
    assert all(answer[0] == "text" for _, _, answer in EXAMPLES)
    assert len(BLOCKS) == 2 * len(EXAMPLES)


@pytest.mark.parametrize(("kind", "code", "answer"), EXAMPLES, ids=[f"{n}-{e[0]}" for n, e in enumerate(EXAMPLES)])
def test_example_prints_documented_output(kind, code, answer, example_site, tmp_path):
    file = tmp_path / f"example.{ENDINGS[kind]}"
    with support.serve(example_site.folder) as url:
        assert support.BASE in code
        file.write_text(code.replace(support.BASE, url), encoding="utf-8")
        done = subprocess.run([*RUNNERS[kind], file], capture_output=True, text=True, timeout=support.HANG, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == answer[1]


def test_api_md_lists_every_path_of_openapi(example_site):
    """As a full path, or as `…/NAME` if it is in the folder of the path before it."""
    for path in example_site.json("api/openapi.json")["paths"]:
        name = path.removeprefix("/")
        assert name in PAGE or f"`…/{name.rsplit('/', 1)[1]}`" in PAGE, name
