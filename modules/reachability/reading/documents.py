"""What CDKTF wrote of the network: workspaces, and the modules that they call."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from modules.specification.errors import LandingZoneError

Document = Mapping[str, Any]

KINDS = frozenset(
    {
        "aws_vpc", "aws_subnet", "aws_route_table", "aws_default_route_table", "aws_route_table_association",
        "aws_route", "aws_internet_gateway", "aws_nat_gateway", "aws_vpc_endpoint", "aws_vpc_ipam_pool",
        "aws_vpc_ipam_pool_cidr", "aws_ec2_transit_gateway", "aws_ec2_transit_gateway_vpc_attachment",
        "aws_ec2_transit_gateway_route_table", "aws_ec2_transit_gateway_route_table_association",
        "aws_ec2_transit_gateway_route_table_propagation", "aws_ec2_transit_gateway_route",
        "aws_ec2_transit_gateway_peering_attachment", "aws_ec2_transit_gateway_dx_gateway_attachment",
        "aws_networkfirewall_firewall", "aws_networkfirewall_firewall_policy", "aws_networkfirewall_rule_group",
        "aws_vpn_connection", "aws_dx_gateway_association", "aws_security_group",
        "aws_vpc_security_group_ingress_rule", "aws_vpc_peering_connection", "aws_route53_resolver_endpoint",
    }
)  # fmt: skip
"""Kinds of resources that decide about reachability, or lead past all that does."""

UNFOLLOWED = frozenset(
    {
        "aws_default_subnet", "aws_default_vpc", "aws_ec2_client_vpn_network_association",
        "aws_ec2_local_gateway_route_table_vpc_association", "aws_ec2_transit_gateway_connect",
        "aws_ec2_transit_gateway_default_route_table_association",
        "aws_ec2_transit_gateway_default_route_table_propagation", "aws_ec2_transit_gateway_policy_table_association",
        "aws_ec2_transit_gateway_prefix_list_reference", "aws_internet_gateway_attachment",
        "aws_main_route_table_association", "aws_networkfirewall_vpc_endpoint_association",
        "aws_networkmanager_vpc_attachment", "aws_security_group_rule", "aws_vpc_endpoint_security_group_association",
        "aws_vpc_ipv4_cidr_block_association", "aws_vpclattice_service_network_vpc_association", "aws_vpn_gateway",
        "aws_vpn_gateway_attachment", "aws_vpn_gateway_route_propagation",
    }
)  # fmt: skip
"""Kinds that decide about reachability, too, and that nobody here reads: with one of them nothing is proved."""

_PARTS = ("output", "module", "locals", "variable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The network's part of an environment, as it was written."""

    environment: str
    workspaces: Mapping[str, Document]
    """Documents of workspaces, by the workspace's id."""
    modules: Mapping[str, Document] = field(default_factory=dict)
    """Documents of modules, each once however many workspaces have a copy of it."""
    calls: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Which module a workspace means by a source. One that has nothing to do with the network is left out."""

    def account(self, workspace: str) -> str | None:
        """Return the key of the account whose workspace this is; None where it is no account's."""
        prefix = f"{self.environment}-account-"
        return workspace.removeprefix(prefix) if workspace.startswith(prefix) else None

    def with_workspace(self, name: str, document: Document) -> Documents:
        """Return a copy in which a workspace has another document."""
        return replace(self, workspaces={**self.workspaces, name: document})

    def with_module(self, name: str, document: Document) -> Documents:
        """Return a copy in which a module has another document, wherever it is called."""
        return replace(self, modules={**self.modules, name: document})


def read_documents(output: Path, environment: str) -> Documents:
    """Read an environment's workspaces of the network and of accounts.

    Args:
        output: The folder that CDKTF writes to.
        environment: The environment's name.

    Raises:
        LandingZoneError: it is not synthesized.

    """
    stacks = output / "stacks"
    if not (stacks / f"{environment}-organization").is_dir():
        raise LandingZoneError(
            "the environment is not synthesized",
            got=f"no workspaces of {environment} in {output}",
            why="reachability is read from the workspaces, not from the YAML",
            fix=f"run: python main.py synth {environment}",
        )
    reader = _Reader()
    workspaces: dict[str, Document] = {}
    calls: dict[tuple[str, str], str] = {}
    for folder in sorted([*stacks.glob(f"{environment}-network-*"), *stacks.glob(f"{environment}-account-*")]):
        workspaces[folder.name] = reader.workspace(folder)
        for source, name in reader.modules_of(folder):
            calls[folder.name, source] = name
    return Documents(environment=environment, workspaces=workspaces, modules=reader.modules, calls=calls)


class _Reader:
    """Reads each text once: a thousand accounts have the same modules."""

    def __init__(self) -> None:
        self.modules: dict[str, Document] = {}
        self._names: dict[bytes, str | None] = {}

    def workspace(self, folder: Path) -> Document:
        return _of_network(folder.name, json.loads((folder / "cdk.tf.json").read_bytes()))

    def modules_of(self, folder: Path) -> Iterator[tuple[str, str]]:
        for path in sorted(folder.glob("modules/*/cdk.tf.json")):
            text = path.read_bytes()
            if text not in self._names:
                self._names[text] = self._module(path.parent.name, text)
            name = self._names[text]
            if name is not None:
                yield f"./modules/{path.parent.name}", name

    def _module(self, name: str, text: bytes) -> str | None:
        document = _of_network(name, json.loads(text))
        if not document["resource"]:
            return None
        unique = name if name not in self.modules else f"{name}#{len(self.modules)}"
        self.modules[unique] = document
        return unique


def _of_network(name: str, document: Mapping[str, Any]) -> Document:
    kinds: Mapping[str, Any] = document.get("resource", {})
    for kind in sorted(UNFOLLOWED & kinds.keys()):
        raise LandingZoneError(
            "the network has something that the proof does not follow",
            got=f"{kind} in {name}",
            why="it could lead anywhere, so nothing would be proved",
            fix="do without it, or teach modules/reachability what it does",
        )
    parts = {part: document[part] for part in _PARTS if part in document}
    return {
        **parts,
        "data": document.get("data", {}),
        "resource": {kind: kinds[kind] for kind in kinds if kind in KINDS},
    }
