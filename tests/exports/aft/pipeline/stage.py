"""One stage of a pipeline of AFT: everything in one shell, as CodeBuild runs it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from modules.environment import PROJECT
from tests.exports.aft.pipeline.render_lines import RenderLines, our_lines
from tests.exports.aft.pipeline.repositories import Distribution, Run

RENDERER = PROJECT / ".tools" / "aft-renderer" / "bin"
"""Where set-up puts what AFT renders with."""

APPLY = (sys.executable, "-m", "tests.exports.aft.pipeline.accept")
"""What is run in the place of Terraform's apply, with the rendered root as its argument."""


class HelperMode(StrEnum):
    """How AFT runs helper scripts: from 1.20.0 on it sources them, before that they are programs."""

    SOURCED = "."
    EXECUTED = ""


@dataclass(frozen=True, slots=True)
class StageResult:
    """How a stage ended."""

    exit_code: int
    output: str
    root: Path
    """The root module as Terraform has it, rendered."""
    applied: bool
    """Whether Terraform accepted it."""
    whole: bool
    """Whether the stage went on to its end."""

    @property
    def succeeded(self) -> bool:
        """Whether the stage is green, and is so because everything was done."""
        return self.exit_code == 0 and self.applied and self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """How CodeBuild runs a stage."""

    mode: HelperMode = HelperMode.SOURCED
    lines: RenderLines = our_lines
    """Give the shell that renders."""
    programs: tuple[Path, ...] = ()
    """Folders of programs that helper scripts find, as those of their `requirements.txt`."""
    apply: tuple[str, ...] = APPLY
    """The program that is given the rendered root, and fails where Terraform would."""


def run_stage(clone: Path, run: Run, shell: Shell = Shell()) -> StageResult:
    """Run what AFT runs for one account, or once for what is not of an account.

    Args:
        clone: The repository. It is rendered there, as AFT does.
        run: Whose pipeline, and where Terraform runs.
        shell: How it is run.

    """
    beside = clone.with_name(f"{clone.name}.stage")
    beside.mkdir()
    script = _script(run, shell, beside)
    if not (RENDERER / "jinja2").exists():
        raise AssertionError("AFT's renderer is not installed: run `make setup`")
    environ = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG", "TMPDIR"}} | {
        "PATH": os.environ["PATH"],
        "AWS_PARTITION": "aws",
        "VENDED_ACCOUNT_ID": run.vended_account,
    }
    ended = subprocess.run(
        ["bash", "-c", script],
        cwd=clone,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return StageResult(
        ended.returncode,
        ended.stdout + ended.stderr,
        beside / "root",
        applied=(beside / "applied").exists(),
        whole=(beside / "whole").exists(),
    )


def without_gate(folder: Path) -> Path:
    """Make a folder of programs in which Python does nothing: for stages that are not about the gate."""
    folder.mkdir()
    (folder / "python3").write_text("#!/bin/sh\n")
    (folder / "python3").chmod(0o755)
    return folder


def _script(run: Run, shell: Shell, beside: Path) -> str:
    variables = "\n".join(f"{name}={shlex.quote(value)}" for name, value in run.variables().items())
    build = _build(run, shell, beside)
    if not run.repository.customizes:
        return f"DEFAULT_PATH=$(pwd)\n{variables}\n{build}\ntouch {beside}/whole"
    # As AFT activates a virtual environment of the helpers' own ahead of each, and the renderer's in between.
    programs = ":".join([*map(str, shell.programs), "$PATH"])
    helpers = "$DEFAULT_PATH/$CUSTOMIZATION/api_helpers"
    return f"""
set -e
DEFAULT_PATH=$(pwd)
{variables}
if [[ ! -d "$DEFAULT_PATH/$CUSTOMIZATION" ]]; then
  echo "there is no folder $CUSTOMIZATION"
  exit 1
fi
cat {helpers}/python/requirements.txt > /dev/null
chmod +x {helpers}/pre-api-helpers.sh
chmod +x {helpers}/post-api-helpers.sh
PATH={programs}
export AWS_PROFILE=aft-target
{shell.mode} {helpers}/pre-api-helpers.sh || exit 1
unset AWS_PROFILE

after_the_build() {{
  trap - EXIT
  export PYTHONPATH="$DEFAULT_PATH/aft:$PYTHONPATH"
  if [[ $CODEBUILD_BUILD_SUCCEEDING == 0 ]]; then
    exit 1
  fi
  PATH={programs}
  export AWS_PROFILE=aft-target
  {shell.mode} {helpers}/post-api-helpers.sh || exit 1
  touch {beside}/whole
  exit 0
}}
CODEBUILD_BUILD_SUCCEEDING=0
trap after_the_build EXIT
{build}
CODEBUILD_BUILD_SUCCEEDING=1
"""


def _build(run: Run, shell: Shell, beside: Path) -> str:
    """Render, then give Terraform what it has: the folder as it stands, or only what is sent to HCP Terraform."""
    root = '"$DEFAULT_PATH/$CUSTOMIZATION/terraform"'
    if run.distribution is Distribution.OSS:
        # Where Terraform runs in place, it finds the rest of the repository around it.
        carried = (
            f'cp -R "$DEFAULT_PATH" {beside}/repository && ln -s repository/$CUSTOMIZATION/terraform {beside}/root'
        )
    else:
        carried = f"""mkdir {beside}/root
cd "$DEFAULT_PATH/$CUSTOMIZATION"
tar -czf {beside}/configuration.tar.gz -C terraform --exclude .git --exclude venv .
tar -xzf {beside}/configuration.tar.gz -C {beside}/root"""
    return f"""
PATH={RENDERER}:$PATH
cd {root}
{shell.lines(run)}
{carried}
env PYTHONPATH={PROJECT} {shlex.join(shell.apply)} {beside}/root || exit 1
touch {beside}/applied
"""
