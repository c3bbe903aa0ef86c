"""Whether every write action of a service that guardrails speak of is denied somewhere, or left open with a reason.

A guardrail that names one verb of a family is passed by its sibling, and so by one that AWS adds later. What a service
can do comes from IAM's reference data (write_actions.mjs): a newer version of it turns this red.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from modules.policy_evaluation.linting.library_rules import Broken
from modules.policy_evaluation.reading.inputs import SCP, Guardrail
from modules.policy_evaluation.reading.left_open import FOLDER, LeftOpen
from modules.policy_evaluation.simulating import node

SCRIPT = Path(__file__).with_name("write_actions.mjs")

Patterns = Mapping[str, re.Pattern[str]]
"""By service in lower case, what matches the names of its actions that some guardrail denies."""


def unexplained_actions(guardrails: Sequence[Guardrail], left_open: Sequence[LeftOpen]) -> Iterator[Broken]:
    """Find actions that no guardrail names and no file lists, and lines of the files that are not right."""
    named = denied_actions(guardrails)
    services = sorted(named)
    answered = dict(zip(services, node.run(SCRIPT, services), strict=True))
    times = Counter((listed.service, listed.action) for listed in left_open)
    for service in services:
        writing = answered[service]
        if writing is not None:
            yield from _unlisted(service, writing, named[service], times)
    for listed in left_open:
        wrong = _wrong(
            listed, answered.get(listed.service), named.get(listed.service), times[listed.service, listed.action]
        )
        if wrong:
            yield listed.where, "", f"{listed.service}:{listed.action} {wrong}"


def denied_actions(guardrails: Sequence[Guardrail]) -> Patterns:
    """Return what service control policies deny by name, of each service that they name."""
    by_service: dict[str, list[str]] = {}
    for guardrail in guardrails:
        for statement in guardrail.written.get("Statement", ()) if guardrail.kind == SCP else ():
            actions = statement.get("Action", ())
            for pattern in [actions] if isinstance(actions, str) else actions:
                service, colon, name = pattern.lower().partition(":")
                if colon:
                    by_service.setdefault(service, []).append(_expression(name))
    return {service: re.compile("|".join(names), re.IGNORECASE) for service, names in by_service.items()}


def _expression(name: str) -> str:
    return re.escape(name).replace(r"\*", ".*").replace(r"\?", ".")


def _unlisted(
    service: str, writing: Sequence[str], named: re.Pattern[str], times: Mapping[tuple[str, str], int]
) -> Iterator[Broken]:
    for action in writing:
        if not named.fullmatch(action) and not times.get((service, action)):
            yield (
                f"{FOLDER}/{service}.yaml",
                "",
                f"no guardrail names {service}:{action}: deny it, or list it here with the reason why it is left open",
            )


def _wrong(listed: LeftOpen, writing: Sequence[str] | None, named: re.Pattern[str] | None, times: int) -> str:
    """Say what is wrong with a line; nothing where it is right."""
    if writing is None or named is None:
        return "is of a service that no service control policy names, so nothing of it needs a reason"
    if listed.action not in writing:
        return "is no action that writes, tags or changes permissions"
    if named.fullmatch(listed.action):
        return "is named by a guardrail, so it is not left open"
    return "is listed more than once" if times > 1 else ""
