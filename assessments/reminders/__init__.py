"""Reminders: who is told of an interview and asked for a scorecard, when, and what became of it.

``ladder`` plans, purely: policy, card, meeting and working time in, rungs with their moments out. The ledger
(the table ``Reminder``) holds one row for each rung, person and time that it is about, unique, so that no rung is ever
sent twice. A periodic task finds from the state of things alone what has to be planned anew and what is due; nothing
below calls it. The mail itself, and whether it arrived, is the table of mails' (``hiring.core.mail``): a row only
points to it.
"""
