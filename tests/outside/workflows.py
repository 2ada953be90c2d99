"""Reads workflows of GitHub Actions, and runs their `run:` steps as GitHub does."""

import os
import re
import stat
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import support
import yaml

# The command with which GitHub runs a script, by the `shell` of the step; `None` for steps without one.
SHELLS = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def load(path):
    """Parses a workflow or an action. Every scalar stays text, so that the key `on` is no boolean."""
    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs(workflow):
    """Returns the jobs of a workflow by name. An action counts as one job with an empty name."""
    return workflow["jobs"] if "jobs" in workflow else {"": workflow["runs"]}


def steps(workflow, job):
    """Returns the steps of a job. A job that calls another workflow has none."""
    return jobs(workflow)[job].get("steps", [])


def step(workflow, job, name):
    """Returns the only step of a job with this name."""
    (found,) = (each for each in steps(workflow, job) if each.get("name") == name)
    return found


def scripts(workflow):
    """Yields a name for messages and the step, for each step with a `run:`."""
    for job in jobs(workflow):
        for number, each in enumerate(steps(workflow, job)):
            if "run" in each:
                yield f"{job}/{each.get('name', number)}", each


@dataclass
class Ran:
    """The result of a step, and what it passes to later steps."""

    code: int
    stdout: str
    stderr: str
    outputs: dict
    summary: str
    path: list
    """The folders that the step added to the PATH of later steps."""
    env: dict
    """The environment variables that the step set for later steps."""


@dataclass
class Runner:
    """A machine that runs steps, with a workspace, values for expressions, and fake programs on the PATH."""

    home: Path
    expressions: dict = field(default_factory=dict)
    """The values of expressions by their text: `{"github.token": "secret"}`. Any other expression is an error."""
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
        """Puts a bash script on the PATH as the program `name`. `called` returns the arguments of its calls."""
        path = self.programs / name
        record = f'printf "%s\\0" "$#" "$@" >>"{self.calls / name}"\n'
        path.write_text(f"#!/usr/bin/env bash\n{record}{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def called(self, name):
        """Returns the arguments of each call of a program, in the order of the calls."""
        path = self.calls / name
        words = path.read_bytes().decode().split("\0")[:-1] if path.exists() else []
        found = []
        while words:
            count = int(words[0])
            found.append(words[1 : count + 1])
            words = words[count + 1 :]
        return found

    def resolve(self, text):
        """Returns a text with its expressions replaced by their values."""
        return EXPRESSION.sub(lambda match: self.expressions[match[1]], text)

    def run(self, workflow, job, name):
        """Runs the step of a job with this name."""
        scopes = workflow, jobs(workflow)[job], step(workflow, job, name)
        script = scopes[-1]["run"]
        assert not EXPRESSION.search(script), "the script contains an expression, whose value would be executed"
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
    """Parses `GITHUB_OUTPUT` or `GITHUB_ENV`: lines `name=value`, or `name<<END` and lines up to `END`."""
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
