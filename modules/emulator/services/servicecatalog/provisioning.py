"""What AWS Service Catalog does when a product is provisioned, updated or terminated, whichever way that is done.

An engine is what stands behind products of one type: CloudFormation, or Account Factory. What it is asked is from the
AWS Service Catalog API Reference, pages "ProvisionProduct", "UpdateProvisionedProduct" and
"TerminateProvisionedProduct".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from modules.emulator.records import Call, Record


@dataclass(frozen=True)
class Request:
    """What is to be provisioned."""

    provisioned: Record
    product: Record
    artifact: Record
    parameters: Mapping[str, str]
    tags: Mapping[str, str]
    constraints: tuple[Record, ...] = ()
    notification_arns: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProvisioningResult:
    """The result of provisioning or updating: outputs, and the id of the stack or account."""

    outputs: list[Record] = field(default_factory=list)
    physical_id: str = ""
    launch_role_arn: str | None = None


class Failed(Exception):  # noqa: N818 - the word that Service Catalog has for it, as the status of a record
    """Provisioning failed after the request was accepted. The message ends up in the record's errors.

    Args:
        message: Why.
        physical_id: Of the stack that is left, which a later termination deletes.

    """

    def __init__(self, message: str, physical_id: str = "") -> None:
        super().__init__(message)
        self.physical_id = physical_id


class Engine(Protocol):
    """Provisions, updates and terminates products of one type. Each raises `Failed` with the record's error."""

    type: str
    """The provisioned products' type."""

    def check(self, call: Call, request: Request) -> None:
        """Refuse, by `call.refusal`, what is not even accepted."""

    def provision(self, call: Call, request: Request) -> ProvisioningResult:
        """Create what the product is made of."""

    def update(self, call: Call, request: Request) -> ProvisioningResult:
        """Change it to another version or other parameters."""

    def terminate(self, call: Call, provisioned: Record, *, retain: bool) -> None:
        """Delete it."""
