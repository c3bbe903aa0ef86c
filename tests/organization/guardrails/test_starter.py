from __future__ import annotations

from modules.consistency.notices import notices
from modules.environment import Environment
from modules.landing_zone.guardrails import guardrail_bindings, guardrail_packings, quota_of
from modules.organization.guardrails.library import names
from modules.organization.guardrails.starter import starter_set
from tests.support.environments import environment, environment_with

FORMER = {"SERVICE_CONTROL_POLICY": {"per_target": 5, "characters": 5_120}}


def starting(*listed: str, **guardrails: object) -> Environment:
    """Load staging without guardrails, but for the starter set and some more."""
    organization = environment().zone.organization.model_dump(mode="json", exclude_defaults=True)
    units: list[dict[str, object]] = list(organization["units"].values())
    for unit in units:
        unit.pop("guardrails", None)
        units += unit.get("units", {}).values()  # type: ignore[attr-defined]
    organization |= {"guardrails": list(listed), "starter_guardrails": True}
    return environment_with("staging", organization=organization, guardrails=guardrails)


def test_one_key_binds_the_set_to_the_root() -> None:
    (binding,) = guardrail_bindings(starting().zone)

    assert (binding.shown, binding.guardrails) == ("Root", starter_set())
    assert set(starter_set()) <= set(names())


def test_it_leaves_nothing_to_notice() -> None:
    assert "no guardrail is bound" not in {notice.what for notice in notices(starting().zone)}


def test_what_is_listed_besides_comes_behind_it_and_once() -> None:
    (binding,) = guardrail_bindings(starting("deny-iam-users", "deny-root-user").zone)

    assert binding.guardrails == (*starter_set(), "deny-iam-users")
    assert binding.place(len(starter_set())) == ("organization", "guardrails", 0)
    assert binding.place(0) == ("organization", "starter_guardrails")


def test_it_fits_the_quotas_that_organizations_had_before_with_room_for_as_much_again() -> None:
    zone = starting(quotas=FORMER).zone

    for packing in guardrail_packings(zone):
        assert len(packing.packed) <= quota_of(zone, packing).free
