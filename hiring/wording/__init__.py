"""What the words of a job description say: which role they describe, and what in them keeps the right people away.

Pure: no Django, no other package. Every rule has an id, a test and the words that set it off. Nothing is learned from
data.
"""
