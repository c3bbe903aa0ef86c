"""How a team's models are deployed: an event of the registry starts a state machine, which asks the registry itself."""
