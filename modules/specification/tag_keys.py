"""The library's own tags, and the keys that an organization writes them under. No cdktf here.

Guardrails, permission sets and their scenarios name tags by the library's keys, as in `aws:RequestTag/CostCenter`.
Where an organization has keys of its own, theirs take the place of these wherever such a document is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class LibraryTag(StrEnum):
    """A tag that the library sets, or that its guardrails ask for; its value is the key where nothing else is said."""

    ACCOUNT = "Account"
    COST_CENTER = "CostCenter"
    DATA_CLASSIFICATION = "DataClassification"
    ENVIRONMENT = "Environment"
    MANAGED_BY = "ManagedBy"
    OWNER = "Owner"
    STAGE = "Stage"
    TEAM = "Team"


TagKeys = Mapping[LibraryTag, str]
"""The keys of an organization, by the library's tag. A tag that is left out has the library's key."""

_NAMED = re.compile(rf"(?<=Tag/)({'|'.join(LibraryTag)})(?![\w .:/=+\-@])")
"""A library's tag in a condition key or a policy variable: `aws:ResourceTag/Team`, `${aws:PrincipalTag/Team}`."""

_HOLDS_KEYS = re.compile("tag_key|.*:TagKeys")
"""What has keys of tags for values: in tag and backup policies, and the condition key `aws:TagKeys`."""


def key_of(tag: LibraryTag, keys: TagKeys) -> str:
    """Return the key that a tag is written under."""
    return keys.get(tag, tag.value)


def with_tag_keys(document: Any, keys: TagKeys) -> Any:
    """Return a policy, or a part of one, or the context of a request, with an organization's keys in it."""
    if not keys:
        return document
    if isinstance(document, Mapping):
        return {_renamed_key(name, value, keys): _value(name, value, keys) for name, value in document.items()}
    if isinstance(document, list | tuple):
        return type(document)(with_tag_keys(item, keys) for item in document)
    if isinstance(document, str):
        return _NAMED.sub(lambda found: key_of(LibraryTag(found[0]), keys), document)
    return document


def spelled(key: str, keys: TagKeys) -> str:
    """Return an organization's key for a key alone. One that is spelled otherwise than the library's stays so."""
    tag = next((tag for tag in keys if tag.value.lower() == key.lower()), None)
    if tag is None:
        return key
    return keys[tag] if key == tag.value else keys[tag].swapcase()


def _value(name: str, value: Any, keys: TagKeys) -> Any:
    return _exactly(value, keys) if _HOLDS_KEYS.fullmatch(name) else with_tag_keys(value, keys)


def _exactly(value: Any, keys: TagKeys) -> Any:
    """Rename texts that are a library's tag from end to end."""
    if isinstance(value, Mapping):
        return {name: _exactly(item, keys) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_exactly(item, keys) for item in value)
    return keys[LibraryTag(value)] if value in keys else value


def _renamed_key(name: str, value: Any, keys: TagKeys) -> str:
    """Rename a condition key; and the name of a tag's rules in a tag policy, which is the key in lower case.

    AWS Organizations User Guide, Tag policy syntax and examples. What a backup policy selects by a tag has any name.
    """
    if isinstance(value, Mapping) and "tag_key" in value and "iam_role_arn" not in value:
        return spelled(name, {tag: key.lower() for tag, key in keys.items()}).lower()
    return str(with_tag_keys(name, keys))
