"""Packing: the guardrails of one target and one kind in as few policies as their quota allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.organization.guardrails.documents import Document, merged, minified
from modules.organization.spec import PolicyType


@dataclass(frozen=True, slots=True)
class Packed:
    """What one policy holds."""

    guardrails: tuple[str, ...]
    document: Document

    @property
    def characters(self) -> int:
        """Characters that count against the quota."""
        return len(minified(self.document))


def pack(kind: PolicyType, documents: Mapping[str, Document], *, characters: int) -> list[Packed]:
    """Put each guardrail, in the order given, in the first policy that still has room for it.

    One more at the end moves none of those before it, so an operator sees one policy change, and no statement is
    missing for a moment because it moves from one policy to another. A guardrail that fits no policy gets one of its
    own, which is then too large: who asks must look.

    Args:
        kind: The kind of policy.
        documents: Each guardrail's document, by its name.
        characters: The quota of one policy.

    Raises:
        ContradictionError: two settings contradict each other.

    """
    policies: list[Packed] = []
    for name, document in documents.items():
        for index, policy in enumerate(policies):
            together = Packed((*policy.guardrails, name), merged(kind, (policy.document, document)))
            if together.characters <= characters:
                policies[index] = together
                break
        else:
            policies.append(Packed((name,), merged(kind, (document,))))
    return policies
