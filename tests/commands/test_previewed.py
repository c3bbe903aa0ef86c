"""What a preview applies of an environment."""

from __future__ import annotations

from modules.accounts.vending_spec import VendingEngine
from modules.commands.previewed import previewed
from tests.support.aft import vended_by_aft
from tests.support.environments import environment


def test_state_is_on_this_machine_and_nothing_else_differs() -> None:
    zone = environment("production").zone
    changed = previewed(zone)

    assert zone.deployment.backend.type == "s3"
    assert changed.deployment.backend.type == "local"
    assert changed.model_copy(update={"deployment": zone.deployment}) == zone


def test_what_aft_would_vend_and_what_is_there_before_it_is_vended_by_account_factory() -> None:
    zone = vended_by_aft()
    changed = previewed(zone)

    assert changed.vending.engine is VendingEngine.CONTROL_TOWER
    assert changed.vending.aft is None
    assert [account.key for account in changed.roster] == [account.key for account in zone.roster]
    assert [account.key for account in changed.roster if not account.vended] == ["management"]
    assert changed.vending.access_user == zone.vending.access_user


def test_what_accounts_start_with_is_the_same_whoever_delivers_it() -> None:
    zone = vended_by_aft()
    changed = previewed(zone)

    assert (changed.machine_learning, changed.data, changed.network) == (zone.machine_learning, zone.data, zone.network)
    assert changed.guardrails == zone.guardrails
