"""Two ways of deploying the same files: in HCP Terraform's stand-in, and by the commands of a pipeline."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from ruamel.yaml import YAML

from modules import environment as environments
from modules.commands.delivery_roles import delivery_roles_of
from modules.emulator.server import EmbeddedAws
from modules.environment import Environment
from modules.exports.ci.delivered import delivered, delivery_of
from modules.exports.ci.github import DEPLOY, workflows
from modules.landing_zone import LandingZone
from modules.runner.terraform.cli import terraform_environment
from modules.synthesized.manifest import read_manifest
from modules.workspaces.writing.synthesis import synthesize
from tests.commands.test_affected import IGNORED
from tests.commands.test_cost import git
from tests.support.hcp.stand_in import HOSTNAME, HcpStandIn
from tests.support.main_program import main_program
from tests.support.project import copy_project

_MANAGEMENT, _REGION, _BUCKET = "222222222222", "eu-west-1", "acme-canary-states"
_KEY = "arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-4333-8444-555555555555"
_DELIVERY = f"""deployment:
  backend: {{type: s3, bucket: {_BUCKET}, region: {_REGION}, use_lockfile: true, kms_key_id: "{_KEY}"}}
delivery:
  github: {{repository: acme/landing-zone, owner_id: 1234567, repository_id: 987654321, environment: staging}}
"""


@dataclass(slots=True)
class Way(ABC):
    """A project that is deployed."""

    project: Path
    aws: EmbeddedAws
    environ: dict[str, str] = field(default_factory=dict)
    zone: LandingZone | None = None

    deployment = ""

    def say(self, files: Mapping[str, str]) -> None:
        """Write the files of the environment, and synthesize it."""
        folder = self.project / "environments" / "staging"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in {**files, "deployment.yaml": self.deployment}.items():
            (folder / name).write_text(text)
        self.zone = environments.load("staging", folder.parent)
        synthesize([Environment("staging", self.zone)], self.output)

    @property
    def output(self) -> Path:
        """Where it is synthesized to."""
        return self.project / "cdktf.out"

    def deploy(self, *workspaces: str) -> tuple[int, str]:
        """Deploy; return the exit code and all that is told, in one line."""
        return self._told(main_program("deploy", *workspaces, resume=True))

    def commit(self, tag: str) -> None:
        """Commit what the environment says, and call the commit so."""
        (self.project / ".gitignore").write_text(f"{IGNORED}/state\n/logs\n")
        for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Say so"), ("tag", tag)):
            git(self.project, *arguments)

    @abstractmethod
    def state(self, workspace: str) -> dict[str, Any]:
        """Read the state of a workspace."""

    def organizations(self) -> Any:
        """Return a client of Organizations."""
        return self.client("organizations")

    def client(self, service: str) -> Any:
        """Return a client of a service in the management account."""
        given = self.aws.environment(_MANAGEMENT)
        return boto3.client(
            service,
            endpoint_url=given["AWS_ENDPOINT_URL"],
            region_name=_REGION,
            aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
        )

    def _told(self, command: list[str]) -> tuple[int, str]:
        done = subprocess.run(command, cwd=self.project, env=self.environ, capture_output=True, text=True, check=False)
        return done.returncode, " ".join(f"{done.stdout} {done.stderr}".split())


@dataclass(slots=True)
class InHcp(Way):
    """The same in runs of HCP Terraform."""

    hcp: HcpStandIn | None = None

    deployment = f"deployment: {{backend: {{type: cloud, organization: acme, hostname: {HOSTNAME}}}}}\n"

    def say(self, files: Mapping[str, str]) -> None:
        """Write and synthesize, and make the workspaces that are new, with what may read their states."""
        Way.say(self, files)
        assert self.hcp
        emulated = {**self.aws.environment(_MANAGEMENT), "AWS_REGION": _REGION}
        workspaces = read_manifest(self.output, "staging")
        for name in workspaces:
            if self.hcp.organization.named(name) is None:
                self.hcp.workspace(name, emulated)
        for name, found in workspaces.items():
            for producer in found.dependencies:
                self.hcp.share(producer, name)

    def state(self, workspace: str) -> dict[str, Any]:
        """Read the current state of a workspace."""
        assert self.hcp
        found = self.hcp.organization.named(f"staging-{workspace}")
        assert found
        assert found.states.current
        return found.states.current.content


@dataclass(slots=True)
class InPipeline(Way):
    """The same by the commands that `export ci` writes, as the roles of `delivery`."""

    deployment = _DELIVERY

    def deploy(self, *workspaces: str) -> tuple[int, str]:
        """Run the command of the job that deploys; it takes all workspaces, and here those alone."""
        return self._told(["bash", "-e", "-o", "pipefail", "-c", self._command("staging", workspaces)])

    def plan(self, *workspaces: str) -> tuple[int, str]:
        """Run the command of the job that plans what somebody approves."""
        return self._told(["bash", "-e", "-o", "pipefail", "-c", self._command("plan-staging", workspaces)])

    def state(self, workspace: str) -> dict[str, Any]:
        """Read the state of a workspace in the bucket."""
        key = f"landing-zone/staging/staging-{workspace}.tfstate"
        body = self.client("s3").get_object(Bucket=_BUCKET, Key=key)["Body"].read()
        loaded: dict[str, Any] = json.loads(body)
        return loaded

    def _command(self, job: str, workspaces: tuple[str, ...]) -> str:
        assert self.zone
        environment = Environment("staging", self.zone)
        roles = delivery_roles_of("staging", self.zone, self.output)
        self._keep_profiles({arn for of in roles.values() for arn in of.values()})
        self._take_only(workspaces)
        text = workflows([delivered(environment, delivery_of(environment), roles)])[DEPLOY]
        steps = YAML(typ="safe").load(text)["jobs"][job]["steps"]
        return str(next(step["run"] for step in steps if "main.py" in step.get("run", "")))

    def _keep_profiles(self, arns: set[str]) -> None:
        """Keep what the actions before it have signed in: a profile for each role."""
        given = self.aws.environment(_MANAGEMENT)
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        keys = "".join(f"{name.lower()} = {given[name]}\n" for name in names)
        profiles = [f"[profile {arn.rpartition('/')[2]}]\nregion = {_REGION}\n{keys}" for arn in sorted(arns)]
        path = self.project / "aws-config"
        path.write_text("".join(profiles))
        self.environ = {**self.environ, "AWS_CONFIG_FILE": str(path)}
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            self.environ.pop(name, None)

    def _take_only(self, workspaces: tuple[str, ...]) -> None:
        """Have `.venv/bin/python main.py` leave out synthesis and gate, and take these workspaces alone."""
        python, option, program = main_program("deploy", resume=True)[:3]
        path = self.project / ".venv" / "bin" / "python"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = shlex.join([python, option, program])
        path.write_text(f'#!/bin/sh\nshift\nexec {words} "$@" {shlex.join(workspaces)}\n')
        path.chmod(0o755)


@contextmanager
def in_hcp(folder: Path) -> Iterator[Way]:
    """Prepare one in HCP Terraform: the shell has a token, and neither credentials nor a way to any AWS."""
    with EmbeddedAws(log_path=folder / "emulator.log") as aws, HcpStandIn(folder / "hcp") as hcp:
        shell = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "AWS_ENDPOINT_URL": "http://127.0.0.1:9",  # nobody listens
            "AWS_EC2_METADATA_DISABLED": "true",
            **hcp.environ(),
        }
        yield InHcp(_project(folder), aws, shell, hcp=hcp)


@contextmanager
def in_pipeline(folder: Path) -> Iterator[Way]:
    """Prepare one by the commands of a pipeline, whose states are in a bucket."""
    with EmbeddedAws(log_path=folder / "emulator.log") as aws:
        way = InPipeline(_project(folder), aws, _emulated(aws))
        way.client("s3").create_bucket(Bucket=_BUCKET, CreateBucketConfiguration={"LocationConstraint": _REGION})
        yield way


def _project(folder: Path) -> Path:
    project = copy_project(folder / "project")
    shutil.rmtree(project / "environments" / "production", ignore_errors=True)
    return project


def _emulated(aws: EmbeddedAws) -> dict[str, str]:
    return dict(terraform_environment({**os.environ, **aws.environment(_MANAGEMENT), "AWS_REGION": _REGION}))
