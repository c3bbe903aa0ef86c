"""Templates of files for continuous integration: their marks are others than those of the systems' own expressions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FILES = Path(__file__).parent / "files"


def rendered(system: str, name: str, values: Mapping[str, object]) -> str:
    """Return a file of a system: `github`, `gitlab`.

    Args:
        system: The folder of its templates.
        name: The template.
        values: What it refers to, all of it.

    """
    templates = Environment(  # noqa: S701 - no HTML
        loader=FileSystemLoader(_FILES / system),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    return templates.get_template(name).render(values)
