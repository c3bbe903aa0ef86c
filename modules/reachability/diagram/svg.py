"""The network as a picture: for each hub its transit gateway in the middle, and below it who reaches whom."""

from __future__ import annotations

from collections.abc import Sequence

from modules.reachability.diagram.relations import Manner, Relation, members, relations, shown_places, sites
from modules.reachability.diagram.shapes import BLUE, GREEN, INK, LINE, RED, Box, Drawing
from modules.reachability.following.matrix import Matrix
from modules.reachability.following.places import INTERNET, ON_PREMISES, Place
from modules.reachability.tables import FAULTY, INSPECTED, LEGEND, NARROW, OPEN, sign

WIDTH = 1120.0
_LEFT, _MIDDLE, _RIGHT, _OUT = 130.0, 490.0, 690.0, 980.0
_BOX, _GAP = 58.0, 18.0
_COLORS = {OPEN: GREEN, INSPECTED: BLUE, NARROW: BLUE, FAULTY: RED}


def picture(matrix: Matrix) -> str:
    """Draw a network; return the SVG."""
    drawing = Drawing(WIDTH)
    drawing.text(30, 36, f"Network of {matrix.facts.environment}", size=20, bold=True)
    drawing.text(
        30, 58, "Lines are attachments; curves are who reaches whom: green direct, blue through a firewall.", quiet=True
    )
    top = 84.0
    for site in sites(matrix):
        top = _Hub(drawing, matrix, site).draw(top) + 40
    return drawing.written()


class _Hub:
    def __init__(self, drawing: Drawing, matrix: Matrix, site: str) -> None:
        self._drawing, self._matrix, self._site = drawing, matrix, site
        self._places = shown_places(matrix, site)
        self._relations = relations(matrix, site)
        self._boxes: dict[str, Box] = {}

    def draw(self, top: float) -> float:
        """Draw it below `top`; return where it ends."""
        self._drawing.text(30, top + 14, f"Hub {self._site}", size=16, bold=True)
        attached, isolated, own = self._parts()
        start = top + 34
        middle = start + max(len(attached), len(own), 1) * (_BOX + _GAP)
        gateway = Box(_MIDDLE, start, 110, middle - start - _GAP)
        self._drawing.box(gateway, "gateway", "transit", "gateway")
        self._column(attached, _LEFT, start, "segment")
        self._column(own, _RIGHT, start, "hub")
        for name in (*attached, *own):
            self._join(self._boxes[name], gateway)
        bottom = self._beyond(gateway, middle)
        bottom = self._column(isolated, _LEFT, bottom, "isolated")
        self._outside(start, max(bottom, middle) - _GAP)
        self._curves(attached)
        return self._grid(max(bottom, middle) + 10)

    def _parts(self) -> tuple[list[str], list[str], list[str]]:
        joined = {attachment.vpc for attachment in self._matrix.network.attachments.values()}
        of_accounts = {name: place for name, place in self._places.items() if place.accounts}
        attached = [name for name, place in of_accounts.items() if _vpc(place) in joined]
        own = [name for name, place in self._places.items() if place.subnets and not place.accounts]
        return attached, [name for name in of_accounts if name not in attached], own

    def _column(self, names: Sequence[str], x: float, top: float, fill: str) -> float:
        for number, name in enumerate(names):
            box = self._boxes[name] = Box(x, top + number * (_BOX + _GAP), 230, _BOX)
            count = len(members(self._matrix, self._site, name))
            accounts = [f"accounts: {count}"] if count else []
            self._drawing.box(box, fill, name, ", ".join([*accounts, self._ranges(self._places[name])]))
        return top + len(names) * (_BOX + _GAP)

    def _ranges(self, place: Place) -> str:
        vpc = self._matrix.network.vpcs[_vpc(place)]
        return ", ".join(str(range_) for range_ in (vpc.ranges(vpc.block) if vpc.block else (*vpc.pools, *vpc.others)))

    def _join(self, box: Box, gateway: Box) -> None:
        (x, y), edge = (box.right, gateway.x) if box.x < gateway.x else (box.left, gateway.x + gateway.width)
        self._drawing.line(f"M{x:g} {y:g}H{edge:g}")

    def _beyond(self, gateway: Box, top: float) -> float:
        """Draw what is beyond the links, below the gateway."""
        place = self._places.get(ON_PREMISES)
        if place is None:
            return top
        box = self._boxes[ON_PREMISES] = Box(_MIDDLE - 60, top + 10, 230, _BOX)
        ranges = ", ".join(map(str, self._matrix.network.announced))
        links = ", ".join(link.link for link in place.links) or "no link here"
        self._drawing.box(box, "outside", ON_PREMISES, links, ranges)
        if place.links:
            x = gateway.x + gateway.width / 2
            self._drawing.line(f"M{x:g} {gateway.y + gateway.height:g}V{box.y:g}")
        return top + 10 + _BOX + _GAP

    def _outside(self, top: float, bottom: float) -> None:
        """Draw the internet along the right, and what has a way of its own to it."""
        box = self._boxes[INTERNET] = Box(_OUT, top, 110, bottom - top)
        self._drawing.box(box, "outside", INTERNET)
        for name, place in self._places.items():
            at = self._boxes.get(name)
            if at and place.subnets and self._matrix.network.vpcs[_vpc(place)].internet_gateway:
                x, y = at.right
                self._drawing.line(f"M{x:g} {y:g}H{box.x - 2:g}", INK if place.accounts else LINE, arrows=">")

    def _curves(self, attached: Sequence[str]) -> None:
        """Draw who reaches whom among the segments, at their left."""
        among = [relation for relation in self._relations if {relation.sender, relation.receiver} <= set(attached)]
        for number, relation in enumerate(sorted(among, key=self._distance)):
            (x, y), (_, end) = self._boxes[relation.sender].left, self._boxes[relation.receiver].left
            color, arrows = (BLUE if relation.manner is Manner.INSPECTED else GREEN), "<>" if relation.mutual else ">"
            out = x - 30 - 12 * number
            if y == end:
                y, end, out = y - 12, end + 12, x - 40
            self._drawing.line(
                f"M{x:g} {y:g}C{out:g} {y:g} {out:g} {end:g} {x:g} {end:g}",
                color,
                dashed=relation.manner is Manner.INSPECTED,
                arrows=arrows,
            )

    def _distance(self, relation: Relation) -> float:
        return abs(self._boxes[relation.sender].y - self._boxes[relation.receiver].y)

    def _grid(self, top: float) -> float:
        """Write the matrix below the picture."""
        cells = self._matrix.by_name()
        names = list(self._places)
        step = min(110.0, (WIDTH - 220) / len(names))
        self._drawing.text(30, top + 22, "from / to", quiet=True)
        for column, name in enumerate(names):
            self._drawing.text(210 + step * (column + 0.5), top + 22, name, size=12, quiet=True, middle=True)
        row = top + 22
        for sender in (place for place in self._places.values() if place.sends):
            row += 24
            self._drawing.text(30, row, sender.name, bold=True)
            for column, receiver in enumerate(self._places.values()):
                cell_sign = sign(cells.get((sender.shown, receiver.shown)), len(self._matrix.traffic))
                self._drawing.text(
                    210 + step * (column + 0.5), row, cell_sign, size=15, middle=True, color=_COLORS.get(cell_sign)
                )
        self._drawing.text(30, row + 30, LEGEND, quiet=True)
        return row + 30


def _vpc(place: Place) -> str:
    return place.subnets[0][0].vpc
