"""What must be right before a role opens: the job description, its versions and its sealed reviews."""
