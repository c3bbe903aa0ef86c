"""What may not change of an account, and how it is given up and moved."""

from __future__ import annotations

import pytest

from modules.exports.aft.records import Lock
from modules.specification.errors import LandingZoneError
from tests.exports.aft.bench import SHAPES, Bench
from tests.exports.aft.delivered_folder import calling, document

SANDBOX = ("accounts", "sandbox-canary")
EXPORT = calling("macie-export")
"""What every account has."""


def refusal(bench: Bench) -> LandingZoneError:
    """Give the error that an export ends with, which leaves every file as it was."""
    before = bench.files()
    with pytest.raises(LandingZoneError) as error:
        bench.export()
    assert bench.files() == before
    return error.value


class TestWhatLasts:
    @pytest.mark.parametrize(
        ("keys", "value", "got"),
        [
            ((*SANDBOX, "email"), "x@acme.example", "AccountEmail aws+sandbox-canary@acme.example, now x@acme.example"),
            ((*SANDBOX, "name"), "Canary", "AccountName sandbox-canary, now Canary"),
        ],
    )
    def test_the_address_and_the_name_stay(self, bench: Bench, keys: tuple[str, ...], value: str, got: str) -> None:
        bench.say(*SANDBOX, "email", value="aws+sandbox-canary@acme.example")
        bench.export()
        bench.say(*keys, value=value)
        error = refusal(bench)
        assert error.what == "an account that AFT has must keep its address, its name and its user"
        assert error.got == f"sandbox-canary: {got}"

    def test_the_user_stays(self, bench: Bench) -> None:
        bench.export()
        bench.say("vending", "access_user", "name", value="Cloud Team")
        assert "SSOUserLastName Platform, now Team" in str(refusal(bench).got)

    def test_the_key_stays(self, bench: Bench) -> None:
        bench.say(*SANDBOX, "email", value="canary@acme.example")
        bench.say(*SANDBOX, "name", value="canary")
        bench.export()
        sandbox = bench.written["accounts"]["sandbox-canary"]
        bench.forget(*SANDBOX)
        bench.say("accounts", "renamed", value=sandbox)
        error = refusal(bench)
        assert error.what == "an account that AFT has must keep its key"
        assert error.got == "canary@acme.example was sandbox-canary, and is renamed now"

    def test_the_name_of_the_request_stays(self, bench: Bench) -> None:
        bench.say("vending", "aft", "request_names", value={"sandbox-canary": "canary"})
        bench.export()
        bench.say("vending", "aft", "request_names", value={})
        error = refusal(bench)
        assert error.what == "a request that AFT has must keep its name"
        assert error.got == "sandbox-canary: module.canary, now module.sandbox-canary"
        assert error.fix == "write `vending: {aft: {request_names: {sandbox-canary: canary}}}`"

    def test_a_request_that_had_no_name_of_its_own_gets_none(self, bench: Bench) -> None:
        bench.export()
        bench.say("vending", "aft", "request_names", value={"sandbox-canary": "canary"})
        assert refusal(bench).fix == "take sandbox-canary out of `vending.aft.request_names`"

    def test_the_unit_may_change(self, bench: Bench) -> None:
        bench.export()
        bench.say(*SANDBOX, "unit", value="Deployments")
        bench.export()
        parameters = bench.request("sandbox-canary")["control_tower_parameters"]
        assert parameters["ManagedOrganizationalUnit"] == "Deployments"

    def test_a_lock_that_somebody_mended_counts(self, bench: Bench) -> None:
        bench.export()
        bench.say(*SANDBOX, "name", value="Canary")
        lock = bench.to / "landing-zone-aft.lock.json"
        lock.write_text(lock.read_text().replace('"AccountName": "sandbox-canary"', '"AccountName": "Canary"'))
        bench.export()
        assert bench.request("sandbox-canary")["control_tower_parameters"]["AccountName"] == "Canary"


class TestGivingUp:
    def test_an_account_in_use_may_not_lose_its_request(self, bench: Bench) -> None:
        bench.export()
        bench.forget(*SANDBOX)
        error = refusal(bench)
        assert error.what == "an account must be emptied before it is given up"
        assert error.got == "sandbox-canary, which has no request any more and was in use at the last export"

    def test_nor_may_it_be_moved_away(self, bench: Bench) -> None:
        bench.export()
        bench.say(*SANDBOX, "suspension", value="moved")
        assert refusal(bench).got == "sandbox-canary, which is moved and was in use at the last export"

    def test_an_emptied_account_is_customized_once_more_and_then_goes(self, bench: Bench) -> None:
        bench.export()
        bench.say(*SANDBOX, "suspension", value="emptied")
        bench.of["sandbox-canary"] = "emptied"
        exported = bench.export()
        assert [(move.account, move.after) for move in exported.moves] == [("sandbox-canary", "emptied")]
        assert exported.to_invoke == ("sandbox-canary",)
        assert bench.request("sandbox-canary")["account_customizations_name"] == "emptied"
        bench.forget(*SANDBOX)
        assert bench.export().to_invoke == ()
        assert not (bench.to / "aft-account-request" / "terraform" / "sandbox-canary.tf.json").exists()
        assert "sandbox-canary" not in Lock.read(bench.to, "staging").accounts

    def test_what_an_emptied_account_loses_is_asked_for_and_its_folder_is_called_so(self, bench: Bench) -> None:
        bench.export()
        bench.say("teams", "fraud", "suspension", value={"dev": "emptied"})
        bench.of = {"fraud-dev": "emptied"}
        (move,) = bench.export().moves
        assert (move.before, move.after, move.lost) == ("team-dev", "emptied", ("team-account",))

    def test_an_account_that_is_moved_keeps_a_request_without_customizations(self, bench: Bench) -> None:
        bench.export()
        bench.say(*SANDBOX, "suspension", value="emptied")
        bench.of["sandbox-canary"] = "emptied"
        bench.export()
        bench.say(*SANDBOX, "suspension", value="moved")
        del bench.of["sandbox-canary"]
        assert bench.export().to_invoke == ()
        request = bench.request("sandbox-canary")
        assert request["account_customizations_name"] == ""
        assert request["control_tower_parameters"]["ManagedOrganizationalUnit"] == "Suspended"

    def test_an_account_that_is_back_is_customized_again(self, bench: Bench) -> None:
        bench.export()
        for suspension in ("emptied", "moved"):
            bench.say(*SANDBOX, "suspension", value=suspension)
            bench.export()
        bench.forget(*SANDBOX, "suspension")
        assert bench.export().to_invoke == ("sandbox-canary",)

    def test_an_account_that_aft_never_had_is_not_asked_for_when_it_is_moved(self, bench: Bench) -> None:
        bench.say(*SANDBOX, "suspension", value="moved")
        assert "sandbox-canary" not in {request.account.key for request in bench.export().requests}


class TestMoves:
    def test_an_account_that_would_lose_something_is_not_moved(self, bench: Bench) -> None:
        bench.export()
        bench.of = {}
        error = refusal(bench)
        assert error.what == "an account must not lose what its customizations have made"
        assert error.got == "fraud-dev: team-dev to others, without team-account"

    def test_nor_does_it_lose_something_in_a_folder_that_keeps_its_name(self, bench: Bench) -> None:
        bench.export()
        bench.shapes["team-dev"] = document(calling("boundary"))
        assert refusal(bench).got == "fraud-dev: team-dev, without team-account"
        (move,) = bench.export(accept_moves=True).moves
        assert (move.account, move.before, move.after, move.lost) == (
            "fraud-dev",
            "team-dev",
            "team-dev",
            ("team-account",),
        )

    def test_nor_does_it_lose_what_all_accounts_have(self, bench: Bench) -> None:
        bench.shapes = {name: {**shape, "module": {**shape["module"], **EXPORT}} for name, shape in SHAPES.items()}
        bench.export()
        bench.shapes = dict(SHAPES)
        assert "fraud-dev: team-dev, without macie-export" in str(refusal(bench).got)

    def test_it_is_moved_where_that_is_accepted(self, bench: Bench) -> None:
        bench.export()
        bench.of = {}
        (move,) = bench.export(accept_moves=True).moves
        assert (move.account, move.before, move.after, move.lost) == (
            "fraud-dev",
            "team-dev",
            "others",
            ("team-account",),
        )
        assert bench.request("fraud-dev")["account_customizations_name"] == "others"

    def test_a_move_to_a_folder_that_has_all_of_it_is_no_loss(self, bench: Bench) -> None:
        bench.export()
        bench.of = {"fraud-dev": "team-dev", "fraud-test": "team-dev"}
        (move,) = bench.export().moves
        assert (move.account, move.lost) == ("fraud-test", ())

    def test_a_folder_keeps_its_name_when_synthesis_names_its_shape_anew(self, bench: Bench) -> None:
        bench.export()
        before = bench.files()
        bench.shapes = {"x": bench.shapes["others"], "others": bench.shapes["team-dev"]}
        bench.of = {request: "x" for request in Lock.read(bench.to, "staging").accounts if request != "fraud-dev"}
        bench.of["fraud-dev"] = "others"
        assert bench.export().moves == []
        assert bench.files() == before
