"""What accounts start with, beside baselines and VPCs: a file for each kind; `kinds.py` is the page that lists them."""
