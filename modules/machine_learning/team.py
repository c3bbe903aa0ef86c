"""Who a team's account belongs to, and what its parts are called."""

from __future__ import annotations

from dataclasses import dataclass

from modules.specification.tag_keys import TagKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team of an account, in one stage; each value may be a token."""

    organization: str
    """The organization's name."""
    name: str
    stage: str
    cost_center: str
    account_id: str
    region: str
    """The home region."""
    tag_keys: TagKeys
    """The organization's keys for the library's tags."""

    @property
    def role_path(self) -> str:
        """The path of its execution roles, by which permission sets know them."""
        return f"/teams/{self.name}/{self.stage}/"

    @property
    def bucket_name(self) -> str:
        """Its bucket. Permission sets know it by its beginning; its length is checked with the team's name."""
        return f"{self.organization}-{self.name}-{self.stage}-{self.account_id}-{self.region}"

    @property
    def workgroup_name(self) -> str:
        """Its Athena workgroup."""
        return f"{self.name}-{self.stage}"

    @property
    def tracking_server_name(self) -> str:
        """Its tracking server of MLflow."""
        return f"{self.name}-{self.stage}"

    @property
    def tracking_server_arn(self) -> str:
        """The ARN of that server."""
        return f"arn:aws:sagemaker:{self.region}:{self.account_id}:mlflow-tracking-server/{self.tracking_server_name}"

    @property
    def key_alias(self) -> str:
        """The alias of its key. Guardrails protect `alias/landing-zone/*`."""
        return f"alias/landing-zone/teams/{self.name}-{self.stage}"
