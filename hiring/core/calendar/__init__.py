"""Places, time zones and the reading of times."""
