from __future__ import annotations

import pytest
from moto.core.base_backend import BackendDict
from moto.iam.models import IAMBackend

from modules.emulator.services.iam import access_keys as iam_access_keys
from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator


def test_a_key_leads_to_its_account_wherever_it_was_made(client: Client) -> None:
    user = client("iam", "360000000002")
    user.create_user(UserName="ada")
    key = user.create_access_key(UserName="ada")["AccessKey"]["AccessKeyId"]

    assert client("sts", "360000000001").get_access_key_info(AccessKeyId=key)["Account"] == "360000000002"


def test_the_search_for_a_key_builds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """moto's own builds the IAM of all partitions for every account, a second for each."""
    accounts = BackendDict(IAMBackend, "iam", use_boto3_regions=False, additional_regions=["aws", "aws-cn"])
    searched = accounts["360000000001"]
    monkeypatch.setattr(iam_access_keys, "iam_backends", accounts)

    assert iam_access_keys._account_of("AKIAUNKNOWNUNKNOWNUN") == "123456789012"
    assert list(searched) == []
