variable "terraform_version" {
  description = "The Terraform that runs work with: a version, or a constraint such as ~> 1.11.0."
  type        = string
  default     = "~> 1.11.0"
}

variable "auto_apply" {
  description = "Whether a plan without errors is applied without somebody's approval. Not where others depend on it."
  type        = bool
  default     = false
}

variable "health_assessments" {
  description = "Whether HCP Terraform looks for drift by itself, where its plan has that."
  type        = bool
  default     = false
}

variable "team_access" {
  description = "What teams that exist may do in the project, by name: read, write, maintain or admin."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for access in values(var.team_access) : contains(["read", "write", "maintain", "admin"], access)])
    error_message = "Access to the project must be read, write, maintain or admin."
  }
}

variable "policy_sets" {
  description = "Names of policy sets that exist, and that hold for all workspaces of the project."
  type        = set(string)
  default     = []
}

variable "run_task_url" {
  description = "Where `main.py run-task` answers; null for no run task."
  type        = string
  default     = null

  validation {
    condition     = var.run_task_url == null || startswith(coalesce(var.run_task_url, "-"), "https://")
    error_message = "HCP Terraform must reach the run task over TLS: an address that begins with https://."
  }
}

variable "run_task_hmac_key" {
  description = "The key that requests to the run task are signed with; it goes into no state."
  type        = string
  default     = null
  ephemeral   = true
  sensitive   = true
}

variable "run_task_hmac_key_version" {
  description = "Increased by one whenever the key is another one: nobody can tell from the state."
  type        = number
  default     = 1
}

variable "notified_emails" {
  description = "Addresses of members of the organization that are told of runs that wait for somebody or fail."
  type        = set(string)
  default     = []
}
