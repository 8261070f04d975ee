"""Candidates as people: one record however often somebody applies, and the words by which they are found.

What may stand in a record is judged once (``fields.clean_person``) for pages, API and imports. Search words are rows,
folded, so that the beginning of any word of a name is a range of an index on both databases.
"""
