"""Who reaches whom, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.reachability.firewall import Traffic
from modules.reachability.following.matrix import Cell, Matrix, Portion
from modules.reachability.following.places import Place
from modules.reachability.following.ways import Way
from modules.reachability.judging.difference import Difference
from modules.reachability.proof import Proof

OPEN, INSPECTED, NARROW, SHUT, FAULTY = "●", "◆", "◇", "·", "!"
LEGEND = (
    f"{OPEN} reached  {INSPECTED} through a firewall  {NARROW} through a firewall, or to a port, that lets only some "
    f"traffic pass  {SHUT} not reached  {FAULTY} at fault"
)


def sign(cell: Cell | None, kinds: int) -> str:
    """Return the sign of a cell in the matrix; an empty text where nothing was tried."""
    if cell is None or cell.count == 0:
        return ""
    if cell.faults or cell.routed is Portion.SOME:
        return FAULTY
    if cell.routed is Portion.NONE or not cell.something:
        return SHUT
    if cell.everything != (1 << kinds) - 1:
        return NARROW
    return INSPECTED if cell.is_inspected is Portion.ALL else OPEN


def matrix_tables(matrix: Matrix) -> RenderableType:
    """Lay out the matrix: a table for each hub."""
    cells = matrix.by_name()
    sites = dict.fromkeys(place.site for place in matrix.places if place.site)
    return Group(*(_table(matrix, site, cells) for site in sites), f"{LEGEND}\n")


def _table(matrix: Matrix, site: str, cells: dict[tuple[str, str], Cell]) -> Table:
    site_places = list({place.shown: place for place in matrix.places if place.site in {site, ""}}.values())
    table = Table(title=f"Who reaches whom at {site}", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("", justify="right", style="dim")
    table.add_column("from", no_wrap=True)
    # Names of columns would be wider than what is below them, so they are numbered as the rows are.
    for number in range(1, len(site_places) + 1):
        table.add_column(str(number), justify="center", no_wrap=True)
    for number, place in enumerate(site_places, start=1):
        signs = (sign(cells.get((place.shown, other.shown)), len(matrix.traffic)) for other in site_places)
        table.add_row(str(number), escape(place.name), *(signs if place.sends else ()))
    return table


def path_lines(sender: Place, receiver: Place, cell: Cell, traffic: Sequence[Traffic]) -> Iterator[str]:
    """Tell what becomes of connections between two places, hop by hop, in rich's markup."""
    reached = cell.routed is not Portion.NONE and cell.something
    verdict = "[green]reached[/]" if reached else "[red]not reached[/]"
    some = " in some zones or by some links only" if cell.routed is Portion.SOME else ""
    inspected = {Portion.ALL: ", inspected", Portion.SOME: ", sometimes inspected", Portion.NONE: ""}[cell.is_inspected]
    yield f"[bold]{escape(sender.shown)}[/] to [bold]{escape(receiver.shown)}[/]: {verdict}{some}{inspected}"
    yield from (f"  [red]fault[/]: {fault}" for fault in sorted(cell.faults))
    if cell.example and cell.example.there:
        yield "  there"
        yield from _hops(cell.example.there)
    if cell.example and cell.example.back and cell.example.back is not cell.example.there:
        yield "  back"
        yield from _hops(cell.example.back)
    if cell.routed is not Portion.NONE:
        yield from _passing(cell, traffic)


def _hops(way: Way) -> Iterator[str]:
    for hop in way.hops:
        detail = f"  {escape(hop.detail)}" if hop.detail else ""
        yield f"    {hop.kind:<16} {escape(hop.name)}{detail}"
    where = escape(way.at.rpartition(":")[2] or way.end)
    yield f"    {way.end:<16} {where}" if where != way.end else f"    {way.end}"


def _passing(cell: Cell, traffic: Sequence[Traffic]) -> Iterator[str]:
    by_share: dict[Portion, list[Traffic]] = {share: [] for share in Portion}
    for number, kind in enumerate(traffic):
        by_share[cell.share(number)].append(kind)
    verdicts = {Portion.ALL: "passes", Portion.SOME: "passes to some addresses", Portion.NONE: "is dropped"}
    for share, kinds in by_share.items():
        if kinds and len(kinds) == len(traffic):
            yield f"  everything {verdicts[share]}"
        elif kinds:
            yield f"  {verdicts[share]}"
            yield from (f"    {escape(line)}" for line in _listed(kinds, traffic))


def _listed(kinds: Sequence[Traffic], traffic: Sequence[Traffic]) -> Iterator[str]:
    """List traffic by kind and host; of a host that not all protocols pass to, tell which ones."""
    by_kind: dict[str, dict[str, list[str]]] = {}
    for connection in kinds:
        by_kind.setdefault(connection.kind, {}).setdefault(connection.host or "", []).append(connection.says or "")
    every = Counter((connection.kind, connection.host or "") for connection in traffic)
    for kind, hosts in by_kind.items():
        listed = (
            host if len(says) == every[kind, host] else f"{host} ({', '.join(says)})" for host, says in hosts.items()
        )
        yield f"{kind}: {', '.join(listed)}" if any(hosts) else kind


def proof_lines(proof: Proof, environment: str) -> Iterator[str]:
    """Tell what differs from the policy, or that nothing does."""
    for difference in proof.differences:
        yield from _difference(difference)
    if proof.unread:
        yield f"  Not understood, and taken for the worse: {escape(', '.join(proof.unread))}"
    if proof.believed:
        yield "  Believed, not proved, for it exists already:"
        yield from (f"    {escape(believed)}" for believed in proof.believed)
    places, pairs = len(proof.matrix.by_name()), sum(cell.count for cell in proof.matrix.cells.values())
    if proof.ok:
        yield f"[green]Proved[/]: the network of {environment} reaches what it should and nothing else "
        yield f"(pairs of places: {places:,}, ways: {pairs:,})"
    else:
        count = f"{len(proof.differences)} difference{'s' if len(proof.differences) > 1 else ''}"
        yield f"[red]Not proved[/]: {count} in the network of {environment}"


def _difference(difference: Difference) -> Iterator[str]:
    to = f" to [bold]{escape(difference.receiver)}[/]" if difference.receiver else ""
    yield f"  [bold]{escape(difference.sender)}[/]{to}"
    yield f"    {escape(difference.message)}"
    if difference.where:
        yield f"    {escape(difference.where)}"
