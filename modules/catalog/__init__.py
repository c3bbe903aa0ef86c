"""Products that teams launch for themselves: what they are, and the portfolios that publish them."""
