"""What is counted, for whom, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from modules.estimate.estimate import Estimate, estimate
from modules.estimate.lines import View, added_up, grouped, totals
from modules.specification.errors import LandingZoneError
from tests.estimate.planted import BODY, Resources, catalogue, environment, estimated

THING = {"price": "thing", "counts": ["thing", "things"]}
ABROAD = {"provider": "aws.us-east-1"}


def of(charge: Mapping[str, Any], resources: Mapping[str, Resources], **prices: Mapping[str, Any]) -> Estimate:
    """Estimate with one charge for `aws_thing`."""
    return estimated(
        catalogue({"aws_thing": [{**THING, **charge}], "aws_other": [{"free": "so"}]}, **prices), resources
    )


def formulas(found: Estimate) -> list[str]:
    return [line.formula for line in added_up(found.lines)]


def quantities(found: Estimate, view: View) -> dict[str, int]:
    return {name: sum(line.quantity for line in lines) for name, lines in grouped(found.lines, view).items()}


class TestQuantities:
    def test_are_one_for_each_resource_and_show_how_they_are_calculated(self) -> None:
        found = of({}, {"hub": {"aws_thing": {"a": BODY, "b": BODY, "c": ABROAD}}})

        assert formulas(found) == ["3 things × 2 USD/h × 730 h"]
        assert found.month == 3 * 2 * 730

    def test_of_one_are_in_the_singular(self) -> None:
        assert formulas(of({}, {"hub": {"aws_thing": {"a": BODY}}})) == ["1 thing × 2 USD/h × 730 h"]

    def test_by_the_month_are_not_multiplied_by_hours(self) -> None:
        found = of({}, {"hub": {"aws_thing": {"a": BODY}}}, thing={"per": "month"})

        assert (formulas(found), found.month) == (["1 thing × 2 USD"], Decimal(2))

    @pytest.mark.parametrize(("items", "counted"), [(["a", "b"], 2), ([], 0), (None, 0), ("tgw", 1), ({"x": 1}, 1)])
    def test_count_each_item_of_an_argument(self, items: object, counted: int) -> None:
        found = of({"each": "items"}, {"hub": {"aws_thing": {"a": {"items": items}}}})

        assert sum(line.quantity for line in found.lines) == counted

    def test_count_what_an_argument_refers_to(self) -> None:
        resources = {"aws_thing": {"a": {"items": "${aws_other.x.id}"}}, "aws_other": {"x": BODY}}

        assert quantities(of({"each": "items"}, {"hub": resources}), View.ACCOUNT) == {"hub": 1}

    def test_are_more_than_one_for_each_resource_where_that_is_said(self) -> None:
        assert quantities(of({"number": 2}, {"hub": {"aws_thing": {"a": BODY}}}), View.ACCOUNT) == {"hub": 2}

    def test_are_multiplied_by_an_assumption(self) -> None:
        found = of({"times": "guesses"}, {"hub": {"aws_thing": {"a": BODY}}}, thing={"per": "use"})

        assert (formulas(found), found.month) == (["1 thing × 10 guesses × 2 USD"], Decimal(20))

    @pytest.mark.parametrize(
        "body", [{"items": "${concat(var.a, var.b)}"}, {"items": [1], "count": 2}, {"for_each": []}]
    )
    def test_that_are_known_only_at_apply_are_refused(self, body: dict[str, Any]) -> None:
        with pytest.raises(LandingZoneError, match=r"not known before an apply\n  got: \w+ of demo-hub:aws_thing\.a"):
            of({"each": "items"}, {"hub": {"aws_thing": {"a": body}}})

    def test_leave_out_what_is_only_looked_up(self) -> None:
        synthesized = environment({"hub": {}})
        document = synthesized.workspaces["demo-hub"]
        assert isinstance(document.content, dict)
        document.content["data"] = {"aws_thing": {"a": {}}}
        known = catalogue({"aws_thing": [THING]})

        assert estimate(synthesized, known, "Team").lines == ()


class TestWhoIsCharged:
    def test_is_the_account_that_the_resource_is_in_with_its_team(self) -> None:
        found = of({}, {"hub": {"aws_thing": {"a": BODY}}, "fraud-dev": {"aws_thing": {"a": BODY, "b": BODY}}})

        assert quantities(found, View.ACCOUNT) == {"fraud-dev": 2, "hub": 1}
        assert quantities(found, View.TEAM) == {"fraud": 2, "no team": 1}
        assert quantities(found, View.WORKSPACE) == {"demo-fraud-dev": 2, "demo-hub": 1}
        assert quantities(found, View.SERVICE) == {"Things": 3}

    def test_is_the_account_that_an_argument_names(self) -> None:
        found = of({"account": "member"}, {"hub": {"aws_thing": {"a": {"member": "222222222222"}}}})

        assert quantities(found, View.ACCOUNT) == {"fraud-dev": 1}
        assert quantities(found, View.TEAM) == {"fraud": 1}

    def test_is_the_account_that_has_another_resource(self) -> None:
        charge = {"billed_to": "aws_other"}
        resources = {"fraud-dev": {"aws_thing": {"a": BODY}}}

        assert of(charge, resources).lines == ()
        assert quantities(of(charge, {**resources, "hub": {"aws_other": {"x": BODY}}}), View.ACCOUNT) == {"hub": 1}

    def test_is_nobody_in_regions_without_another_resource(self) -> None:
        resources = {"fraud-dev": {"aws_thing": {"a": BODY, "b": ABROAD}}, "hub": {"aws_other": {"x": ABROAD}}}

        assert quantities(of({"only_with": "aws_other"}, resources), View.ACCOUNT) == {"fraud-dev": 1}

    @pytest.mark.parametrize(("spread", "each"), [("accounts", 1), ("accounts-and-regions", 2)])
    def test_is_every_account_where_that_is_said(self, spread: str, each: int) -> None:
        found = of({"spread": spread}, {"hub": {"aws_thing": {"a": BODY}}})

        assert quantities(found, View.ACCOUNT) == {"fraud-dev": each, "fraud-prod": each, "hub": each}
        assert quantities(found, View.WORKSPACE) == {"demo-hub": 3 * each}

    def test_is_no_account_that_is_left_out(self) -> None:
        resources = {"hub": {"aws_thing": {"a": BODY}, "aws_other": {"x": BODY}}}

        found = of({"spread": "accounts", "unless": "aws_other"}, resources)

        assert quantities(found, View.ACCOUNT) == {"fraud-dev": 1, "fraud-prod": 1}


class TestPrices:
    def test_are_those_of_the_region_that_a_resource_is_in(self) -> None:
        amounts = {"us-east-1": 2, "eu-west-1": 3}

        found = of({}, {"hub": {"aws_thing": {"a": BODY, "b": ABROAD}}}, thing={"amounts": amounts})

        assert {line.rate.region: line.rate.amount for line in found.lines} == {
            "eu-west-1": Decimal(3),
            "us-east-1": Decimal(2),
        }

    @pytest.mark.parametrize(("regional", "first"), [(True, 4), (False, 2)])
    def test_change_beyond_a_number_in_each_region_or_in_all_of_them(self, *, regional: bool, first: int) -> None:
        prices: dict[str, dict[str, Any]] = {
            "thing": {"up_to": 2, "beyond": "further", "regional": regional},
            "further": {"amounts": {"us-east-1": 1}, "regional": regional},
        }
        resources = {
            "hub": {"aws_thing": {"a": BODY, "b": BODY, "c": BODY}},
            "fraud-dev": {"aws_thing": {"a": ABROAD, "b": ABROAD}},
        }

        found = of({}, resources, **prices)

        counted = {line.rate.price: 0 for line in found.lines}
        for line in found.lines:
            counted[line.rate.price] += line.quantity
        assert counted == {"thing": first, "further": 5 - first}

    def test_beyond_a_number_split_a_resource_that_crosses_it(self) -> None:
        prices: dict[str, dict[str, Any]] = {
            "thing": {"up_to": 2, "beyond": "further"},
            "further": {"amounts": {"us-east-1": 1}},
        }

        found = of({"each": "items"}, {"hub": {"aws_thing": {"a": {"items": [1, 2, 3]}}}}, **prices)

        assert formulas(found) == ["2 things × 2 USD/h × 730 h", "1 thing × 1 USD/h × 730 h"]


class TestWhatIsNotKnown:
    def test_a_type_is_refused_by_name(self) -> None:
        with pytest.raises(LandingZoneError, match=r"cost is not known\n  got: aws_new\.x in demo-fraud-dev\n"):
            of({}, {"fraud-dev": {"aws_new": {"x": BODY}}})

    def test_a_type_that_cloud_control_makes_is_refused_too(self) -> None:
        with pytest.raises(LandingZoneError, match="cost is not known"):
            of({}, {"hub": {"aws_cloudcontrolapi_resource": {"x": {"type_name": "AWS::X::Y"}}}})

    @pytest.mark.parametrize("known", ["aws_free", "aws_used"])
    def test_a_type_that_is_free_or_paid_by_use_counts_nothing(self, known: str) -> None:
        assert of({}, {"hub": {known: {"x": BODY}}}).lines == ()

    @pytest.mark.parametrize("body", [{"size": "large"}, {"size": "${var.size}"}, BODY])
    def test_a_resource_that_no_charge_is_about_is_refused(self, body: dict[str, Any]) -> None:
        with pytest.raises(LandingZoneError, match=r"whose cost is not known\n  got: demo-hub:aws_thing\.a with size"):
            of({"where": {"size": ["small"]}}, {"hub": {"aws_thing": {"a": body}}})

    def test_an_argument_that_is_not_written_is_one_of_the_values(self) -> None:
        assert of({"where": {"size": [None]}}, {"hub": {"aws_thing": {"a": BODY}}}).month


def test_groups_come_with_what_costs_most_first() -> None:
    found = of({}, {"hub": {"aws_thing": {"a": BODY}}, "fraud-prod": {"aws_thing": {"a": BODY, "b": BODY}}})

    assert list(totals(found.lines, View.ACCOUNT)) == ["fraud-prod", "hub"]
    assert sum(totals(found.lines, View.ACCOUNT).values()) == found.month
