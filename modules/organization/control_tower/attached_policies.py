"""How many organization policies Control Tower itself attaches to a unit: they count against the unit's quota."""

from __future__ import annotations

from modules.organization.control_tower.bindings import bindings
from modules.organization.control_tower.catalogue import Implementation, catalogue
from modules.organization.control_tower.spec import ControlTowerSpec
from modules.organization.spec import PolicyType

SERVICE_CONTROL_POLICIES = 2
"""Service control policies that Control Tower attaches to a unit that it governs.

AWS documents no number. Landing zones up to 3.3 were seen to attach two, whose names begin with `aws-guardrails-`, to
every registered unit; 4.0 attaches one to each registered unit at the top, and none to those below. Statements of
controls that are enabled go into these policies, so two are counted everywhere, whatever is enabled.
"""

_POLICY_OF = {
    Implementation.RESOURCE_CONTROL_POLICY: PolicyType.RESOURCE_CONTROL_POLICY,
    Implementation.DECLARATIVE_POLICY: PolicyType.DECLARATIVE_POLICY_EC2,
}


def attached_by_control_tower(spec: ControlTowerSpec | None, kind: PolicyType, target: tuple[str, ...]) -> int:
    """Return how many policies of one kind Control Tower attaches to one target.

    Args:
        spec: The section `control_tower`; none where it governs by what something else has set up.
        kind: The kind of policy.
        target: The unit's path of names; empty for the root, which Control Tower leaves alone.

    """
    if not target:
        return 0
    if kind is PolicyType.SERVICE_CONTROL_POLICY:
        return SERVICE_CONTROL_POLICIES
    known = catalogue()
    enabled = {
        _POLICY_OF.get(known[binding.control].implementation)
        for binding in bindings(spec)
        if binding.target == target and binding.control in known
    }
    return int(kind in enabled)
