"""The roles that runs of HCP Terraform work as, read from the templates that make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.access.managed_policies import managed_policy
from modules.accounts.spec import Function
from modules.delivery.classes import Phase, class_of
from modules.delivery.hcp_template import IDENTITY_PROVIDER
from modules.delivery.trusts import provider_arn
from modules.delivery_tests.resolved import resolved
from modules.delivery_tests.roles import DeliveryRole
from modules.landing_zone.hcp_delivery import HcpAccount, HcpDelivery
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment


def hcp_roles(delivery: HcpDelivery, environment: SynthesizedEnvironment) -> tuple[DeliveryRole, ...]:
    """Return the roles of every account, those of the management account first.

    Args:
        delivery: What makes them.
        environment: Joined with what it says of its accounts, whose ids stand for those that are not known yet.

    """
    return tuple(
        role
        for each in delivery.accounts
        if (account := environment.accounts.named(each.account.key))
        for role in _of_account(delivery, each, account)
    )


def _of_account(delivery: HcpDelivery, each: HcpAccount, account: Account) -> Iterator[DeliveryRole]:
    given = {name: text.split(",") for name, text in delivery.parameters(each).items()}
    provider = provider_arn(str(account.known_id), delivery.runs.backend.hostname)
    resources = resolved(delivery.template(each)["Resources"], {**given, IDENTITY_PROVIDER: provider})
    for number, workspaces in enumerate(each.parts, start=1):
        for phase in Phase:
            name = delivery.runs.role_name(phase, number)
            (role,) = (found for found in resources.values() if found["Properties"].get("RoleName") == name)
            yield _role(role["Properties"], phase, account, workspaces)


def _role(properties: Mapping[str, Any], phase: Phase, account: Account, workspaces: tuple[str, ...]) -> DeliveryRole:
    called = f"{properties['RoleName']} in {account.key}"
    own = {f"{each['PolicyName']} of {called}": each["PolicyDocument"] for each in properties.get("Policies", [])}
    managed = {arn.rpartition("/")[2]: managed_policy(arn) for arn in properties["ManagedPolicyArns"]}
    return DeliveryRole(
        phase,
        class_of(map(Function, account.functions)),
        f"arn:aws:iam::{account.known_id}:role/{properties['RoleName']}",
        properties["AssumeRolePolicyDocument"],
        {**own, **managed},
        str(account.known_id),
        called,
        workspaces,
    )
