"""Every resource type that the library can synthesize, whatever an environment says."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from modules.environment import PROJECT

_IMPORTED = re.compile(r"^from cdktf_cdktf_provider_aws\.(\w+) import", re.MULTILINE)
_TITLE = re.compile(r"# `((?:data_)?aws_\w+)`")


def synthesizable_types() -> frozenset[str]:
    """Read which resources of the bindings the library imports, and ask each for its type, which may differ in name."""
    return frozenset(_have_tags())


def types_without_tags() -> frozenset[str]:
    """Return those of them that AWS gives no tags."""
    return frozenset(type_ for type_, has_tags in _have_tags().items() if not has_tags)


@cache
def _have_tags() -> dict[str, bool]:
    spec = find_spec("cdktf_cdktf_provider_aws")
    assert spec
    assert spec.origin
    bindings = Path(spec.origin).parent
    sources = (path.read_text() for path in (PROJECT / "modules").rglob("*.py"))
    names = {name for source in sources for name in _IMPORTED.findall(source)}
    found = {}
    for name in names - {"provider"}:
        text = (bindings / name / "__init__.py").read_text()
        title = _TITLE.search(text[:500])
        assert title, f"{name} does not begin with its type"
        found[title[1]] = "def tags_all" in text
    return {title: has_tags for title, has_tags in found.items() if not title.startswith("data_")}
