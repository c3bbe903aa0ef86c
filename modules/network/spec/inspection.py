"""What a user may say about inspection. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.model import Name, Spec
from modules.specification.texts import matching


class InspectionMode(StrEnum):
    """What passes through the firewall. On its way back it passes through the same one."""

    NONE = "none"
    EGRESS = "egress"
    EAST_WEST = "east-west"


ManagedRuleGroup = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9]+StrictOrder",
            what="a managed rule group must be one for strict order",
            why="the firewall evaluates rules in strict order, and such a policy takes no group of another",
            fix="write a name such as ThreatSignaturesMalwareStrictOrder",
        )
    ),
    Field(examples=["ThreatSignaturesMalwareStrictOrder"]),
]
"""The name of a rule group that AWS manages, such as `ThreatSignaturesMalwareStrictOrder`."""


class InspectionSpec(Spec):
    """What AWS Network Firewall looks at, and what it lets through. What no rule passes is dropped."""

    mode: InspectionMode = InspectionMode.EGRESS
    """`none`: there is no firewall. `egress`: traffic to and from the internet passes through it. `east-west`: so does
    traffic between segments, within a segment, with the central endpoints and with on-premises networks."""

    domains: tuple[Name, ...] = ("aws", "python-packages", "models")
    """Lists of domains that corporate accounts reach over TLS and HTTP: files of `policies/network/domains/`."""

    rules: tuple[Name, ...] = ("baseline",)
    """Suricata rules that come before all others: files of `policies/network/suricata/`."""

    managed_rule_groups: tuple[ManagedRuleGroup, ...] = ()
    """Rule groups that AWS manages, which come before the domains. They cost extra."""
