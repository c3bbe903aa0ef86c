"""Blueprints: what many accounts have, synthesized once as a Terraform module that their workspaces call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from modules.workspaces.base.providers import require_provider

MODULES_FOLDER = "modules"
"""Where a workspace keeps the blueprints that it calls: inside its own folder, since remote runs upload only that."""


class Blueprint(Protocol):
    """What a module is made of. Two of one name are equal."""

    @property
    def name(self) -> str:
        """The module's name, which is also its folder."""
        ...

    def define(self, scope: Construct) -> None:
        """Define the module's content, its variables and its outputs."""
        ...


class Blueprints:
    """The blueprints that some workspace of a deployment calls."""

    def __init__(self) -> None:
        self._by_name: dict[str, Blueprint] = {}

    def add(self, blueprint: Blueprint) -> None:
        """Add one that is called.

        Raises:
            ValueError: another one has the same name.

        """
        if self._by_name.setdefault(blueprint.name, blueprint) != blueprint:
            raise ValueError(f"two blueprints are called {blueprint.name}")

    def __iter__(self) -> Iterator[Blueprint]:
        return iter(self._by_name.values())


class BlueprintModule(TerraformStack):
    """Define one blueprint. It is synthesized as a stack; its backend and provider are then taken out."""

    def __init__(self, scope: Construct, blueprint: Blueprint) -> None:
        super().__init__(scope, blueprint.name)
        AwsProvider(self, "aws", region="taken-out")  # CDKTF wants one; the caller of the module passes the real one
        require_provider(self)
        blueprint.define(self)
