"""Small environments by hand, and prices to count them with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modules.estimate.catalogue import Catalogue
from modules.estimate.estimate import Estimate, estimate
from modules.estimate.spec import AssumptionSpec, ResourceTypes
from modules.prices import Prices
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized

ACCOUNTS = {
    "hub": ("111111111111", None),
    "fraud-dev": ("222222222222", "fraud"),
    "fraud-prod": ("333333333333", "fraud"),
}
"""Id and team of every account, by its key."""

REGIONS = ("eu-west-1", "us-east-1")

Resources = Mapping[str, Mapping[str, Any]]
"""Bodies of resources by type and name."""

BODY: dict[str, Any] = {}


def workspace(account: str, resources: Resources) -> dict[str, Any]:
    """Return the document of a workspace that works in an account: `aws` in Ireland, `aws.us-east-1` in Virginia."""
    id_, team = ACCOUNTS[account]
    tags = {"Account": account} | ({"Team": team} if team else {})
    common = {"allowed_account_ids": [id_], "default_tags": [{"tags": tags}]}
    blocks = [{"region": REGIONS[0], **common}, {"alias": REGIONS[1], "region": REGIONS[1], **common}]
    return {"provider": {"aws": blocks}, "resource": resources}


def environment(resources: Mapping[str, Resources]) -> Synthesized:
    """Return an environment that has all accounts, and resources by account."""
    documents = {f"demo-{account}": workspace(account, resources.get(account, {})) for account in ACCOUNTS}
    return Synthesized(
        "demo",
        {id_: Document(id_, content) for id_, content in documents.items()},
        {id_: account for account, (id_, _) in ACCOUNTS.items()},
    )


def catalogue(charged: Mapping[str, list[dict[str, Any]]], **prices: Mapping[str, Any]) -> Catalogue:
    """Return a catalogue with a price `thing` of 2 USD an hour, and the assumption `guesses` of 10."""
    of_all = {"service": "Things", "unit": "thing", "per": "hour", "source": "page", "amounts": {"us-east-1": 2}}
    given: dict[str, Mapping[str, Any]] = {"thing": {}, **prices}
    document = {
        "currency": "USD",
        "otherwise": "us-east-1",
        "sources": {"page": {"title": "A page", "read_on": "2026-11-29"}},
        "prices": {key: {**of_all, **fields} for key, fields in given.items()},
    }
    groups = [{"reason": "it is free", "types": ["aws_free"]}]
    types = {"charged": charged, "free": groups, "by_use": [{"reason": "paid by use", "types": ["aws_used"]}]}
    assumption = {"value": 10, "unit": "guesses", "reason": "a guess", "measure": "look"}
    return Catalogue(
        Prices.model_validate_json(json.dumps(document)),
        {"guesses": AssumptionSpec.model_validate_json(json.dumps(assumption))},
        ResourceTypes.model_validate_json(json.dumps(types)),
    )


def estimated(known: Catalogue, resources: Mapping[str, Resources]) -> Estimate:
    """Estimate an environment that has all accounts, and resources by account."""
    return estimate(environment(resources), known, "Team")
