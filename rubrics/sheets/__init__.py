"""What a scorecard and a job review share: states, ratings, autosave without silent overwriting, completeness."""
