"""The role that Lake Formation reads a zone as, for whom it granted something there."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.data.lake import LOCATION_PATH, Lake, location_role_name
from modules.data.zones import Zone
from modules.storage.statements import policy, trust_for_the_account


class LocationRole(Construct):
    """Define the role: Lake Formation alone works as it, and reads one bucket; what writes there does so as itself.

    AWS Lake Formation Developer Guide, Requirements for roles used to register locations, and Cross-service confused
    deputy prevention.
    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, zone: Zone, lake: Lake, bucket_arn: str, key_arn: str
    ) -> None:
        super().__init__(scope, id_)
        trust = trust_for_the_account("TrustLakeFormationOfTheAccount", "lakeformation", lake.account_id)
        self._role = IamRole(
            self,
            "Default",
            name=location_role_name(zone),
            path=LOCATION_PATH,
            description=f"What Lake Formation reads the {zone} zone as",
            assume_role_policy=policy([trust]),
        )
        read = [
            ("ListTheBucket", ["s3:GetBucketLocation", "s3:ListBucket"], bucket_arn),
            ("ReadTheBucket", ["s3:GetObject"], f"{bucket_arn}/*"),
            ("UseTheKey", ["kms:Decrypt", "kms:DescribeKey"], key_arn),
        ]
        self._policy = IamRolePolicy(
            self,
            "policy",
            name="ReadTheZone",
            role=self._role.name,
            policy=policy(
                {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}
                for sid, actions, resource in read
            ),
        )

    @property
    def role_arn(self) -> str:
        """Token: the role's ARN."""
        return self._role.arn
