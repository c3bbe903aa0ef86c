"""What is wrong with the rules of a product: a function or a parameter that there is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from modules.catalog.library.definition import ProductDefinition, VersionState
from modules.catalog.library.product import TEMPLATE
from modules.catalog.library.rules import FUNCTIONS, RuleDefinition, used_functions
from modules.catalog.library.template import read_template
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError

_SSM = "AWS::SSM::Parameter::"

_ARGUMENTS = {"Fn::And": range(2, 11), "Fn::Not": range(1, 2), "Fn::Or": range(2, 11)}
"""How many a function takes, the others two (AWS Service Catalog Administrator Guide, Template Constraint Rules)."""


_TWO = range(2, 3)


def rule_faults(folder: Path, definition: ProductDefinition) -> Iterator[LandingZoneError]:
    """Give the faults of each rule, held against every version that is launched.

    Args:
        folder: Of the product.
        definition: Its definition.

    """
    versions = [version.name for version in definition.versions if version.state is not VersionState.RETIRED]
    declared = {name: _parameters(folder / name / TEMPLATE) for name in versions if definition.rules}
    for index, rule in enumerate(definition.rules):
        for what, got, why, fix in _wrong(rule, declared):
            yield LandingZoneError(what, got=got, why=why, fix=fix, path=("rules", index))


def _wrong(rule: RuleDefinition, declared: dict[str, dict[str, Any] | None]) -> Iterator[tuple[str, str, str, str]]:
    for function, given in (found for each in rule.expressions() for found in used_functions(each)):
        if function not in FUNCTIONS:
            yield (
                "a rule must be made of functions for rules",
                f"{rule.name}: {function}",
                f"AWS Service Catalog takes {', '.join(sorted(FUNCTIONS))}",
                "write another one",
            )
        elif function == "Ref" and not isinstance(given, str):
            yield (
                "a rule must refer to parameters by their names",
                f"{rule.name}: {given}",
                "a reference has one name",
                "write {Ref: NAME}",
            )
        elif function != "Ref" and (not isinstance(given, list) or len(given) not in _ARGUMENTS.get(function, _TWO)):
            yield (
                "a function of a rule must have its arguments",
                f"{rule.name}: {function} of {given}",
                "Fn::Not takes a list of one, Fn::And and Fn::Or take two to ten, all others take two",
                "write all of them",
            )
        elif function == "Ref":
            for version, parameters in declared.items():
                if parameters is not None and given not in parameters:
                    yield (
                        "a rule must refer to parameters of every version that is launched",
                        f"{rule.name}: {given}, which {version} lacks",
                        "rules hold for all versions of a product",
                        "write the name of a parameter, or retire the version",
                    )
                elif parameters is not None and str(parameters[given].get("Type")).startswith(_SSM):
                    yield (
                        "a rule must not refer to a parameter whose value is in Parameter Store",
                        f"{rule.name}: {given}",
                        "no page says whether a rule sees the name or the value",
                        "leave it out: such a parameter stays as it is",
                    )


def _parameters(path: Path) -> dict[str, Any] | None:
    """Read a template's parameters; None where nobody can read it, which is told elsewhere."""
    try:
        found: dict[str, Any] = read_template(path, path.name).get("Parameters") or {}
    except (InvalidEnvironmentError, OSError):
        return None
    return found
