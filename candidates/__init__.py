"""Who applies: people, their documents and applications.

Floor 4. Everything typed here about a person is confidential; ``visible_to`` rests on Access rows that the verbs of
hiring team and panel write.
"""
