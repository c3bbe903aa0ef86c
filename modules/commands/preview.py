"""`preview`: gate an environment, really apply it on the embedded emulator, and show that nothing is left to change."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from modules.commands.check import gate_opens
from modules.commands.chosen import with_dependencies
from modules.commands.console import out
from modules.commands.emulated_state import forget_state
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, preview_folders
from modules.commands.not_applied import only_lacks_emulation, rest_is_unchanged, table_of_what_was_not_applied
from modules.commands.previewed import previewed
from modules.commands.synth import write_if_stale
from modules.commands.validate import load_environments
from modules.emulator.existing_groups import push_groups
from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.runner.deploy import deploy
from modules.runner.display.tables import print_report
from modules.runner.plan import plan
from modules.runner.terraform.cli import terraform_environment


def preview(name: str, workspaces: Sequence[str], *, parallel: int | None, keep: bool) -> int:
    """Preview one environment; return 0 when all that the emulator knows applied, and a second plan is empty.

    State is local and begins empty, apart from the environment's own, because the emulator begins empty too. For the
    same reason, what named workspaces depend on is applied as well.
    """
    (written,) = load_environments([name]).values()
    zone = previewed(written)
    if written.vending.aft:
        out.print(
            "AFT vends here. What it would deliver is previewed as workspaces, in accounts that are made for that."
        )
    folders = preview_folders(name)
    with exclusive_lock(folders):
        forget_state(folders, name)
        write_if_stale({name: zone}, folders)
        needed = with_dependencies(folders.output, name, workspaces)
        if not gate_opens(folders, {name: zone}, partial=True):
            return 1
        with EmbeddedAws(log_path=_emulator_log(folders), detached=keep) as aws:
            management_id, home_region = zone.organization.management_account.id, zone.organization.home_region
            if is_governed(zone.control_tower, zone.vending) and not managed_landing_zone(zone.control_tower):
                prepare_landing_zone(aws, management_account_id=management_id, home_region=home_region)
            emulated = aws.environment(management_id)
            emulated["AWS_REGION"] = home_region
            push_groups(emulated, [group.name for group in zone.directory.groups if group.exists])
            exit_code = _Preview(name, folders, needed, parallel, emulated).run()
            if keep:
                _print_how_to_reach(aws, emulated)
    return exit_code


@dataclass(frozen=True, slots=True)
class _Preview:
    name: str
    folders: Folders
    workspaces: Sequence[str]
    parallel: int | None
    emulated: Mapping[str, str]

    def run(self) -> int:
        """Deploy, plan again, and say what the emulator could not do."""
        environ = terraform_environment({**os.environ, **self.emulated})
        logs = self.folders.logs / self.name
        deployed = deploy(
            self.folders.output,
            self.name,
            self.workspaces,
            environ=environ,
            parallel=self.parallel,
            logs=logs,
            state=self.folders.state,
        )
        print_report(out, deployed, resumable=False)
        if not deployed.ok and not only_lacks_emulation(deployed):
            return 1
        planned = plan(
            self.folders.output,
            self.name,
            self.workspaces,
            environ=environ,
            parallel=self.parallel,
            logs=logs / "second-plan",
        )
        print_report(out, planned)
        if deployed.ok:
            return 0 if planned.no_changes else 1
        out.print(table_of_what_was_not_applied(deployed, planned))
        out.print("Everything else is applied. AWS itself has these operations; the emulator does not (yet).")
        return 0 if rest_is_unchanged(deployed, planned) else 1


def _print_how_to_reach(aws: EmbeddedAws, emulated: Mapping[str, str]) -> None:
    """Print how to reach an emulator that keeps running, and how to end it."""
    wanted = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION")
    variables = {name: emulated[name] for name in wanted}
    variables["AWS_DEFAULT_REGION"] = variables["AWS_REGION"]  # the AWS CLI 1 and boto3 read this one
    out.print("\nThe emulator goes on. In another shell, as the management account:\n", markup=False)
    for name, value in variables.items():
        out.print(f"  export {name}={value}", markup=False, soft_wrap=True)
    out.print("  aws organizations list-accounts", markup=False)
    out.print(f"\nIts log: {aws.log_path}. End it with: kill {aws.pid}", markup=False, soft_wrap=True)


def _emulator_log(folders: Folders) -> Path:
    folders.logs.mkdir(parents=True, exist_ok=True)
    return folders.logs / "emulator.log"
