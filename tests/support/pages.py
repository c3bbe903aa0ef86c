"""The pages of the project."""

from __future__ import annotations

from modules.environment import PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
