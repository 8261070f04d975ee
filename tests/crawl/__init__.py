"""The whole house from outside: every address, every relation to what it shows, in every state.

``addresses.txt`` and ``relations.txt`` say what is expected, ``table`` reads them, ``installation`` builds what they
speak of. ``tests/test_crawl.py`` and ``tests/test_sealed.py`` ask.
"""
