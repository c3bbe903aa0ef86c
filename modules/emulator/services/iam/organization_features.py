"""AWS IAM's central management of root access in member accounts, which moto lacks.

Behaviour from the IAM API Reference, pages "EnableOrganizationsRootCredentialsManagement",
"EnableOrganizationsRootSessions", their counterparts "Disable...", and "ListOrganizationsFeatures".
"""

from __future__ import annotations

from typing import Any

from moto.iam.responses import IamResponse

from modules.emulator.organization_tree import administers, organization_of, trusts
from modules.emulator.records import Call, Errors, Service

SERVICE_PRINCIPAL = "iam.amazonaws.com"
ROOT_CREDENTIALS, ROOT_SESSIONS = "RootCredentialsManagement", "RootSessions"


def register() -> None:
    """Add the operations to moto's IAM."""
    SERVICE.extend(IamResponse)


def _organization(call: Call) -> Any:
    """Find the organization, as long as the caller may manage this feature of it."""
    organization = organization_of(call.account_id)
    if organization is None:
        raise call.refusal("OrganizationNotFoundException", "No organization was found.")
    if organization.org.feature_set != "ALL":
        raise call.refusal("OrganizationNotInAllFeaturesModeException", "All features must be enabled.")
    if not trusts(call.account_id, SERVICE_PRINCIPAL):
        raise call.refusal("ServiceAccessNotEnabledException", "Trusted access for IAM is not enabled.")
    if not administers(call.account_id, SERVICE_PRINCIPAL):
        code = "AccountNotManagementOrDelegatedAdministratorException"
        raise call.refusal(code, f"Account {call.account_id} is neither.")
    return organization.org


def _switch(feature: str, *, on: bool) -> Any:
    def perform(call: Call) -> dict[str, Any]:
        organization = _organization(call)
        features = SERVICE.backends[organization.master_account_id][call.partition].records.setdefault("features", [])
        if feature in features:
            features.remove(feature)
        if on:
            features.append(feature)
        return {"OrganizationId": organization.id, "EnabledFeatures": sorted(features)}

    return perform


def _list(call: Call) -> dict[str, Any]:
    organization = _organization(call)
    features = SERVICE.backends[organization.master_account_id][call.partition].records.get("features", [])
    return {"OrganizationId": organization.id, "EnabledFeatures": sorted(features)}


SERVICE = Service(
    "iam",
    errors=Errors("ValidationError", "NoSuchEntity"),
    operations={
        "EnableOrganizationsRootCredentialsManagement": _switch(ROOT_CREDENTIALS, on=True),
        "DisableOrganizationsRootCredentialsManagement": _switch(ROOT_CREDENTIALS, on=False),
        "EnableOrganizationsRootSessions": _switch(ROOT_SESSIONS, on=True),
        "DisableOrganizationsRootSessions": _switch(ROOT_SESSIONS, on=False),
        "ListOrganizationsFeatures": _list,
    },
    regional=False,
)
