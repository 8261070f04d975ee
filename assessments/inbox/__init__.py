"""The home page: what is due from me, what has opened, what waits for my decision."""
