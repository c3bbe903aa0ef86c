"""Which lake it is, and what its parts are called."""

from __future__ import annotations

from dataclasses import dataclass

from modules.data.zones import Zone
from modules.naming import lake_bucket
from modules.specification.tag_keys import TagKeys

LOCATION_PATH = "/data-lake/"
"""The path of the roles that Lake Formation reads as: nobody may pass them, and only Lake Formation works as them."""

PIPELINE_PATH, PIPELINE_NAME = "/platform/", "DataPipeline"
"""The role that jobs of the lake work as, which data engineers may pass to AWS Glue."""

DEPLOYMENT_NAME = "LakeDeployment"
"""The role that pipelines deploy jobs of the lake as, where they do."""

CATALOG_KEY = "alias/landing-zone/data-catalog"
"""The alias of the key of metadata and scripts, by which execution roles of teams know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """One data lake; each value may be a token."""

    organization: str
    domain: str
    database_prefix: str
    """The domain, as names of databases begin."""
    account_id: str
    tag_keys: TagKeys
    """The organization's keys for the library's tags."""

    def bucket_name(self, zone: Zone) -> str:
        """Return the name of a zone's bucket."""
        return lake_bucket(self.organization, self.domain, zone, self.account_id)

    @property
    def scripts_bucket_name(self) -> str:
        """The bucket of the scripts of its jobs."""
        return lake_bucket(self.organization, self.domain, "scripts", self.account_id)

    def database_name(self, zone: Zone) -> str:
        """Return the name of a zone's database."""
        return f"{self.database_prefix}_{zone}"

    def key_alias(self, zone: Zone) -> str:
        """Return the alias of a zone's key. Guardrails protect `alias/landing-zone/*`."""
        return f"alias/landing-zone/data-lake/{zone}"

    @property
    def pipeline_role_arn(self) -> str:
        """The ARN of the role that its jobs work as."""
        return f"arn:aws:iam::{self.account_id}:role{PIPELINE_PATH}{PIPELINE_NAME}"

    def location_role_arn(self, zone: Zone) -> str:
        """Return the ARN of the role that Lake Formation reads a zone as."""
        return f"arn:aws:iam::{self.account_id}:role{LOCATION_PATH}{location_role_name(zone)}"


def deployment_role_arn(account_id: str) -> str:
    """Return the ARN of the role that pipelines deploy jobs of a lake as."""
    return f"arn:aws:iam::{account_id}:role{PIPELINE_PATH}{DEPLOYMENT_NAME}"


def location_role_name(zone: Zone) -> str:
    """Return the name of the role that Lake Formation reads a zone as."""
    return f"LakeFormation{zone.capitalize()}"
