"""Pictures of a network: SVG and Mermaid."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from modules.reachability.diagram import mermaid, svg
from modules.reachability.diagram.relations import Manner, Relation, relations, shown_places, sites
from modules.reachability.following.matrix import Matrix
from tests.reachability.small_corporation import SmallCorporation

PLACES = ("production", "sandbox", "inspection", "egress", "on-premises", "internet")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return SmallCorporation().matrix()


@pytest.fixture(scope="module")
def picture(matrix: Matrix) -> ET.Element:
    return ET.fromstring(svg.picture(matrix))  # noqa: S314 - we have written it ourselves


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


class TestRelations:
    def test_are_who_reaches_whom_each_pair_once(self, matrix: Matrix) -> None:
        assert set(relations(matrix, "eu")) == {
            Relation("production", "production", Manner.INSPECTED, mutual=False),
            Relation("on-premises", "production", Manner.INSPECTED, mutual=True),
            Relation("production", "internet", Manner.INSPECTED, mutual=False),
            Relation("sandbox", "internet", Manner.DIRECT, mutual=False),
            Relation("internet", "egress", Manner.DIRECT, mutual=False),
        }

    def test_are_among_places_where_something_lives_and_the_hub_s_own(self, matrix: Matrix) -> None:
        assert sites(matrix) == ("eu",)
        assert tuple(shown_places(matrix, "eu")) == PLACES

    def test_are_two_where_the_ways_differ(self) -> None:
        built = SmallCorporation()
        built.change_rules("pass ip 10.72.0.0/16 any -> 172.20.0.0/14 any (sid:1;)")

        assert relations(built.matrix(), "eu")[0] == Relation(
            "production", "on-premises", Manner.INSPECTED, mutual=False
        )


class TestSvg:
    def test_names_every_place_hub_and_account(self, picture: ET.Element) -> None:
        written = texts(picture)

        assert "Network of demo" in written
        assert "Hub eu" in written
        assert all(any(text.startswith(place) for text in written) for place in PLACES)
        assert any(text.startswith("accounts: 2") for text in written)
        assert any("direct-connect, vpn" in text for text in written)

    def test_says_who_reaches_whom_in_the_matrix_below(self, picture: ET.Element) -> None:
        written = texts(picture)

        assert {"●", "◆", "◇", "·"} <= set(written)
        assert "!" not in written

    def test_shows_what_is_at_fault(self) -> None:
        found = ET.fromstring(svg.picture(SmallCorporation(appliance=False).matrix()))  # noqa: S314 - ours

        assert "!" in texts(found)

    def test_is_as_big_as_what_is_in_it(self, picture: ET.Element) -> None:
        width, height = float(picture.attrib["width"]), float(picture.attrib["height"])

        for one in picture.iter(f"{SVG}rect"):
            if "x" in one.attrib:
                assert 0 <= float(one.attrib["x"]) <= width - float(one.attrib["width"])
                assert 0 <= float(one.attrib["y"]) <= height - float(one.attrib["height"])
        for text in picture.iter(f"{SVG}text"):
            assert 0 <= float(text.attrib["y"]) <= height

    def test_has_a_head_for_every_arrow(self, picture: ET.Element) -> None:
        heads = {f"url(#{one.attrib['id']})" for one in picture.iter(f"{SVG}marker")}
        used = {value for one in picture.iter() for key, value in one.attrib.items() if key.startswith("marker-")}

        assert used
        assert used <= heads

    def test_keeps_boxes_apart(self, picture: ET.Element) -> None:
        boxes = [
            tuple(float(one.attrib[key]) for key in ("x", "y", "width", "height"))
            for one in picture.iter(f"{SVG}rect")
            if "x" in one.attrib
        ]

        for number, (x, y, width, height) in enumerate(boxes):
            for ox, oy, owidth, oheight in boxes[number + 1 :]:
                assert x + width <= ox or ox + owidth <= x or y + height <= oy or oy + oheight <= y

    def test_escapes_what_xml_would_misread(self) -> None:
        matrix = SmallCorporation().matrix(groups={"fraud": 'a<b & "c"', "claims": 'a<b & "c"', "ada": "sandbox"})

        assert any(text == 'a<b & "c"' for text in texts(ET.fromstring(svg.picture(matrix))))  # noqa: S314 - ours


class TestMermaid:
    def test_names_every_place_and_hub(self, matrix: Matrix) -> None:
        lines = mermaid.chart(matrix).splitlines()

        assert lines[0] == "flowchart LR"
        assert '  internet(("internet"))' in lines
        assert '  subgraph eu["eu"]' in lines
        assert '    eu__production["production<br/>accounts: 2"]' in lines
        assert all(any(f'"{place}' in line for line in lines) for place in PLACES)

    def test_draws_every_relation(self, matrix: Matrix) -> None:
        lines = mermaid.chart(matrix).splitlines()

        assert sorted(line.strip() for line in lines if ">" in line and "[" not in line) == sorted(
            [
                "eu__production -.->|inspected| eu__production",
                "eu__on_premises <-.->|inspected| eu__production",
                "eu__production -.->|inspected| internet",
                "eu__sandbox --> internet",
                "internet --> eu__egress",
            ]
        )

    def test_names_in_arrows_only_what_it_has_drawn(self, matrix: Matrix) -> None:
        chart = mermaid.chart(matrix)
        drawn = set(re.findall(r"^ +(\w+)[\[(]", chart, re.MULTILINE))
        used = {word for line in chart.splitlines() if "->" in line for word in re.findall(r"(?:^ +| )(\w+)", line)}

        assert used <= drawn
