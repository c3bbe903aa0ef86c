resource "aws_ce_cost_category" "team" {
  provider     = aws.us_east_1
  name         = "team"
  rule_version = "CostCategoryExpression.v1"
  rule {
    value = "fraud"
    rule {
      dimension {
        key           = "LINKED_ACCOUNT"
        values        = [var.member]
        match_options = ["EQUALS"]
      }
    }
  }
}
