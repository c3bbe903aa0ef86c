"""People who work with a permission set in an account, and their requests as AWS sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from modules.access.managed_policies import is_known, managed_policy
from modules.access.permission_sets import SynthesizedPermissionSet, with_sids
from modules.access.synthesized_access import SynthesizedAccess
from modules.policy_evaluation.reading.inputs import Account, Value
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.principals import FOREIGN_ORGANIZATION_ID
from modules.policy_evaluation.requests.scenario_values import ScenarioValues, values_for
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.requests.variations import ContextValue
from modules.policy_evaluation.simulating.organization_policies import ControlPaths, batch_of
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument, Request
from modules.specification.permission_set_roles import permission_set_role
from modules.specification.tag_keys import with_tag_keys

USER_NAME = "ada@acme.example"
"""Who asks."""

_IDENTITY_POLICY, _RESOURCE_POLICY = "IDENTITY_POLICY", "RESOURCE_POLICY"
_OPEN = "the policy of a resource in another account, which lets everybody in"
_ARN_PARTS = 4


@dataclass(frozen=True, slots=True)
class AccountOwner:
    """Whose an account is."""

    team: str | None
    cost_center: str


@dataclass(frozen=True, slots=True)
class Personas:
    """Makes requests of people in one environment."""

    environment: SynthesizedEnvironment
    access: SynthesizedAccess
    owners: Mapping[str, AccountOwner]
    """By the account's key."""
    parameters: Mapping[str, Value]
    """What placeholders stand for, beside those that only scenarios may use."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The folder of each permission set that is called otherwise, because it is bound to a stage."""
    clearances: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Which clearances suffice for each stage."""

    def sets_of(self, folder: str) -> list[str]:
        """Return the permission sets that somebody has of a folder, one for each stage where it is bound to stages."""
        return [name for name in self.access.permission_sets if self.folders.get(name, name) == folder]

    def accounts_with(self, permission_set: str) -> list[Account]:
        """Return the accounts in which somebody has a permission set, in the environment's order."""
        keys = {entry.account for entry in self.access.entries if entry.permission_set == permission_set}
        named = map(self.environment.accounts.named, filter(keys.__contains__, self.environment.accounts.keys()))
        return [account for account in named if account is not None]

    def stage(self, kind: str, account: Account) -> str:
        """Return the first stage of a kind, as scenarios name it: `test` may stand for `qa`.

        Args:
            kind: `dev`, `test` or `prod`; `stage` for the account's own.
            account: Where the person works.

        """
        if kind == "stage" and account.stage:
            return account.stage
        found = map(self.environment.accounts.named, self.environment.accounts.keys())
        stages = (account.stage for account in found if account and account.stage_kind == kind)
        return next(filter(None, stages), kind)

    def values(self, account: Account) -> ScenarioValues:
        """Return the values of placeholders in a scenario that happens in an account."""
        known = values_for(account, self.environment.facts, self.environment.accounts)
        mine = self.owners[account.key]
        teams = dict.fromkeys(owner.team for owner in self.owners.values() if owner.team)
        approvers = self.parameters.get("break_glass_approvers", ())
        everybody = any(approver.endswith("/*") for approver in approvers)
        cleared = self.clearances.get(account.stage or "", ())
        own: dict[str, Value] = {
            "non_approver": () if everybody else ("arn:aws:identitystore:::user/user-ada",),
            "team": mine.team or "noteam",
            "other_team": next((team for team in teams if team != mine.team), "another-team"),
            "stage": account.stage or "",
            "cleared_stages": cleared,
            "uncleared_stages": tuple(stage for stage in self.clearances if stage not in cleared),
            "other_stages": tuple(stage for stage in self.clearances if stage != account.stage),
            "cost_center": mine.cost_center,
            "user_name": USER_NAME,
        }
        return ScenarioValues({**self.parameters, **known.values, **own}, known.account_id)

    def request(  # noqa: PLR0913 - the parts of a request
        self,
        account: Account,
        permission_set: str,
        *,
        action: str,
        resource: str,
        cleared_for: str,
        context: Mapping[str, ContextValue | None],
        detailed: bool = False,
    ) -> Request:
        """Return one request, with what AWS tells of every request of such a person.

        Args:
            account: Where the person works.
            permission_set: What the person works with.
            action: What is asked for.
            resource: Its ARN.
            cleared_for: The session attribute `Stage`.
            context: Condition keys beside the usual ones; None for one that the request does not carry.
            detailed: Whether to tell of statements that do not match.

        """
        known_set = self.access.permission_sets[permission_set]
        principal = self._principal(account, known_set)
        all_keys: dict[str, str | list[str]] = self._usual(account, principal, resource, cleared_for)
        written = {key.lower(): key for key in all_keys}
        for key, value in context.items():
            all_keys.pop(written.pop(key.lower(), key), None)
            if value is not None:
                all_keys[key] = value
                written[key.lower()] = key
        owner = str(all_keys.get("aws:ResourceAccount", account.known_id))
        return Request(
            principal=principal,
            action=action,
            resource=resource,
            account=owner,
            context=all_keys,
            principal_path=ControlPaths().principal(account),
            resource_path=ControlPaths().resource(self.environment.accounts.with_id(owner)),
            identity=tuple(policies_of(known_set)),
            boundaries=_boundaries(known_set),
            resource_policy=_resource_policy(action, resource, owner, account),
            detailed=detailed,
        )

    def batch(self) -> Batch:
        """Return a batch without requests that has every policy that these requests may name."""
        batch = batch_of(self.environment.tree)
        for permission_set in self.access.permission_sets.values():
            batch.policies |= _documents(permission_set)
        batch.policies[_OPEN] = PolicyDocument(_RESOURCE_POLICY, _open())
        for account in map(self.environment.accounts.named, self.environment.accounts.keys()):
            batch.policies[key_policy(str(account and account.known_id))] = PolicyDocument(
                _RESOURCE_POLICY, _left_to_iam(str(account and account.known_id))
            )
        return batch

    def _principal(self, account: Account, known_set: SynthesizedPermissionSet) -> str:
        home = self.environment.facts.home_region
        of_set = permission_set_role(known_set.name, home, "0123456789abcdef")
        return f"arn:aws:iam::{account.known_id}:role/{known_set.role or of_set}"

    def _usual(self, account: Account, principal: str, resource: str, cleared_for: str) -> dict[str, str | list[str]]:
        """Return what AWS tells of every request. The owner of a resource is the account that its ARN names."""
        mine = self.owners[account.key]
        named = resource.split(":")[_ARN_PARTS] if resource.count(":") > _ARN_PARTS else ""
        owner = named if re.fullmatch(r"\d{12}", named) else str(account.known_id)
        tags = {"Team": mine.team, "Stage": cleared_for, "CostCenter": mine.cost_center, "UserName": USER_NAME}
        session = {f"aws:PrincipalTag/{key}": value for key, value in tags.items() if value}
        return {
            **with_tag_keys(session, self.environment.facts.tag_keys),
            "aws:PrincipalArn": principal,
            "aws:PrincipalAccount": str(account.known_id),
            "aws:PrincipalOrgID": ORGANIZATION_ID,
            "aws:PrincipalType": "AssumedRole",
            "aws:PrincipalIsAWSService": "false",
            "aws:userid": f"AROAEXAMPLEEXAMPLE:{USER_NAME}",
            "aws:RequestedRegion": self.environment.facts.home_region,
            "aws:ResourceAccount": owner,
            "aws:ResourceOrgID": ORGANIZATION_ID
            if self.environment.accounts.with_id(owner)
            else FOREIGN_ORGANIZATION_ID,
            "aws:SecureTransport": "true",
            "aws:ViaAWSService": "false",
        }


def policies_of(permission_set: SynthesizedPermissionSet) -> list[str]:
    """Name the policies of a permission set in a batch."""
    inline = [inline_name(permission_set.name)] if permission_set.inline_policy else []
    return [*inline, *filter(is_known, permission_set.managed_policies)]


def left_unsaid(permission_set: SynthesizedPermissionSet) -> tuple[str, ...]:
    """Name the policies of a permission set that say what nobody here knows: the accounts' own, and newer ones."""
    newer = (arn for arn in permission_set.managed_policies if not is_known(arn))
    return (*permission_set.customer_managed_policies, *newer)


def inline_name(permission_set: str) -> str:
    """Name a permission set's inline policy in a batch."""
    return f"the inline policy of {permission_set}"


def key_policy(account_id: str) -> str:
    """Name the policy of keys in an account, which leaves to IAM who may use them, as keys of the platform do."""
    return f"the policy of keys in {account_id}"


def _resource_policy(action: str, resource: str, owner: str, account: Account) -> str:
    """Name the policy of a resource. A stranger's lets everybody in: who may not use it is for ours to say."""
    if resource == "*":
        return ""
    if owner != account.known_id:
        return _OPEN
    return key_policy(owner) if action.startswith("kms:") else ""


def _boundaries(permission_set: SynthesizedPermissionSet) -> tuple[str, ...]:
    """Name the boundary of a permission set in a batch."""
    if permission_set.boundary_policy:
        return (_boundary_name(permission_set.name),)
    return (permission_set.boundary,) if permission_set.boundary else ()


def _boundary_name(permission_set: str) -> str:
    return f"the boundary of {permission_set}"


def _documents(permission_set: SynthesizedPermissionSet) -> dict[str, PolicyDocument]:
    arns = [*filter(is_known, permission_set.managed_policies)]
    arns += [permission_set.boundary] if (permission_set.boundary or "").startswith("arn:") else []  # type: ignore[list-item]
    documents = {arn: PolicyDocument(_IDENTITY_POLICY, managed_policy(arn)) for arn in arns}
    if permission_set.inline_policy:
        inline = with_sids(permission_set.inline_policy)
        documents[inline_name(permission_set.name)] = PolicyDocument(_IDENTITY_POLICY, inline)
    if permission_set.boundary_policy:
        boundary = with_sids(permission_set.boundary_policy)
        documents[_boundary_name(permission_set.name)] = PolicyDocument(_IDENTITY_POLICY, boundary)
    return documents


def _open() -> dict[str, object]:
    statement = {"Sid": "Anybody", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _left_to_iam(account_id: str) -> dict[str, object]:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
