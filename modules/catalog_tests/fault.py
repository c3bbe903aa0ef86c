"""What is wrong with a version of a product, and in which column of the table it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modules.catalog.library.definition import LaunchTest, VersionState
from modules.catalog.library.product import Product, ProductVersion


class Column(StrEnum):
    """What is looked at."""

    LINT = "lint"
    """CloudFormation takes the template."""
    SCAN = "scan"
    """It makes nothing that checkov refuses, or that is not encrypted."""
    PARAMETERS = "parameters"
    """Networks, keys, roles and buckets come from parameters that blueprints publish."""
    GUARDRAILS = "guardrails"
    """No policy of the organization refuses what it creates."""
    LAUNCH_ROLE = "launch role"
    """The launch role may do all that the template needs, and nothing else."""
    LATER = "later work"
    """What it does once it is there, pipelines above all, may be done by what it works as."""
    LAUNCH = "launch"
    """It is provisioned in a member account on the emulator, and terminated."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version that is tested."""

    product: Product
    version: ProductVersion

    @property
    def name(self) -> str:
        """`analytics/athena-workgroup 1.0`."""
        return f"{self.product.key} {self.version.name}"

    @property
    def tests(self) -> tuple[LaunchTest, ...]:
        """The launches that test it: an older version has fewer parameters, and only those tests that have no others.

        Of the current version all of them count.
        """
        parameters = self.version.template.get("Parameters", {}).keys()
        is_current = self.version.state is VersionState.CURRENT
        return tuple(
            test
            for test in self.product.definition.tests
            if is_current or {*test.parameters, *test.changes} <= {*parameters}
        )

    def fits(self, zones: int) -> bool:
        """Whether it can be launched in an account whose network spreads over that many zones."""
        return zones >= self.product.definition.zones


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong."""

    version: str
    """The name of the candidate."""
    column: Column
    what: str
    """What is wrong, where: starts with the resource or the parameter."""


def candidates(products: tuple[Product, ...]) -> tuple[Candidate, ...]:
    """Return every version that can be launched: all that are not retired."""
    return tuple(
        Candidate(product, version)
        for product in products
        for version in product.versions
        if version.state is not VersionState.RETIRED
    )
