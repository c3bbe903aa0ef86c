"""Shapes of a picture, in SVG."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

INK, QUIET, LINE, PAPER = "#1f2933", "#52606d", "#9aa5b1", "#ffffff"
GREEN, BLUE, RED = "#1b7f4b", "#1d5fa8", "#b42318"
FILLS = {"segment": "#eaf2fb", "isolated": "#fdf3e1", "hub": "#eef0f2", "gateway": "#e3ebf3", "outside": "#f7f7f7"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> tuple[float, float]:
        """The middle of its left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> tuple[float, float]:
        """The middle of its right side."""
        return self.x + self.width, self.y + self.height / 2


class Drawing:
    """A picture that grows downwards."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self._root = ET.Element(
            "svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": "Helvetica, Arial, sans-serif"}
        )
        self._defs()

    def _defs(self) -> None:
        defs = ET.SubElement(self._root, "defs")
        for color in (INK, GREEN, BLUE, LINE):
            marker = ET.SubElement(
                defs,
                "marker",
                {
                    "id": f"to-{color[1:]}",
                    "viewBox": "0 0 10 10",
                    "refX": "9",
                    "refY": "5",
                    "markerWidth": "7",
                    "markerHeight": "7",
                    "orient": "auto-start-reverse",
                },
            )
            ET.SubElement(marker, "path", {"d": "M0 0L10 5L0 10z", "fill": color})

    def box(self, box: Box, fill: str, *lines: str) -> None:
        """Draw a box with lines of text in it, the first in bold."""
        self._grow(box.y + box.height)
        shape = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 6}
        self._add("rect", {**shape, "fill": FILLS[fill], "stroke": LINE})
        top = box.y + box.height / 2 - 8 * (len(lines) - 1) + 5
        for number, line in enumerate(lines):
            self.text(box.x + box.width / 2, top + 17 * number, line, bold=number == 0, quiet=number > 0, middle=True)

    def text(  # noqa: PLR0913 - how a text looks
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = 13,
        bold: bool = False,
        quiet: bool = False,
        middle: bool = False,
        color: str | None = None,
    ) -> None:
        """Write a line of text, its baseline at y."""
        self._grow(y + 6)
        style = {"font-size": size - quiet, "fill": color or (QUIET if quiet else INK)}
        weight = {"font-weight": "bold"} if bold else {}
        anchor = {"text-anchor": "middle"} if middle else {}
        self._add("text", {"x": x, "y": y, **style, **weight, **anchor}).text = text

    def line(self, points: str, color: str = LINE, *, dashed: bool = False, arrows: str = "") -> None:
        """Draw a path, as SVG writes it.

        Args:
            points: The path.
            color: One that has an arrow's head.
            dashed: Whether it is dashed.
            arrows: `>` for a head at its end, `<>` at both.

        """
        style = {"stroke-dasharray": "6 4"} if dashed else {}
        head = f"url(#to-{color[1:]})"
        heads = {**({"marker-end": head} if ">" in arrows else {}), **({"marker-start": head} if "<" in arrows else {})}
        self._add("path", {"d": points, "fill": "none", "stroke": color, "stroke-width": 1.6, **style, **heads})

    def written(self) -> str:
        """Return the whole picture."""
        size = {"width": self.width, "height": self.height + 20, "viewBox": f"0 0 {self.width:g} {self.height + 20:g}"}
        for key, value in size.items():
            self._root.set(key, f"{value:g}" if isinstance(value, float) else str(value))
        paper = ET.Element("rect", {"width": "100%", "height": "100%", "fill": PAPER})
        self._root.insert(1, paper)
        ET.indent(self._root)
        return ET.tostring(self._root, encoding="unicode") + "\n"

    def _grow(self, bottom: float) -> None:
        self.height = max(self.height, bottom)

    def _add(self, kind: str, values: dict[str, object]) -> ET.Element:
        return ET.SubElement(
            self._root,
            kind,
            {key: f"{value:g}" if isinstance(value, float) else str(value) for key, value in values.items()},
        )
