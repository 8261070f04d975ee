"""Believable data for a first look, made by the same verbs that people use, so that it shows what really happens.

It goes only into an empty database. Nothing here is imported by the rest of the house.
"""
