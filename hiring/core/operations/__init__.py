"""For whoever runs the installation: its state on a page and as figures.

Each room tells its own state (``hiring.core.monitoring``); this one gathers it for ``/status/`` and ``/metrics``, and
tells what belongs to no room: versions, disk, settings that do not go together. Decisions that shape it:

- **A fault comes with its remedy.** The page lists first what is not as it should be and what to do about it.
- **Figures are read, not kept.** What /metrics tells is asked of the database at every scrape; only requests are
  counted by the web processes themselves. Without PLUMBLINE_METRICS_TOKEN nothing is counted, and nothing stands there.
"""
