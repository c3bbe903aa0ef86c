"""Services and kinds of policy that an organization turns on, beside those that others have turned on in it."""
