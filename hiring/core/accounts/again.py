"""Signing in again beside what one is writing: who wrote the page may go on in it, and nobody else."""

from django.core import signing

from hiring.core.accounts.models import User

SALT = "hiring.core.accounts.again"


def sign_person(user: User) -> str:
    """Return the mark that a page carries of its reader."""
    return signing.dumps(user.public_id, salt=SALT)


def read_person(mark: str) -> User | None:
    """Return the person of a page's mark, or None when it is forged or the account is switched off."""
    try:
        public_id = signing.loads(mark, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.active().filter(public_id=public_id).first()
