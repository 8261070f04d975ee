"""Candidates as people: name, ways to reach them, and the words by which they are found."""
