"""What this project asks of guardrails, beside what IAM does: of all what the proof needs, of its own more.

Organizations takes much that this project's library never does: statements that allow, exemptions by patterns of
names or by tags. Such is an opinion, which refuses nobody's policy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.policy_evaluation.proving.expectation import ALLOWED, DENIED
from modules.policy_evaluation.reading.inputs import EVALUATED, Guardrail
from modules.policy_evaluation.reading.scenarios import FILE, Scenario
from modules.policy_evaluation.reading.spec import ScenarioSpec

AT_LEAST = 2
"""Scenarios of each guardrail that must be denied, and that must be allowed."""

_SID = re.compile(r"[A-Za-z0-9]+")
_PLATFORM, _BREAK_GLASS = "{{platform_roles}}", "{{break_glass_roles}}"
_ROLE_LISTS = (
    _PLATFORM,
    "{{clean_up_roles}}",
    [_PLATFORM, _BREAK_GLASS],
    [_PLATFORM, _BREAK_GLASS, "{{team_roles}}"],
)
"""Whom a statement may exempt: break glass only beside the platform, and never instead of it; roles that services work
as for teams only beside both."""

_IDENTITIES = ("aws:principalarn", "aws:principaltag", "aws:userid", "aws:username")
"""Condition keys by which a statement can tell one role from another, in lower case and without what varies."""

_NOBODY = "none"
"""What a guardrail says of exemptions that has none."""

Broken = tuple[str, str, str]
"""Where, the statement's Sid, and what is wrong."""


def broken_rules(guardrails: Sequence[Guardrail]) -> Iterator[Broken]:
    """Find what the proof cannot do with, and what contradicts the guardrail's own description."""
    evaluated = [guardrail for guardrail in guardrails if guardrail.kind in EVALUATED]
    times = Counter(sid for guardrail in evaluated for sid in guardrail.sids)
    for guardrail, statement, place in _statements(evaluated):
        sid = statement.get("Sid", "")
        yield from ((place, sid, wrong) for wrong in _of_name(sid, times[sid]))
        if guardrail.exemptions == _NOBODY:
            why = f"guardrail.yaml says `exemptions: {_NOBODY}`: say there who is exempt, and why"
            yield from ((place, sid, f"{exemption}, and {why}") for exemption in _exemptions(statement))


def opinions(guardrails: Sequence[Guardrail]) -> Iterator[Broken]:
    """Find what Organizations takes and this project would write otherwise."""
    for guardrail, statement, place in _statements(guardrails):
        sid = statement.get("Sid", "")
        if statement.get("Effect") != "Deny":
            yield place, sid, "a statement that allows changes nothing beside FullAWSAccess, which stays attached"
        if not guardrail.exemptions:
            why = "guardrail.yaml does not say who is exempt, and why (`exemptions`)"
            yield from ((place, sid, f"{exemption}, and {why}") for exemption in _exemptions(statement))


def missing_scenarios(scenarios: Mapping[str, Sequence[Scenario]]) -> Iterator[Broken]:
    """Find guardrails whose scenarios leave out what the library's show; those without any are unproved anyway."""
    for of_guardrail in scenarios.values():
        if not of_guardrail:
            continue
        guardrail = of_guardrail[0].guardrail
        if guardrail.kind in EVALUATED:
            where = f"{guardrail.shown}/{FILE}"
            yield from (
                (where, "", wrong) for wrong in _missing(guardrail, [scenario.spec for scenario in of_guardrail])
            )


def _statements(guardrails: Sequence[Guardrail]) -> Iterator[tuple[Guardrail, Mapping[str, Any], str]]:
    """Every statement as written, with its guardrail and the line that it is in."""
    for guardrail in guardrails:
        for statement in guardrail.written.get("Statement", ()):
            yield guardrail, statement, f"{guardrail.policy_file}:{guardrail.line(statement.get('Sid', ''))}"


def _missing(guardrail: Guardrail, specs: Sequence[ScenarioSpec]) -> Iterator[str]:
    times = Counter[str](spec.expect for spec in specs)
    for expected in (DENIED, ALLOWED):
        if times[expected] < AT_LEAST:
            yield f"at least {AT_LEAST} scenarios are {expected}; there are {times[expected]}"
    if not any(_exempts_platform(statement) for statement in guardrail.written.get("Statement", ())):
        return
    asked = {(spec.principal, spec.expect) for spec in specs}
    if ("platform", ALLOWED) not in asked:
        yield "a guardrail that exempts the platform shows it: a scenario with principal: platform, allowed"
    expected = ALLOWED if any(map(_exempts_break_glass, guardrail.written["Statement"])) else DENIED
    if ("break-glass", expected) not in asked:
        yield f"a guardrail shows what it means in an emergency: a scenario with principal: break-glass, {expected}"
    if ("look-alikes", DENIED) not in asked:
        yield "nobody takes the platform's exemption by a name: a scenario with principal: look-alikes, denied"


def _exempts_platform(statement: Mapping[str, Any]) -> bool:
    """Whether a statement, as written, leaves the platform's roles alone."""
    return _PLATFORM in _exempt(statement)


def _exempts_break_glass(statement: Mapping[str, Any]) -> bool:
    return _BREAK_GLASS in _exempt(statement)


def _exempt(statement: Mapping[str, Any]) -> list[str]:
    """Return the roles that a statement, as written, leaves alone."""
    roles = statement.get("Condition", {}).get("ArnNotLike", {}).get("aws:PrincipalArn", [])
    return [roles] if isinstance(roles, str) else roles


def _of_name(sid: str, times: int) -> Iterator[str]:
    if not _SID.fullmatch(sid):
        yield "a statement has a Sid of letters and digits: it leads from a synthesized policy back to the guardrail"
    elif times > 1:
        yield "the Sid stands in the library more than once, so it does not lead back to one guardrail"


def _exemptions(statement: Mapping[str, Any]) -> Iterator[str]:
    """Every condition that exempts somebody else than the roles which the environment names."""
    for operator, entries in statement.get("Condition", {}).items():
        for key, value in entries.items():
            if _is_exemption(operator, key) and not _is_the_one(operator, value):
                yield f"{operator} {key} exempts somebody in a way of its own"


def _is_exemption(operator: str, key: str) -> bool:
    return "Not" in operator and key.lower().partition("/")[0] in _IDENTITIES


def _is_the_one(operator: str, value: Any) -> bool:
    return operator == "ArnNotLike" and value in _ROLE_LISTS
