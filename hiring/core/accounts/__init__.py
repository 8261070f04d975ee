"""Who may sign in, with which rights, by password, invitation or API token."""
