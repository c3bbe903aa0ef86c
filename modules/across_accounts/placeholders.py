"""What placeholders of a scenario stand for, by who asks and what is asked for."""

from __future__ import annotations

from dataclasses import replace

from modules.across_accounts.reading import Across
from modules.across_accounts.stores import Store
from modules.policy_evaluation.reading.inputs import Account, Value
from modules.policy_evaluation.requests.scenario_values import ScenarioValues


def placeholders(across: Across, asker: Account, store: Store) -> ScenarioValues:
    """Return what placeholders stand for.

    Args:
        across: Who and what there is.
        asker: The account of who asks.
        store: What is asked for.

    """
    values = across.personas.values(asker)
    own: dict[str, Value] = {
        "key_arn": _arns(across, "key", store.account),
        "zone_key_arn": tuple(
            each.arn
            for each in across.stores
            if each.kind == "key"
            and each.account.key == store.account.key
            and f"-{each.called.rpartition('/')[2]}-" in store.name
        ),
        "team_bucket_arn": _arns(across, "bucket", store.account),
        "models_key_arn": tuple(
            each.arn
            for each in across.stores
            if each.kind == "key"
            and each.account.key == store.account.key
            and each.called.endswith(f"/models/{across.team(asker)}")
        ),
        "models_bucket_arn": tuple(each.arn for each in _models(across, store.account)),
        "models_bucket": tuple(each.name for each in _models(across, store.account, across.team(asker))),
        "resource_account_id": str(store.account.known_id),
        "resource_region": store.region,
    }
    return replace(values, values={**values.values, **own})


def _models(across: Across, account: Account, team: str | None = None) -> list[Store]:
    """Return the buckets in an account that hold models, of one team or of all."""
    return [
        store
        for store in across.stores
        if store.kind == "bucket" and store.account.key == account.key and f"-models-{team or ''}" in store.name
    ]


def _arns(across: Across, kind: str, account: Account) -> tuple[str, ...]:
    """Return the ARNs of what is a team's in an account, by what its name or alias has in it."""
    team = f"{across.team(account)}-{account.stage}"
    return tuple(
        store.arn
        for store in across.stores
        if store.kind == kind and store.account.key == account.key and team in store.called
    )
