"""The blueprints of what an account sends to the log archive: AWS Config's records, and what Macie found."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.security.detection.macie_export import MacieExport
from modules.security.posture.config_recorder import ConfigRecorder, ConfigRole
from modules.workspaces.base.variables import define_variables

ROLE_ARN = "role_arn"
"""The output of the role's module, and a variable of the recorder's."""

BUCKET, KEY_ARN = "bucket", "key_arn"
"""Variables of the modules that send something."""

_MEANINGS = {
    ROLE_ARN: "The role that AWS Config works as",
    BUCKET: "The bucket of the log archive",
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
        variables = define_variables(scope, _MEANINGS)
        ConfigRecorder(
            scope,
            "config-recorder",
            role_arn=variables[ROLE_ARN],
            bucket=variables[BUCKET],
            key_arn=variables[KEY_ARN],
            records_global_resources=self.records_global_resources,
        )


@dataclass(frozen=True)
class MacieExportBlueprint:
    """What an account has in each region where Macie runs."""

    name: str = "macie-export"

    def define(self, scope: Construct) -> None:
        """Define where results go."""
        variables = define_variables(scope, {name: _MEANINGS[name] for name in (BUCKET, KEY_ARN)})
        MacieExport(scope, "macie-export", bucket=variables[BUCKET], key_arn=variables[KEY_ARN])
