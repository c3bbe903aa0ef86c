"""What the gate says of a run: whether it may be planned, and why not."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from modules.gate.gate import check
from modules.gate.report import Failure
from modules.run_task.hcp_terraform import HcpTerraform
from modules.run_task.task_request import TaskRequest
from modules.run_task.uploaded_workspace import unpack
from modules.specification.errors import LandingZoneError
from modules.specification.tag_keys import TagKeys

STAGE = "pre_plan"
_WORKSPACE = re.compile(r"([a-z][a-z0-9]*)-[a-z0-9-]+")
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a run may go on."""

    passed: bool
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges runs of some environments.

    Args:
        organization: Whose runs: the organization's name in HCP Terraform.
        tag_keys: By environment whose runs are judged, the organization's own keys for required tags.
        host: HCP Terraform.
        policies: The folder with checkov's checks and accepted findings.

    """

    organization: str
    tag_keys: Mapping[str, TagKeys]
    host: HcpTerraform
    policies: Path

    def judge(self, request: TaskRequest, *, today: date) -> Judgement:
        """Judge the configuration of a run; what cannot be judged does not pass.

        Args:
            request: What HCP Terraform asks.
            today: The day that decides whether an acceptance has expired.

        """
        try:
            environment = self._environment(request)
            archive = self.host.configuration(request)
            with tempfile.TemporaryDirectory(prefix="run-task-") as folder:
                output = Path(folder)
                unpack(archive, request.workspace_name, output)
                keys = {environment: self.tag_keys[environment]}
                report = check(output, today=today, policies=self.policies, partial=True, tag_keys=keys)
        except LandingZoneError as error:
            return Judgement(passed=False, message=f"{error.what}: {error.got}. {error.fix}")
        if report.ok:
            checked = sum(file.resources for file in report.files)
            message = f"{checked} resources checked, {len(report.accepted)} accepted findings"
            return Judgement(passed=True, message=message)
        return Judgement(passed=False, message=_in_words(report.failures))

    def _environment(self, request: TaskRequest) -> str:
        """Return the environment that a run is of.

        Raises:
            LandingZoneError: it is of none that is judged, or has no configuration yet.

        """
        name = _WORKSPACE.fullmatch(request.workspace_name)
        if request.organization_name != self.organization or name is None or name[1] not in self.tag_keys:
            raise LandingZoneError(
                "a run must be of an environment that is judged",
                got=f"{request.organization_name}/{request.workspace_name}",
                why="the tags that resources must have are those of the environment",
                fix=f"register the task for workspaces of {self.organization} that begin with "
                + " or ".join(f"{name}-" for name in sorted(self.tag_keys)),
            )
        if request.stage != STAGE or request.workspace_working_directory:
            got = f"stage {request.stage}, working directory {request.workspace_working_directory or 'none'}"
            raise LandingZoneError(
                "a run must be judged before its plan, and from its workspace's own folder",
                got=got,
                why="a plan already runs what was uploaded, with credentials",
                fix=f"register the task for the stage {STAGE}, and leave the working directory empty",
            )
        return name[1]


def _in_words(failures: tuple[Failure, ...]) -> str:
    shown = "; ".join(f"{failure.where}: {failure.what}" for failure in failures[:_SHOWN])
    more = f"; and {len(failures) - _SHOWN} more" if len(failures) > _SHOWN else ""
    return f"the gate is shut, {len(failures)} problems: {shown}{more}"
