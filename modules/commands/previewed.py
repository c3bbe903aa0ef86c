"""What a preview applies of an environment: all of it, with state on this machine, and accounts that are made there."""

from __future__ import annotations

import json

from modules.accounts.vending_spec import VendingEngine
from modules.deployment.spec import LocalBackendSpec
from modules.landing_zone import LandingZone


def previewed(zone: LandingZone) -> LandingZone:
    """Return an environment as a preview applies it.

    Where Account Factory for Terraform vends, Account Factory itself does here, also those accounts that are there
    before AFT is; and what AFT would deliver is applied as workspaces, of the same modules.
    """
    applied = _without_aft(zone) if zone.vending.aft else zone
    if applied.delivery and applied.delivery.hcp:  # no run begins as a role of its own here
        applied = applied.model_copy(update={"delivery": None})
    deployment = applied.deployment.model_copy(update={"backend": LocalBackendSpec(type="local")})
    return applied.model_copy(update={"deployment": deployment})


def _without_aft(zone: LandingZone) -> LandingZone:
    written = zone.model_dump(mode="json", exclude_defaults=True)
    vending = {key: value for key, value in written["vending"].items() if key != "aft"}
    written["vending"] = vending | {"engine": VendingEngine.CONTROL_TOWER.value}
    for account in written["accounts"].values():
        account.pop("id", None)
    read = LandingZone.model_validate_json(json.dumps(written))
    return read if zone.folder is None else read.found_in(zone.folder)
