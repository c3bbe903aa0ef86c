"""Which ranges there are, what lies where in them, and how much room is left. No cdktf here."""
