"""The arithmetic of judging: from single marks to scores, suggestions, gates and headings.

Pure Python on frozen values: no Django, no other package of this project, no clock, no randomness. Callers
turn rows into these values and turn the answers into words; no sentence for a page is made here.

Decisions that shape it:

- **Exact figures.** Inside, every number is a `fractions.Fraction`; floats are refused at the door
  (`arithmetic.exact`), so "3.0 is reached" and "70 % is covered" are facts and not roundings. Figures
  become text in `rounding` alone, and a figure that was compared with a bar is printed together with it
  (`rounding.compared`, `Reason.printed`), which never contradicts the verdict.
- **Missing is not zero.** "Not assessed" is `None` everywhere: it lowers coverage, never a mean or a score.
- **Numbers suggest.** Rules are rows of tables (`suggestion.RULES`, `gate.RULES`); each gives typed reasons
  with the figures that were compared. All that apply are listed; a named person decides.

`marks` what is given · `summary` what it adds up to · `suggestion` what follows for a candidate · `gate`
what follows for a job description · `profiles` which weights and floors count · `process` the whole process
and its headings · `checklist` the ML Test Score · `completeness` what a sheet still lacks · `policy` the
figures an organisation sets.
"""
