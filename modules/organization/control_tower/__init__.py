"""AWS Control Tower: its landing zone, the roles that this needs, and the controls of organizational units."""
