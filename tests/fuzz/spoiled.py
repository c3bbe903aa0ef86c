"""Environments spoiled by chance: in their data, in their text, in their bytes. One seed gives one environment."""

from __future__ import annotations

import copy
from functools import cache
from random import Random
from typing import Any

from ruamel.yaml import YAML

from modules.environment import ENVIRONMENTS
from tests.fuzz.words import REFUSED, TEXTS, names
from tests.specification.mutations import at, block, paths

Files = dict[str, bytes]

SCALARS: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    10**30,
    1e300,
    -8.2e298,
    0.1,
    "",
    [],
    {},
    [[]],
    [None],
    {"a": {}},
)
LINES = (
    *("%YAML 1.1", "%YAML 1.2", "%YAML 1.9", "%TAG ! tag:example.com,2000:", "---", "...", "- a", "<<: *x", "&x a: *x"),
    *(
        "? [a]",
        "? a",
        ": b",
        "a: !!binary x",
        "a: !!python/object:os.system x",
        "a: !x y",
        "\t- a",
        "a: 'b",
        'a: "\\x"',
    ),
    *("a: |", "a: >+9", "teams: *teams", "[" * 80, "{" * 80, "- " * 200, "a: {a: {a: {a: {a: {}}}}}", "\x85", "\ufeff"),
)


@cache
def _texts(name: str) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((ENVIRONMENTS / name).glob("*.yaml"))}


@cache
def _data(name: str) -> dict[str, Any]:
    return {file: YAML(typ="safe", pure=True).load(text) for file, text in _texts(name).items()}


def spoiled(seed: int) -> tuple[str, Files]:
    """Return an environment's name and its files."""
    random = Random(seed)
    name = random.choice(["staging", "staging", "production"])
    way = random.choice([_in_data, _in_data, _in_data, _in_text, _in_bytes])
    return name, way(random, name)


def _in_data(random: Random, name: str) -> Files:
    """Replace, take away, double, rename or swap parts."""
    data = copy.deepcopy(_data(name))
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        places = [one for one in paths(data) if len(one) > 1]
        path = random.choice(places)
        parent, last = at(data, path[:-1]), path[-1]
        match random.choice(["replace", "replace", "scalar", "delete", "double", "rename", "swap", "add"]):
            case "replace":
                parent[last] = random.choice(random.choice([TEXTS, TEXTS, names(), REFUSED]))
            case "scalar":
                parent[last] = copy.deepcopy(random.choice(SCALARS))
            case "delete":
                del parent[last]
            case "double" if isinstance(parent, list):
                parent.insert(random.randint(0, len(parent)), copy.deepcopy(parent[int(last)]))
            case "double" | "rename" if isinstance(parent, dict):
                key = random.choice(random.choice([TEXTS, names(), REFUSED]))
                parent[key] = copy.deepcopy(parent[last])
            case "swap":
                parent[last] = copy.deepcopy(at(data, random.choice(places)))
            case _:
                value = at(data, path)
                if isinstance(value, dict):
                    value[random.choice(random.choice([TEXTS, names()]))] = random.choice(SCALARS)
    return {
        file: (_texts(name)[file] if content == _data(name)[file] else block(content)).encode("utf-8", "surrogatepass")
        for file, content in data.items()
    }


def _in_text(random: Random, name: str) -> Files:
    """Put lines in, take lines away, cut or indent them; or write all of a file in another way."""
    files = dict(_texts(name))
    file = random.choice(sorted(files))
    lines = files[file].splitlines(keepends=True)
    for _ in range(random.choice([1, 1, 2, 3])):
        index = random.randrange(len(lines) + 1)
        match random.choice(["insert", "delete", "double", "cut", "indent", "anchor"]):
            case "insert":
                lines.insert(index, f"{' ' * random.choice([0, 2, 4])}{random.choice(LINES)}\n")
            case "delete":
                del lines[index : index + random.choice([1, 3])]
            case "double":
                lines[index:index] = lines[: index + 1][-1:]
            case "cut" if lines[index:]:
                lines[index] = lines[index][: random.randrange(len(lines[index]))]
            case "indent" if lines[index:]:
                lines[index] = f"  {lines[index]}"
            case _:
                text = "".join(lines).replace(": ", random.choice([": &x ", ": !x ", ":", ": *x ", ": - "]), 1)
                lines = text.splitlines(keepends=True)
    return {one: text.encode() for one, text in {**files, file: "".join(lines)}.items()}


def _in_bytes(random: Random, name: str) -> Files:
    """Write a file in another way, cut it off, empty it, or let it be large."""
    files = {one: text.encode() for one, text in _texts(name).items()}
    file = random.choice(sorted(files))
    content = files[file]
    index = random.randrange(len(content))
    files[file] = random.choice(
        [
            content.replace(b"\n", b"\r\n"),
            b"\xef\xbb\xbf" + content,
            content.decode().encode("utf-16"),
            content[:index],
            content[:index] + random.randbytes(4) + content[index:],
            b"",
            content + b"# " + b"x" * 200_000 + b"\n",
            content + b"notes: [" + b"a," * 2_000 + b"]\n",
            content + b"notes: " + b"[" * 3_000 + b"\n",
            content + b"notes:\n" + b"".join(b"  k%d: {a: 1}\n" % number for number in range(1_000)),
        ]
    )
    return files
