"""Messages written in an editor, on a pseudo-terminal. The editor is a shell script."""

import os
import pty
import re
import stat
import subprocess
from pathlib import Path

import pytest
import support

STATUS = """\
page:
  name: Acme
  url: https://status.acme.example
components:
  - { id: api, name: API }
"""
TEMPLATE = "---\ntitle: The card network is down\naffects: { api: major_outage }\n---\n\nIt is theirs.\n"
OPEN = "---\ntitle: Slow\n---\n\n## 2026-11-22 14:00 UTC - Investigating\n"
HINT = "<!-- allgreen: the update `{}` of {}. Write in Markdown."


@pytest.fixture
def source(tmp_path):
    return support.write(
        tmp_path / "status page", {"status.yaml": STATUS, "templates/card.md": TEMPLATE, "incidents/slow.md": OPEN}
    )


@pytest.fixture
def editor(tmp_path):
    """`editor(script)` returns the command of an editor that runs a shell script. `$2` is the path of the file."""

    def make(script):
        path = tmp_path / "my editor.sh"
        path.write_text(f'#!/bin/sh\nset -e\ncp "$2" "{tmp_path}/shown.md"\n{script}\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return f"'{path}' --wait"

    make.shown = tmp_path / "shown.md"
    return make


def on_terminal(source, *args, stdin=True, stderr=True, **variables):
    """Runs `allgreen incident` on a pseudo-terminal. Returns exit code, stdout, and the text on the terminal."""
    here, there = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    process = subprocess.Popen(
        [support.ALLGREEN, "incident", *args, "--source", str(source), "--now", support.NOW],
        stdin=there if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=there if stderr else subprocess.DEVNULL,
        env={**env, **variables},
    )
    os.close(there)
    stdout = process.stdout.read().decode()
    code = process.wait(timeout=support.HANG)
    shown = b""
    try:
        while part := os.read(here, 4096):
            shown += part
    except OSError:
        pass  # Reading fails when the other end of the terminal is closed.
    os.close(here)
    return code, stdout, shown.decode()


def incidents(source):
    return {path.name: path.read_text() for path in (source / "incidents").iterdir()}


def test_edited_text_is_published(source, editor):
    script = 'printf "We look.\\n\\nMore soon.\\n" | cat - "$2" > "$2.new"; mv "$2.new" "$2"; echo from the editor'
    code, stdout, shown = on_terminal(source, "open", "Card payments fail", EDITOR=editor(script))
    assert code == 0, shown
    assert stdout.startswith("opened incidents/2026-11-22-card-payments-fail.md\n"), stdout
    assert "from the editor" in shown
    text = incidents(source)["2026-11-22-card-payments-fail.md"]
    assert text.endswith("\n## 2026-11-22 14:30 UTC - Investigating\n\nWe look.\n\nMore soon.\n"), text
    assert HINT.format("Investigating", "2026-11-22-card-payments-fail") in editor.shown.read_text()


def test_visual_precedes_editor_and_output_stays_json(source, editor):
    visual = editor('echo Fixed. > "$2"; echo from the editor')
    code, stdout, shown = on_terminal(source, "resolve", "--format", "json", VISUAL=visual, EDITOR="false")
    assert code == 0, shown
    assert stdout.startswith("{\n") and "from the editor" not in stdout
    assert incidents(source)["slow.md"] == OPEN + "\n## 2026-11-22 14:30 UTC - Resolved\n\nFixed.\n"
    assert HINT.format("Resolved", "slow") in editor.shown.read_text()


def test_editor_starts_with_template(source, editor):
    code, _, shown = on_terminal(source, "open", "--template", "card", EDITOR=editor('echo "Theirs again." >> "$2"'))
    assert code == 0, shown
    assert editor.shown.read_text().startswith("It is theirs.\n")
    text = incidents(source)["2026-11-22-the-card-network-is-down.md"]
    assert "It is theirs." in text and text.endswith("\nTheirs again.\n") and "<!--" not in text, text


@pytest.mark.parametrize(
    "script, message",
    [
        ("true", "the text is empty; nothing was changed"),
        (': > "$2"', "the text is empty; nothing was changed"),
        ("exit 1", "failed; nothing was changed"),
        ("printf '\\377' > \"$2\"", "it is not UTF-8"),
        ('rm "$2"', "could not read the text from"),
        ("echo '## now - Resolved' > \"$2\"", "would start another update"),
    ],
)
def test_empty_or_invalid_text_changes_nothing(source, editor, tmp_path, script, message):
    before = incidents(source)
    for command in (["open", "Card payments fail"], ["resolve"]):
        code, stdout, shown = on_terminal(source, *command, EDITOR=editor(script), TMPDIR=str(tmp_path))
        assert (code, stdout) == (1, ""), shown
        assert message in shown
        assert incidents(source) == before


def test_rejected_text_is_kept(source, editor, tmp_path):
    written = "A long text.\n\n## now - Resolved\n"
    opens = editor(f"printf '{written}' > \"$2\"")
    code, _, shown = on_terminal(source, "resolve", EDITOR=opens, TMPDIR=str(tmp_path))
    assert code == 1
    kept = re.search(r"--message-file (\S+)`", shown)
    assert kept, shown
    assert Path(kept[1]).read_text() == written


def test_invalid_arguments_fail_before_the_editor_opens(source, editor):
    marker = source / "opened"
    for command in (["open", "X", "--affects", "nope=major_outage"], ["resolve", "nope"], ["postmortem", "slow"]):
        code, _, shown = on_terminal(source, *command, EDITOR=editor(f'touch "{marker}"; echo x > "$2"'))
        assert code == 1 and not marker.exists(), shown


def test_no_editor_without_a_terminal(source, editor):
    marker = source / "opened"
    opens = editor(f'touch "{marker}"; echo x > "$2"')
    for options in ({"stdin": False, "EDITOR": opens}, {"stderr": False, "EDITOR": opens}, {}, {"EDITOR": " "}):
        code, stdout, shown = on_terminal(source, "open", "Quick", **options)
        assert code == 0 and not marker.exists(), shown
    code, *_ = on_terminal(source, "open", "Quick", "-m", "", EDITOR=opens)
    assert code == 0 and not marker.exists()
    assert all(text.endswith("- Investigating\n") for text in incidents(source).values())


def test_lock_is_free_while_the_editor_is_open(source, editor):
    other = f'"{support.ALLGREEN}" incident update --source "{source}" --now 2026-11-22T14:30:00Z -m Meanwhile.'
    code, _, shown = on_terminal(source, "resolve", EDITOR=editor(f'{other}; echo Fixed. > "$2"'))
    assert code == 0, shown
    assert incidents(source)["slow.md"] == (
        OPEN
        + "\n## 2026-11-22 14:30 UTC - Investigating\n\nMeanwhile.\n"
        + "\n## 2026-11-22 14:30 UTC - Resolved\n\nFixed.\n"
    )


def test_no_temporary_file_remains(source, editor, tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    code, *_ = on_terminal(source, "resolve", EDITOR=editor('echo Fixed. > "$2"'), TMPDIR=str(folder))
    assert code == 0 and not list(folder.iterdir())
