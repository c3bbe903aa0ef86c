"""Whether the answers of the simulator are what a scenario expects, and why not."""

from __future__ import annotations

from collections.abc import Iterator

from modules.policy_evaluation.proving.asking import AskedScenario
from modules.policy_evaluation.proving.deciding import Library, reasons
from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.simulating.simulator import Answer, Request, StatementAt

DENIED, ALLOWED = "denied", "allowed"


def met(expect: str, guardrail: Guardrail, denying: tuple[StatementAt, ...], *, implicitly_denied: bool) -> bool:
    """Whether a request came out as expected.

    Args:
        expect: `denied`: a statement of the guardrail denies it; `allowed`: nothing does.
        guardrail: Whose scenario it is.
        denying: The statements that deny the request.
        implicitly_denied: Whether it would not even be allowed without them.

    """
    if expect == DENIED:
        return any(statement.sid in guardrail.sids for statement in denying)
    return not denying and not implicitly_denied


def implicitly_denied(answer: Answer) -> bool:
    """Whether a request is refused although no statement denies it."""
    return not answer.allowed and not answer.denying


def misses(asked: AskedScenario, library: Library) -> list[str]:
    """Return what is not as the scenario expects, in lines; none where all is."""
    if asked.mistake:
        return [asked.mistake]
    principals: dict[tuple[str, ...], list[str]] = {}
    for request, answer in zip(asked.requests, asked.answers, strict=True):
        if lines := tuple(_misses(asked, request, answer, library)):
            principals.setdefault(lines, []).append(request.principal)
    return [line for lines, several in principals.items() for line in (_who(asked, several), *lines)]


def _who(asked: AskedScenario, principals: list[str]) -> str:
    first, *others = principals
    more = f" and {len(others)} more" if others else ""
    return f"{first}{more} in {asked.account.key if asked.account else ''}:"


def _misses(asked: AskedScenario, request: Request, answer: Answer, library: Library) -> Iterator[str]:
    spec, guardrail = asked.scenario.spec, asked.scenario.guardrail
    if answer.problem:
        yield f"  {request.action} on {request.resource} cannot be asked: {answer.problem}"
        return
    written = {key.lower() for key in spec.context}
    if strange := [key for key in answer.ignored_keys if key.lower() in written]:
        yield f"  {request.action} has no condition key {', '.join(strange)}, so AWS never sends it"
    refused = implicitly_denied(answer)
    if not met(spec.expect, guardrail, answer.denying, implicitly_denied=refused):
        yield from _instead(spec.expect, answer, library)


def _instead(expect: str, answer: Answer, library: Library) -> Iterator[str]:
    if not answer.denying:
        yield "  allowed by no policy" if expect == ALLOWED else "  allowed"
    only = "only " if expect == DENIED else ""
    yield from (f"  denied {only}by {library.place(statement)}" for statement in answer.denying)


def why_not_denied(guardrail: Guardrail, answer: Answer) -> list[str]:
    """Say, of a request that a guardrail should have denied, why each of its statements did not. Needs details."""
    mine = [detail for detail in answer.details if detail.statement.sid in guardrail.sids and not detail.matches]
    if not mine:
        return ["  no statement of the guardrail that names the action is attached above the account"]
    return list(dict.fromkeys(f"  {detail.statement.sid}: {'; '.join(reasons(detail))}" for detail in mine))
