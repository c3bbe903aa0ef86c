"""Permission sets, one folder for each: of the library, of the user's for all environments, and of one environment.

One of the same name stands in the place of those in the folders before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.stages import StageKind
from modules.aws_limits import (
    IAM_POLICY_NAME_LENGTH,
    PERMISSION_SET_DESCRIPTION_LENGTH,
    POLICIES_OF_A_PERMISSION_SET,
    RELAY_STATE_LENGTH,
)
from modules.identity.access_spec import ManagedPolicyName, SessionHours
from modules.identity.inline_document import Document, inline_document, statements
from modules.identity.stage_binding import faults_of_stages, name_in_stage
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.texts import Line, matching

LIBRARY = Path(__file__).parents[2] / "policies" / "permission_sets"
OWN_LIBRARY = LIBRARY.with_name("own_permission_sets")
"""The user's own for all environments, as `policies/own_guardrails` is: no new version of the library writes there."""

DESCRIPTION, INLINE_POLICY, SCENARIOS = "permission_set.yaml", "inline.json", "scenarios.yaml"

FILES = (DESCRIPTION, INLINE_POLICY, SCENARIOS)
"""The files of a permission set's folder."""

ADMINISTRATOR = "AdministratorAccess"
"""AWS's managed policy that allows everything."""

OWN = "permission_sets"
"""The folder of an environment's own permission sets."""

_OF_STAGES = "Allows nothing, and nobody has it: there is one for each stage, with the stage in its name."

_latin = matching(
    r"[\u0020-\u007E\u00A1-\u00FF]*",
    what="a permission set's description must have Latin letters and signs only",
    why="Identity Center takes U+0020 to U+007E and U+00A1 to U+00FF "
    "(IAM Identity Center API Reference, CreatePermissionSet)",
    fix="write it with those, a hyphen in the place of a dash",
)


class CustomerManagedPolicy(Spec):
    """A policy that every account with the permission set has, under the same name and path."""

    name: Annotated[
        str,
        AfterValidator(
            matching(
                rf"[\w+=,.@-]{{1,{IAM_POLICY_NAME_LENGTH.value}}}",
                what="a policy of the accounts' own must be given by its name",
                why=f"at most {IAM_POLICY_NAME_LENGTH}, letters, digits and _ + = , . @ -",
                fix="write the name without path or ARN, and the path beside it as `path`",
            )
        ),
    ]
    """Its name."""

    path: Annotated[
        str,
        AfterValidator(
            matching(
                r"/([!-.0-~]{1,}/)*",
                what="a policy's path must be one that IAM accepts",
                why="it begins and ends with a slash, and has no blanks (IAM API Reference, CreatePolicy)",
                fix="write it like /teams/",
            )
        ),
    ] = "/"
    """Its path: `/`, or one like `/teams/`."""


class PermissionsBoundary(Spec):
    """The most that a permission set can allow, whatever its policies say: one of AWS's policies, or one of ours."""

    managed_policy: ManagedPolicyName | None = None
    """A policy of AWS, by its name and path."""

    customer_managed_policy: CustomerManagedPolicy | None = None
    """A policy that the accounts have."""

    @model_validator(mode="after")
    def _is_one_policy(self) -> Self:
        if (self.managed_policy is None) == (self.customer_managed_policy is None):
            raise LandingZoneError(
                "a permissions boundary must be one policy",
                got="two" if self.managed_policy else "none",
                why="Identity Center takes a policy of AWS or one of the accounts' own",
                fix="write `managed_policy` or `customer_managed_policy`",
            )
        return self


class PermissionSetDescription(Spec):
    """What `permission_set.yaml` says."""

    description: Annotated[Line, AfterValidator(_latin)] | None = Field(
        default=None, min_length=1, max_length=PERMISSION_SET_DESCRIPTION_LENGTH.value
    )
    """What it is for, as people read it where they choose it."""

    for_whom: str = ""
    """Who should have it."""

    summary: str = ""
    """What it allows and what not, in words."""

    session_hours: SessionHours = 1
    """Hours until somebody signs in again; Identity Center takes one where nothing is said."""

    relay_state: str | None = Field(default=None, min_length=1, max_length=RELAY_STATE_LENGTH.value)
    """The address in the console that it opens at."""

    managed_policies: tuple[ManagedPolicyName, ...] = ()
    """Policies of AWS, by name, with the path where they have one: `job-function/Billing`."""

    customer_managed_policies: tuple[CustomerManagedPolicy, ...] = ()
    """Policies that the accounts have before it is assigned there."""

    permissions_boundary: PermissionsBoundary | None = None
    """The most that it can allow."""

    stages: dict[StageKind, Literal["all"] | tuple[str, ...]] | None = None
    """Where it is bound to the stage of the account that it is assigned in: which of its statements there are in a
    stage of each kind, by their Sids, or `all`. It is assigned nowhere else. Without it, it is the same everywhere."""

    break_glass: bool = False
    """Whether it is for emergencies only, so that nobody has it for good."""

    admitted_targets: dict[str, Line] = Field(default_factory=dict)
    """Targets of known ways to more (`policies/escalations/targets.yaml`) that give somebody with it nothing more, or
    that it is meant to reach, each with the reason."""

    sources: tuple[str, ...] = ()
    """Titles of the AWS pages that it is from."""

    @model_validator(mode="after")
    def _policies_fit_a_role(self) -> Self:
        count = len(self.managed_policies) + len(self.customer_managed_policies)
        if count > POLICIES_OF_A_PERMISSION_SET.value:
            raise LandingZoneError(
                "a permission set has too many policies",
                got=f"{count} policies",
                why=f"there are at most {POLICIES_OF_A_PERMISSION_SET}",
                fix="leave some out, or say it in the inline policy",
            )
        return self


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """One permission set of a library."""

    name: str
    description: PermissionSetDescription
    inline_policy: Document | None
    """As written, with placeholders."""
    library: Path = LIBRARY
    """The folder of permission sets that it is from."""
    stage: str | None = None
    """The stage that it is bound to."""
    base: str = ""
    """The name of its folder, where it is bound to a stage and may be called otherwise."""

    @property
    def folder(self) -> str:
        """The name of its folder, by which users name it."""
        return self.base or self.name

    @property
    def shown(self) -> str:
        """Its folder, as messages call it: `policies/permission_sets/Billing`."""
        return f"{shown_folder(self.library)}/{self.folder}"

    def bound_to(self, stage: str, kind: StageKind) -> PermissionSet:
        """Return it as it is in accounts of a stage: with the statements that it has there."""
        sids = (self.description.stages or {}).get(kind, ())
        policy = self.inline_policy
        if policy is not None and sids != "all":
            kept = [statement for statement in statements(policy) if statement.get("Sid") in sids]
            policy = {**policy, "Statement": kept} if kept else None
        return replace(self, name=name_in_stage(self.name, stage), inline_policy=policy, stage=stage, base=self.name)

    def without_stage(self) -> PermissionSet:
        """Return one that has its folder's name and allows nothing, whatever stages there are.

        Its name was assigned where it was not bound to stages yet, and AWS deletes no permission set that is assigned.
        """
        description = PermissionSetDescription(description=_OF_STAGES, session_hours=self.description.session_hours)
        return PermissionSet(self.folder, description, None, self.library)

    @property
    def is_administrator(self) -> bool:
        """Whether it allows everything."""
        return ADMINISTRATOR in self.description.managed_policies or any(
            statement["Effect"] == "Allow"
            and {"*", "*:*"} & set(_listed(statement.get("Action")))
            and "*" in _listed(statement.get("Resource"))
            and not statement.get("Condition")
            for statement in statements(self.inline_policy or {})
        )

    @property
    def attached_policies(self) -> int:
        """How many managed policies each role that is made of it has."""
        return len(self.description.managed_policies) + len(self.description.customer_managed_policies)

    @property
    def resources(self) -> int:
        """How many resources of Terraform it takes."""
        attached = (self.inline_policy, self.description.permissions_boundary)
        return 1 + self.attached_policies + sum(part is not None for part in attached)


@dataclass(frozen=True)
class PermissionSetLibrary:
    """All permission sets that an environment may name: those of the library, and the user's in the place of these."""

    own: tuple[Path, ...] = ()
    """The folders of the user's own: that of all environments, and that of this one alone."""

    @classmethod
    def with_own(cls, environment: Path | None) -> Self:
        """Return the library with the user's own, and with those of an environment's folder, where there are some."""
        folders = (OWN_LIBRARY, *([environment / OWN] if environment else []))
        return cls(tuple(folder for folder in folders if folder.is_dir()))

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Names of the user's own, in alphabetical order."""
        return tuple(sorted({name for folder in self.own for name in names(folder)}))

    @cached_property
    def folders(self) -> dict[str, Path]:
        """Where each permission set is described, by its name, in alphabetical order."""
        found = {name: shelf / name for shelf in (LIBRARY, *self.own) for name in names(shelf)}
        return dict(sorted(found.items()))

    def permission_set(self, name: str) -> PermissionSet:
        """Read one permission set.

        Raises:
            InvalidEnvironmentError: its files are not right; every problem with its line.

        """
        return permission_set(name, self.folders[name].parent)

    def kinds_of_stages(self, name: str) -> frozenset[StageKind] | None:
        """Tell for which kinds of stages a permission set is; nothing where it is bound to none, or not known."""
        stages = self.permission_set(name).description.stages if name in self.folders else None
        return None if stages is None else frozenset(stages)


def names(library: Path = LIBRARY) -> list[str]:
    """Names of all permission sets of a folder, in alphabetical order."""
    return sorted(path.parent.name for path in library.glob(f"*/{DESCRIPTION}"))


@cache
def permission_set(name: str, library: Path = LIBRARY) -> PermissionSet:
    """Read one permission set.

    Raises:
        InvalidEnvironmentError: its files are not right; every problem with its line.

    """
    folder, shown = library / name, f"{shown_folder(library)}/{name}"
    description, _ = read_data_file(
        folder / DESCRIPTION, PermissionSetDescription, shown=f"{shown}/{DESCRIPTION}", folder=shown
    )
    inline_policy = inline_document(folder / INLINE_POLICY, f"{shown}/{INLINE_POLICY}")
    for wrong in faults_of_stages(description.stages or {}, statements(inline_policy or {})):
        problem = Problem(f"{shown}/{DESCRIPTION}", 1, "stages", *wrong)
        raise InvalidEnvironmentError(shown, [problem], cross_checked=True)
    return PermissionSet(name, description, inline_policy, library)


def shown_folder(library: Path) -> str:
    """Call a folder of permission sets as messages do."""
    if library.parts[-3:-2] == ("environments",):
        return "/".join(library.parts[-3:])
    return f"policies/{OWN_LIBRARY.name if library == OWN_LIBRARY else 'permission_sets'}"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
