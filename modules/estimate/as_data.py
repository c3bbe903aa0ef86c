"""Estimates as plain data, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from modules.estimate.catalogue import Catalogue
from modules.estimate.difference import Difference
from modules.estimate.estimate import Estimate
from modules.estimate.lines import Line, View, totals


def estimate_data(estimate: Estimate, catalogue: Catalogue) -> dict[str, Any]:
    """Return an estimate: the sum of a month, the sums of every view, and every line with its formula."""
    used = sorted({line.rate.assumption for line in estimate.lines if line.rate.assumption})
    return {
        "environment": estimate.environment,
        "currency": estimate.currency,
        "month": _rounded(estimate.month),
        "by": {
            view.value: {name: _rounded(value) for name, value in totals(estimate.lines, view).items()} for view in View
        },
        "lines": [_line(line) for line in estimate.lines if line.month],
        "assumptions": {
            key: {"value": float(spec.value), "unit": spec.unit, "reason": spec.reason, "measure": spec.measure}
            for key, spec in ((key, catalogue.assumptions[key]) for key in used)
        },
    }


def difference_data(revision: str, before: Estimate, found: Iterable[Difference], view: View) -> dict[str, Any]:
    """Return what was at another revision, and what of a view changed."""
    return {
        "revision": revision,
        "month": _rounded(before.month),
        "view": view.value,
        "differences": [
            {"name": change.name, "before": _rounded(change.before), "now": _rounded(change.after)} for change in found
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "workspace": line.workspace,
        "account": line.account,
        "team": line.team,
        "service": line.rate.service,
        "price": line.rate.price,
        "price_region": line.rate.region,
        "formula": line.formula,
        "month": _rounded(line.month),
    }


def _rounded(value: Decimal) -> float:
    return round(float(value), 4)
