"""The blueprints of AWS Config's recorder: its role, once for an account, and itself, once for each region."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput, TerraformVariable
from constructs import Construct

from modules.security.posture.config_recorder import ConfigRecorder, ConfigRole

ROLE_ARN = "role_arn"
"""The output of the role's module, and a variable of the recorder's."""

BUCKET, KEY_ARN = "bucket", "key_arn"
"""Variables of the recorder's module."""

_MEANINGS = {
    ROLE_ARN: "The role that AWS Config works as",
    BUCKET: "The bucket of the log archive that records are sent to",
    KEY_ARN: "The key that encrypts the bucket",
}


@dataclass(frozen=True)
class ConfigRoleBlueprint:
    """What an account has once."""

    name: str = "config-role"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        TerraformOutput(scope, ROLE_ARN, value=ConfigRole(scope, "config-role").role_arn, static_id=True)


@dataclass(frozen=True)
class ConfigRecorderBlueprint:
    """What an account has in each region."""

    records_global_resources: bool

    @property
    def name(self) -> str:
        """The module's name."""
        return "config-recorder-with-global-resources" if self.records_global_resources else "config-recorder"

    def define(self, scope: Construct) -> None:
        """Define the recorder."""
        variables = {
            name: TerraformVariable(scope, name, type="string", description=meaning).string_value
            for name, meaning in _MEANINGS.items()
        }
        ConfigRecorder(
            scope,
            "config-recorder",
            role_arn=variables[ROLE_ARN],
            bucket=variables[BUCKET],
            key_arn=variables[KEY_ARN],
            records_global_resources=self.records_global_resources,
        )
