"""The key that encrypts the network's logs."""

from __future__ import annotations

from constructs import Construct

from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import KEY_FOR_LOGS, Statement, log_groups_use_the_key

LOG_GROUPS = "/aws/vendedlogs/landing-zone/network/"
"""What the names of the network's log groups begin with. For names like these AWS admits its services to all log groups
at once; for others it adds each to one resource policy, which is full after some (Amazon CloudWatch Logs User Guide,
Enable logging from AWS services)."""


class LogKey(EncryptionKey):
    """Define a key that the services which write logs may use, for this organization only.

    Args:
        scope: The stack.
        id_: What the key is called in addresses.
        hub: The hub's name.
        account_id: The account that the key belongs to.
        region: Its region.
        organization_id: The organization whose accounts send logs.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, hub: str, account_id: str, region: str, organization_id: str
    ) -> None:
        super().__init__(
            scope,
            id_,
            alias=f"alias/landing-zone/network/{hub}",
            description=f"Logs of the network hub {hub}",
            account_id=account_id,
            statements=_statements(account_id, region, organization_id),
        )


def _statements(account_id: str, region: str, organization_id: str) -> list[Statement]:
    """Let log groups of the account use the key, and AWS deliver logs of the organization's accounts.

    Amazon CloudWatch Logs User Guide, Enable logging from AWS services, Server-side encryption for buckets.
    """
    groups = f"arn:aws:logs:{region}:{account_id}:log-group:{LOG_GROUPS}*"
    return [
        log_groups_use_the_key("LogGroupsOfTheNetworkUseIt", region, groups),
        {
            "Sid": "LogsOfTheOrganizationAreDelivered",
            "Effect": "Allow",
            "Principal": {"Service": "delivery.logs.amazonaws.com"},
            "Action": [*KEY_FOR_LOGS],
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceOrgID": organization_id}},
        },
    ]
