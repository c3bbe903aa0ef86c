"""What each verb of `main.py` does: the rooms put to work, one file for each verb."""
