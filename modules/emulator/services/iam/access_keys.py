"""AWS IAM's access keys, by which moto finds the account that a request comes from.

moto's own search creates each account's IAM in all partitions of AWS, with the managed policies of each: a second of
work and much memory for every account. This one looks only at what is there. The API page is "GetAccessKeyInfo"
(AWS Security Token Service API Reference): an access key belongs to exactly one account.
"""

from __future__ import annotations

import moto.iam.models
from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam.models import iam_backends


def register() -> None:
    """Replace moto's search, which `BaseResponse.get_current_account` imports at every request."""
    moto.iam.models.get_account_id_from = _account_of


def _account_of(access_key: str) -> str:
    for account_id, partitions in list(iam_backends.items()):
        if any(access_key in iam.access_keys for iam in list(partitions.values())):
            return str(account_id)
    return str(DEFAULT_ACCOUNT_ID)
