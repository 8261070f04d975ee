"""Inviting people: a link that makes one account, once, sent by mail.

The secret of a link is kept nowhere. It is derived from the invitation by the installation's key, so that the mail can
be written when it is sent; the row holds its digest, by which a link is found.
"""
