"""Every resource type that the library can synthesize, whatever an environment says."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from modules.environment import PROJECT

_IMPORTED = re.compile(r"^from cdktf_cdktf_provider_aws\.(\w+) import", re.MULTILINE)
_TITLE = re.compile(r"# `((?:data_)?aws_\w+)`")


@cache
def synthesizable_types() -> frozenset[str]:
    """Read which resources of the bindings the library imports, and ask each for its type, which may differ in name."""
    spec = find_spec("cdktf_cdktf_provider_aws")
    assert spec
    assert spec.origin
    bindings = Path(spec.origin).parent
    sources = (path.read_text() for path in (PROJECT / "modules").rglob("*.py"))
    names = {name for source in sources for name in _IMPORTED.findall(source)}
    titles = {_title(bindings / name / "__init__.py") for name in names - {"provider"}}
    return frozenset(title for title in titles if not title.startswith("data_"))


def _title(binding: Path) -> str:
    title = _TITLE.search(binding.read_text()[:500])
    assert title, f"{binding} does not begin with its type"
    return title[1]
