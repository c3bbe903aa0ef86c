"""Who may work as the roles that plan and apply, and what they may do: scenarios, put to what was synthesized."""
