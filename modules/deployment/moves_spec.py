"""What a user may say of what had another key, or leaves the YAML, so that nothing in AWS is lost. No cdktf here."""

from __future__ import annotations

from pydantic import Field

from modules.specification.model import AccountKey, Spec
from modules.specification.regions import Region
from modules.specification.texts import UnitPath


class MovedSpec(Spec):
    """What had another key when it was applied last. Without it, a key is that of something new."""

    accounts: dict[AccountKey, AccountKey] = Field(default_factory=dict)
    """Accounts: the key that one had, and the key that it has now. A deploy takes the account and the state of its
    workspace over, and its id stays. Take the entry out once it is deployed everywhere."""


class RemovedSpec(Spec):
    """What leaves the YAML, by name. Without it, a deploy refuses what is taken out."""

    accounts: tuple[AccountKey, ...] = ()
    """Keys of accounts whose entries are taken out. A deploy lets go of each: it stays in AWS as it is, and nothing
    here knows of it any more. Take the key out once that is deployed everywhere."""

    units: tuple[UnitPath, ...] = ()
    """Organizational units that are taken out, as paths. A deploy deletes each once no account is in it. Take the path
    out once that is deployed everywhere."""

    regions: tuple[Region, ...] = ()
    """Regions that are taken out of `organization.regions`. Workspaces keep a provider of each, so that a deploy
    destroys what is there. Take the region out once that is deployed everywhere."""
