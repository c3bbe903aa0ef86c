"""IAM Identity Center and its directory."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Finder, Values, items


def _in_directory(operation: str, result: str, id_: str, name: str, planned: str) -> Finder:
    def find(clients: Clients, values: Values) -> list[str]:
        store = values["identity_store_id"]
        found = items(clients("identitystore"), operation, result, IdentityStoreId=store)
        return [f"{store}/{item[id_]}" for item in found if item.get(name) == values[planned]]

    return find


def _memberships(clients: Clients, values: Values) -> list[str]:
    if not {"group_id", "member_id"} <= values.keys():
        return []
    store, group = values["identity_store_id"], values["group_id"]
    asked = {"IdentityStoreId": store, "GroupId": group}
    found = items(clients("identitystore"), "list_group_memberships", "GroupMemberships", **asked)
    return [
        f"{store}/{membership['MembershipId']}"
        for membership in found
        if membership["MemberId"]["UserId"] == values["member_id"]
    ]


def _permission_sets(clients: Clients, values: Values) -> list[str]:
    sso, instance = clients("sso-admin"), values["instance_arn"]
    found: list[str] = []
    for page in sso.get_paginator("list_permission_sets").paginate(InstanceArn=instance):
        for arn in page["PermissionSets"]:
            described = sso.describe_permission_set(InstanceArn=instance, PermissionSetArn=arn)["PermissionSet"]
            found += [f"{arn},{instance}"] if described["Name"] == values["name"] else []
    return found


def _customer_managed_policies(_clients: Clients, values: Values) -> list[str]:
    """Name the attachment by what it joins. Terraform itself finds out whether it exists."""
    if "permission_set_arn" not in values:
        return []
    (reference,) = values["customer_managed_policy_reference"]
    joined = reference["name"], reference["path"], values["permission_set_arn"], values["instance_arn"]
    return [",".join(joined)]


FINDERS = {
    "aws_identitystore_group": _in_directory("list_groups", "Groups", "GroupId", "DisplayName", "display_name"),
    "aws_identitystore_group_membership": _memberships,
    "aws_identitystore_user": _in_directory("list_users", "Users", "UserId", "UserName", "user_name"),
    "aws_ssoadmin_customer_managed_policy_attachment": _customer_managed_policies,
    "aws_ssoadmin_permission_set": _permission_sets,
}
