"""Aggregators of an organization, which moto gives to everybody.

Behaviour from the AWS Config API Reference, page "PutConfigurationAggregator", and from "Registering a Delegated
Administrator" (AWS Config Developer Guide): the management account may, or who administers `config.amazonaws.com`, with
a role that the service can assume.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.config.models import ConfigBackend
from moto.iam.models import iam_backends

from modules.emulator.organization_tree import administers, organization_of
from modules.emulator.records.call import Refusal
from modules.emulator.resource_policies import service_may

PRINCIPAL = "config.amazonaws.com"


def register() -> None:
    """Look before moto keeps the aggregator."""
    ConfigBackend.put_configuration_aggregator = _checked(ConfigBackend.put_configuration_aggregator)


def _checked(own: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(own)
    def put_configuration_aggregator(backend: Any, asked: dict[str, Any]) -> Any:
        source = asked.get("OrganizationAggregationSource")
        if source:
            _check(backend, source)
        return own(backend, asked)

    return put_configuration_aggregator


def _check(backend: Any, source: dict[str, Any]) -> None:
    organization = organization_of(backend.account_id)
    if organization is None:
        raise Refusal("NoAvailableOrganizationException", "The account is not a member of an organization.")
    if organization.org.feature_set != "ALL":
        raise Refusal("OrganizationAllFeaturesNotEnabledException", "All features must be enabled.")
    if not administers(backend.account_id, PRINCIPAL):
        message = f"Account {backend.account_id} is neither the management account nor a delegated administrator."
        raise Refusal("OrganizationAccessDeniedException", message)
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    role = next((role for role in roles if role.arn == source.get("RoleArn")), None)
    if role is None or not service_may(role.assume_role_policy_document, PRINCIPAL, "sts:AssumeRole", "", {}):
        raise Refusal("InvalidRoleException", "The role does not exist, or AWS Config cannot assume it.")
