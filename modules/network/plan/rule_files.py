"""Lists of domains and Suricata rules, read from `policies/network`. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter
from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[3] / "policies" / "network"


class Kind(StrEnum):
    """What a file holds: the name of its folder."""

    DOMAINS = "domains"
    SURICATA = "suricata"
    DNS = "dns"


_SUFFIXES = {Kind.DOMAINS: ".yaml", Kind.SURICATA: ".rules", Kind.DNS: ".yaml"}


def names(kind: Kind) -> tuple[str, ...]:
    """Return the name of every file of a kind, in order."""
    return tuple(sorted(path.stem for path in (FOLDER / kind).glob(f"*{_SUFFIXES[kind]}")))


def domains(kind: Kind, name: str, *, region: str) -> tuple[str, ...]:
    """Return the domains of a list, with the region in its place; the reasons beside them are for readers."""
    return tuple(domain.replace("{region}", region) for domain in _reasons(kind, name))


def rules(name: str) -> str:
    """Return the rules of a file without its comments, so that a comment more changes nothing in AWS."""
    lines = (line.strip() for line in _text(Kind.SURICATA, name).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("#"))


@cache
def _reasons(kind: Kind, name: str) -> dict[str, str]:
    document = YAML(typ="safe", pure=True).load(_text(kind, name))
    return TypeAdapter(dict[str, str]).validate_python(document)


@cache
def _text(kind: Kind, name: str) -> str:
    return (FOLDER / kind / f"{name}{_SUFFIXES[kind]}").read_text(encoding="utf-8")
