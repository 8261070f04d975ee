"""Numbers that the trade publishes on money and time: pay, rates, weeks, factors, each with where it comes from.

They contradict each other. So every one is a row with its unit, level, region, engagement model, source and date;
pages show the conflict instead of choosing in silence, an administrator edits, and no calculation carries a number of
its own.
"""
