from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

NEW = "300000000001"
KEYS = "300000000002"
SHARING = "300000000003"
METADATA = "300000000004"
OTHER = "300000000005"


def test_a_new_account_has_the_defaults_that_aws_documents(client: Client) -> None:
    ec2 = client("ec2", NEW)

    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    assert ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"] == "block-new-sharing"
    assert ec2.get_instance_metadata_defaults()["AccountLevel"] == {"ManagedBy": "account"}


class TestEbsDefaultKey:
    @pytest.mark.parametrize("name", ["id", "arn", "alias", "alias arn"])
    def test_is_told_as_an_arn_however_it_was_named(self, client: Client, name: str) -> None:
        ec2, kms = client("ec2", KEYS), client("kms", KEYS)
        key = kms.create_key()["KeyMetadata"]
        alias = f"alias/{key['KeyId']}"
        kms.create_alias(AliasName=alias, TargetKeyId=key["KeyId"])
        alias_arn = f"arn:aws:kms:eu-west-1:{KEYS}:{alias}"
        names = {"id": key["KeyId"], "arn": key["Arn"], "alias": alias, "alias arn": alias_arn}

        ec2.modify_ebs_default_kms_key_id(KmsKeyId=names[name])

        assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == key["Arn"]
        assert ec2.reset_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"

    def test_may_belong_to_another_account(self, client: Client) -> None:
        arn = client("kms", OTHER).create_key()["KeyMetadata"]["Arn"]

        assert client("ec2", KEYS).modify_ebs_default_kms_key_id(KmsKeyId=arn)["KmsKeyId"] == arn

    @pytest.mark.parametrize("name", ["alias/none", "00000000-0000-0000-0000-000000000000"])
    def test_that_does_not_exist_is_refused(self, client: Client, name: str) -> None:
        with pytest.raises(ClientError, match=r"InvalidParameterValue.*does not exist"):
            client("ec2", KEYS).modify_ebs_default_kms_key_id(KmsKeyId=name)

    def test_of_another_region_is_refused_though_this_one_has_its_namesake(self, client: Client) -> None:
        for region in ("eu-west-1", "us-east-1"):
            kms = client("kms", KEYS, region)
            kms.create_alias(AliasName="alias/twice", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])

        with pytest.raises(ClientError, match="does not exist in eu-west-1"):
            client("ec2", KEYS).modify_ebs_default_kms_key_id(KmsKeyId=f"arn:aws:kms:us-east-1:{KEYS}:alias/twice")


class TestBlockPublicAccess:
    def test_of_snapshots_is_enabled_changed_and_disabled(self, client: Client) -> None:
        ec2 = client("ec2", SHARING)
        seen = []
        for state in ("block-new-sharing", "block-all-sharing"):
            ec2.enable_snapshot_block_public_access(State=state)
            seen.append(ec2.get_snapshot_block_public_access_state()["State"])
        ec2.disable_snapshot_block_public_access()

        assert [*seen, ec2.get_snapshot_block_public_access_state()["State"]] == [
            "block-new-sharing",
            "block-all-sharing",
            "unblocked",
        ]

    def test_of_images_is_disabled_and_enabled(self, client: Client) -> None:
        ec2 = client("ec2", SHARING)
        key = "ImageBlockPublicAccessState"
        ec2.disable_image_block_public_access()
        before = ec2.get_image_block_public_access_state()[key]
        ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")

        assert [before, ec2.get_image_block_public_access_state()[key]] == ["unblocked", "block-new-sharing"]

    def test_is_not_enabled_as_unblocked(self, client: Client) -> None:
        with pytest.raises(ClientError, match="Invalid value 'unblocked' for State"):
            client("ec2", SHARING).enable_snapshot_block_public_access(State="unblocked")

    def test_is_left_alone_by_a_dry_run(self, client: Client) -> None:
        ec2 = client("ec2", NEW)

        with pytest.raises(ClientError, match="DryRunOperation"):
            ec2.enable_snapshot_block_public_access(State="block-all-sharing", DryRun=True)

        assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"


class TestInstanceMetadataDefaults:
    def test_keep_what_a_later_call_does_not_name(self, client: Client) -> None:
        ec2 = client("ec2", METADATA)
        ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)
        ec2.modify_instance_metadata_defaults(HttpEndpoint="enabled")

        assert ec2.get_instance_metadata_defaults()["AccountLevel"] == {
            "HttpTokens": "required",
            "HttpPutResponseHopLimit": 2,
            "HttpEndpoint": "enabled",
            "ManagedBy": "account",
        }

    def test_are_cleared_by_no_preference(self, client: Client) -> None:
        ec2 = client("ec2", METADATA)
        ec2.modify_instance_metadata_defaults(
            HttpTokens="no-preference", HttpPutResponseHopLimit=-1, HttpEndpoint="no-preference"
        )

        assert ec2.get_instance_metadata_defaults()["AccountLevel"] == {"ManagedBy": "account"}

    @pytest.mark.parametrize("hops", [0, 65])
    def test_allow_1_to_64_hops(self, client: Client, hops: int) -> None:
        with pytest.raises(ClientError, match="Use 1 to 64"):
            client("ec2", METADATA).modify_instance_metadata_defaults(HttpPutResponseHopLimit=hops)


def test_accounts_and_regions_do_not_share_defaults(client: Client) -> None:
    places = [(account, region) for account in (NEW, OTHER) for region in ("eu-west-1", "us-east-1")]
    changed = (OTHER, "us-east-1")
    ec2, kms = client("ec2", *changed), client("kms", *changed)
    key = kms.create_key()["KeyMetadata"]["Arn"]
    ec2.modify_ebs_default_kms_key_id(KmsKeyId=key)
    ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    ec2.disable_image_block_public_access()
    ec2.modify_instance_metadata_defaults(HttpTokens="required")

    seen = {place: _defaults(client, *place) for place in places}

    new = ("alias/aws/ebs", "unblocked", "block-new-sharing", None)
    assert seen == dict.fromkeys(places, new) | {changed: (key, "block-all-sharing", "unblocked", "required")}


def _defaults(client: Client, account: str, region: str) -> tuple[str | None, ...]:
    ec2 = client("ec2", account, region)
    return (
        ec2.get_ebs_default_kms_key_id()["KmsKeyId"],
        ec2.get_snapshot_block_public_access_state()["State"],
        ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"],
        ec2.get_instance_metadata_defaults()["AccountLevel"].get("HttpTokens"),
    )
