variable "control_tower_parameters" {
  description = "What Account Factory is asked for. Once the account is there, only its unit may change."
  type = object({
    AccountEmail              = string
    AccountName               = string
    ManagedOrganizationalUnit = string
    SSOUserEmail              = string
    SSOUserFirstName          = string
    SSOUserLastName           = string
  })
}

variable "change_management_parameters" {
  description = "Who asks for the account, and why."
  type = object({
    change_reason       = string
    change_requested_by = string
  })
}

variable "account_tags" {
  description = "Tags of the account itself."
  type        = map(string)
  default     = {}
}

variable "custom_fields" {
  description = "What customizations know of the account: AFT puts each into a parameter of the account."
  type        = map(string)
  default     = {}
}

variable "account_customizations_name" {
  description = "The folder of account customizations; empty for none."
  type        = string
  default     = ""
  nullable    = false
}

variable "account_skip_customization_triggers" {
  description = "\"true\" where AFT 1.21 or newer is not to customize the account again once it is in another unit."
  type        = string
  default     = "false"
}

variable "account-request-table" {
  description = "The table of requests."
  type        = string
  default     = "aft-request"
}

variable "account-request-table-hash" {
  description = "The hash key of that table."
  type        = string
  default     = "id"
}
