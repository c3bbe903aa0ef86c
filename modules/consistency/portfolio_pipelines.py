"""Checks of the pipelines of portfolios: that what they publish is there, and that they get to the state."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import CONNECTION_NAME_LENGTH, S3_BUCKET_NAME_LENGTH, AwsLimit
from modules.consistency.dropped import Dropped
from modules.deployment.spec import CloudBackendSpec, S3BackendSpec
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import pipelined, published_portfolios
from modules.naming import portfolio_pipeline_bucket
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown

_PIPELINES = ("catalog", "pipelines")


def pipelines_are_of_published_portfolios(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("catalog"):
        return
    published = [portfolio.name for portfolio in published_portfolios(zone)]
    for name in zone.catalog.pipelines if zone.catalog else ():
        if name not in published:
            why, path = f"the environment publishes {', '.join(published)}", (*_PIPELINES, name)
            yield unknown(
                "the portfolio of a pipeline is not published",
                name,
                published,
                why=why,
                otherwise="write one of these",
                path=path,
            )


def pipelines_make_no_topics(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("catalog"):
        return
    for portfolio in published_portfolios(zone):
        if portfolio.emails and portfolio.name in pipelined(zone):
            yield LandingZoneError(
                "a portfolio with a pipeline must have no notices",
                got=f"{portfolio.name} with emails",
                why="what publishes it makes portfolios and products, and neither topics nor keys",
                fix="remove `emails`, or its pipeline",
                path=("catalog", "portfolios", portfolio.name, "emails"),
            )


def pipelines_have_short_names(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for name in pipelined(zone):
        for what, text, limit in _names(zone, name):
            if len(text) > limit.value:
                yield LandingZoneError(
                    "the name of a portfolio with a pipeline is too long",
                    got=f"{what} {text} ({len(text)} characters)",
                    why=f"at most {limit}",
                    fix="shorten the name of the portfolio's folder",
                    path=(*_PIPELINES, name),
                )


def pipelines_reach_the_state(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("deployment") or not (zone.catalog and zone.catalog.pipelines):
        return
    match zone.deployment.backend:
        case CloudBackendSpec():
            got, why = "type: cloud", "builds have roles of AWS, and no token of HCP Terraform"
            fix = "keep states in S3, or have the portfolio published by whoever deploys"
        case S3BackendSpec(dynamodb_table=str(table)):
            got, why = f"dynamodb_table: {table}", "Terraform looks for a lock table in the account that a build is in"
            fix = "lock with `use_lockfile: true` (Terraform 1.10 or newer)"
        case S3BackendSpec(kms_key_id=str(key)) if ":key/" not in key:
            got, why = f"kms_key_id: {key}", "a key's id or alias is looked for in the account that a build is in"
            fix = "write the ARN of the key"
        case _:
            return
    yield LandingZoneError(
        "the pipeline of a portfolio must get to the state", got=got, why=why, fix=fix, path=("deployment", "backend")
    )


def pipelines_have_repositories_of_their_own(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    # The project's may be that of several: whoever changes it changes all of them, in one commit.
    taken: dict[str, str] = {}
    for name, (_portfolio, spec) in pipelined(zone).items():
        others = {**taken, spec.project.repository.lower(): "the project"}
        if spec.repository.lower() in others:
            yield LandingZoneError(
                "two things that are published apart must not have one repository",
                got=f"{spec.repository}, of {others[spec.repository.lower()]}, too",
                why="all that is in it takes the place of the portfolio's folder",
                fix="give the portfolio a repository of its own",
                path=(*_PIPELINES, name, "repository"),
            )
        taken[spec.repository.lower()] = name


def pipelines_have_a_connection_of_the_owner(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    home = zone.organization.home_region
    for name, (portfolio, spec) in pipelined(zone).items():
        if spec.connection is None or portfolio.owner is None:
            continue
        region, account_id = spec.connection.split(":")[3:5]
        if region != home or account_id != (portfolio.owner.known_id or account_id):
            yield LandingZoneError(
                "the connection of a pipeline must be in the account that owns the portfolio, in the home region",
                got=spec.connection,
                why=f"the pipeline is in {portfolio.owner.key}, in {home}",
                fix="make one there, or leave `connection` out",
                path=(*_PIPELINES, name, "connection"),
            )


def _names(zone: LandingZone, portfolio: str) -> Iterator[tuple[str, str, AwsLimit]]:
    bucket = portfolio_pipeline_bucket(zone.organization.name, portfolio, "0" * 12)
    if zone.catalog and zone.catalog.pipelines[portfolio].connection is None:
        yield "the connection", f"catalog-{portfolio}", CONNECTION_NAME_LENGTH
    yield "the bucket of its sources", bucket, S3_BUCKET_NAME_LENGTH
