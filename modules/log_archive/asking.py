"""From a scenario to the requests that AWS would see: each bucket or the key, each action, each principal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from modules.log_archive.archive import Archive
from modules.log_archive.guarded import Guarded
from modules.log_archive.scenarios import ArchiveScenario
from modules.log_archive.spec import EXECUTION, ArchiveScenarioSpec, Layer
from modules.policy_evaluation.reading.spec import ScenarioSpec, several
from modules.policy_evaluation.requests.requests import Requests
from modules.policy_evaluation.requests.scenario_values import NothingToAskError
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import NOWHERE, ControlPaths
from modules.policy_evaluation.simulating.simulator import Request

ROOT_KEEPS = frozenset({"s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"})
"""What no bucket policy denies the root user of the bucket's account (Amazon S3 API Reference, DeleteBucketPolicy)."""

ENDS_A_LOCK = frozenset({"s3:DeleteObjectVersion", "s3:PutObjectRetention"})
"""What Object Lock refuses; in governance mode not to who may bypass it (Amazon S3 User Guide, Object Lock)."""

BYPASS = "s3:BypassGovernanceRetention"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a scenario."""

    scenario: ArchiveScenario
    guarded: Guarded
    request: Request
    bypass: Request | None = None
    """Whether the same principal may bypass Object Lock; only where that decides."""

    @property
    def is_locked(self) -> bool:
        """Whether Object Lock has a say in it."""
        spec = self.scenario.spec
        return self.guarded.mode is not None and self.request.action in ENDS_A_LOCK and Layer.LOCK not in spec.without


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes requests to the log archive of one environment."""

    environment: SynthesizedEnvironment
    archive: Archive

    def of(self, scenario: ArchiveScenario) -> list[Asked]:
        """Return the requests of a scenario.

        Raises:
            NothingToAskError: the environment has no such account, principal, bucket or value.
            UnknownPlaceholderError: the scenario holds one that stands for nothing.

        """
        spec = scenario.spec
        account = self.environment.accounts.for_scenario(spec.account, ((),))
        if account is None:
            raise NothingToAskError(f"the environment has no account for {spec.account}")
        facts = self.environment.facts
        known = {
            **facts.parameters,
            "home_region": facts.home_region,
            "log_archive_id": self.archive.account_id,
            "log_bucket_arns": tuple(guarded.arn for guarded in self.archive.guarded if not guarded.is_key),
        }
        requests = Requests(replace(facts, parameters=known), self.environment.accounts, ControlPaths())
        asked = [
            self._asked(scenario, guarded, request)
            for guarded in self._guarded(spec)
            for request in requests.of(self._request_spec(spec, guarded), account)
        ]
        if not asked:
            raise NothingToAskError("the log archive has no such bucket")
        return asked

    def _guarded(self, spec: ArchiveScenarioSpec) -> Iterator[Guarded]:
        wanted, there = several(spec.bucket), {guarded.name for guarded in self.archive.guarded}
        for guarded in self.archive.guarded:
            fits = (
                guarded.is_key == spec.is_about_the_key,
                not wanted or guarded.name in wanted,
                spec.locked is None or spec.locked == (guarded.mode is not None),
                spec.mode is None or spec.mode == guarded.mode,
                spec.replica is None or spec.replica == guarded.is_replica,
                spec.only_with is None or spec.only_with in there,
            )
            if all(fits):
                yield guarded

    def _request_spec(self, spec: ArchiveScenarioSpec, guarded: Guarded) -> ScenarioSpec:
        is_execution = spec.principal == EXECUTION
        own = {"kms:ResourceAliases": guarded.aliases} if guarded.is_key else {}
        return ScenarioSpec.model_validate(
            {
                "name": spec.name,
                "expect": spec.expect,
                "action": spec.actions,
                "resource": f"{guarded.arn}/{spec.object}" if spec.object else guarded.arn,
                "principal": self.archive.execution_role if is_execution else spec.principal,
                "service": spec.service,
                "context": {"aws:ResourceAccount": self.archive.account_id, **own, **spec.context},
            }
        )

    def _asked(self, scenario: ArchiveScenario, guarded: Guarded, request: Request) -> Asked:
        without = scenario.spec.without
        is_root = request.principal == f"arn:aws:iam::{self.archive.account_id}:root"
        has_policy = Layer.POLICY not in without and not (is_root and request.action in ROOT_KEEPS)
        request = replace(
            request,
            resource_policy=guarded.arn if has_policy else "",
            principal_path=NOWHERE if Layer.GUARDRAILS in without else request.principal_path,
            resource_path=NOWHERE if Layer.GUARDRAILS in without else request.resource_path,
        )
        asked = Asked(scenario, guarded, request)
        if asked.is_locked and guarded.mode == "GOVERNANCE":
            return replace(asked, bypass=replace(request, action=BYPASS))
        return asked
