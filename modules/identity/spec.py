"""What a user may say about who gets in: groups, people and their access. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Discriminator, Field, GetCoreSchemaHandler, Tag, model_validator
from pydantic_core import CoreSchema, core_schema

from modules.accounts.person_spec import PersonSpec
from modules.accounts.stages import StageName
from modules.aws_limits import GROUP_NAME_LENGTH
from modules.identity.access_spec import (
    AcceptedAdministratorSpec,
    AccessSpec,
    GroupName,
    ManagedPolicyName,
    PermissionSetName,
    PlacesSpec,
    SessionHours,
)
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, Name, Spec, TagKey
from modules.specification.pattern import pattern_of
from modules.specification.texts import Line, matching


class IdentitySource(StrEnum):
    """Where people and groups come from."""

    BUILT_IN = "built-in"
    EXTERNAL = "external"
    NONE = "none"


DisplayName = Annotated[Line, Field(min_length=1, max_length=GROUP_NAME_LENGTH.value)]


class GroupSpec(Spec):
    """A group of people whose access is the whole platform's business, not one team's."""

    description: Line = Field(min_length=1, max_length=GROUP_NAME_LENGTH.value)
    """Who is in it."""

    name: DisplayName | None = None
    """Its name in the directory, where it is not the key."""

    exists: bool = False
    """Whether something else made it, so that it is looked up by its name. Every group of an identity provider is."""

    access: tuple[AccessSpec, ...] = ()
    """What its members may do where."""


TeamGroupDescription = Annotated[
    Line, AfterValidator(pattern_of("team")), Field(min_length=1, max_length=GROUP_NAME_LENGTH.value)
]


class TeamGroupSpec(Spec):
    """A group that every team has."""

    description: TeamGroupDescription | None = None
    """Who is in it; `{team}` becomes the team's name."""

    permission_sets: dict[StageName, tuple[PermissionSetName, ...]] = Field(default_factory=dict)
    """What its members may do in the team's account of each stage. A stage that is left out stays as it is."""


class PermissionSetSpec(Spec):
    """What an environment says of a permission set beside its folder in `policies/permission_sets`."""

    session_hours: SessionHours
    """Hours until somebody who works with it signs in again, 1 to 12."""


class UserSpec(PersonSpec):
    """A person in Identity Center's own directory. The address is the name to sign in with."""

    groups: tuple[DisplayName, ...] = ()
    """Groups that the person is in, by name: `AWSBilling`, `fraud-DataScientists`."""

    team: Name | None = None
    """The team that the person works for: the session attribute `Team`."""

    stage: StageName | None = None
    """The stage up to which the person may work, one of `stages`: the session attribute `Stage`. By default `dev`, or
    the first stage that is no production."""


AttributePath = Annotated[
    str,
    AfterValidator(
        matching(
            r"""[\w.]+(\[\w+ eq [\w"]+\][\w.]*)?""",
            what="a session attribute must come from an attribute of people in the directory",
            why="Identity Center reads it from the person's entry at every sign-in "
            "(IAM Identity Center User Guide, Attributes for access control)",
            fix="write the path without ${path:}, for example enterprise.department",
        )
    ),
    Field(examples=["enterprise.department"]),
]
"""`enterprise.department`: an attribute of people in the directory."""


_all = matching(
    "all",
    what="groups that are left out must be a list, or all",
    why="`all` stands for every group of the library",
    fix="write all, or a list such as [AWSBreakGlass]",
)

Without = Annotated[
    Annotated[tuple[GroupName, ...], Tag("list")] | Annotated[str, AfterValidator(_all), Tag("word")],
    Discriminator(lambda value: "word" if isinstance(value, str) else "list"),
]
"""Groups of the library that there are not: some by their keys, or `all`."""


def _names_both(text: str) -> str:
    if "{team}" not in text or "{group}" not in text:
        raise LandingZoneError(
            "the pattern of team groups' names must have a place for the team and one for the group",
            got=text or "an empty text",
            why="every team has every group, and a directory takes each name once",
            fix='write it like "{team}-{group}"',
        )
    return text


class IdentitySpec(Spec):
    """Who gets in: IAM Identity Center's groups, permission sets and assignments."""

    source: IdentitySource = IdentitySource.BUILT_IN
    """`built-in`: groups are made in Identity Center's own directory. `external`: an identity provider pushes them
    there (SCIM), and they are looked up by name. `none`: Identity Center is not managed here, which `identity: none`
    says as well; nobody's access is made, kept or proved then."""

    team_group_name: Annotated[Line, AfterValidator(pattern_of("team", "group")), AfterValidator(_names_both)] = (
        "{team}-{group}"
    )
    """What a team's group is called in the directory."""

    groups: dict[GroupName, GroupSpec] = Field(default_factory=dict)
    """Platform-wide groups, beside those of the library or in place of the one with the same key
    (docs/reference/access.md lists them). Written out as `{}` it says that there are none at all."""

    without_groups: Without = ()
    """Platform-wide groups of the library that this environment does not have, or `all`: then there are those alone
    that `groups` lists. Without AWSBreakGlass nobody gets into an account when all other ways in are lost, but its
    root user."""

    team_groups: dict[GroupName, TeamGroupSpec] = Field(default_factory=dict)
    """Groups of every team, beside `TeamLead`, `DataScientists`, `MLEngineers` and `DataEngineers`, or changes of
    these, stage by stage. Written out as `{}` it says that teams have no groups of their own."""

    without_team_groups: Without = ()
    """Groups of the library that no team has, or `all`: then there are those alone that `team_groups` lists. Without
    any, nobody gets into a team's accounts but the platform's groups."""

    teams: dict[Name, dict[GroupName, dict[StageName, tuple[PermissionSetName, ...]]]] = Field(default_factory=dict)
    """Where one team differs from the others: permission sets by team, group and stage."""

    permission_sets: dict[PermissionSetName, PermissionSetSpec] = Field(default_factory=dict)
    """Overrides of the library's permission sets, by name."""

    newer_managed_policies: tuple[ManagedPolicyName, ...] = ()
    """Policies of AWS that are newer than policies/aws_managed_policies.json, by name, with the path where they have
    one. What they allow is not proved."""

    accepted_administrators: tuple[AcceptedAdministratorSpec, ...] = ()
    """Groups that administer production for good, each accepted until a day."""

    assignment_workspaces: int | None = Field(default=None, ge=1, le=64)
    """Workspaces over which the assignments outside teams and sandboxes are spread, 1 to 64; with 1 they are in
    `identity`. By default as many as are needed to keep each small, so that an environment that grows moves
    assignments between states, and whoever has them is out for a moment: write the number that `validate` shows."""

    management_account_groups: tuple[GroupName, ...] = (
        "AWSControlTowerAdmins",
        "AWSBilling",
        "AWSBreakGlassApprovers",
    )
    """The only groups that may have access to the management account."""

    attributes: dict[TagKey, AttributePath] = Field(default_factory=dict)
    """Where the session attributes `Team`, `Stage`, `CostCenter` and `UserName` come from, where it is not from the
    attributes that docs/how-to/connect-an-identity-provider.md names; others beside them."""

    users: dict[Name, UserSpec] = Field(default_factory=dict)
    """People in Identity Center's own directory, for environments without an identity provider."""

    delegated_administrator: AccountKey | None = None
    """The account that administers access to teams and sandboxes in the place of the management account."""

    @model_validator(mode="after")
    def _a_provider_brings_its_people(self) -> Self:
        if self.users and self.source is IdentitySource.EXTERNAL:
            raise LandingZoneError(
                "people must come from the identity provider",
                got=f"users: {', '.join(self.users)}",
                why="with an external source the directory holds what the provider pushes, and nothing else",
                fix="remove `users`, or write source: built-in",
                path=("users",),
            )
        return self

    @model_validator(mode="after")
    def _says_nothing_where_nothing_is_managed(self) -> Self:
        other = sorted(self.model_fields_set - {"source"})
        if self.source is IdentitySource.NONE and other:
            raise LandingZoneError(
                "an environment that does not manage Identity Center must say nothing else of it",
                got=f"source: none, and {', '.join(other)}",
                why="nothing would come of it",
                fix="remove the rest, or write source: built-in or external",
                path=("source",),
            )
        return self

    @property
    def is_managed(self) -> bool:
        """Whether groups, permission sets and assignments are made here."""
        return self.source is not IdentitySource.NONE

    def places(self) -> Iterator[tuple[tuple[str | int, ...], PlacesSpec]]:
        """Give everything that says where something holds, with its path in an environment."""
        for key, group in self.groups.items():
            for index, access in enumerate(group.access):
                yield ("identity", "groups", key, "access", index), access
        for index, accepted in enumerate(self.accepted_administrators):
            yield ("identity", "accepted_administrators", index), accepted

    @property
    def left_out_groups(self) -> Without:
        """The library's platform-wide groups that there are not; `groups: {}` leaves out all."""
        return "all" if "groups" in self.model_fields_set and not self.groups else self.without_groups

    @property
    def left_out_team_groups(self) -> Without:
        """The library's groups of teams that there are not; `team_groups: {}` leaves out all."""
        return "all" if "team_groups" in self.model_fields_set and not self.team_groups else self.without_team_groups


class _OrNone:
    """Lets a section be the word `none` as well. A validator before the model's own would make lists of its tuples."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        word = core_schema.literal_schema(["none"])
        return core_schema.tagged_union_schema(
            {"none": core_schema.no_info_after_validator_function(_not_managed, word), "written": handler(source)},
            discriminator=lambda value: "none" if value == "none" else "written",
        )


def _not_managed(_: str) -> IdentitySpec:
    return IdentitySpec(source=IdentitySource.NONE)


IdentitySection = Annotated[IdentitySpec, _OrNone()]
"""The section `identity`, or `none`: the same as `source: none`."""
