"""What changes between two estimates."""

from __future__ import annotations

from decimal import Decimal

from modules.estimate.difference import Difference, differences
from modules.estimate.estimate import Estimate
from modules.estimate.lines import View
from tests.estimate.planted import BODY, catalogue, estimated

KNOWN = catalogue({"aws_thing": [{"price": "thing", "counts": ["thing", "things"]}]}, thing={"per": "month"})


def things(**counts: int) -> Estimate:
    """Return an estimate of a number of things in each account."""
    accounts = {account.replace("_", "-"): count for account, count in counts.items()}
    return estimated(
        KNOWN,
        {account: {"aws_thing": {f"x{place}": BODY for place in range(count)}} for account, count in accounts.items()},
    )


def changes(found: list[Difference]) -> dict[str, Decimal]:
    return {difference.name: difference.month for difference in found}


def test_is_nothing_where_nothing_changes() -> None:
    assert differences(things(hub=1), things(hub=1), View.ACCOUNT) == []


def test_names_what_grows_first_then_what_shrinks_and_leaves_out_the_rest() -> None:
    found = differences(things(hub=1, fraud_dev=3), things(hub=1, fraud_dev=1, fraud_prod=2), View.ACCOUNT)

    assert changes(found) == {"fraud-prod": Decimal(4), "fraud-dev": Decimal(-4)}
    assert list(changes(found)) == ["fraud-prod", "fraud-dev"]


def test_shows_what_was_counted_and_what_is_counted_now() -> None:
    (found,) = differences(things(hub=1), things(hub=2), View.SERVICE)

    assert (found.before, found.after) == (Decimal(2), Decimal(4))
    assert [line.formula for line in found.gone] == ["1 thing × 2 USD"]
    assert [line.formula for line in found.new] == ["2 things × 2 USD"]


def test_of_what_moves_between_accounts_is_seen_by_account_and_not_by_service() -> None:
    before, after = things(hub=1), things(fraud_dev=1)

    assert changes(differences(before, after, View.ACCOUNT)) == {"fraud-dev": Decimal(2), "hub": Decimal(-2)}
    assert differences(before, after, View.SERVICE) == []
