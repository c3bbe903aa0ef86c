"""A template as it is with every condition true, and with every condition false: a scan looks at both.

checkov leaves out resources whose condition is false by default, and knows of a value that depends on a condition
only what is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.catalog.library.template import Template


def variants(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give both variants with a name for each; one, where nothing depends on a condition."""
    yield "conditions-true", _without_conditions(template, branch=1)
    if template.get("Conditions"):
        yield "conditions-false", _without_conditions(template, branch=2)


def _without_conditions(template: Template, *, branch: int) -> dict[str, Any]:
    whole = {key: _chosen(part, branch) for key, part in template.items() if key != "Conditions"}
    for part in ("Resources", "Outputs"):
        for each in whole.get(part, {}).values():
            each.pop("Condition", None)
    return whole


def _chosen(written: Any, branch: int) -> Any:
    if isinstance(written, Mapping):
        if "Fn::If" in written:
            return _chosen(written["Fn::If"][branch], branch)
        chosen = ((key, _chosen(value, branch)) for key, value in written.items())
        return {key: value for key, value in chosen if value != {"Ref": "AWS::NoValue"}}
    if isinstance(written, list):
        return [value for item in written if (value := _chosen(item, branch)) != {"Ref": "AWS::NoValue"}]
    return written
