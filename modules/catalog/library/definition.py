"""What the `product.yaml` of a product says: what it is, its versions, who launches it, and as what. No cdktf here."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.spec import Connectivity
from modules.catalog.library.launch_statement import Action, LaunchStatement, WithPlaceholders
from modules.catalog.library.rules import RuleDefinition
from modules.organization.spec import FoundationalUnit
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec, TagKey, TagValue
from modules.specification.texts import Line, Word, matching

_VERSION = re.compile(r"\bv?\d+\.\d+", re.IGNORECASE)


def _without_version(text: str) -> str:
    if found := _VERSION.search(text):
        raise LandingZoneError(
            "a product's title must not name a version",
            got=found[0],
            why="all versions are versions of one product, so that who has an old one can update it",
            fix="leave it out; versions have names of their own",
        )
    return text


VersionName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[1-9][0-9]{0,3}\.(?:0|[1-9][0-9]{0,3})",
            what="a version's name must be two numbers with a dot between",
            why="it is the name of a folder, and of what people choose in the portal",
            fix='write it in quotes, like "1.0"',
        )
    ),
    Field(examples=["1.0"]),
]
"""`"1.0"`: a version, and the name of its folder."""


class VersionState(StrEnum):
    """Where a version is in its life."""

    CURRENT = "current"
    """What is launched."""
    DEPRECATED = "deprecated"
    """Can be launched no more by who begins; what was launched stays, and can be changed."""
    RETIRED = "retired"
    """Inactive: nothing can be launched from it or changed to it."""


class VersionDefinition(Spec):
    """A version of a product: a folder with its template."""

    name: VersionName
    """Its name, and that of its folder."""

    description: Line = Field(min_length=1, max_length=500)
    """What is new in it."""

    state: VersionState
    """`current` for the newest that is launched, `deprecated` or `retired` for older ones."""


class SupportSpec(Spec):
    """Where somebody who launched it asks."""

    description: Line = Field(default="", max_length=500)
    """What to ask, and whom."""

    email: Word = Field(default="", max_length=254)
    """An address."""

    url: Word = Field(default="", max_length=1000)
    """A page."""


class LaunchTest(Spec):
    """A launch that is tried by `catalog test`."""

    name: Line = Field(min_length=1)
    """What it shows, as a sentence."""

    parameters: dict[str, str] = Field(default_factory=dict)
    """What whoever launches it fills in; all else has its default."""

    changes: dict[str, str] = Field(default_factory=dict)
    """What is filled in otherwise when it is updated after that; each product has a test that changes something."""

    creates: dict[Word, Annotated[int, Field(ge=0)]] = Field(min_length=1)
    """How many resources there are afterwards, by CloudFormation's type."""


class LaterWork(Spec):
    """Something that is done once the product is there, by a role that services work as for the team.

    Steps of its pipelines are read from its template, and are not said here.
    """

    name: Line = Field(min_length=1)
    """What is done, as a sentence."""

    role: Word = Field(examples=["SageMakerExecution"])
    """The role, by its name."""

    action: Action
    """What it asks for."""

    resource: tuple[WithPlaceholders, ...] = Field(min_length=1)
    """ARNs."""

    context: dict[str, WithPlaceholders] = Field(default_factory=dict)
    """Condition keys of the request, with their values."""


class BlueprintDefinition(Spec):
    """Of a product that Control Tower customizes accounts with, and that nobody launches."""

    connectivity: Annotated[Connectivity, Field(strict=False)]
    """`corporate` where its VPC is for the corporate network, `internet` where it has its own way out."""

    units: tuple[Annotated[FoundationalUnit, Field(strict=False)], ...] = Field(min_length=1)
    """The library's organizational units whose accounts take it, those of units below included."""


class ProductDefinition(Spec):
    """What `product.yaml` says."""

    title: Annotated[Line, AfterValidator(_without_version)] = Field(
        min_length=1, max_length=100, examples=["Athena workgroup"]
    )
    """What the portal calls it; never with a version."""

    description: Line = Field(min_length=1, max_length=1000)
    """What one gets, in a sentence or two."""

    owner: Line = Field(min_length=1, max_length=200)
    """Who keeps it right."""

    support: SupportSpec = Field(default_factory=SupportSpec)
    """Where to ask."""

    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags of the product itself. SageMaker Studio shows those with `sagemaker:studio-visibility: "true"`."""

    versions: tuple[VersionDefinition, ...] = Field(min_length=1)
    """From the oldest to the newest."""

    blueprint: BlueprintDefinition | None = None
    """Where it is a blueprint of accounts. Control Tower shares it, and it works as a role of Control Tower's."""

    zones: int = Field(default=1, ge=1, le=3)
    """Over how many Availability Zones the account's network must spread, where AWS launches it in no fewer."""

    launch: tuple[LaunchStatement, ...] = ()
    """What the launch role may do beside what every launch role may."""

    rules: tuple[RuleDefinition, ...] = ()
    """What whoever launches it may not fill in together."""

    later: tuple[LaterWork, ...] = ()
    """What is done once it is there: `catalog test` evaluates it."""

    tests: tuple[LaunchTest, ...] = Field(min_length=1)
    """Launches that are tried."""

    @model_validator(mode="after")
    def _is_launched_or_a_blueprint(self) -> Self:
        if self.blueprint and self.launch:
            raise LandingZoneError(
                "a blueprint must have no launch role",
                got=f"{len(self.launch)} statements for one",
                why="Control Tower makes the role that a blueprint works as, in each account that it customizes",
                fix="remove `launch`",
                path=("launch",),
            )
        if self.blueprint and self.rules:
            raise LandingZoneError(
                "a blueprint must have no rules",
                got=", ".join(rule.name for rule in self.rules),
                why="rules hold in the portfolio that they are made in, and Control Tower makes one of its own",
                fix="write `AllowedValues` or `Rules` in its template",
                path=("rules",),
            )
        if len({rule.name for rule in self.rules}) < len(self.rules):
            raise LandingZoneError(
                "two rules must not have one name",
                got=", ".join(rule.name for rule in self.rules),
                why="Service Catalog would keep the last of them",
                fix="call one of them otherwise",
                path=("rules",),
            )
        return self

    @model_validator(mode="after")
    def _has_right_versions(self) -> Self:
        names = [version.name for version in self.versions]
        if names != sorted({*names}, key=_numbers):
            raise LandingZoneError(
                "versions must stand from the oldest to the newest, each once",
                got=", ".join(names),
                why="whoever reads them sees what became of which",
                fix=f"write them as {', '.join(sorted({*names}, key=_numbers))}",
                path=("versions",),
            )
        current = [version.name for version in self.versions if version.state is VersionState.CURRENT]
        if len(current) != 1:
            raise LandingZoneError(
                "a product must have one current version",
                got=", ".join(current) or "none",
                why="it is what somebody gets who launches the product without a choice",
                fix="write `state: current` for one of them, and `deprecated` or `retired` for the others",
                path=("versions",),
            )
        return self


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
