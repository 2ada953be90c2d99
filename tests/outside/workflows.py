"""Workflows of GitHub Actions: what stands in them, and their `run:` steps run as GitHub runs them."""

import os
import re
import stat
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import support
import yaml

# What GitHub puts before a step for which nobody chose a `shell`, and for which somebody did.
SHELLS = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def load(path):
    """A workflow or an action, with every value as the text that was written: `on` stays `on`."""
    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs(workflow):
    """The jobs of a workflow by name; an action has one."""
    return workflow["jobs"] if "jobs" in workflow else {"": workflow["runs"]}


def steps(workflow, job):
    """The steps of a job, none of one that calls another workflow."""
    return jobs(workflow)[job].get("steps", [])


def step(workflow, job, name):
    """The step of a job that has this name."""
    (found,) = (each for each in steps(workflow, job) if each.get("name") == name)
    return found


def scripts(workflow):
    """Every step with a `run:`, with a name to tell it by."""
    for job in jobs(workflow):
        for number, each in enumerate(steps(workflow, job)):
            if "run" in each:
                yield f"{job}/{each.get('name', number)}", each


@dataclass
class Ran:
    """How a step ended, and what it left for later ones."""

    code: int
    stdout: str
    stderr: str
    outputs: dict
    summary: str
    path: list
    """The folders that later steps look for programs in."""
    env: dict
    """The variables that later steps have."""


@dataclass
class Runner:
    """A machine that runs steps: a folder to work in, what expressions mean, and programs of our own on the PATH."""

    home: Path
    expressions: dict = field(default_factory=dict)
    """The text within `${{ }}`, and what it comes to: `{"github.token": "secret"}`. Any other is an error."""
    env: dict = field(default_factory=dict)

    def __post_init__(self):
        self.workspace = self._folder("workspace")
        self.temporary = self._folder("temporary")
        self.programs = self._folder("programs")
        self.calls = self._folder("calls")
        self.program("allgreen", f'exec "{support.ALLGREEN}" "$@"')

    def _folder(self, name):
        folder = Path(self.home) / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def program(self, name, script):
        """Puts a program on the PATH: a script for bash. `called` knows what it was given."""
        path = self.programs / name
        record = f'printf "%s\\0" "$#" "$@" >>"{self.calls / name}"\n'
        path.write_text(f"#!/usr/bin/env bash\n{record}{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def called(self, name):
        """The arguments of each call of a program, first to last."""
        path = self.calls / name
        words = path.read_bytes().decode().split("\0")[:-1] if path.exists() else []
        found = []
        while words:
            count = int(words[0])
            found.append(words[1 : count + 1])
            words = words[count + 1 :]
        return found

    def resolve(self, text):
        """A text with what its expressions come to."""
        return EXPRESSION.sub(lambda match: self.expressions[match[1]], text)

    def run(self, workflow, job, name):
        """Runs the step of a job that has this name."""
        scopes = workflow, jobs(workflow)[job], step(workflow, job, name)
        script = scopes[-1]["run"]
        assert not EXPRESSION.search(script), "what an expression comes to would be part of the script"
        shell = None
        env = {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_REPOSITORY": "acme/status",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_ACTOR": "octocat",
            "GITHUB_ACTOR_ID": "583231",
            "RUNNER_TEMP": str(self.temporary),
            **self.env,
        }
        for scope in scopes:
            shell = scope.get("shell", scope.get("defaults", {}).get("run", {}).get("shell", shell))
            env |= {key: self.resolve(value) for key, value in scope.get("env", {}).items()}
        files = {}
        for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH", "GITHUB_ENV"):
            files[name] = self.temporary / name
            files[name].write_text("")
            env[name] = str(files[name])
        file = self.temporary / "step.sh"
        file.write_text(script, encoding="utf-8")
        done = subprocess.run(
            [*SHELLS[shell], file],
            cwd=self.workspace,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=support.HANG,
        )
        outputs = read_outputs(files["GITHUB_OUTPUT"].read_text(encoding="utf-8"))
        summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        path = files["GITHUB_PATH"].read_text(encoding="utf-8").splitlines()
        env = read_outputs(files["GITHUB_ENV"].read_text(encoding="utf-8"))
        return Ran(done.returncode, done.stdout, done.stderr, outputs, summary, path, env)


def read_outputs(text):
    """What a step wrote into `GITHUB_OUTPUT` or `GITHUB_ENV`: `name=value`, or `name<<END` with lines up to `END`."""
    outputs, lines = {}, iter(text.splitlines())
    for line in lines:
        name, mark, end = line.partition("<<")
        if mark and "=" not in name:
            value = []
            for part in lines:
                if part == end:
                    break
                value.append(part)
            outputs[name] = "\n".join(value)
        elif line:
            name, _, value = line.partition("=")
            outputs[name] = value
    return outputs
