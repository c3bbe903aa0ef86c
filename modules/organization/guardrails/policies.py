"""The organization policies of one environment: each target's guardrails, filled in and packed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from modules.aws_limits import POLICY_DESCRIPTION_LENGTH, POLICY_NAME_LENGTH
from modules.organization.guardrails.bindings import Binding, shown
from modules.organization.guardrails.documents import Document, minified
from modules.organization.guardrails.library import Guardrail
from modules.organization.guardrails.packing import Packed, pack
from modules.organization.guardrails.placeholders import Value, filled_in
from modules.organization.spec import PolicyType

_DIGEST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class GuardrailPolicy:
    """One organization policy, with the guardrails that it holds, attached to one target."""

    target: tuple[str, ...]
    """The unit's path of names; empty for the root. Of an account, the unit that it is in."""
    kind: PolicyType
    number: int
    """Which of the target's policies of this kind it is, from 1."""
    guardrails: tuple[str, ...]
    document: Document
    account: str | None = None
    """The account's key, where the policy is attached to a single account."""

    @property
    def place(self) -> tuple[str, ...]:
        """What it is attached to: `root`, `units` with the unit's path, or `accounts` with the account's key."""
        if self.account:
            return ("accounts", self.account)
        return ("units", *self.target) if self.target else ("root",)

    @property
    def kind_id(self) -> str:
        """Its kind as names and addresses have it: `service-control-policy`."""
        return self.kind.lower().replace("_", "-")

    @property
    def content(self) -> str:
        """The document as Organizations gets it."""
        return minified(self.document)

    @property
    def name(self) -> str:
        """Its name in Organizations, which is unique there: `Workloads/Production service-control-policy 1`."""
        target = f"account {self.account}" if self.account else shown(self.target)
        name = f"{target} {self.kind_id} {self.number}"
        if len(name) <= POLICY_NAME_LENGTH.value:
            return name
        digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST_DIGITS]
        return f"{name[: POLICY_NAME_LENGTH.value - _DIGEST_DIGITS - 1]} {digest}"

    @property
    def description(self) -> str:
        """Which guardrails it holds, as many as there is room for."""
        held = list(self.guardrails)
        text = f"Guardrails: {', '.join(held)}"
        while len(text) > POLICY_DESCRIPTION_LENGTH.value:
            held.pop()
            text = f"Guardrails: {', '.join(held)} and {len(self.guardrails) - len(held)} more"
        return text


@dataclass(frozen=True, slots=True)
class Packing:
    """All policies of one kind for one target."""

    binding: Binding
    kind: PolicyType
    packed: tuple[Packed, ...]
    characters: Mapping[str, int]
    """What each guardrail takes in a policy of its own, by its name."""

    def policies(self) -> Iterator[GuardrailPolicy]:
        """Give each its number."""
        for number, packed in enumerate(self.packed, start=1):
            held, document, account = packed.guardrails, packed.document, self.binding.account
            yield GuardrailPolicy(self.binding.target, self.kind, number, held, document, account)


def packings(
    bindings: Iterable[Binding],
    library: Callable[[str], Guardrail],
    parameters: Mapping[str, Value],
    *,
    characters: Callable[[PolicyType], int],
) -> Iterator[Packing]:
    """Pack every target's guardrails, kind by kind.

    Args:
        bindings: What is bound where; every name is in the library.
        library: Gives a guardrail by its name.
        parameters: What placeholders stand for.
        characters: The quota of one policy, by kind.

    Raises:
        ContradictionError: two guardrails of a target set the same thing differently.

    """
    for binding in bindings:
        by_kind: dict[PolicyType, dict[str, Document]] = {}
        for name in binding.guardrails:
            guardrail = library(name)
            by_kind.setdefault(guardrail.kind, {})[name] = filled_in(guardrail.document, parameters)
        for kind in PolicyType:
            if kind in by_kind:
                packed = tuple(pack(kind, by_kind[kind], characters=characters(kind)))
                sizes = {name: len(minified(document)) for name, document in by_kind[kind].items()}
                yield Packing(binding, kind, packed, sizes)
