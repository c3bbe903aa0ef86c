"""What is to be known of each type of resource that products make, and of each type of a pipeline's step.

`policies/product_resources.yaml` and `policies/pipeline_steps.yaml` say it, and of types that the library does not know
a file of the portfolio that has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from modules.catalog.library.library import portfolio_folder, portfolios
from modules.policy_evaluation.creating.spec import CreateSpec
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec

FILE = Path(__file__).parents[2] / "policies" / "product_resources.yaml"
OF_A_PORTFOLIO = "resource_types.yaml"
"""The file of a portfolio with types that the library does not know; it goes with the portfolio."""
STEPS = FILE.with_name("pipeline_steps.yaml")


class NotAskedSpec(Spec):
    """Actions that the type's handlers list, and that are not asked for where the template does not need them."""

    actions: tuple[str, ...] = Field(min_length=1)
    """The actions, as the registry writes them."""

    without: tuple[str, ...] = ()
    """Properties that need them: they are asked for where the template has any of these. Empty: they never are."""

    why: str = Field(min_length=1)
    """Why they are not needed, and where that is known from."""


class ResourceTypeSpec(Spec):
    """What is known of one type of CloudFormation."""

    creates: CreateSpec
    """The requests that create it, as the organization's policies see them; arguments are properties. `Ref` returns the
    property that it is `named` by; of a type whose ids the service makes, that is one that it has not."""

    kinds: tuple[str, ...] = ()
    """The kinds of resource that it is, in IAM's words, where creating it works on more, or on none."""

    encrypted_by: tuple[str, ...] = ()
    """Properties that must be there, so that it is encrypted with a key of the team; dots lead into blocks."""

    unencrypted: str = ""
    """Why none is needed."""

    accepted: Mapping[str, str] = Field(default_factory=dict)
    """Checks of checkov that say nothing of the type as products make it, by id, with the reason."""

    keeps_secret: str = ""
    """The property by whose value Redshift calls the secret that it keeps a password in."""

    not_asked: tuple[NotAskedSpec, ...] = ()
    """What its handlers list and the launch role need not have."""

    also: tuple[str, ...] = ()
    """Actions that are needed besides: of a resource those that its handlers do not list, of a step those that its role
    asks for on the places, keys, images and roles that it names."""

    @model_validator(mode="after")
    def _is_encrypted_or_says_why(self) -> Self:
        if bool(self.encrypted_by) == bool(self.unencrypted):
            raise LandingZoneError(
                "a type must say what encrypts it, or why nothing does",
                got="both" if self.unencrypted else "neither",
                why="checkov knows few types of CloudFormation, and says nothing of the others",
                fix="write `encrypted_by` or `unencrypted`",
            )
        return self


class ResourceTypesSpec(Spec):
    """The whole file."""

    types: Mapping[str, ResourceTypeSpec]
    """By type: `AWS::Athena::WorkGroup`."""


class StepTypesSpec(Spec):
    """The whole file of steps."""

    steps: Mapping[str, ResourceTypeSpec]
    """By type: `Processing`. Arguments are those of the step."""


@cache
def resource_types() -> Mapping[str, ResourceTypeSpec]:
    """Read what is known of resource types, to the library and to portfolios.

    Raises:
        InvalidEnvironmentError: a file is not right.
        LandingZoneError: a portfolio says of a type something else than the library or another portfolio.

    """
    known = dict(read_data_file(FILE, ResourceTypesSpec, shown=f"policies/{FILE.name}", folder="policies")[0].types)
    for portfolio in portfolios():
        path = portfolio_folder(portfolio) / OF_A_PORTFOLIO
        for kind, spec in (_types_of(path) if path.is_file() else {}).items():
            if known.setdefault(kind, spec) != spec:
                raise LandingZoneError(
                    "a type of resource must be described once",
                    got=f"{kind}, in {portfolio}/{OF_A_PORTFOLIO}",
                    why=f"policies/{FILE.name} or another portfolio says something else of it",
                    fix="leave it out there",
                )
    return known


def _types_of(path: Path) -> Mapping[str, ResourceTypeSpec]:
    folder = f"{path.parent.parent.name}/{path.parent.name}"
    return read_data_file(path, ResourceTypesSpec, shown=f"{folder}/{path.name}", folder=folder)[0].types


@cache
def step_types() -> Mapping[str, ResourceTypeSpec]:
    """Read what is known of the steps of pipelines.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    return read_data_file(STEPS, StepTypesSpec, shown=f"policies/{STEPS.name}", folder="policies")[0].steps


def property_of(properties: Any, path: str) -> Any:
    """Return a property; dots lead into blocks, of lists the first item counts. Nothing where there is none."""
    for key in path.split("."):
        properties = properties[0] if isinstance(properties, list) and properties else properties
        properties = properties.get(key) if isinstance(properties, Mapping) else None
    return properties
