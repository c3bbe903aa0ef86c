"""What moto lacks: a folder for each service, called as moto calls it; `extensions` finds what registers itself."""
