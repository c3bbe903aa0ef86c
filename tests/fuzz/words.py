"""Words that have made trouble, or might: for names, for text, and for places where neither is asked for."""

from __future__ import annotations

import ast
from functools import cache

from modules.environment import PROJECT

TEXTS = (
    *("placeholder-id", "placeholder-key-0", "placeholder-tag<Owner>", "placeholder<name TeamLead>", r"\ue000id\ue001"),
    *(
        "{team}",
        "{group}",
        "{account}",
        "{}",
        "{",
        "{{regions}}",
        "{{organization_id}}",
        "{0.__class__}",
        "%s %(a)s %%",
    ),
    *("TfToken", "TOKEN.1", "#{x}", "&{x}", "-8e+291", "1e+298", "e+291", "US$ 5%", "$", "$$", "$${", "%", "100% $"),
    *("<script>&amp;\"'`\\", "a/b//c", "..", "../../x", "*", "?", "a,b;c|d", "// comment", "# comment", "[link](x)"),
    *("Ünïcödé", "名前", "😀 \U0001f469\u200d\U0001f52c", "a\u200bb", "a\xa0b", "a\u2028b", "\ufffd", "ﷺ", "İ", "ß"),
    *(
        "null",
        "true",
        "no",
        "~",
        "0x1F",
        "1_000",
        "2026-01-31",
        ".inf",
        "1e3",
        "-",
        "=",
        "<<",
        "0",
        "00",
        "١٢٣",
        "\uff11\uff12",
    ),
    *(
        f"o-{'0' * 32}",
        "user-id-of-ada-",
        "group-id-of-break-glass-",
        "arn:aws:iam::*:role/x",
        "'; --",
        " x ",
        "x" * 300,
    ),
    *(
        "Ada Example",
        "joe+291@acme.example",
        "5e+298@acme.example",
        "a{b}@acme.example",
        "x'y@acme.example",
        "+1 (2) 3",
    ),
    *("10.0.0.0/8", "10.64.0.0/12", "192.168.0.0/20", "172.17.0.0/16", "100.64.0.0/10", "203.0.113.10", "10.0.0.1/8"),
)
"""What people write, and what programs might read as their own."""

REFUSED = ("${var.x}", "%{ if true }", "TfToken[TOKEN.1]", "-8.2e+298", "\ue000id\ue001", "\x00", "\x1b[31m", "a\nb\n")
"""What no environment may hold."""

_SHORT_NAMES = (
    "a",
    "n",
    "x",
    "id",
    "aws",
    "dev",
    "prod",
    "x-id",
    "a-b",
    "ab",
    "default",
    "resource",
    "root",
    "backend",
)
_OF_EVERY_OBJECT = ("constructor", "toString", "valueOf", "hasOwnProperty")
_FORMER_MARKS = ("placeholder-id", "placeholder-key-0", "placeholder-tenant-0")


@cache
def names() -> tuple[str, ...]:
    """Words to name things with, those among them that constructs beside them are called by."""
    return tuple(dict.fromkeys((*_SHORT_NAMES, *_OF_EVERY_OBJECT, "x" * 63, *_FORMER_MARKS, *_construct_ids())))


def _construct_ids() -> list[str]:
    rooms = ("accounts", "identity", "network", "organization", "workspaces")
    files = [path for room in rooms for path in sorted((PROJECT / "modules" / room).rglob("*.py"))]
    calls = [node for path in files for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    constants = [one.args[1] for one in calls if len(one.args) > 1]
    return [one.value for one in constants if isinstance(one, ast.Constant) and isinstance(one.value, str)]
