"""The ways in which CDKTF loses something without a word, refused.

Each was reproduced on cdktf 0.21.0; `tests/workspaces/test_silent_loss.py` does so again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from modules.specification.reserved_text import token_in

MEANT_TO_BE_EMPTY = (".filter",)  # an S3 lifecycle rule's `filter {}` means: every object


class SilentLossError(Exception):
    """Synthesis lost something. A mistake in this library, never in what a user wrote."""


def refuse_silent_loss(workspace: str, text: str, *, built: int) -> dict[str, Any]:
    """Return the parsed workspace.

    Args:
        workspace: Its id, for the message.
        text: What CDKTF wrote.
        built: How many resources and data sources were constructed.

    Raises:
        SilentLossError: when the text does not say all that was constructed.

    """
    document: dict[str, Any] = json.loads(text)
    # Remote states are CDKTF's own doing, one for each workspace that is referred to.
    kinds = {
        **document.get("resource", {}),
        **{f"data.{kind}": named for kind, named in document.get("data", {}).items()},
    }
    written = sum(len(named) for kind, named in kinds.items() if kind != "data.terraform_remote_state")
    if written != built:
        raise SilentLossError(f"{workspace}: {built} elements built, {written} written: two share a logical id")
    if lacking := sorted({kind.removeprefix("data.").partition("_")[0] for kind in kinds} - _providers(document)):
        raise SilentLossError(f"{workspace}: resources without a provider in their stack: {', '.join(lacking)}")
    leak = token_in(text)  # never a user's: `validate` refuses text that looks like one
    if leak is not None:
        near = text[max(0, leak - 60) : leak + 28]
        raise SilentLossError(f"{workspace}: a token was edited as a string or number near {near!r}")
    if hollow := sorted(set(_hollow(document))):
        raise SilentLossError(
            f"{workspace}: blocks lost their content; pass a struct, not a dict, inside a list: {hollow}"
        )
    for provider, blocks in document.get("provider", {}).items():
        aliases = [block.get("alias") for block in blocks]
        if len(set(aliases)) < len(aliases):
            raise SilentLossError(f"{workspace}: two {provider} providers share an alias: {aliases}")
    return document


def _providers(document: dict[str, Any]) -> set[str]:
    """Return the names of a stack's providers, Terraform's own (`terraform_data`) with them."""
    return {*document.get("provider", {}), "terraform"}


def _hollow(document: dict[str, Any]) -> Iterator[str]:
    for kind in ("provider", "resource", "data"):
        yield from _hollow_blocks(document.get(kind, {}), kind)


def _hollow_blocks(node: Any, path: str) -> Iterator[str]:
    """Find each `{}` inside a list: jsii empties a dict there whose keys are snake_case."""
    if isinstance(node, list):
        for item in node:
            if item == {} and not path.endswith(MEANT_TO_BE_EMPTY):
                yield path
            yield from _hollow_blocks(item, path)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _hollow_blocks(value, f"{path}.{key}")
