"""What follows from what a user says of the network: addresses, routes, rules, costs. No cdktf here."""
