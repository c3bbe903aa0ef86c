"""The policies that AWS manages, which are the same in every account.

moto reads all 1,500 of them anew for every account: a fifth of a second, and 5 MB. This reads them once and gives each
account copies, whose attachments it counts as its own. From the IAM User Guide, "AWS managed policies".
"""

from __future__ import annotations

from copy import copy
from functools import cache
from types import SimpleNamespace

from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.moto_api._internal import mock_random

_read_policies = IAMBackend._init_aws_policies  # noqa: SLF001 - where moto reads them


def register() -> None:
    """Replace moto's reading."""
    IAMBackend._init_aws_policies = _copied_policies  # noqa: SLF001 - as above


def _copied_policies(backend: IAMBackend) -> list[AWSManagedPolicy]:
    return [_copied(policy, backend.account_id) for policy in _policies(backend.region_name)]


@cache
def _policies(partition: str) -> list[AWSManagedPolicy]:
    """Read them without moving on in the sequence of random ids: that has to be the same after a reset."""
    state = mock_random.getstate()
    try:
        return list(_read_policies(SimpleNamespace(account_id="aws", region_name=partition)))
    finally:
        mock_random.setstate(state)


def _copied(policy: AWSManagedPolicy, account_id: str) -> AWSManagedPolicy:
    copied = copy(policy)
    copied.account_id = account_id
    copied.tags = {}
    copied.versions = [copy(version) for version in policy.versions]
    return copied
