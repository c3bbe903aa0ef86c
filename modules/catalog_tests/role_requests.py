"""Requests of a launch role, as AWS sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from modules.catalog.library.launch_role import PATH, launch_statements
from modules.catalog.library.product import Product
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.needs import Need
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import NOWHERE, RESOURCE, ControlPaths, batch_of
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument, Request
from modules.specification.tag_keys import with_tag_keys

FOREIGN_ACCOUNT_ID, FOREIGN_ORGANIZATION_ID = "999999999999", "o-foreignorgid"
"""An account of somebody else."""

_IDENTITY_POLICY, _RESOURCE_POLICY = "IDENTITY_POLICY", "RESOURCE_POLICY"
_ACCOUNT_OF_ARN = 4

Context = Mapping[str, Any]


@dataclass(frozen=True)
class RoleRequests:
    """Makes requests of the launch roles of products, in one environment."""

    environment: SynthesizedEnvironment

    def request(
        self, product: Product, account: LaunchingAccount, action: str, resource: str, context: Context
    ) -> Request:
        """Return a request, of which the role's policy, its boundary and the organization's policies decide."""
        principal, policy = _principal(product, account), _policy(product, account)
        return self._whole(principal, policy, account, Need(action, resource, context, ""))

    def of_execution_role(self, role: str, account: LaunchingAccount, need: Need) -> Request:
        """Return a request of a role that services work as for the team, with its boundary.

        Args:
            role: The role, by path and name.
            account: The account.
            need: What is asked for.

        """
        return self._whole(f"arn:aws:iam::{account.id}:role/{role}", _execution_policy(role, account), account, need)

    def _whole(self, principal: str, policy: str, account: LaunchingAccount, need: Need) -> Request:
        owner = _owner(need.resource, account.id)
        return Request(
            principal=principal,
            action=need.action,
            resource=need.resource,
            account=owner,
            context=self._context(principal, account, owner, need.context),
            principal_path=ControlPaths().principal(account.account),
            resource_path=ControlPaths().resource(self.environment.accounts.with_id(owner)),
            identity=(policy,),
            boundaries=(_boundary(account),),
            resource_policy=self._resource_policy(need.action, need.resource, owner, account),
        )

    def alone(
        self, product: Product, account: LaunchingAccount, action: str, resource: str, context: Context
    ) -> Request:
        """Return a request of which the role's own policy decides: nothing else hides that it allows too much."""
        owner = _owner(resource, account.id)
        return Request(
            principal=_principal(product, account),
            action=action,
            resource=resource,
            account=owner,
            context=self._context(_principal(product, account), account, owner, context),
            principal_path=NOWHERE,
            resource_path=NOWHERE,
            identity=(_policy(product, account),),
            resource_policy=self._resource_policy(action, resource, owner, account),
        )

    def batch(self, products: Iterable[Product], accounts: Iterable[LaunchingAccount]) -> Batch:
        """Return a batch without requests that has every policy that these may name."""
        batch = batch_of(self.environment.tree)
        for account in accounts:
            batch.policies[_boundary(account)] = PolicyDocument(_IDENTITY_POLICY, account.boundary)
            for role, document in account.execution_roles.items():
                batch.policies[_execution_policy(role, account)] = PolicyDocument(_IDENTITY_POLICY, document)
            batch.policies[_key_policy(account.id)] = PolicyDocument(_RESOURCE_POLICY, _left_to_iam(account.id))
            for product in products:
                batch.policies[_policy(product, account)] = PolicyDocument(
                    _IDENTITY_POLICY, self.document(product, account)
                )
        return batch

    def document(self, product: Product, account: LaunchingAccount) -> dict[str, Any]:
        """Return the policy of a product's launch role in an account."""
        statements = launch_statements(product, account.placeholders, self.environment.facts.tag_keys)
        return {"Version": "2012-10-17", "Statement": statements}

    def _context(self, principal: str, account: LaunchingAccount, owner: str, context: Context) -> dict[str, Any]:
        tags = {"Team": account.team("name"), "Stage": account.team("stage"), "CostCenter": account.team("cost-center")}
        of_principal = {f"aws:PrincipalTag/{key}": value for key, value in tags.items()}
        named: dict[str, Any] = with_tag_keys({**of_principal, **context}, self.environment.facts.tag_keys)
        return {
            "aws:PrincipalArn": principal,
            "aws:PrincipalAccount": account.id,
            "aws:PrincipalOrgID": ORGANIZATION_ID,
            "aws:PrincipalType": "AssumedRole",
            "aws:PrincipalIsAWSService": "false",
            "aws:RequestedRegion": account.region,
            "aws:ResourceAccount": owner,
            "aws:ResourceOrgID": FOREIGN_ORGANIZATION_ID if owner == FOREIGN_ACCOUNT_ID else ORGANIZATION_ID,
            "aws:SecureTransport": "true",
            "aws:ViaAWSService": "true",
            "kms:GrantIsForAWSResource": "true",
            **named,
        }

    def _resource_policy(self, action: str, resource: str, owner: str, account: LaunchingAccount) -> str:
        """Name the policy of a resource: that of a stranger's lets everybody in, and a key's leaves it to IAM."""
        if resource == "*":
            return ""
        if owner != account.id:
            return RESOURCE
        return _key_policy(owner) if action.startswith("kms:") else ""


def _owner(resource: str, account_id: str) -> str:
    """Return the account that an ARN names; where it names none, the launching account's own."""
    parts = resource.split(":")
    named = parts[_ACCOUNT_OF_ARN] if len(parts) > _ACCOUNT_OF_ARN else ""
    return named if re.fullmatch(r"\d{12}", named) else account_id


def _principal(product: Product, account: LaunchingAccount) -> str:
    return f"arn:aws:iam::{account.id}:role{PATH}{product.launch_role_name}"


def _policy(product: Product, account: LaunchingAccount) -> str:
    return f"the launch role of {product.key} in {account.account.key}"


def _execution_policy(role: str, account: LaunchingAccount) -> str:
    return f"the policy of {role} in {account.account.key}"


def _boundary(account: LaunchingAccount) -> str:
    return f"the boundary in {account.account.key}"


def _key_policy(account_id: str) -> str:
    return f"the policy of keys in {account_id}"


def _left_to_iam(account_id: str) -> dict[str, object]:
    root = f"arn:aws:iam::{account_id}:root"
    statement = {"Effect": "Allow", "Principal": {"AWS": root}, "Action": "kms:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}
