"""The gate: what synthesis wrote is put in the form that checkov reads, and checked before anything is planned."""
