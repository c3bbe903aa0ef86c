"""`export hcp`: what makes an environment's workspaces in HCP Terraform, and what is uploaded to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from modules.aws_limits import ROLE_TRUST_POLICY_LENGTH
from modules.commands.console import out
from modules.commands.delivery_roles import hcp_delivery_of
from modules.commands.exclusive import exclusive_lock
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import Environment
from modules.exports.hcp.bootstrap import FOLDER, cloud_backend
from modules.exports.hcp.export import UPLOADS, Exported, export
from modules.landing_zone.hcp_delivery import HcpDelivery
from modules.landing_zone.known_ids import known_ids
from modules.runner.turns import SERIAL, turns
from modules.specification.printing import printable
from modules.synthesized.environment import read_synthesized


def export_to_hcp(name: str, to: Path) -> None:
    """Write the export of an environment to a folder, and say what changed and what comes next.

    Args:
        name: The environment's name.
        to: The folder.

    """
    (zone,) = load_environments([name]).values()
    environment = Environment(name, zone)
    cloud_backend(environment)  # before anything is synthesized
    folders = synthesize_if_stale(name, zone)
    delivery = None
    if zone.delivery and zone.delivery.hcp:
        synthesized = read_synthesized(folders.output, name, known_ids(zone))
        delivery = hcp_delivery_of(synthesized, zone, zone.delivery, zone.delivery.hcp, folders.output)
    with exclusive_lock(folders):
        exported = export(
            environment,
            folders.output,
            to,
            is_serial=lambda workspace: turns()(workspace) in SERIAL,
            delivery=delivery,
        )
    out.print(_table(exported))
    for line in (*_next_steps(exported, to), *(_quotas(delivery) if delivery else ())):
        out.print(printable(line), markup=False, soft_wrap=True)


def _table(exported: Exported) -> Table:
    table = Table("", "number")
    runs = exported.runs.values()
    for what, number in (
        ("workspaces", len(runs)),
        ("pairs that share a state", sum(len(each.reads) for each in runs)),
        ("run triggers", sum(len(each.started_by) for each in runs)),
        ("workspaces to upload", len(exported.changed)),
        ("files written", len(exported.written)),
        ("files removed", len(exported.removed)),
    ):
        table.add_row(what, str(number))
    return table


def _quotas(delivery: HcpDelivery) -> Iterator[str]:
    """Tell of roles that trust more than IAM takes before a quota is raised."""
    for each in delivery.accounts:
        if any(map(delivery.runs.needs_more_room, each.parts)):
            yield (
                f"The roles in {each.account.key} trust {len(each.workspaces)} workspaces: have its quota for the "
                f"trust policies of roles raised first, {ROLE_TRUST_POLICY_LENGTH} (Service Quotas, IAM, us-east-1)."
            )


def _next_steps(exported: Exported, to: Path) -> Iterator[str]:
    for name, runs in exported.runs.items():
        if runs.not_started_by:
            others = len(runs.not_started_by) + len(runs.started_by)
            yield f"HCP Terraform starts {name} after the last {len(runs.started_by)} of {others} that it comes after."
    if not exported.written and not exported.removed:
        yield f"Nothing changed in {to}."
        return
    yield (
        f"Commit what is in {to}. Then apply {to / FOLDER} with a token of HCP Terraform (TFE_TOKEN), and deploy: "
        f"`main.py deploy` has HCP Terraform run each workspace in its order. What is in {to / UPLOADS} is for runs "
        "that something else starts, through the API."
    )
