"""`directory reset-password`: a new password of the directory's administrator, which nobody sees on the way."""

from __future__ import annotations

import json
import secrets
from typing import Any

from modules.accounts.roster import Account
from modules.active_directory.names import ADMINISTRATOR, ADMINISTRATOR_SECRET
from modules.commands.console import out
from modules.commands.credentials import require_credentials
from modules.commands.validate import load_environments
from modules.environment import Environment
from modules.landing_zone.active_directory import DirectoryPlace, directory_place
from modules.specification.errors import LandingZoneError

_CURRENT, _PENDING = "AWSCURRENT", "AWSPENDING"


def reset_password(name: str) -> None:
    """Give the administrator of an environment's directory a new password, and keep it in Secrets Manager alone.

    Raises:
        LandingZoneError: the environment has no directory, there are no credentials, or AWS refuses.

    """
    zone = load_environments([name])[name]
    place = directory_place(zone)
    if place is None:
        raise LandingZoneError(
            "there must be a directory",
            got=f"{name} without active_directory",
            why="the password is that of its administrator",
            fix="name another environment, or add the section and deploy it",
        )
    require_credentials(zone)
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - takes its time

    try:
        version = _reset(_clients(Environment(name, zone), place), place.spec.domain)
    except (BotoCoreError, ClientError) as error:
        raise LandingZoneError(
            "the password could not be reset",
            got=str(error),
            why=f"what was written before is in {ADMINISTRATOR_SECRET}, as {_PENDING}; the old password may still hold",
            fix="run the command again: each run makes a password of its own",
        ) from error
    out.print(f"{ADMINISTRATOR} of {place.spec.domain} has a new password: {ADMINISTRATOR_SECRET}, version {version}.")


def _clients(environment: Environment, place: DirectoryPlace) -> Any:
    """Give clients of the directory's account, with the role that its workspaces assume."""
    from modules.runner.recovery.lookup import clients  # noqa: PLC0415 - takes its time

    zone = environment.zone
    home, role = zone.organization.home_region, zone.deployment.management_role
    management = zone.organization.management_account.id
    organization = clients(home, f"arn:aws:iam::{management}:role/{role}" if role else None)
    account_id = place.account.known_id or _vended_id(organization("organizations"), place.account)
    return clients(home, f"arn:aws:iam::{account_id}:role/{environment.zone.vending.role_name()}")


def _vended_id(organizations: Any, account: Account) -> str:
    pages = organizations.get_paginator("list_accounts").paginate()
    for found in (each for page in pages for each in page["Accounts"]):
        if found["Email"].lower() == account.email.lower():
            return str(found["Id"])
    raise LandingZoneError(
        "the account of the directory must be in the organization",
        got=f"no account with the address {account.email}",
        why="the directory is in it",
        fix="deploy the environment first",
    )


def _reset(clients: Any, domain: str) -> str:
    """Keep a new password, give it to the administrator, and make it the current one; return its version.

    In this order nothing is lost where it stops between two steps: the directory has the password that is current, or
    the one that is pending.
    """
    directory_id, store = _directory_id(clients("ds"), domain), clients("secretsmanager")
    password = f"Aa1-{secrets.token_hex(28)}"  # all kinds of characters, 60 of them, and never the user's name
    content = json.dumps({"username": ADMINISTRATOR, "password": password, "domain": domain})
    kept = {"SecretId": ADMINISTRATOR_SECRET, "SecretString": content, "VersionStages": [_PENDING]}
    version = str(store.put_secret_value(**kept)["VersionId"])
    clients("ds").reset_user_password(DirectoryId=directory_id, UserName=ADMINISTRATOR, NewPassword=password)
    stages = store.describe_secret(SecretId=ADMINISTRATOR_SECRET)["VersionIdsToStages"]
    current = next((id_ for id_, of_version in stages.items() if _CURRENT in of_version), None)
    if current != version:  # the first version is the current one from its beginning
        before = {"RemoveFromVersionId": current} if current else {}
        moved = {"SecretId": ADMINISTRATOR_SECRET, "VersionStage": _CURRENT, "MoveToVersionId": version}
        store.update_secret_version_stage(**moved, **before)
    return version


def _directory_id(directory_service: Any, domain: str) -> str:
    for page in directory_service.get_paginator("describe_directories").paginate():
        for directory in page["DirectoryDescriptions"]:
            if directory["Name"] == domain and directory["Type"] == "MicrosoftAD":
                return str(directory["DirectoryId"])
    raise LandingZoneError(
        "the directory must exist before its password is reset",
        got=f"no AWS Managed Microsoft AD called {domain}",
        why="a deploy makes it",
        fix="deploy the environment first",
    )
