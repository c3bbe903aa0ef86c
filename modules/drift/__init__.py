"""What was changed outside Terraform: judged of what Terraform says, by severity, and with what to do about each."""
