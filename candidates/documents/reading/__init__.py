"""Parsers of strangers' files. Everything here runs in the child interpreter and imports no Django.

A parser returns what a reader needs or refuses with a code from ``candidates.documents.refusals``; nothing of
the content is ever part of an error. Scripts are never run, addresses never fetched, files never written.
"""
