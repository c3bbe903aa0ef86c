"""Questions to the bill: what each account, team, stage, segment and domain cost by month, saved for whoever asks."""

from __future__ import annotations

from modules.cost.plan import DOMAIN, SEGMENT, STAGE, TEAM

TABLE = "cur"
"""The table of the bill in AWS's own columns."""
PARTITION = "billing_period"
"""A month, as `2026-11`: part of the path of each file, and no column of it."""

_MONTHS = 12


def saved_queries() -> dict[str, str]:
    """Return the saved queries by name."""
    by_category = {
        f"cost-by-{name.lower()}": _by(name.lower(), _category(name)) for name in (TEAM, STAGE, SEGMENT, DOMAIN)
    }
    return {"cost-by-account": _by("account", "line_item_usage_account_name"), **by_category}


def _category(name: str) -> str:
    """Return what reads a cost category of a line, whose key is its name, in small letters in older files."""
    names = (f"element_at(cost_category, '{each}')" for each in (name, name.lower()))
    return f"coalesce({', '.join(names)})"


def _by(noun: str, value: str) -> str:
    """Return the costs of each month of a year by something, and by service."""
    return f"""SELECT {PARTITION} AS month, {value} AS {noun}, product_servicecode AS service,
  line_item_currency_code AS currency, round(sum(line_item_unblended_cost), 2) AS cost
FROM {TABLE}
WHERE {PARTITION} >= date_format(date_add('month', {1 - _MONTHS}, current_date), '%Y-%m')
GROUP BY 1, 2, 3, 4
ORDER BY month DESC, cost DESC"""  # noqa: S608 - of names that stand above
