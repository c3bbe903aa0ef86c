"""What a user may say about access: in which accounts a group has a permission set, and what of it is accepted."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.spec import Function
from modules.accounts.stages import StageName
from modules.aws_limits import IAM_POLICY_NAME_LENGTH, PERMISSION_SET_NAME_LENGTH, SESSION_LONGEST, SESSION_SHORTEST
from modules.specification.acceptance import Day, Sentence
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, Spec
from modules.specification.texts import UnitPath, matching, not_of_every_object

refuse_illegal_name = matching(
    rf"[A-Za-z][\w+=,@-]{{0,{PERMISSION_SET_NAME_LENGTH.value - 1}}}",
    what="a permission set's name must be one that Identity Center accepts",
    why=f"at most {PERMISSION_SET_NAME_LENGTH}; a letter first, then letters, digits and _ + = , @ -, "
    "since the name becomes a Terraform address",
    fix="write it like DataScientist",
)
"""Refuse what cannot be a permission set's name."""

PermissionSetName = Annotated[str, AfterValidator(refuse_illegal_name), Field(examples=["DataScientist"])]
"""`DataScientist`: a folder of `policies/permission_sets`, `policies/own_permission_sets`, or of the environment's own
`permission_sets`."""

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

ManagedPolicyName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"([\w-]+/)*[\w+=,.@-]{{1,{IAM_POLICY_NAME_LENGTH.value}}}",
            what="a policy of AWS must be given by its name",
            why=f"at most {IAM_POLICY_NAME_LENGTH}, letters, digits and _ + = , . @ -, and before it the path, where "
            "it has one",
            fix="write it as in its ARN behind policy/, for example job-function/Billing",
        )
    ),
    Field(examples=["job-function/Billing"]),
]
"""`job-function/Billing`: a policy of AWS, as its ARN has it behind `policy/`."""

SessionHours = Annotated[int, Field(ge=SESSION_SHORTEST.value, le=SESSION_LONGEST.value)]
"""Hours until somebody signs in again; AWS takes 1 to 12."""

_STAGED = frozenset({Function.TEAM, Function.WORKLOAD})
"""Functions of accounts that have a stage."""


class PlacesSpec(Spec):
    """Accounts, by what they are called, what they are for, or where they are."""

    accounts: tuple[AccountKey, ...] = ()
    """Accounts by their names. `management` is named here or not at all."""

    functions: tuple[Function, ...] = ()
    """Every account with one of these functions, those that are added later included."""

    units: tuple[UnitPath, ...] = ()
    """Every account in one of these organizational units or anywhere below, those that are added later included:
    `Workloads/Retail`. Beside `functions`: of these accounts, those with one of the functions."""

    stages: tuple[StageName, ...] = ()
    """Of the accounts that `functions` find, those of teams and workloads of these stages only. Of the accounts that
    `units` and `everywhere` find, those of these stages alone. By default all of them."""

    production: bool = False
    """The same, with those that count as production only."""

    everywhere: bool = False
    """Every account but the management account."""

    @property
    def says_where(self) -> bool:
        """Whether it names any."""
        return bool(self.accounts or self.functions or self.units or self.everywhere)

    @model_validator(mode="after")
    def _stages_are_of_accounts_that_have_some(self) -> Self:
        narrows = self.everywhere or self.units or set(self.functions) & _STAGED
        key = "stages" if self.stages else "production"
        if (self.stages or self.production) and not narrows:
            raise LandingZoneError(
                "stages must be given for accounts that have some",
                got=f"{key} for {', '.join([*self.accounts, *self.functions]) or 'none'}",
                why=f"`{key}` says which are meant of those that `units`, `everywhere` or functions such as team find",
                fix=f"add `units`, or team or workload in `functions`, or remove `{key}`",
                path=(key,),
            )
        return self

    @model_validator(mode="after")
    def _units_narrow_what_is_not_everywhere(self) -> Self:
        if self.everywhere and self.units:
            raise LandingZoneError(
                "access must hold everywhere or in units, not both",
                got=f"everywhere: true, units: {', '.join(self.units)}",
                why="everywhere has the accounts of every unit",
                fix="remove one of the two",
                path=("units",),
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


class AccessSpec(PlacesSpec):
    """One permission set, and the accounts in which a group has it."""

    permission_set: PermissionSetName
    """What the group may do: a folder of `policies/permission_sets`, of `policies/own_permission_sets`, or of
    `permission_sets` beside this file."""

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if not self.says_where:
            raise LandingZoneError(
                "access must say in which accounts it holds",
                got=f"permission_set: {self.permission_set} alone",
                why="a permission set is assigned in accounts",
                fix="add `accounts`, `functions`, `units` or `everywhere: true`",
                path=("permission_set",),
            )
        return self


class AcceptedAdministratorSpec(PlacesSpec):
    """A group that administers production for good, accepted until a day; where no accounts are said, in all."""

    group: GroupName
    """The group's key; of teams' groups, the one of every team: `TeamLead`."""

    permission_set: PermissionSetName
    """The permission set that allows everything."""

    reason: Sentence
    """Why it does no harm, or what else there is against it."""

    owner: Sentence
    """Who answers for it."""

    expires: Day
    """The last day on which it counts, as YYYY-MM-DD; at most a year ahead."""
