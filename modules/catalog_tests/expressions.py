"""Values of a template, with its functions evaluated as CloudFormation does.

AWS CloudFormation Template Reference, Intrinsic functions, and Pseudo parameters. What only the service knows, such as
the ARN of a resource that is not there yet, is `<known after apply>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from modules.catalog.library.template import Template
from modules.catalog_tests.spec import property_of
from modules.specification.errors import LandingZoneError

UNKNOWN = "<known after apply>"

_IN_SUB = re.compile(r"\$\{([^!{}][^{}]*)\}")
_SSM_REFERENCE = re.compile(r"\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}")
_NO_VALUE = "AWS::NoValue"
_SSM = "AWS::SSM::Parameter::"


@dataclass(frozen=True)
class Expressions:
    """Evaluates a template for one launch.

    Args:
        template: The template.
        filled_in: What whoever launches it fills in.
        published: The account's parameters of Systems Manager.
        pseudo: Values of pseudo parameters, such as `AWS::Region`.
        names: By type of resource, the property that a reference to one returns.

    """

    template: Template
    filled_in: Mapping[str, str]
    published: Mapping[str, str]
    pseudo: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the properties of each resource, of those too whose condition is false, by logical id."""
        return {
            name: self.value(resource.get("Properties", {})) for name, resource in self.template["Resources"].items()
        }

    def value(self, written: Any) -> Any:
        """Evaluate one value."""
        if isinstance(written, Mapping):
            if len(written) == 1 and (function := _FUNCTIONS.get(next(iter(written)))):
                return function(self, next(iter(written.values())))
            values = ((key, self.value(value)) for key, value in written.items())
            return {key: value for key, value in values if value is not None}
        if isinstance(written, list):
            return [value for item in written if (value := self.value(item)) is not None]
        return self._resolved(written) if isinstance(written, str) else written

    def holds(self, condition: Any) -> bool:
        """Evaluate a condition, by its name or as it is written."""
        if isinstance(condition, str):
            return self.holds(self.template["Conditions"][condition])
        (function, arguments), *_ = condition.items()
        if function == "Fn::Equals":
            return bool(self.value(arguments[0]) == self.value(arguments[1]))
        if function == "Condition":
            return self.holds(arguments)
        each = [self.holds(argument) for argument in arguments]
        return {"Fn::Not": lambda: not each[0], "Fn::And": lambda: all(each), "Fn::Or": lambda: any(each)}[function]()

    def named(self, name: str) -> Any:
        """Return what a reference by name stands for; nothing for `AWS::NoValue`."""
        if name == _NO_VALUE:
            return None
        if name in self.pseudo:
            return self.pseudo[name]
        parameter = self.template.get("Parameters", {}).get(name)
        return self._resource(name) if parameter is None else self._parameter(name, parameter)

    def _resource(self, name: str) -> Any:
        """Return what a reference to a resource returns: its name, where it is given one."""
        resource = self.template["Resources"].get(name, {})
        named = property_of(resource.get("Properties", {}), self.names.get(resource.get("Type", ""), ""))
        return UNKNOWN if named is None else self.value(named)

    def _parameter(self, name: str, parameter: Mapping[str, Any]) -> Any:
        given = self.filled_in.get(name, parameter.get("Default"))
        if given is None:
            raise LandingZoneError(
                "a parameter must have a value",
                got=f"none for {name}",
                why="CloudFormation launches nothing otherwise",
                fix="give it a default, or a value in the product's tests",
            )
        kind = str(parameter["Type"])
        text = self.published.get(str(given), UNKNOWN) if kind.startswith(_SSM) else str(given)
        return text.split(",") if "List<" in kind or kind == "CommaDelimitedList" else text

    def _resolved(self, text: str) -> str:
        return _SSM_REFERENCE.sub(lambda found: self.published.get(found[1], UNKNOWN), text)


def _sub(expressions: Expressions, written: Any) -> str:
    text, own = (written, {}) if isinstance(written, str) else written
    names = {name: expressions.value(value) for name, value in own.items()}

    def put_in(found: re.Match[str]) -> str:
        name = found[1]
        return str(names[name] if name in names else UNKNOWN if "." in name else expressions.named(name))

    return _IN_SUB.sub(put_in, text)


def _select(expressions: Expressions, written: Any) -> Any:
    index, items = int(expressions.value(written[0])), expressions.value(written[1])
    return items[index] if isinstance(items, list) and index < len(items) else UNKNOWN


def _find_in_map(expressions: Expressions, written: Any) -> Any:
    name, *keys = (expressions.value(part) for part in written)
    found = expressions.template["Mappings"][name]
    for key in keys:
        found = found[str(key)]
    return found


def _join(expressions: Expressions, written: Any) -> str:
    items = expressions.value(written[1])
    return str(written[0]).join(map(str, items if isinstance(items, list) else [items]))


_FUNCTIONS: Mapping[str, Callable[[Expressions, Any], Any]] = {
    "Ref": lambda expressions, name: expressions.named(name),
    "Fn::GetAtt": lambda *_: UNKNOWN,
    "Fn::Cidr": lambda *_: UNKNOWN,
    "Fn::Base64": lambda expressions, text: expressions.value(text),
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": lambda expressions, parts: str(expressions.value(parts[1])).split(parts[0]),
    "Fn::FindInMap": _find_in_map,
    "Fn::If": lambda expressions, parts: expressions.value(parts[1 if expressions.holds(parts[0]) else 2]),
}


def sources(written: Any) -> Iterator[tuple[str, str]]:
    """Give what a value is made of, in its order, with what it is.

    `literal`: a text that is written out; `text`: one that names are put into; `name`: a parameter, or a resource of
    the template; `ssm`: the name of a parameter of Systems Manager. Of `Fn::If` both branches count.
    """
    if isinstance(written, str):
        names = [("ssm", name) for name in _SSM_REFERENCE.findall(written)]
        yield from names or [("literal", written)]
    elif isinstance(written, list):
        for item in written:
            yield from sources(item)
    elif isinstance(written, Mapping):
        yield from _sources_of_mapping(written)


def _sources_of_mapping(written: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    (function, arguments), *more = written.items()
    if more or not (function == "Ref" or function.startswith("Fn::")):
        for value in written.values():
            yield from sources(value)
    elif function in {"Ref", "Fn::GetAtt"}:
        yield "name", str(arguments if isinstance(arguments, str) else arguments[0]).partition(".")[0]
    elif function == "Fn::Sub":
        text, own = (arguments, {}) if isinstance(arguments, str) else arguments
        names = [name.partition(".")[0] for name in _IN_SUB.findall(text)]
        yield from (("name", name) for name in names if name not in own)
        yield from sources([*own.values()])
        yield ("text" if names else "literal"), text
    elif function == "Fn::If":
        yield from sources(arguments[1:])
    elif function in {"Fn::Join", "Fn::Select", "Fn::Split"}:
        yield from sources(arguments[1])
    else:
        yield from sources(arguments)
