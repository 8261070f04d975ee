"""Secrets that are shown once: made of 256 random bits, and kept as a digest only.

A plain SHA-256 is enough for them: nobody guesses 256 random bits, so a slow hash would protect nothing.
"""

import hashlib
import secrets

API_PREFIX = "plb_"  # lets secret scanners recognise a token that was pasted somewhere


def new_secret(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(32)


def digest_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
