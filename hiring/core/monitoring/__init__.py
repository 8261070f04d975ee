"""What an installation tells about itself while it runs: log lines, request ids, counts of requests, vitals of rooms.

Decisions that shape it:

- **A log holds nothing that a person wrote.** Our own lines name ids and codes. A line of somebody else's library keeps
  its template and its numbers, and its words are withheld; a text that came ready made is withheld whole. Of an error
  only its type and the places in the code are kept, for its text may quote a form or a row. ``cleaning`` does this for
  every format, so that it does not depend on who writes the line.
- **One id leads through it all.** A request brings ``X-Request-ID`` or gets one; it stands in the answer, on the page
  of an error, in every line of the request, on the row of background work that was asked for, and in the lines of that.
- **A room tells its own state** in ``vitals.py``, which is found through ``hiring.rooms`` like ``tasks.py``::

    def read_vitals() -> Vitals:                      # its part of /status/
        return Vitals(_("Reminders"), facts=[Fact(_("Planned"), 12)], faults=[Fault(_("..."), remedy=_("..."))])

    def collect_metrics() -> Iterator[Metric]:        # its part of /metrics, asked at every scrape
        yield gauge("plumbline_reminders", "Reminders by state.", {"sent": 3}, label="state")

  Either may be left out. Both hold figures and codes, never a name, an address or a text.
"""
