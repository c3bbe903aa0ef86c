"""What is wrong with a rendered root and shows in AFT alone: not when it is validated, or not by the Terraform here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from hcl2.api import loads

from tests.exports.aft.pipeline.constraints import provider_constraints

NEWER = {
    r'"removed"\s*:|^\s*removed\s*\{': "removed blocks (1.7)",
    r'"import"\s*:\s*\[?\s*\{[^}]*"for_each"|^\s*import\s*\{[^}]*for_each': "for_each in import blocks (1.7)",
    r"provider::": "provider-defined functions (1.8)",
    r'"ephemeral"\s*:|^\s*ephemeral\s|ephemeral\s*=\s*true|ephemeralasnull\(': "ephemeral values (1.10)",
    r'"?\w+_wo"?\s*[:=]': "write-only arguments (1.11)",
    r'"?use_lockfile"?\s*[:=]': "locks in S3 itself (1.10)",
    r"templatestring\(|issensitive\(|terraform\.applying": "functions and values of 1.8 and later",
}
"""What Terraform 1.6.1 does not know (Terraform's own notes on each release), and since when it is there."""


def faults(root: Path) -> list[str]:
    """Return all of them, each as a sentence."""
    return [*_questions(root), *_newer_language(root), *_providers(root), *_absolute_paths(root)]


def _questions(root: Path) -> Iterator[str]:
    """Nobody answers Terraform in a pipeline, and AFT sets no variables."""
    for name, variable in _blocks(root, "variable"):
        if "default" not in variable:
            yield f"variable {name} has no default, and nobody is asked"


def _newer_language(root: Path) -> Iterator[str]:
    for path in sorted([*root.rglob("*.tf"), *root.rglob("*.tf.json")]):
        text = "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("#"))
        for pattern, feature in NEWER.items():
            if re.search(pattern, text, re.MULTILINE):
                yield f"{path.name} has {feature}, which AFT's default Terraform 1.6.1 does not know"


def _providers(root: Path) -> Iterator[str]:
    constraints = provider_constraints(root)
    if not constraints:
        yield "no version is asked of the AWS provider: it changes from run to run"
    elif any(not re.fullmatch(r">= ?6\.\d+\.\d+, ?< ?7\.0\.0|~> ?6\.\d+", each) for each in constraints):
        yield f"AFT needs AWS provider 6, and this asks for {', '.join(constraints)}"
    for name, provider in _blocks(root, "provider"):
        if name == "aws" and not provider.get("assume_role"):
            alias = provider.get("alias", "without alias")
            yield f"a provider {alias} assumes no role: AWSAFTAdmin itself may do nothing"


def _absolute_paths(root: Path) -> Iterator[str]:
    for name, module in _blocks(root, "module"):
        if str(module.get("source", "")).strip('"').startswith("/"):
            yield f"module {name} has an absolute path, which is not in the pipeline"


def _blocks(root: Path, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every labelled block of one kind in the files of a root, with its label. A file that is wrong has none."""
    for path in sorted([*root.glob("*.tf"), *root.glob("*.tf.json")]):
        document: Any = {}
        with suppress(Exception):  # the parser's errors are of many kinds, and Terraform tells each of them
            document = json.loads(path.read_text()) if path.suffix == ".json" else loads(path.read_text())
        for labelled in _list(document.get(kind)):
            for name, body in labelled.items():
                yield from ((name.strip('"'), each) for each in _list(body))


def _list(value: Any) -> list[dict[str, Any]]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
