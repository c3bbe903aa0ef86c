"""The columns that exports of the bill have.

AWS Data Exports User Guide, Cost and Usage Report (CUR) 2.0, and FOCUS 1.2 with AWS columns. They are listed, so that a
column more at AWS changes no file; what belongs to offers that few have is left out.
"""

from __future__ import annotations

CUR_TABLE = "COST_AND_USAGE_REPORT"
FOCUS_TABLE = "FOCUS_1_2_AWS"

_TEXT, _NUMBER, _TIME, _MAP = "string", "double", "timestamp", "map<string,string>"
"""Types of Athena, as the Parquet files have them."""

CUR_COLUMNS = {
    "identity_line_item_id": _TEXT,
    "identity_time_interval": _TEXT,
    "bill_bill_type": _TEXT,
    "bill_billing_entity": _TEXT,
    "bill_billing_period_start_date": _TIME,
    "bill_billing_period_end_date": _TIME,
    "bill_invoice_id": _TEXT,
    "bill_payer_account_id": _TEXT,
    "cost_category": _MAP,
    "line_item_currency_code": _TEXT,
    "line_item_line_item_description": _TEXT,
    "line_item_line_item_type": _TEXT,
    "line_item_operation": _TEXT,
    "line_item_product_code": _TEXT,
    "line_item_unblended_cost": _NUMBER,
    "line_item_usage_account_id": _TEXT,
    "line_item_usage_account_name": _TEXT,
    "line_item_usage_amount": _NUMBER,
    "line_item_usage_end_date": _TIME,
    "line_item_usage_start_date": _TIME,
    "line_item_usage_type": _TEXT,
    "pricing_public_on_demand_cost": _NUMBER,
    "pricing_unit": _TEXT,
    "product_region_code": _TEXT,
    "product_servicecode": _TEXT,
    "reservation_effective_cost": _NUMBER,
    "resource_tags": _MAP,
    "savings_plan_savings_plan_effective_cost": _NUMBER,
}

CUR_COLUMNS_OF_RESOURCES = {"line_item_resource_id": _TEXT}
"""Those that there are where lines name resources."""


def cur_columns(*, resource_ids: bool) -> dict[str, str]:
    """Return the columns of the export in AWS's own, with their types."""
    return {**CUR_COLUMNS, **(CUR_COLUMNS_OF_RESOURCES if resource_ids else {})}


FOCUS_COLUMNS = {
    "BilledCost": _NUMBER,
    "BillingAccountId": _TEXT,
    "BillingAccountName": _TEXT,
    "BillingCurrency": _TEXT,
    "BillingPeriodEnd": _TIME,
    "BillingPeriodStart": _TIME,
    "ChargeCategory": _TEXT,
    "ChargeClass": _TEXT,
    "ChargeDescription": _TEXT,
    "ChargeFrequency": _TEXT,
    "ChargePeriodEnd": _TIME,
    "ChargePeriodStart": _TIME,
    "CommitmentDiscountId": _TEXT,
    "CommitmentDiscountStatus": _TEXT,
    "ConsumedQuantity": _NUMBER,
    "ConsumedUnit": _TEXT,
    "ContractedCost": _NUMBER,
    "EffectiveCost": _NUMBER,
    "InvoiceId": _TEXT,
    "ListCost": _NUMBER,
    "PricingQuantity": _NUMBER,
    "PricingUnit": _TEXT,
    "RegionId": _TEXT,
    "ResourceId": _TEXT,
    "ResourceType": _TEXT,
    "ServiceCategory": _TEXT,
    "ServiceName": _TEXT,
    "SkuId": _TEXT,
    "SkuMeter": _TEXT,
    "SubAccountId": _TEXT,
    "SubAccountName": _TEXT,
    "Tags": _MAP,
    "x_Operation": _TEXT,
    "x_ServiceCode": _TEXT,
}


def query(table: str, columns: dict[str, str]) -> str:
    """Return the statement that an export is made of."""
    return f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - of names that stand above
