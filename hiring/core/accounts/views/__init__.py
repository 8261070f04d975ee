"""Pages of accounts: one's own, people, invitations, tokens, signing in again."""
