"""Numbers that the trade publishes on money and time: pay, rates, weeks, factors, each with where it comes from.

They contradict each other. So every one is a row with its unit, level, region, engagement model, source and date; pages
show the conflict instead of choosing in silence, and no calculation carries a number of its own. What shapes it:

- **What a source says never changes; what calculations take may.** An administrator changes the ends of a range, its
  note and whether it is used, with a reason; every state it had stays (``BenchmarkRevision``).
- **Ranges remember their origins** (``ranges``): what is calculated from them names all figures that went into it.
- **A calculator asks** ``reading.read_figures(topics)`` once and ``picking.pick`` as often as it likes; it gets None
  where no source says anything, and shows that instead of a guess.
"""
