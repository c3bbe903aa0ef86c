"""The organization itself: its settings and its tree of organizational units."""
