"""What must be right before a role opens: the job description in versions, and its sealed reviews.

Step 1 judges the role and not a candidate. A job review is a scoring sheet like a scorecard, with the same saving,
submitting and amending (``rubrics.sheets``). Decisions that shape it:

- **A submitted review stays with the text that it judged, an open one goes along with the newest.** So a new version
  needs new submitted reviews, and nobody loses a draft; submitting names the version that was read.
- **What reviews say is sealed, and all that is computed from them**: the score, the reasons that keep the gate shut,
  the figures of the last opening. ``JobReviewQuerySet.roles_open_to`` is the one predicate; how many are in is open.
- **Leaving opens nothing** until the role opens: who declines stays sealed.
"""
