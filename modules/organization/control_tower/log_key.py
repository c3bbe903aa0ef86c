"""The key that encrypts what Control Tower collects."""

from __future__ import annotations

import json
from typing import Any

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

ALIAS = "alias/landing-zone/control-tower"


class LogKey(Construct):
    """Define a symmetric key of one region, which rotates and which Config and CloudTrail may use.

    AWS Control Tower User Guide, "Optionally configure AWS KMS keys". Without the key nobody reads the logs that it
    encrypted, so it is protected from destroy.

    Args:
        scope: The stack, or the construct, that owns the key.
        id_: The start of the key's addresses.
        account_id: The management account, in which Control Tower wants the key.
        home_region: Control Tower's home region, in which it wants the key.
        deletion_days: Days between asking for the key's deletion and its end.

    """

    def __init__(self, scope: Construct, id_: str, *, account_id: str, home_region: str, deletion_days: int) -> None:
        super().__init__(scope, id_)
        self._key = KmsKey(
            self,
            "Default",
            description="What AWS Control Tower collects from CloudTrail and Config",
            enable_key_rotation=True,
            deletion_window_in_days=deletion_days,
            policy=_key_policy(account_id, home_region),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name=ALIAS, target_key_id=self._key.key_id)

    @property
    def arn(self) -> str:
        """Token: the key's ARN."""
        return self._key.arn


def _key_policy(account_id: str, home_region: str) -> str:
    trail = f"arn:aws:cloudtrail:{home_region}:{account_id}:trail/aws-controltower-BaselineCloudTrail"
    trails = f"arn:aws:cloudtrail:*:{account_id}:trail/*"
    statements = [
        _statement("AccountGovernsItsKey", {"AWS": f"arn:aws:iam::{account_id}:root"}, "kms:*"),
        _statement("ConfigEncrypts", {"Service": "config.amazonaws.com"}, ["kms:Decrypt", "kms:GenerateDataKey"]),
        _statement(
            "ControlTowersTrailEncrypts",
            {"Service": "cloudtrail.amazonaws.com"},
            ["kms:Decrypt", "kms:GenerateDataKey*"],
            Condition={
                "StringEquals": {"aws:SourceArn": trail},
                "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": trails},
            },
        ),
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _statement(sid: str, principal: dict[str, str], actions: str | list[str], **more: Any) -> dict[str, Any]:
    """Allow actions on the key itself, which is what `*` means in its policy."""
    return {"Sid": sid, "Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*", **more}
