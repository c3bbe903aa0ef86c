"""A product and its versions, as the library holds them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from modules.catalog.library.definition import ProductDefinition, VersionState
from modules.catalog.library.template import Template, read_template

DEFINITION, TEMPLATE = "product.yaml", "template.yaml"
"""The files of a product: the second in the folder of each version."""


STUDIO_VISIBILITY = "sagemaker:studio-visibility"
"""The tag by which SageMaker Studio knows a template of projects."""


@dataclass(frozen=True)
class ProductVersion:
    """A version of a product. Its template is read when asked for."""

    name: str
    """`1.0`."""
    description: str
    state: VersionState
    template_path: Path
    shown: str
    """The template's file as a reader knows it."""

    @property
    def address_part(self) -> str:
        """What it is called in addresses, which take no dot: `1-0`."""
        return self.name.replace(".", "-")

    @cached_property
    def template(self) -> Template:
        """The template, with short forms of functions written out.

        Raises:
            InvalidEnvironmentError: it is no YAML that CloudFormation reads.

        """
        return read_template(self.template_path, self.shown)


@dataclass(frozen=True)
class Product:
    """A product of a portfolio."""

    portfolio: str
    name: str
    definition: ProductDefinition
    folder: Path
    versions: tuple[ProductVersion, ...]
    """From the oldest to the newest."""

    @property
    def rules(self) -> dict[str, dict[str, Any]]:
        """Its rules, by name, as Service Catalog takes them."""
        return {rule.name: rule.published() for rule in self.definition.rules}

    @property
    def key(self) -> str:
        """`analytics/athena-workgroup`."""
        return f"{self.portfolio}/{self.name}"

    @property
    def current(self) -> ProductVersion:
        """The version that is launched."""
        return next(version for version in self.versions if version.state is VersionState.CURRENT)

    @property
    def is_project_template(self) -> bool:
        """Whether Studio shows it as a template of projects (SageMaker Developer Guide, Custom Project Templates)."""
        return self.definition.tags.get(STUDIO_VISIBILITY) == "true"

    @property
    def is_blueprint(self) -> bool:
        """Whether Control Tower customizes accounts with it, and nobody launches it."""
        return self.definition.blueprint is not None

    @property
    def launch_role_name(self) -> str:
        """The role that it is launched as, in every account: a portfolio's and a product's name have no underscore."""
        return launch_role_name(self.portfolio, self.name)


def launch_role_name(portfolio: str, product: str) -> str:
    """Return the name of a product's launch role."""
    return f"Launch_{portfolio}_{product}"
