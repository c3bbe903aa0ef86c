"""What a prover does not follow: where its subject has any of it, nothing is proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized


def refuse_unfollowed(
    synthesized: Synthesized, *, subject: str, room: str, is_of_no_concern: Callable[[str], bool]
) -> None:
    """Refuse an environment with resources that a prover neither follows nor knows to be of no concern to it.

    Args:
        synthesized: The environment.
        subject: What is proved: `the network`.
        room: The folder of the prover: `modules/reachability`.
        is_of_no_concern: Whether the proof holds whatever resources of a type do. Types that it follows are, too. What
            Cloud Control API makes is asked about by its own type.

    Raises:
        LandingZoneError: there are such resources; the message names up to three of them.

    """
    if unfollowed := unknown_resources(synthesized, is_of_no_concern):
        raise LandingZoneError(
            f"{subject} has something that the proof does not follow",
            got=unfollowed,
            why="what it does is not known, so nothing would be proved",
            fix=f"do without it; or teach {room} what it does, or that it is of no concern",
        )


def unknown_resources(synthesized: Synthesized, is_known: Callable[[str], bool]) -> str:
    """Name up to three resources of types that are not known, and say how many more there are; nothing without any.

    Args:
        synthesized: The environment.
        is_known: Whether a type is known. What Cloud Control API makes is asked about by its own type.

    """
    found = [
        f"{kind}.{name} in {document.name}"
        for document in synthesized.documents()
        for kind, named in document.blocks("resource").items()
        for name, body in named.items()
        if not (is_known(_made_by(kind, body)) or _makes_nothing(kind, body))
    ]
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def _made_by(kind: str, body: Mapping[str, Any]) -> str:
    """Return the type that a resource makes: Cloud Control API makes any, `AWS::Organizations::Policy` among them.

    A policy of Firewall Manager is what its own type says: `aws_fms_policy:WAFV2`.
    """
    if kind == FIREWALL_POLICY:
        data = body.get("security_service_policy_data")
        blocks = [block for block in (data if isinstance(data, list) else [data]) if isinstance(block, Mapping)]
        return f"{kind}:{' '.join(str(block.get('type')) for block in blocks)}"
    return str(body.get("type_name")) if kind == CLOUD_CONTROL else kind


FIREWALL_POLICY = "aws_fms_policy"
"""The resource that puts a firewall of one kind or another before every account."""

CLOUD_CONTROL = "aws_cloudcontrolapi_resource"
"""The resource that makes what its argument `type_name` says."""

_SHOWN = 3


def _makes_nothing(kind: str, resource: Mapping[str, Any]) -> bool:
    """Whether a resource is Terraform's own and stays in the state: with a provisioner it would run a program."""
    return kind == "terraform_data" and "provisioner" not in resource
