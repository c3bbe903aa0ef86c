# One request: an item in the table that AFT watches. It is called as in the module that AFT brings, so that requests
# which were made with that one stay.
resource "aws_dynamodb_table_item" "account-request" {
  table_name = var.account-request-table
  hash_key   = var.account-request-table-hash

  item = jsonencode(merge({
    id                           = { S = var.control_tower_parameters.AccountEmail }
    control_tower_parameters     = { M = { for name, value in var.control_tower_parameters : name => { S = value } } }
    change_management_parameters = { M = { for name, value in var.change_management_parameters : name => { S = value } } }
    account_tags                 = { S = jsonencode(var.account_tags) }
    account_customizations_name  = { S = var.account_customizations_name }
    custom_fields                = { S = jsonencode(var.custom_fields) }
    }, {
    for name in var.account_skip_customization_triggers == "true" ? ["account_skip_customization_triggers"] : [] :
    name => { S = "true" }
  }))
}
