"""The policies of VPC endpoints: the organization's principals use the organization's resources. No cdktf here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from modules.network.endpoints.exceptions import Owner, Principals, exceptions

READING: Mapping[str, tuple[str, ...]] = {
    "s3": ("s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"),
}
"""The actions that read, by service: of services in which others publish what everybody may read."""


def endpoint_policy(
    service: str, *, region: str, organization_id: str, trusted_accounts: Sequence[str], reads_everything: bool = False
) -> str:
    """Return the policy of a service's endpoint as JSON.

    A stolen key of another organization does not work through the endpoint, and data does not leave through it to a
    bucket of another organization (AWS Whitepaper, Building a Data Perimeter on AWS). Services of AWS come through it,
    too, where they sign a request that is made in the VPC: a custom resource of CloudFormation answers at such an
    address.

    Args:
        service: The service, such as `sagemaker.api` or `s3`.
        region: The endpoint's region.
        organization_id: The organization; may be a token.
        trusted_accounts: Accounts outside of it whose resources may be used, too.
        reads_everything: Whether anybody's resources may be read, where the service has something to publish.

    """
    ours, owned = {"aws:PrincipalOrgID": organization_id}, {"aws:ResourceOrgID": organization_id}
    statements = [
        _statement("OrganizationUsesWhatIsItsOwn", ["*"], ["*"], {**ours, **owned}),
        {
            **_statement("ServicesOfAwsAct", ["*"], ["*"], {}),
            "Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}},
        },
    ]
    if reads_everything and service in READING:
        statements.append(_statement("WhatIsPublishedIsRead", READING[service], ["*"], {}))
    if trusted_accounts:
        of_others = {**ours, "aws:ResourceAccount": list(trusted_accounts)}
        statements.append(_statement("OrganizationUsesWhatIsTrusted", ["*"], ["*"], of_others))
    for exception in exceptions().get(service, ()):
        conditions = {
            **(ours if exception.principals is Principals.ORGANIZATION else {}),
            **(owned if exception.owner is Owner.ORGANIZATION else {}),
        }
        resources = [resource.replace("{region}", region) for resource in exception.resources]
        statements.append(_statement(exception.sid, exception.actions, resources, conditions))
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _statement(
    sid: str, actions: Sequence[str], resources: Sequence[str], conditions: dict[str, Any]
) -> dict[str, Any]:
    condition = {"Condition": {"StringEquals": conditions}} if conditions else {}
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": "*",
        "Action": list(actions),
        "Resource": list(resources),
        **condition,
    }
