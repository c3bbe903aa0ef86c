"""`check`: synthesize, validate with Terraform, lint policies, prove networks and security, and gate with checkov."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from modules import environment
from modules.commands.console import err, out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, project_folders
from modules.commands.synth import write_if_stale
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone


def check(names: Sequence[str]) -> bool:
    """Check environments, all of them where none is named; say whether everything is right."""
    folders = project_folders()
    zones = load_environments(names)
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        valid = terraform_validates(folders, list(zones))
        linted = all([guardrails_are_linted(zones, folders), permission_sets_are_linted(zones, folders)])
        proved = all(
            [
                networks_are_proved(zones, folders),
                log_archives_are_proved(zones, folders),
                security_is_covered(zones, folders),
                names_are_made(zones, folders),
                creates_are_allowed(zones, folders),
                data_is_kept_apart(zones, folders),
                delivery_is_proved(zones, folders),
            ]
        )
        opens = gate_opens(folders, zones, partial=set(zones) != set(environment.names()))
        return all([opens, proved, linted, valid])


def terraform_validates(folders: Folders, names: Sequence[str]) -> bool:
    """Run `terraform validate` on one workspace of every kind, with the modules that it calls; print the result."""
    from modules.runner.validate import print_validation, validate_kinds  # noqa: PLC0415 - networkx takes its time

    with err.status("terraform validate") as status:
        reports = [validate_kinds(folders.output, name, logs=folders.logs, progress=status.update) for name in names]
    for report in reports:
        print_validation(out, report)
    return all(report.ok for report in reports)


def guardrails_are_linted(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Lint the library of guardrails and the policies made of it; print the result."""
    from modules.commands.guardrails import lint  # noqa: PLC0415 - not before it is needed

    return lint(zones, folders)


def permission_sets_are_linted(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Lint the inline policies of permission sets; print the result."""
    from modules.commands.access import lint  # noqa: PLC0415 - not before it is needed

    return lint(zones, folders)


def networks_are_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Compare who reaches whom in the networks with the policy; print what differs."""
    from modules.commands.network_proof import prove_networks  # noqa: PLC0415 - not before it is needed

    return prove_networks(zones, folders)


def log_archives_are_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Evaluate who can write, delete or change a log; print what differs."""
    from modules.commands.log_archive import are_proved  # noqa: PLC0415 - not before it is needed

    return are_proved(zones, folders)


def security_is_covered(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Hold the published checks against the environments that have security services; print what is not covered."""
    from modules.commands.security_coverage import checks_are_covered  # noqa: PLC0415 - not before it is needed

    return checks_are_covered(zones, folders)


def names_are_made(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Look for who makes what policies refer to by name; print what nobody makes."""
    from modules.commands.names import names_have_makers  # noqa: PLC0415 - not before it is needed

    return names_have_makers(zones, folders)


def creates_are_allowed(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Evaluate what is created against the organization's policies; print what AWS would refuse."""
    from modules.commands.creates import may_be_created  # noqa: PLC0415 - not before it is needed

    return may_be_created(zones, folders)


def data_is_kept_apart(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Evaluate who reaches what across accounts; print what differs."""
    from modules.commands.across_accounts import are_proved  # noqa: PLC0415 - not before it is needed

    return are_proved(zones, folders)


def delivery_is_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Evaluate who plans and who applies without keys, where somebody does; print what differs."""
    from modules.commands.delivery import are_proved  # noqa: PLC0415 - not before it is needed

    delivered = {name: zone for name, zone in zones.items() if zone.delivery}
    return are_proved(delivered, folders)


def gate_opens(folders: Folders, zones: Mapping[str, LandingZone], *, partial: bool) -> bool:
    """Run the gate over everything that was synthesized; print the result.

    Args:
        folders: Where it was synthesized to.
        zones: What was, by environment.
        partial: Whether that is only some of the environments.

    """
    from modules.gate.gate import check as gate  # noqa: PLC0415 - not before it is needed
    from modules.gate.tables import tables  # noqa: PLC0415

    with err.status("checkov"):
        tag_keys = {name: zone.organization.tag_keys for name, zone in zones.items()}
        report = gate(folders.output, today=datetime.now(UTC).date(), partial=partial, tag_keys=tag_keys)
    out.print(tables(report))
    return report.ok
