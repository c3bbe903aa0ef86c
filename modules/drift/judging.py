"""What of a refresh-only plan is drift, and what the next deploy does about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from modules.drift.differences import differences
from modules.drift.finding import Difference, Finding, Remedy
from modules.drift.noise import Noise
from modules.drift.severities import rank, severity_of

_TAGS, _ALL_TAGS = "tags", "tags_all"
_REMEDIES = {
    ("create",): Remedy.CREATED,
    ("update",): Remedy.SET_BACK,
    ("delete",): Remedy.DESTROYED,
    ("forget",): Remedy.LEFT,
    ("no-op",): Remedy.LEFT,
}
"""What the next deploy does, by the actions that Terraform plans."""


def judge(workspace: str, shown: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Find what was changed outside Terraform.

    Args:
        workspace: Its id.
        shown: What `terraform show -json` says of its plan; of one that is refresh-only, no finding has a remedy.

    """
    remedies, noise = _remedies(shown), Noise(shown)
    found = (_finding(workspace, drifted, remedies, noise) for drifted in shown.get("resource_drift", []))
    return tuple(finding for finding in found if finding)


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Put them in order: what matters most first, then by workspace and address."""
    return sorted(findings, key=lambda finding: (rank(finding.severity), finding.workspace, finding.address))


def _finding(
    workspace: str, drifted: Mapping[str, Any], remedies: Mapping[str, Remedy], noise: Noise
) -> Finding | None:
    change, type_, address = drifted["change"], drifted["type"], drifted["address"]
    if drifted.get("mode") == "data":
        return None
    is_gone = "delete" in change["actions"]
    changed = () if is_gone else tuple(_but_repeated_tags(noise.left(drifted, _differences(change))))
    if not is_gone and not changed:
        return None
    return Finding(
        workspace=workspace,
        address=address,
        type=type_,
        severity=severity_of(type_),
        differences=changed,
        remedy=remedies.get(address, Remedy.LEFT) if remedies else Remedy.UNKNOWN,
    )


def _differences(change: Mapping[str, Any]) -> Iterable[Difference]:
    sensitive = {**_marks(change.get("before_sensitive")), **_marks(change.get("after_sensitive"))}
    return differences(change["before"], change["after"], sensitive)


def _marks(sensitive: Any) -> Mapping[str, Any]:
    """Return what Terraform marks as sensitive, by argument; it says `false` where there is nothing."""
    return {key: marks for key, marks in sensitive.items() if marks} if isinstance(sensitive, Mapping) else {}


def _but_repeated_tags(found: Iterable[Difference]) -> list[Difference]:
    """Leave out of all tags what is told of the resource's own: the provider keeps both."""
    listed = [(*each.path.partition(".")[::2], each) for each in found]
    own = {key for argument, key, _ in listed if argument == _TAGS}
    return [each for argument, key, each in listed if argument != _ALL_TAGS or key not in own]


def _remedies(shown: Mapping[str, Any]) -> Mapping[str, Remedy]:
    """Return what a plan does to each resource, by address."""
    actions = {change["address"]: tuple(change["change"]["actions"]) for change in shown.get("resource_changes", [])}
    return {address: _REMEDIES.get(planned, Remedy.REPLACED) for address, planned in actions.items()}
