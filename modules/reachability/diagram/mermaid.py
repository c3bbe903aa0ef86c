"""Who reaches whom, as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modules.reachability.diagram.relations import Manner, Relation, members, relations, shown_places, sites
from modules.reachability.following.matrix import Matrix
from modules.reachability.following.places import INTERNET


def chart(matrix: Matrix) -> str:
    """Return the text of a chart: a box for each hub, an arrow for each pair."""
    return "\n".join(["flowchart LR", f'  {INTERNET}(("{INTERNET}"))', *_hubs(matrix)]) + "\n"


def _hubs(matrix: Matrix) -> Iterator[str]:
    for site in sites(matrix):
        yield f'  subgraph {_id(site)}["{site}"]'
        for name, place in shown_places(matrix, site).items():
            if place.site:
                count = len(members(matrix, site, name))
                text = f"{name}<br/>accounts: {count}" if count else name
                yield f'    {_id(site, name)}["{text}"]'
        yield "  end"
        for relation in relations(matrix, site):
            yield f"  {_arrow(site, relation)}"


def _arrow(site: str, relation: Relation) -> str:
    sender, receiver = (name if name == INTERNET else _id(site, name) for name in (relation.sender, relation.receiver))
    inspected = relation.manner is Manner.INSPECTED
    line = ("<-.->" if relation.mutual else "-.->") if inspected else ("<-->" if relation.mutual else "-->")
    return f"{sender} {line}{'|inspected|' if inspected else ''} {receiver}"


def _id(*words: str) -> str:
    return re.sub(r"\W", "_", "__".join(words))
