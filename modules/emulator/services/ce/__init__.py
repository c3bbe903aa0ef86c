"""AWS Cost Explorer: what moto lacks of it. Costs themselves are none."""
