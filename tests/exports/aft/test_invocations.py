from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

import jsonschema  # type: ignore[import-untyped] # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.accounts.person_spec import PersonSpec
from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.exports.aft.invocations import invocation_files
from modules.exports.aft.requests import AccountRequest
from modules.specification.errors import LandingZoneError
from tests.support.aft import vended_by_aft

TEAM = next(account for account in vended_by_aft().roster if account.key == "fraud-dev")
USER = PersonSpec(name="Cloud Platform", email="cloud@acme.example")
SCHEMA = {
    "type": "object",
    "required": ["include"],
    "properties": {
        "include": {
            "type": "array",
            "minItems": 1,
            "maxItems": 4,
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["type", "target_value"],
                "properties": {
                    "type": {"const": "tags"},
                    "target_value": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "object", "minProperties": 1, "maxProperties": 1},
                    },
                },
            },
        }
    },
}
"""What AFT takes (contract of aft-invoke-customizations), narrowed to what is written here."""


def request(key: str, function: Function = Function.TEAM, **tags: str) -> AccountRequest:
    account: Account = replace(TEAM, key=key, functions=(function,))
    all_tags = {"Account": key, **tags}
    return AccountRequest(
        account=account, name=account.key, unit="", user=USER, tags=all_tags, custom_fields={}, customizations="x"
    )


def invoked(to_invoke: Collection[str], requests: Sequence[AccountRequest]) -> dict[str, str]:
    """Give the inputs for accounts that have the tags which they are requested with."""
    return invocation_files(to_invoke, requests, {each.account.key: each.tags for each in requests})


def chosen_by(text: str, requests: list[AccountRequest]) -> set[str]:
    """Give the accounts that AFT would choose: those that have all tags of some choice."""
    choices = json.loads(text)["include"]
    return {
        each.account.key
        for each in requests
        for choice in choices
        if all(each.tags.get(key) == value for pair in choice["target_value"] for key, value in pair.items())
    }


def test_nothing_changed_is_no_input() -> None:
    assert invoked([], [request("a")]) == {}


def test_hubs_are_first_and_then_what_others_use() -> None:
    requests = [
        request("team"),
        request("lake", Function.DATA_LAKE),
        request("hub", Function.NETWORK),
        request("box", Function.SANDBOX),
    ]
    files = invoked(["team", "lake", "hub", "box"], requests)
    assert {path: chosen_by(text, requests) for path, text in files.items()} == {
        "aft-invoke/1-hubs.json": {"hub"},
        "aft-invoke/2-shared.json": {"lake"},
        "aft-invoke/3-accounts.json": {"team", "box"},
    }


def test_a_tag_that_all_of_them_have_is_one_choice() -> None:
    requests = [request(f"team-{number}", Stage="dev") for number in range(100)] + [request("other", Stage="prod")]
    files = invoked([f"team-{number}" for number in range(100)], requests)
    assert [json.loads(text) for text in files.values()] == [
        {"include": [{"type": "tags", "target_value": [{"Stage": "dev"}]}]}
    ]


def test_an_account_is_never_chosen_by_a_tag_that_another_has() -> None:
    requests = [request("a", Stage="dev"), request("b", Stage="dev")]
    (text,) = invoked(["a"], requests).values()
    assert chosen_by(text, requests) == {"a"}


def test_accounts_that_no_tags_tell_apart_are_refused() -> None:
    requests = [request("a"), replace(request("b"), tags={"Account": "a"})]
    with pytest.raises(LandingZoneError, match="an account must have tags that tell it from others"):
        invoked(["a"], requests)


KEYS = [f"account-{number}" for number in range(12)]


@given(
    st.fixed_dictionaries({key: st.tuples(st.sampled_from("xyz"), st.sampled_from("uv")) for key in KEYS}),
    st.sets(st.sampled_from(KEYS)),
)
def test_exactly_the_accounts_that_changed_are_chosen_by_inputs_that_aft_takes(
    tags: dict[str, tuple[str, str]], to_invoke: set[str]
) -> None:
    requests = [request(key, Stage=stage, Team=team) for key, (stage, team) in tags.items()]
    files = invoked(to_invoke, requests)
    for text in files.values():
        jsonschema.validate(json.loads(text), SCHEMA)
    assert set().union(*(chosen_by(text, requests) for text in files.values())) == to_invoke
    assert [int(path.split("/")[1].split("-")[0]) for path in files] == list(range(1, len(files) + 1))
