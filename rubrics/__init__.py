"""How we judge: the library of criteria and rubrics, scoring arithmetic, and what every scoring sheet shares.

Floor 2. It knows no role and no candidate. A published rubric version never changes; whoever scored keeps what they
scored on.
"""
