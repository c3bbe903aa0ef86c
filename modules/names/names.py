"""A name: what kind of thing is called so, and the pattern that its names fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from modules.names.patterns import have_in_common, pattern_of

_ARN = re.compile(r"arn:[^:]*:(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.+)")
_KEY_ALIAS = re.compile(r"alias/.+")
_TYPED = re.compile(r"(?P<type>[a-z][a-zA-Z-]*)[/:](?P<name>.+)")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What policies call something by, or what something is called."""

    kind: str
    """Service and type: `iam:role`, `s3:bucket`, `kms:alias`."""
    pattern: str
    """The name, with `*` for what is not fixed; of IAM with its path, without a slash before that."""
    region: str = ""
    """The region, where it is fixed."""

    @property
    def shown(self) -> str:
        """How a reader knows it: `iam:role teams/*/dev/*`."""
        return f"{self.kind} {self.pattern}" + (f" in {self.region}" if self.region else "")

    def is_of(self, other: Name) -> bool:
        """Whether something may be called by both."""
        same_place = not self.region or not other.region or self.region == other.region
        return self.kind == other.kind and same_place and have_in_common(self.pattern, other.pattern)


def name_in(text: str) -> Name | None:
    """Return what a text of a policy names; nothing where it is neither an ARN nor the alias of a key."""
    if _KEY_ALIAS.fullmatch(text):
        return Name("kms:alias", pattern_of(text.removeprefix("alias/")))
    found = _ARN.fullmatch(pattern_of(text))
    if found is None:
        return None
    service, rest = found["service"], found["rest"]
    region = "" if "*" in found["region"] else found["region"]
    if service == "s3" and not found["account"]:
        return Name("s3:bucket", rest.partition("/")[0])
    typed = _TYPED.fullmatch(rest)
    if typed is None:
        return Name(service, rest, region)
    name = typed["name"]
    if service == "logs":
        name = name.partition(":")[0]
    elif service == "ssm":
        name = f"/{name}"
    return Name(f"{service}:{typed['type']}", name, region)


def role_for(service: str) -> str:
    """Return the kind of a role that a service may work as."""
    return f"role for {service}"
