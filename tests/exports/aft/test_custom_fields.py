from __future__ import annotations

from dataclasses import replace

import pytest

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.exports.aft.custom_fields import LONGEST_VALUE, custom_fields
from modules.specification.errors import LandingZoneError
from tests.support.aft import vended_by_aft

ACCOUNT = next(account for account in vended_by_aft().roster if account.key == "fraud-dev")


def test_every_account_has_the_same_fields_and_none_is_empty() -> None:
    of_all = [custom_fields(account, {}) for account in vended_by_aft().every_account]
    assert len({tuple(fields) for fields in of_all}) == 1
    assert all(value and isinstance(value, str) for fields in of_all for value in fields.values())


def test_they_say_what_the_account_is_for() -> None:
    fields = custom_fields(ACCOUNT, {})
    assert {key: fields[key] for key in ("key", "function", "team", "stage", "domain", "unit")} == {
        "key": "fraud-dev",
        "function": "team",
        "team": "fraud",
        "stage": "dev",
        "domain": "-",
        "unit": "/".join(ACCOUNT.unit),
    }


def test_further_functions_are_listed() -> None:
    both = replace(ACCOUNT, functions=(Function.DEVOPS, Function.ML_SHARED_SERVICES))
    assert custom_fields(both, {})["also"] == "ml-shared-services"


def test_what_customizations_read_is_among_them_and_an_empty_value_has_a_sentinel() -> None:
    fields = custom_fields(ACCOUNT, {"key": "fraud-dev", "tag-Owner": "fraud", "lead_email": ""})
    assert (fields["tag-Owner"], fields["lead_email"]) == ("fraud", "-")


@pytest.mark.parametrize(
    ("account", "fields", "what"),
    [
        (ACCOUNT, {"team": "another"}, "one custom field must have one meaning"),
        (ACCOUNT, {"tag:Owner": "x"}, "a custom field must be called as a parameter may be"),
        (ACCOUNT, {"aws-x": "x"}, "a custom field must be called as a parameter may be"),
        (ACCOUNT, {"tag-Purpose": "-"}, "a custom field must not be what stands for none"),
        (replace(ACCOUNT, owner="-"), {}, "a custom field must not be what stands for none"),
        (replace(ACCOUNT, lead_name="{{x}}"), {}, "a custom field must be a value that a parameter may have"),
        (ACCOUNT, {"x": "x" * (LONGEST_VALUE + 1)}, "a custom field is too long"),
    ],
)
def test_what_is_no_parameter_is_refused(account: Account, fields: dict[str, str], what: str) -> None:
    with pytest.raises(LandingZoneError) as error:
        custom_fields(account, fields)
    assert error.value.what == what
