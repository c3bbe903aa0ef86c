"""Data lakes, who governs them, and data products that teams read."""
