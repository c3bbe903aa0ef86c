"""Every account of an environment, one record each: those written down, those of teams, and the management account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from modules.accounts.spec import AccountSpec, Connectivity, Function, Suspension
from modules.accounts.stages import StageKind, StageSpec, kind_of
from modules.accounts.team_spec import TeamSpec
from modules.accounts.vpc_spec import AccountVpcSpec
from modules.organization.spec import FoundationalUnit, OrganizationSpec, unit_path
from modules.specification.pattern import with_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account, with all that its environment says of it worked out."""

    key: str
    """Its name in addresses and workspaces, unique in the environment: `network`, `fraud-dev`."""
    name: str
    """Its name in Organizations."""
    email: str
    functions: tuple[Function, ...]
    unit: tuple[str, ...]
    """The path of its organizational unit; empty in the root."""
    owner: str
    cost_center: str
    known_id: str | None
    """Its id where it exists already; `None` where it is vended."""
    tags: dict[str, str]
    """Tags that the user wrote for it, the organization's included."""
    source: tuple[str, ...]
    """The path of the YAML that it comes from."""
    domain: str | None = None
    team: str | None = None
    stage: str | None = None
    stage_kind: StageKind | None = None
    """How the library treats its stage; None where it has none."""
    connectivity: Connectivity | None = None
    """What it is connected to, where the user says so for this account alone."""
    segment: str | None = None
    """The segment of its corporate VPC, where the user says so for this account alone."""
    vpc_prefix: int | None = None
    """The size of its corporate VPC in prefix bits, where the user says so for this account alone."""
    vpc: AccountVpcSpec | None = None
    """Its corporate VPC by its range, where the user says so for this account alone."""
    monthly_budget_usd: int | None = None
    """What it may cost in a month, in US dollars, where the user says so."""
    expires: date | None = None
    """The last day of a sandbox, where the user says so."""
    lead_name: str | None = None
    """First and last name of who leads its team; None where it is no team's."""
    lead_email: str | None = None
    """The address of who leads its team; None where it is no team's."""
    studio_users: tuple[tuple[str, str], ...] = ()
    """Who has a profile in its Studio: the profile's name, and the name that the person signs in with."""
    deploys_for: tuple[str, ...] = ()
    """Teams whose models it serves, where it is the central team's."""
    guardrails: tuple[str, ...] = ()
    """Guardrails that are bound to it alone."""
    suspension: Suspension | None = None
    """How far it is, where nobody needs it any more; None where it is in use."""

    @property
    def guardrails_source(self) -> tuple[str, ...]:
        """The path of the list of its guardrails in the YAML."""
        return (*self.source, "guardrails", *((self.stage,) if self.team and self.stage else ()))

    @property
    def vended(self) -> bool:
        """Whether this environment brings it into being."""
        return self.known_id is None

    def place_of(self, field: str) -> tuple[str, ...]:
        """Return the path of the YAML that one of its fields comes from: a team has them by stage."""
        return (*self.source, field, *([self.stage] if self.team and self.stage else []))

    @property
    def is_production(self) -> bool:
        """Whether others depend on it: all accounts without a stage count as production, but for sandboxes."""
        if self.stage_kind is not None:
            return self.stage_kind is StageKind.PROD
        return Function.SANDBOX not in self.functions


def management(organization: OrganizationSpec) -> Account:
    """Return the account that the organization belongs to."""
    spec = organization.management_account
    return Account(
        key=Function.MANAGEMENT.value,
        name=spec.name,
        email=spec.email,
        functions=(Function.MANAGEMENT,),
        unit=unit_path(spec.unit),
        owner=spec.owner,
        cost_center=organization.cost_center,
        known_id=spec.id,
        tags=organization.tags,
        source=("organization", "management_account"),
        guardrails=spec.guardrails,
    )


def written(
    organization: OrganizationSpec, accounts: Mapping[str, AccountSpec], stages: Mapping[str, StageSpec]
) -> Iterator[Account]:
    """Every account that `accounts` lists."""
    for key, spec in accounts.items():
        yield Account(
            key=key,
            name=spec.name or key,
            email=spec.email or with_names(organization.email_pattern, account=key),
            functions=spec.functions,
            unit=_unit(organization, spec.unit, spec.suspension),
            suspension=spec.suspension,
            owner=spec.owner,
            cost_center=spec.cost_center or organization.cost_center,
            known_id=spec.id,
            tags={**organization.tags, **spec.tags},
            source=("accounts", key),
            domain=spec.domain,
            stage=spec.stage,
            stage_kind=kind_of(spec.stage, stages) if spec.stage else None,
            connectivity=spec.connectivity,
            guardrails=spec.guardrails,
            deploys_for=spec.deploys_for,
            segment=spec.segment,
            vpc_prefix=spec.vpc_prefix,
            monthly_budget_usd=spec.monthly_budget_usd,
            expires=spec.expires,
            vpc=spec.vpc,
        )


def of_teams(
    organization: OrganizationSpec, teams: Mapping[str, TeamSpec], stages: Mapping[str, StageSpec]
) -> Iterator[Account]:
    """Every team's account for each of its stages, in their order. A stage without a unit gives none."""
    for team, spec in teams.items():
        for stage, described in stages.items():
            if described.unit is None or (spec.stages is not None and stage not in spec.stages):
                continue
            key = f"{team}-{stage}"
            yield Account(
                key=key,
                name=key,
                email=with_names(organization.email_pattern, account=key),
                functions=(Function.TEAM,),
                unit=_unit(organization, described.unit, spec.suspension.get(stage)),
                suspension=spec.suspension.get(stage),
                owner=team,
                cost_center=spec.cost_center,
                known_id=spec.account_ids.get(stage),
                tags={**organization.tags, **spec.tags},
                source=("teams", team),
                team=team,
                stage=stage,
                stage_kind=kind_of(stage, stages),
                connectivity=spec.connectivity.get(stage),
                guardrails=spec.guardrails.get(stage, ()),
                segment=spec.segment.get(stage),
                vpc_prefix=spec.vpc_prefix.get(stage),
                monthly_budget_usd=spec.monthly_budget_usd.get(stage),
                lead_name=spec.lead.name,
                lead_email=spec.lead.email,
                studio_users=tuple(spec.studio_users.items()),
                vpc=spec.vpc.get(stage),
            )


def _unit(organization: OrganizationSpec, written: str, suspension: Suspension | None) -> tuple[str, ...]:
    """Return the path of the unit that an account is in: that for suspended accounts, once it was moved there."""
    suspended = organization.foundational_unit(FoundationalUnit.SUSPENDED) if suspension is Suspension.MOVED else None
    return unit_path(written) if suspended is None else suspended


def account_for(function: Function, accounts: Iterable[Account]) -> Account:
    """Return the one account with a foundational function."""
    (account,) = (account for account in accounts if function in account.functions)
    return account
