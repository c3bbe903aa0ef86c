"""Where it is kept who reads the buckets of accounts of the platform: of pipelines, of portfolios."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformHclModule, TerraformOutput
from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import owned_by
from modules.landing_zone.contents import GuardrailNeeds
from modules.naming import access_log_bucket
from modules.pipelines.spec import PipelinesSpec
from modules.storage.access_log_bucket import AccessLogBucket
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.account.contents.ml_shared_services import is_for_teams
from modules.workspaces.base.variables import define_variables

ACCESS_LOG_BUCKET = "access_log_bucket"
"""The output of the module, and the variable of modules with buckets."""


_RECORDING = ("access-logs", "ml-shared-services")
"""Modules that bring the bucket which records who reads others, one of which an account has."""


def recording_module(surroundings: Surroundings) -> TerraformHclModule:
    """Return the module that brings the bucket which records who reads the others of the account."""
    return next(surroundings.modules[name] for name in _RECORDING if name in surroundings.modules)


@dataclass(frozen=True)
class AccessLogsBlueprint:
    """The bucket that records who reads the other buckets of an account."""

    organization: str
    kept_days: int
    name: str = "access-logs"

    def define(self, scope: Construct) -> None:
        """Define it."""
        account_id = define_variables(scope, {ACCOUNT_ID: "The account"})[ACCOUNT_ID]
        bucket = AccessLogBucket(
            scope,
            "access-logs",
            name=access_log_bucket(self.organization, account_id),
            account_id=account_id,
            source_buckets=f"{self.organization}-*",
            expire_after_days=self.kept_days,
        )
        TerraformOutput(scope, ACCESS_LOG_BUCKET, value=bucket.bucket_name, static_id=True)


@dataclass(frozen=True, slots=True)
class AccessLogs(Content):
    """The bucket, where nothing else of the account brings one."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> AccessLogs | None:  # noqa: ARG003
        """Choose it for accounts of pipelines and of portfolios; what serves ML teams has a bucket of its own."""
        runs_pipelines = zone.pipelines is not None and Function.DEVOPS in account.functions
        has_buckets = runs_pipelines or bool(owned_by(zone, account))
        return cls() if has_buckets and not is_for_teams(zone, account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        kept_days = (zone.pipelines or PipelinesSpec()).access_logs_kept_days
        blueprint = AccessLogsBlueprint(zone.organization.name, kept_days)
        surroundings.call(blueprint.name, blueprint, variables={ACCOUNT_ID: surroundings.account_id})
