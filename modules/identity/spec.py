"""What a user may say about who gets in: groups, people and their access. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.spec import Function, PersonSpec
from modules.accounts.stages import StageName
from modules.aws_limits import GROUP_NAME_LENGTH, PERMISSION_SET_NAME_LENGTH, SESSION_LONGEST, SESSION_SHORTEST
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, Name, Spec, TagKey
from modules.specification.pattern import pattern_of
from modules.specification.texts import Line, matching, not_of_every_object


class IdentitySource(StrEnum):
    """Where people and groups come from."""

    BUILT_IN = "built-in"
    EXTERNAL = "external"


PermissionSetName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"[A-Za-z][\w+=,@-]{{0,{PERMISSION_SET_NAME_LENGTH.value - 1}}}",
            what="a permission set's name must be one that Identity Center accepts",
            why=f"at most {PERMISSION_SET_NAME_LENGTH}; a letter first, then letters, digits and _ + = , @ -, "
            "since the name becomes a Terraform address",
            fix="write it like DataScientist",
        )
    ),
    Field(examples=["DataScientist"]),
]
"""`DataScientist`: a folder of `policies/permission_sets`."""

GroupName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z][\w-]{0,127}",
            what="a group's key must be a plain word",
            why="it becomes a Terraform address, so a letter comes first, then at most 127 letters, digits, _ and -",
            fix="write it like AWSNetworkAdmins; a group that is called otherwise in the directory has a `name`",
        )
    ),
    AfterValidator(not_of_every_object),
    Field(examples=["AWSNetworkAdmins"]),
]
"""`AWSNetworkAdmins`: a group's key, which is its name where no other is given."""

DisplayName = Annotated[Line, Field(min_length=1, max_length=GROUP_NAME_LENGTH.value)]

SessionHours = Annotated[int, Field(ge=SESSION_SHORTEST.value, le=SESSION_LONGEST.value)]
"""Hours until somebody signs in again; AWS takes 1 to 12."""


class AccessSpec(Spec):
    """One permission set, and the accounts in which a group has it."""

    permission_set: PermissionSetName
    """What the group may do: a folder of `policies/permission_sets`."""

    accounts: tuple[AccountKey, ...] = ()
    """Accounts by their names. `management` is named here or not at all."""

    functions: tuple[Function, ...] = ()
    """Every account with one of these functions, those that are added later included."""

    stages: tuple[StageName, ...] = ()
    """Of the accounts with the function `team` or `workload`, those of these stages; by default all of them."""

    production: bool = False
    """Of the accounts with the function `team` or `workload`, those that count as production only."""

    everywhere: bool = False
    """Every account but the management account."""

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if not (self.accounts or self.functions or self.everywhere):
            raise LandingZoneError(
                "access must say in which accounts it holds",
                got=f"permission_set: {self.permission_set} alone",
                why="a permission set is assigned in accounts",
                fix="add `accounts`, `functions` or `everywhere: true`",
                path=("permission_set",),
            )
        return self

    @model_validator(mode="after")
    def _stages_are_of_accounts_that_have_one(self) -> Self:
        if (self.stages or self.production) and not {Function.TEAM, Function.WORKLOAD} & set(self.functions):
            key = "stages" if self.stages else "production"
            raise LandingZoneError(
                "stages must be given for accounts of teams and for workloads only",
                got=f"{key} without the function team or workload",
                why=f"`{key}` says which of the accounts with these functions are meant",
                fix=f"add team or workload to `functions`, or remove `{key}`",
                path=(key,),
            )
        return self

    @model_validator(mode="after")
    def _names_the_management_account(self) -> Self:
        if Function.MANAGEMENT in self.functions:
            raise LandingZoneError(
                "the management account must be named, not found by its function",
                got="functions with management",
                why="no guardrail holds there, so access to it is written where nobody overlooks it",
                fix="write `accounts: [management]`",
                path=("functions",),
            )
        return self


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
    there (SCIM), and they are looked up by name."""

    team_group_name: Annotated[Line, AfterValidator(pattern_of("team", "group")), AfterValidator(_names_both)] = (
        "{team}-{group}"
    )
    """What a team's group is called in the directory."""

    groups: dict[GroupName, GroupSpec] = Field(default_factory=dict)
    """Platform-wide groups, beside those of the library or in place of the one with the same key
    (docs/reference/access.md lists them)."""

    without_groups: tuple[GroupName, ...] = ()
    """Platform-wide groups of the library that this environment does not have."""

    team_groups: dict[GroupName, TeamGroupSpec] = Field(default_factory=dict)
    """Groups of every team, beside `TeamLead`, `DataScientists`, `MLEngineers` and `DataEngineers`, or changes of
    these, stage by stage."""

    teams: dict[Name, dict[GroupName, dict[StageName, tuple[PermissionSetName, ...]]]] = Field(default_factory=dict)
    """Where one team differs from the others: permission sets by team, group and stage."""

    permission_sets: dict[PermissionSetName, PermissionSetSpec] = Field(default_factory=dict)
    """Overrides of the library's permission sets, by name."""

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
