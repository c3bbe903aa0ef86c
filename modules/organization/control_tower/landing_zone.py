"""Control Tower's landing zone."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.controltower_landing_zone import ControltowerLandingZone
from constructs import Construct

from modules.organization.control_tower.log_key import LogKey
from modules.organization.control_tower.manifest import Places, manifest
from modules.organization.control_tower.service_roles import ServiceRoles
from modules.organization.control_tower.spec import ControlTowerLandingZoneSpec


class ControlTowerLandingZone(Construct):
    """Define the landing zone, the roles that it works with, and the key that encrypts what it collects.

    Setting it up takes AWS up to an hour. It can never be destroyed from here: that would take the trail from every
    account.

    Args:
        scope: The stack, or the construct, that owns the landing zone.
        id_: The start of its addresses.
        spec: What it is to be.
        account_id: The management account.
        home_region: Where it lives.
        regions: The regions that it governs.
        log_archive_id: The account that it collects in; may be a token.
        security_tooling_id: The account that watches; may be a token.
        security_unit: The name of the unit, directly below the root, in which both accounts are.
        sandbox_unit: The name of a unit for sandboxes directly below the root, where there is one.

    """

    def __init__(  # noqa: PLR0913 - each comes from another part of the environment
        self,
        scope: Construct,
        id_: str,
        *,
        spec: ControlTowerLandingZoneSpec,
        account_id: str,
        home_region: str,
        regions: Sequence[str],
        log_archive_id: str,
        security_tooling_id: str,
        security_unit: str,
        sandbox_unit: str | None,
    ) -> None:
        super().__init__(scope, id_)
        roles = ServiceRoles(
            self,
            "roles",
            account_id=account_id,
            home_region=home_region,
            access_management=spec.access_management,
        )
        key_arn = None
        if spec.kms_key:
            key_arn = (
                spec.kms_key.arn
                or LogKey(
                    self,
                    "key",
                    account_id=account_id,
                    home_region=home_region,
                    log_archive_id=log_archive_id,
                    deletion_days=spec.kms_key.deletion_days,
                ).key_arn
            )
        places = Places(
            log_archive_id=log_archive_id,
            security_tooling_id=security_tooling_id,
            security_unit=security_unit,
            sandbox_unit=sandbox_unit,
            key_arn=key_arn,
        )
        ControltowerLandingZone(
            self,
            "Default",
            version=spec.version.value,
            manifest_json=json.dumps(manifest(spec, regions=regions, places=places), sort_keys=True),
            depends_on=roles.permissions,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
