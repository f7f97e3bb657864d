"""Coming in: setting up, signing in, sheets, the account."""
