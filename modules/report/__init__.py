"""What people look at: tables on the terminal, and pages of the reference that are written from the environments."""
