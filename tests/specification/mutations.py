"""Ways to spoil a valid environment: in its data, in its text, in its bytes."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

from modules.environment import ENVIRONMENTS

PIECES = [*"&*!%@`|>{}[],#?-:\"'\\", "<<: ", "!!int ", "---"]
"""What means something to YAML."""

KeyPath = tuple[str | int, ...]

TEXTS = {path.name: path.read_text() for path in sorted((ENVIRONMENTS / "staging").glob("*.yaml"))}
DATA: dict[str, dict[str, Any]] = {name: YAML(typ="safe", pure=True).load(text) for name, text in TEXTS.items()}

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "fraud", "network", "Workloads", "eu-west-1", "a" * 70, "{account}", "team", "control-tower"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def paths(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every place in `data` below the top."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from paths(value, (*path, key))


def at(data: Any, path: KeyPath) -> Any:
    """Return what stands at `path`."""
    for part in path:
        data = data[part]
    return data


def dumped(data: dict[str, Any]) -> dict[str, str]:
    """Write files of data as YAML in block style, one key in a line; files without a change as they were."""
    return {name: TEXTS[name] if content == DATA[name] else block(content) for name, content in data.items()}


def block(data: Any) -> str:
    """Write data as YAML in block style."""
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    text = io.StringIO()
    yaml.dump(data, text)
    return text.getvalue()


@st.composite
def spoiled_data(draw: st.DrawFn) -> dict[str, str]:
    """Delete, double, replace or swap up to three parts of an environment; return its files."""
    data = copy.deepcopy(DATA)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([one for one in paths(data) if len(one) > 1]))
        parent, last = at(data, path[:-1]), path[-1]
        match draw(st.sampled_from(["delete", "double", "replace", "swap"])):
            case "delete":
                del parent[last]
            case "double" if isinstance(parent, list):
                parent.append(copy.deepcopy(parent[int(last)]))
            case "double":
                parent[draw(st.text(max_size=12))] = copy.deepcopy(parent[last])
            case "replace":
                parent[last] = draw(VALUES)
            case "swap":
                other = draw(st.sampled_from([one for one in paths(data) if len(one) > 1]))
                parent[last] = copy.deepcopy(at(data, other))
    return dumped(data)


@st.composite
def spoiled_text(draw: st.DrawFn) -> dict[str, str]:
    """Delete, double, swap or cut lines of one file, or put text into them; return all files."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[name].splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        index, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        cut = draw(st.integers(0, len(lines[index])))
        match draw(st.sampled_from(["delete", "double", "swap", "cut", "insert", "indent"])):
            case "delete" if len(lines) > 1:
                del lines[index]
            case "double":
                lines.insert(other, lines[index])
            case "swap":
                lines[index], lines[other] = lines[other], lines[index]
            case "cut":
                lines[index] = lines[index][:cut]
            case "indent":
                lines[index] = f"  {lines[index]}"
            case _:
                piece = draw(st.text(max_size=6) | st.sampled_from(PIECES))
                lines[index] = lines[index][:cut] + piece + lines[index][cut:]
    return {**TEXTS, name: "".join(lines)}


@st.composite
def spoiled_bytes(draw: st.DrawFn) -> dict[str, bytes]:
    """Put bytes into one file, or cut it off; return all files."""
    files = {name: text.encode() for name, text in TEXTS.items()}
    name = draw(st.sampled_from(sorted(files)))
    index = draw(st.integers(0, len(files[name])))
    rest = b"" if draw(st.booleans()) else files[name][index:]
    files[name] = files[name][:index] + draw(st.binary(max_size=12)) + rest
    return files


def write(folder: Path, files: dict[str, str] | dict[str, bytes]) -> None:
    """Write files as they are: no line ending is translated."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        encoded = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (folder / name).write_bytes(encoded)
