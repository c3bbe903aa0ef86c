"""What a user may say in `policies/across_accounts`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.across_accounts.kinds import FEATURE_CATALOG, FEATURE_GROUP, KINDS
from modules.across_accounts.lake_formation.asked_about import IN_CATALOGS
from modules.across_accounts.lake_formation.deciding import NEEDED
from modules.across_accounts.lake_formation.products import Tables
from modules.policy_evaluation.reading.layered_spec import LayeredScenarioSpec
from modules.policy_evaluation.reading.spec import PRINCIPALS
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import matching

EVERYBODY = "everybody"
"""Everybody with a permission set, in every kind of account, and every role that is defined in a member account."""

EXECUTION = "execution"
"""The role that the workspace works as which defines what is asked for."""

_KNOWN = (*KINDS, *IN_CATALOGS, FEATURE_CATALOG, FEATURE_GROUP)
"""Kinds of things that have no ARN in a scenario, by the word for each."""

PERMISSION_SET, ROLE = "permission-set ", "role "
"""What a principal begins with that is one of a permission set, or a role."""


class Layer(StrEnum):
    """What stands between a request and what it asks for."""

    GUARDRAILS = "guardrails"
    """Service and resource control policies."""
    IDENTITY = "identity"
    """The principal's own policies: they say nothing of the request, or deny it. Without them it may do everything."""
    BOUNDARY = "boundary"
    """The principal's permissions boundary."""
    RESOURCE = "resource"
    """The policy of what is asked for: a bucket's, a key's, the trust of a role."""
    GRANTS = "grants"
    """What Lake Formation grants, of databases, tables and LF-Tags of a catalog that it governs."""


class AcrossScenarioSpec(LayeredScenarioSpec[Layer]):
    """Requests to something with a policy of its own, that must come out alike."""

    principal: Annotated[
        str,
        AfterValidator(
            matching(
                rf"{EVERYBODY}|{EXECUTION}|{'|'.join(PRINCIPALS)}|(role/|user/|{PERMISSION_SET}|{ROLE})[\w+=,.@/*{{}}-]+",
                what="the principal is unknown",
                why=f"known are {', '.join((EVERYBODY, EXECUTION, *PRINCIPALS))}, `permission-set NAME`, `role GLOB`",
                fix="write one of these, for example permission-set DataScientist or role teams/*/SageMakerExecution",
            )
        ),
    ]
    """Who asks: somebody with a permission set, a role that is synthesized (by path and name), everybody, or who asks
    in scenarios of guardrails."""

    but: tuple[str, ...] = ()
    """Of everybody, who does not ask: permission sets, and roles by path and name, as globs."""

    account: str | None = Field(default=None, alias="in", min_length=1)
    """The account of who asks: a function, or a function and a kind of stage (`team/dev`). Left out: any."""

    every: bool = False
    """Whether somebody asks in every such account, and not in the first alone. `everybody` does in any case."""

    resource: str = Field(min_length=1)
    """What it is asked of: `bucket`, `key`, `role` and so on; `database`, `table` and `lf-tag` of data lakes; or the
    ARN of what has no policy of its own, such as a job, with placeholders of its account, and `*` where the action
    works on nothing that has an ARN."""

    named: str = "*"
    """A glob of its name; of a key, of its alias; of what is shared, of the share that does; of a table, of its
    database; `products/*` are LF-Tags that the environment describes, `library/*` the others. `{{team}}` and
    `{{stage}}` are those of its account, `{{asking_team}}` is the team of who asks, and `{{other_team}}` is not."""

    of: str = "own"
    """The account that it is in: `own` is that of who asks; otherwise a function, as above, with `other-` before it
    where it is another account, and another team's where it is a team's."""

    cleared_for: Literal["dev", "test", "prod", "stage"] | None = None
    """The stage up to which a person may work, `dev` by default; `stage` is that of the person's account."""

    opened: bool = False
    """Whether its policy is read as if it admitted everybody, too: what its denials hold by themselves."""

    tables: Tables | None = None
    """Which tables are asked for, by the LF-Tags that they carry: those of products that are `granted` to the account
    of who asks, the `others`, or `any`."""

    stored_in: str | None = Field(default=None, min_length=1)
    """A glob of the bucket that the data of the tables is in."""

    passing_on: Literal["DESCRIBE", "SELECT"] | None = None
    """What is granted to somebody else, where the action is `lakeformation:GrantPermissions`."""

    @property
    def is_by_arn(self) -> bool:
        """Whether it is asked of something that has no policy of its own."""
        return self.resource == "*" or self.resource.startswith("arn:")

    @model_validator(mode="after")
    def _asks_of_something_known(self) -> Self:
        if not (self.is_by_arn or self.resource in _KNOWN):
            raise LandingZoneError(
                "there is no such kind of thing to ask for",
                got=self.resource,
                why=f"known are {', '.join(_KNOWN)}",
                fix="write one of these, or the ARN of what has no policy of its own",
                path=("resource",),
            )
        return self

    @model_validator(mode="after")
    def _asks_lake_formation_what_it_decides(self) -> Self:
        on = IN_CATALOGS.get(self.resource)
        unknown = [action for action in self.actions if on is not None and (action, on) not in NEEDED]
        if unknown:
            raise LandingZoneError(
                "what an action needs of Lake Formation must be known",
                got=f"{', '.join(unknown)} on {self.resource}",
                why="grants decide about it, beside what IAM says",
                fix="write one of the actions of NEEDED in modules/across_accounts/lake_formation/deciding.py",
                path=("action",),
            )
        return self

    @model_validator(mode="after")
    def _leaves_out_some_of_everybody(self) -> Self:
        if self.but and self.principal != EVERYBODY:
            raise LandingZoneError(
                "only of everybody somebody must be left out",
                got=f"but: {', '.join(self.but)} of {self.principal}",
                why="who asks otherwise is named",
                fix=f"write principal: {EVERYBODY}, or leave `but` out",
                path=("but",),
            )
        return self


class AcrossScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[AcrossScenarioSpec, ...] = Field(min_length=1)
    """Every scenario about one thing."""
