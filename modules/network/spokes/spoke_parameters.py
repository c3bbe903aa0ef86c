"""Parameters of Systems Manager, by which later products in an account find its VPC."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import Fn
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

PREFIX = "/landing-zone/network/"
"""What the names of the parameters begin with."""


class SpokeParameters(Construct):
    """Define a parameter for each value that a template needs to put something into the VPC.

    The names are a contract: `vpc-id`, `vpc-cidr`, `private-subnet-ids` and `connectivity`, below
    `/landing-zone/network/`.

    Args:
        scope: The construct that owns the VPC.
        id_: What the parameters are called in addresses.
        vpc_id: The VPC.
        vpc_cidr: Its range.
        private_subnet_ids: The subnets for workloads, by zone id.
        connectivity: The segment; or `internet`.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        vpc_id: str,
        vpc_cidr: str,
        private_subnet_ids: Mapping[str, str],
        connectivity: str,
    ) -> None:
        super().__init__(scope, id_)
        texts = {"vpc-id": vpc_id, "vpc-cidr": vpc_cidr, "connectivity": connectivity}
        for key, value in texts.items():
            SsmParameter(self, key, name=f"{PREFIX}{key}", type="String", value=value)
        SsmParameter(
            self,
            "private-subnet-ids",
            name=f"{PREFIX}private-subnet-ids",
            type="StringList",
            value=Fn.join(",", list(private_subnet_ids.values())),
        )
