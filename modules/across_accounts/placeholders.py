"""What placeholders of a scenario stand for, by who asks and what is asked for."""

from __future__ import annotations

from dataclasses import replace

from modules.across_accounts.reading import Across
from modules.across_accounts.stores import Store
from modules.policy_evaluation.reading.inputs import Account, Value
from modules.policy_evaluation.requests.scenario_values import ScenarioValues


def placeholders(across: Across, asker: Account, store: Store, *, team: str | None) -> ScenarioValues:
    """Return what placeholders stand for.

    Args:
        across: Who and what there is.
        asker: The account of who asks.
        store: What is asked for.
        team: The team of who asks, in whatever account.

    """
    values = across.personas.values(asker)
    own: dict[str, Value] = {
        "key_arn": _arns(across, "key", store.account),
        "bucket_key_arn": tuple(
            each.arn
            for each in across.stores
            if each.kind == "key"
            and each.account.key == store.account.key
            and f"-{each.called.rpartition('/')[2]}-" in store.name
        ),
        "team_bucket_arn": _arns(across, "bucket", store.account),
        "models_key_arn": _keys(across, store.account, f"/models/{team}"),
        "pipelines_key_arn": _keys(across, store.account, "/pipelines"),
        "scripts_key_arn": _keys(across, store.account, "/data-catalog"),
        "models_bucket_arn": tuple(each.arn for each in _buckets(across, store.account, "models")),
        "models_bucket": _names(across, store.account, f"models-{team or ''}"),
        "pipelines_bucket": _names(across, store.account, "pipelines"),
        "scripts_bucket": _names(across, store.account, "scripts"),
        "resource_account_id": str(store.account.known_id),
        "resource_alias": store.called.rpartition("/")[2],
        "resource_name": store.name,
        "resource_region": store.region,
    }
    return replace(values, values={**values.values, **own})


def _keys(across: Across, account: Account, ending: str) -> tuple[str, ...]:
    """Return the ARNs of the keys in an account whose alias ends so."""
    return tuple(
        each.arn
        for each in across.stores
        if each.kind == "key" and each.account.key == account.key and each.called.endswith(ending)
    )


def _names(across: Across, account: Account, purpose: str) -> tuple[str, ...]:
    """Return the names of the buckets in an account that are for something."""
    return tuple(each.name for each in _buckets(across, account, purpose))


def _buckets(across: Across, account: Account, purpose: str) -> list[Store]:
    """Return the buckets in an account that are for something: `models`, or `models-` and a team."""
    return [
        store
        for store in across.stores
        if store.kind == "bucket" and store.account.key == account.key and f"-{purpose}" in store.name
    ]


def _arns(across: Across, kind: str, account: Account) -> tuple[str, ...]:
    """Return the ARNs of what is a team's in an account, by what its name or alias has in it."""
    team = f"{across.team(account)}-{account.stage}"
    return tuple(
        store.arn
        for store in across.stores
        if store.kind == kind and store.account.key == account.key and team in store.called
    )
