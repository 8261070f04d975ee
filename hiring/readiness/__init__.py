"""Is the team ready for a hire? Answered once a team, judged by rules, copied into a role when it opens.

The questions are a file (``catalogue.yaml``), the rules a pure module (``verdict``). Decisions that shape the room:

- **Three or more unclear answers among the five key questions keep a role from opening** (the policy has the figure);
  the rest colours the verdict. Whoever leads a role may open it all the same, by name and with a reason.
- **An override is of one opening**, and stays readable on the role for good.
- **The copy holds the words that were asked**, not only their ids: a later catalogue changes no role.
- What a team answers is open to the whole organisation; what a role copied is seen with the role.
"""
