"""Is the team ready for a hire? Answered once a team, judged by rules, copied into a role when it opens.

Three or more unclear answers among the five key questions block opening; the rest colours the verdict. A named person
may override it with a reason, which stays visible on the role.
"""
