"""The instance of IAM Identity Center, and the session attributes that it hands on."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import Fn, Postcondition, TerraformResourceLifecycle, Token
from cdktf_cdktf_provider_aws.data_aws_ssoadmin_instances import DataAwsSsoadminInstances
from cdktf_cdktf_provider_aws.ssoadmin_instance_access_control_attributes import (
    SsoadminInstanceAccessControlAttributes,
    SsoadminInstanceAccessControlAttributesAttribute,
    SsoadminInstanceAccessControlAttributesAttributeValue,
)
from constructs import Construct

_NOT_ENABLED = (
    "IAM Identity Center is not enabled in this account and region. Enable it in the console of the management "
    "account, in the home region, with an organization instance."
)


class IdentityCenter(Construct):
    """Look up the organization's instance, and define the attributes of people that become session tags.

    Nothing can make an instance by API: somebody enabled it, or Control Tower did
    (IAM Identity Center User Guide, Enable IAM Identity Center).

    Args:
        scope: The stack, or the construct, that owns it.
        id_: The start of the addresses.
        attributes: Where each session attribute comes from in the directory, by its key.

    """

    def __init__(self, scope: Construct, id_: str, *, attributes: Mapping[str, str]) -> None:
        super().__init__(scope, id_)
        self._instances = DataAwsSsoadminInstances(
            self,
            "instances",
            lifecycle=TerraformResourceLifecycle(
                postcondition=[Postcondition(condition="${length(self.arns) == 1}", error_message=_NOT_ENABLED)]
            ),
        )
        SsoadminInstanceAccessControlAttributes(
            self,
            "attributes",
            instance_arn=self.instance_arn,
            attribute=[
                SsoadminInstanceAccessControlAttributesAttribute(
                    key=key,
                    value=[SsoadminInstanceAccessControlAttributesAttributeValue(source=[_source(path)])],
                )
                for key, path in attributes.items()
            ],
        )

    @property
    def instance_arn(self) -> str:
        """Token: the instance's ARN."""
        return Token.as_string(Fn.one(self._instances.arns))

    @property
    def identity_store_id(self) -> str:
        """Token: the id of the instance's directory."""
        return Token.as_string(Fn.one(self._instances.identity_store_ids))


def _source(path: str) -> str:
    """Write a path as Identity Center takes it; the first $ keeps Terraform from reading the rest."""
    return f"$${{path:{path}}}"
