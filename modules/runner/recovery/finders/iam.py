"""AWS IAM."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items


def _service_linked_roles(clients: Clients, values: Values) -> list[str]:
    """Find the role of a service: an account has one, and one more for each suffix."""
    path = f"/aws-service-role/{values['aws_service_name']}/"
    suffix = values.get("custom_suffix", "")
    found = items(clients("iam"), "list_roles", "Roles", PathPrefix=path)
    return [role["Arn"] for role in found if role["RoleName"].partition("_")[2] == suffix]


def _policies(clients: Clients, values: Values) -> list[str]:
    """Find a managed policy of the account's own by its name, which no other has."""
    path = values.get("path") or "/"
    found = items(clients("iam"), "list_policies", "Policies", Scope="Local", PathPrefix=path)
    return [policy["Arn"] for policy in found if policy["PolicyName"] == values["name"]]


def _identity_providers(clients: Clients, values: Values) -> list[str]:
    """Find the identity provider for a host, of which an account has one."""
    found = items(clients("iam"), "list_open_id_connect_providers", "OpenIDConnectProviderList")
    end = f":oidc-provider/{values['url'].removeprefix('https://')}"
    return [provider["Arn"] for provider in found if provider["Arn"].endswith(end)]


FINDERS = {
    "aws_iam_openid_connect_provider": _identity_providers,
    "aws_iam_policy": _policies,
    "aws_iam_service_linked_role": _service_linked_roles,
}
