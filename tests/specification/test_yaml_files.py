"""What is read from YAML, and where it is found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.specification.yaml_files import YamlFiles, read


def reading(folder: Path, *texts: str | bytes) -> YamlFiles:
    files = []
    for index, text in enumerate(texts):
        path = folder / f"{index}.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        files.append((path.name, path))
    return read(files)


def refusals(files: YamlFiles) -> list[tuple[str, int, str, str]]:
    return [(one.file, one.line, one.path, one.what) for one in files.problems]


def test_files_become_one_mapping(tmp_path: Path) -> None:
    files = reading(tmp_path, "teams: {fraud: [dev, prod]}", "stages: 3\naccounts: true")

    assert files.data == {"teams": {"fraud": ["dev", "prod"]}, "stages": 3, "accounts": True}
    assert not files.problems


def test_every_part_knows_its_file_and_line(tmp_path: Path) -> None:
    files = reading(
        tmp_path, "# comment\nteams:\n\n  fraud:\n    stages:\n      - dev\n      - prod\n", "accounts:\n  a: 1\n"
    )

    assert files.place(("teams", "fraud")) == ("0.yaml", 4)
    assert files.place(("teams", "fraud", "stages", 1)) == ("0.yaml", 7)
    assert files.place(("accounts", "a")) == ("1.yaml", 2)


def test_a_part_that_is_missing_is_looked_for_where_it_should_stand(tmp_path: Path) -> None:
    files = reading(tmp_path, "\nteams:\n  fraud: {}\n")

    assert files.place(("teams", "fraud", "lead", "name")) == ("0.yaml", 3)


@pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "--- # nothing\n...\n"])
def test_a_file_without_content_says_nothing(text: str, tmp_path: Path) -> None:
    files = reading(tmp_path, text, "teams: {}")

    assert files.data == {"teams": {}}
    assert not files.problems


@pytest.mark.parametrize(
    "content",
    [b"teams:\r\n  fraud:\r\n    lead: x\r\n", b"\xef\xbb\xbfteams:\n  fraud:\n    lead: x\n"],
    ids=["CRLF", "byte order mark"],
)
def test_what_windows_editors_write_is_read_as_ever(content: bytes, tmp_path: Path) -> None:
    files = reading(tmp_path, content)

    assert files.data == {"teams": {"fraud": {"lead": "x"}}}
    assert files.place(("teams", "fraud", "lead")) == ("0.yaml", 3)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),  # YAML 1.2: only true and false are no text
        ("on", "on"),
        ("no", "no"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("0.5", 0.5),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_a_value_is_what_yaml_says(written: str, meant: Any, tmp_path: Path) -> None:
    value = reading(tmp_path, f"value: {written}\n").data["value"]

    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("1_000", "012", "0042", "-012", "+1", "0x1F", "0o17", "1e3", "1.", ".5", "-.5", ".inf", "-.INF", ".nan"),
        *("2026-01-31", "2026-01-31T12:30:00Z", "2026-01-31 12:30:00", "9" * 5000, "1" * 19, "1e400", "0.0000001e1"),
    ],
)
def test_what_programs_take_for_different_things_is_refused(written: str, tmp_path: Path) -> None:
    files = reading(tmp_path, f"value: {written}\n")

    assert refusals(files) == [("0.yaml", 1, "value", "a value must be a plain number, or text in quotes")]
    assert f'write "{written}" where text is meant' in files.problems[0].fix
    assert reading(tmp_path, f'value: "{written}"\n').data == {"value": written}


def test_a_day_needs_no_quotes_where_days_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text("until: 2027-06-30\n")

    assert read([("days.yaml", tmp_path / "days.yaml")], days_below=[()]).data == {"until": "2027-06-30"}


def test_a_day_is_asked_for_below_any_key_and_at_no_other_place(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text("accounts:\n  a: {until: 2027-06-30, cost: 2027-06-30}\n")

    files = read([("days.yaml", tmp_path / "days.yaml")], days_below=[("accounts", None, "until")])

    assert files.data == {"accounts": {"a": {"until": "2027-06-30", "cost": None}}}
    assert [problem.path for problem in files.problems] == ["accounts.a.cost"]


@pytest.mark.parametrize("directive", ["%YAML 1.1", "%YAML 1.9", "%YAML 2.0", "%YAML", "%TAG ! tag:x,2000:", "%FOO"])
@pytest.mark.parametrize(
    "text", ["{0}\n---\na: 1\n", "# first\n\n{0}\n---\na: 1\n", "a: 1\n...\n{0}\n---\nb: 1\n", "\r{0}\r---\ra: 1\r"]
)
def test_no_directive_changes_what_a_file_means(directive: str, text: str, tmp_path: Path) -> None:
    files = reading(tmp_path, text.format(directive))

    assert [found[3] for found in refusals(files)] == ["a line must not start with %"]


def test_a_file_may_say_that_it_is_yaml_1_2(tmp_path: Path) -> None:
    assert reading(tmp_path, "%YAML 1.2\n---\na: yes\n").data == {"a": "yes"}


def test_a_top_level_key_is_in_one_file_only(tmp_path: Path) -> None:
    files = reading(tmp_path, "teams: {a: 1}\n", "accounts: {}\n\nteams: {b: 2}\n")

    assert refusals(files) == [("1.yaml", 3, "teams", "a top-level key is in two files")]
    assert files.problems[0].got == "`teams` in 0.yaml:1 and 1.yaml:3"


@pytest.mark.parametrize(
    ("text", "line", "path"),
    [
        ("teams: {}\nteams: {}\n", 2, "teams"),
        ("teams:\n  a: 1\n  b: 2\n  a: 3\n", 4, "teams.a"),
        ("teams:\n  - {a: 1, a: 2}\n", 2, "teams[0].a"),
        ('teams:\n  a: 1\n  "a": 3\n', 3, "teams.a"),
    ],
)
def test_a_key_is_written_once(text: str, line: int, path: str, tmp_path: Path) -> None:
    assert refusals(reading(tmp_path, text)) == [("0.yaml", line, path, "a key is written twice")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x 1\n", [(1, "a")]),
        ("a: &x {b: 1}\nc:\n  d: *x\n", [(1, "a"), (3, "c.d")]),
        ("a: [&x 1,\n  *x]\n", [(1, "a[0]"), (1, "a[1]")]),  # in a list, an alias is told where its anchor is
        ("&x a: 1\n", [(1, "a")]),
        ("&x\na: 1\n", [(1, "")]),
        ("a: &x\n  b: *x\n", [(1, "a")]),  # itself within itself
        ("a: 1\n<<: {b: 2}\n", [(2, "<<")]),
    ],
)
def test_anchors_aliases_and_merge_keys_are_refused(text: str, places: list[tuple[int, str]], tmp_path: Path) -> None:
    what = "anchors and aliases must not be used"
    assert refusals(reading(tmp_path, text)) == [("0.yaml", line, path, what) for line, path in places]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: !secret x\n", "a"),
        ("a: !!str 12\n", "a"),
        ("a: !!bool maybe\n", "a"),
        ("a: !!binary aGk=\n", "a"),
        ("a: !thing {b: 1}\n", "a"),
        ("a: [!thing [b]]\n", "a[0]"),
        ("a:\n  !thing b: 1\n", "a.b"),
        ("!thing\na: 1\n", ""),
    ],
)
def test_tags_are_refused(text: str, path: str, tmp_path: Path) -> None:
    assert [found[2:] for found in refusals(reading(tmp_path, text))] == [(path, "tags must not be used")]


@pytest.mark.parametrize("key", ["12", "true", "~", "1.5", "[a]", "{a: b}", "2026-01-31"])
def test_a_key_is_text(key: str, tmp_path: Path) -> None:
    files = reading(tmp_path, f"a:\n  ? {key}\n  : 1\n")

    assert [found[1::2] for found in refusals(files)] == [(2, "a key must be text")]
    assert files.data == {"a": {}}


@pytest.mark.parametrize("text", ["${var.x}", "a ${x} b", "%{ if true }x%{ endif }", "$${x}"])
def test_terraform_expressions_are_refused(text: str, tmp_path: Path) -> None:
    files = reading(tmp_path, f"a:\n  b: '{text}'\n")

    assert refusals(files) == [("0.yaml", 2, "a.b", "Terraform expressions must not be used")]


def test_a_dollar_or_a_brace_alone_is_text(tmp_path: Path) -> None:
    assert reading(tmp_path, "a: 'US$ {account} 5%'\n").data == {"a": "US$ {account} 5%"}


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"a: 1\nb: [\n", 3, "the file is not YAML"),
        (b"a: 1\n---\nb: 1\n", 2, "the file is not YAML"),
        (b"a: 1\nb: \x01\n", 2, "the file is not YAML"),
        (b"a: 1\nb: \xff\n", 2, "the file is not UTF-8 text"),
        ("a: ä\n".encode("utf-16"), 1, "the file is not UTF-8 text"),
        (b"- a\n", 1, "a file must hold keys and values"),
        (b"\n\njust text\n", 3, "a file must hold keys and values"),
        (b'a: 1\nb: "\\ud800"\n', 2, "a text has a character that does not exist"),
        (b'a: 1\nb: "\\UFFFFFFFF"\n', 2, "a text has a character that does not exist"),
        (b'a:\n  "\\ud800": 1\n', 2, "a text has a character that does not exist"),
    ],
)
def test_what_is_no_environment_at_all_is_told_with_its_line(
    content: bytes, line: int, what: str, tmp_path: Path
) -> None:
    files = reading(tmp_path, content, "teams: {}\n")

    assert [(found[1], found[3]) for found in refusals(files)] == [(line, what)]
    assert files.data["teams"] == {}, "the other files are read all the same"


@pytest.mark.parametrize("levels", [60, 500])
def test_nesting_without_end_is_refused(levels: int, tmp_path: Path) -> None:
    files = reading(tmp_path, f"a: {'[' * levels}{']' * levels}\n")

    assert {found[3] for found in refusals(files)} == {"the file is nested too deeply"}


def test_the_deepest_tree_of_units_is_read(tmp_path: Path) -> None:
    text = "organization: {units: {A: {units: {B: {units: {C: {units: {D: {units: {E: {}}}}}}}}}}}\n"

    assert not reading(tmp_path, text).problems
