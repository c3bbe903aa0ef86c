"""Whether there are AWS credentials to work with: asked before anything takes time. Whose they are Terraform checks."""

from __future__ import annotations

from modules.deployment.spec import CloudBackendSpec
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError


def require_credentials(zone: LandingZone) -> None:
    """Refuse to begin where the shell has no credentials; runs of HCP Terraform have their own.

    Raises:
        LandingZoneError: there are none, or they cannot be had: a session has ended, a profile is not there.

    """
    if isinstance(zone.deployment.backend, CloudBackendSpec):
        return
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - takes its time
    from botocore.session import Session  # noqa: PLC0415

    try:
        credentials = Session().get_credentials()
        found = credentials is not None and bool(credentials.get_frozen_credentials().access_key)
        got = "none, in the environment, in files of AWS or from the machine"
    except BotoCoreError as error:
        found, got = False, str(error)
    if not found:
        management = zone.deployment.management_role
        raise LandingZoneError(
            "there must be AWS credentials",
            got=got,
            why=f"Terraform works with those of this shell, in {_where(zone)}",
            fix="sign in (`aws sso login`), or name a profile in AWS_PROFILE"
            + (f", from which {management} may be assumed" if management else ""),
        )


def _where(zone: LandingZone) -> str:
    account = f"the management account {zone.organization.management_account.id}"
    role = zone.deployment.management_role
    return f"{role} of {account}" if role else account
