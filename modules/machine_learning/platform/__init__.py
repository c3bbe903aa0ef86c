"""What serves all ML teams, in the account with the function `ml-shared-services`."""
