"""The pipeline of a portfolio: it publishes from the portfolio's own repository what somebody approves."""
