"""Every field that takes text, asked of the specification itself, against text that nobody should get through.

A new field is covered without a word here: its type says what it takes, and its example what is right.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError
from typing_extensions import TypeAliasType

from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.network.spec.logs import BucketArn
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import BucketName, Hostname, KeyPrefix, matching

SPECS = sorted([*(PROJECT / "modules").rglob("spec.py"), *(PROJECT / "modules").rglob("spec/*.py")])

CHARACTERS = {
    "null": "\0",
    "bell": "\a",
    "backspace": "\b",
    "tab": "\t",
    "line feed": "\n",
    "carriage return": "\r",
    "escape": "\x1b[31m",
    "delete": "\x7f",
    "next line": "\x85",
    "C1 control": "\x9b",
    "no-break space": "\xa0",
    "soft hyphen": "\xad",
    "Arabic letter mark": "\u061c",
    "zero width space": "\u200b",
    "right-to-left mark": "\u200f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "byte order mark": "\ufeff",
    "noncharacter": "\uffff",
    "private use": "\ue000",
    "tag": "\U000e0041",
}
"""What a terminal obeys, or nobody sees."""

OF_OTHER_SCRIPTS = {
    "Arabic digits": "\u0661\u0662",
    "full-width digits": "\uff11\uff12",
    "full-width letters": "\uff41\uff42",
    "Cyrillic": "\u0430\u0435",
}
"""What looks like ASCII, or counts as a digit or a letter."""

FREE = {"_one_line", "_tag_key", "_tag_value"}
"""Validators of text that people read, in whatever script: every other one is a name or an id of AWS or Terraform."""

SAMPLES = (
    *(
        "fraud-detection",
        "eu-west-1",
        "Fraud Detection",
        "111111111111",
        "aws@example.com",
        "aws+{account}@example.com",
        "arn:aws:codeconnections:eu-west-1:111111111111:connection/11111111-2222-4333-8444-555555555555",
        ".github/workflows/deploy.yaml",
    ),
    *("{team}-{group}", "ram.amazonaws.com", "+353 1 555 0100", "DataScientist", "10.0.0.0/16", "203.0.113.10"),
    *("169.254.10.0/30", "EC2.8", "SRA-GUARDDUTY-12", "ml.m5.large"),
    *(f"{kind}-0123456789abcdef0" for kind in ("vpc", "subnet", "tgw", "tgw-rtb", "tgw-attach")),
    *("corp.acme.example", "euw1-az1", "arn:aws:s3:::acme-log-archive", "1a2b3c4d-5678-90ab-cdef-1234567890ab"),
    "team/dev",
    *("1.6.1", "ou-ab12-34cd56ef", "cron(0 * * * ? *)", "https://git.example.com/platform/aft.git"),
    "all",
    "create",
    *(
        "ThreatSignaturesMalwareStrictOrder",
        "arn:aws:kms:eu-west-1:111111111111:key/1a2b3c4d-5678-90ab-cdef-1234567890ab",
    ),
)
"""Each field takes one of them at least."""


def texts(annotation: Any, path: str = "", metadata: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every place in `annotation` where text is written, and its type with all that constrains it."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, TypeAliasType):
        yield from texts(annotation.__value__, path, metadata)
    elif origin is Annotated:
        yield from texts(parts[0], path, (*parts[1:], *metadata))
    elif annotation in (str, IPv4Address, IPv4Network):
        yield path, Annotated[(annotation, *metadata, "text")]
    elif origin in (Union, UnionType):
        yield from (one for part in parts for one in texts(part, path, metadata))
    elif origin is dict:
        yield from texts(parts[0], f"{path}.<key>")
        yield from texts(parts[1], f"{path}.*")
    elif origin is tuple:
        yield from texts(parts[0], f"{path}[]")
    elif isinstance(annotation, type) and issubclass(annotation, Spec) and f"({annotation.__name__})" not in path:
        for name, field in annotation.model_fields.items():
            yield from texts(field.annotation, f"{path}({annotation.__name__}).{name}", tuple(field.metadata))


TEXTS = dict(texts(LandingZone))


def accepted(kind: Any, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_json(json.dumps(text), strict=True)
    except ValidationError:
        return False
    return True


def validators(kind: Any) -> set[str]:
    return {one.func.__name__ for one in kind.__metadata__ if isinstance(one, (AfterValidator, BeforeValidator))}


def spoiled(sample: str, added: str) -> list[str]:
    return [added + sample, sample[:2] + added + sample[2:], sample + added]


def test_the_fields_are_found() -> None:
    """Were the search blind, the tests below would pass without a case."""
    assert len(TEXTS) > 100
    assert all(any(path.endswith(f".{name}") for path in TEXTS) for name in ("hostname", "description", "bucket_arn"))


@pytest.mark.parametrize("path", TEXTS)
def test_a_field_says_which_characters_it_takes(path: str) -> None:
    assert validators(TEXTS[path]), "a plain text takes everything: give it one of the types of specification/texts.py"
    assert any(accepted(TEXTS[path], sample) for sample in SAMPLES)


@pytest.mark.parametrize("path", TEXTS)
def test_a_field_takes_nothing_that_a_terminal_obeys_or_nobody_sees(path: str) -> None:
    kind = TEXTS[path]
    (sample, *_) = (sample for sample in SAMPLES if accepted(kind, sample))

    taken = [name for name, added in CHARACTERS.items() for text in spoiled(sample, added) if accepted(kind, text)]

    assert taken == []


@pytest.mark.parametrize("path", [path for path, kind in TEXTS.items() if not FREE & validators(kind)])
def test_a_name_or_an_id_is_in_ascii(path: str) -> None:
    kind = TEXTS[path]
    (sample, *_) = (sample for sample in SAMPLES if accepted(kind, sample))
    in_other_digits = sample.translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})

    added = [text for letters in OF_OTHER_SCRIPTS.values() for text in spoiled(sample, letters)]

    assert [text for text in (*added, in_other_digits) if text != sample and accepted(kind, text)] == []


@pytest.mark.parametrize("name", ["Zoë Müller-Łukasz", "李 小龙", "O'Brien, Ada & Sons [red]bold[/]"])
def test_people_are_called_what_they_are_called(name: str) -> None:
    assert accepted(TEXTS["(LandingZone).teams.*(TeamSpec).lead(PersonSpec).name"], name)


BAD_BUCKETS = [
    *(
        "ab",
        "a" * 64,
        "a..b",
        "a.-b",
        "a-.b",
        ".ab",
        "ab.",
        "-ab",
        "ab-",
        "Acme",
        "a_b",
        "192.168.5.4",
        "1.2.3",
        "xn--a",
    ),
    *("sthree-a", "sthree-configurator", "amzn-s3-demo-a", "a-s3alias", "a--ol-s3", "a.mrap", "a--x-s3", "a--table-s3"),
    *("a/b", "../x", "s3://acme"),
]


@pytest.mark.parametrize("name", BAD_BUCKETS)
def test_a_bucket_is_called_as_s3_takes_it(name: str) -> None:
    assert not accepted(BucketName, name)
    assert not accepted(BucketArn, f"arn:aws:s3:::{name}")


@pytest.mark.parametrize("name", ["abc", "a" * 63, "a.b.c", "1a.2b", "acme-s3alias-x", "3-2-1", "logs.acme.example"])
def test_a_bucket_that_s3_takes_is_taken(name: str) -> None:
    assert accepted(BucketName, name)
    assert accepted(BucketArn, f"arn:aws:s3:::{name}")
    assert accepted(BucketArn, f"arn:aws:s3:::{name}/with/a-prefix")


@pytest.mark.parametrize("prefix", ["..", ".", "../x", "a/../b", "a/./b", "/a", "a/", "a//b", "", "a b", "a\\b", "~/a"])
def test_the_start_of_a_key_leads_nowhere_else(prefix: str) -> None:
    assert not accepted(KeyPrefix, prefix)
    assert not accepted(BucketArn, f"arn:aws:s3:::acme/{prefix}")


@pytest.mark.parametrize("prefix", ["landing-zone", "a/b.c/d", "...", "a..b"])
def test_the_start_of_a_key_is_names(prefix: str) -> None:
    assert accepted(KeyPrefix, prefix)


@pytest.mark.parametrize(
    "name",
    ["a b.example", "https://a.example", "a", "-a.example", "a..example", "a.example/x", "a.example:0", "A.example"],
)
def test_a_host_is_a_name(name: str) -> None:
    assert not accepted(Hostname, name)


@pytest.mark.parametrize("name", ["app.terraform.io", "terraform.acme.example:8443"])
def test_a_host_may_have_a_port(name: str) -> None:
    assert accepted(Hostname, name)


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_specification_matches_by_itself(spec: Path) -> None:
    """`matching` makes classes ASCII's and matches from end to end; `str.isdigit` and its like know every script."""
    names = {node.attr for node in ast.walk(ast.parse(spec.read_text())) if isinstance(node, ast.Attribute)}

    assert (
        names & {"match", "search", "fullmatch", "compile", "isdigit", "isalnum", "isalpha", "isdecimal", "isnumeric"}
        == set()
    )
    assert not re.search(r"pattern=|(?<!\\)\$[\"')]", spec.read_text()), "pydantic's own patterns are of another kind"


def test_a_pattern_knows_ascii_only() -> None:
    check = matching(r"\w\d\s", what="w", why="w", fix="f")

    assert check("a1 ") == "a1 "
    for text in ("é1 ", "a\u0661 ", "a1\u2003", "a1 \n"):
        with pytest.raises(LandingZoneError):
            check(text)
