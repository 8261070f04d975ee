"""Reads of candidates: a person is seen through an application that is seen, or by whoever added them."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from candidates.people.words import fold_words
from hiring.core.fields import prefix_range

if TYPE_CHECKING:
    from candidates.people.models import Candidate
    from hiring.core.accounts.models import User

MOST_SEARCH_WORDS = 5
MOST_NAMESAKES = 5


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        if not user.is_authenticated:
            return self.none()
        applications = self.model._meta.get_field("applications").related_model
        return self.filter(Q(pk__in=applications.objects.visible_to(user).values("candidate_id")) | Q(created_by=user))

    def matching(self, query: str) -> Self:
        """Candidates with every word of ``query`` as the beginning of a word of the name, or with that address.

        Each word is a range of an index. A query without a word matches nobody.
        """
        if "@" in query:
            return self.filter(email=query.strip().lower())
        words = fold_words(query)[:MOST_SEARCH_WORDS]
        if not words:
            return self.none()
        names = self.model._meta.get_field("words").related_model.objects
        found = self
        for word in words:
            start, end = prefix_range(word)
            found = found.filter(pk__in=names.filter(word__gte=start, word__lt=end).values("candidate_id"))
        return found

    def like(self, *, email: str, name: str) -> list["Candidate"]:
        """Up to ``MOST_NAMESAKES`` people with this very address or the same words in their name."""
        address, words = email.strip().lower(), set(fold_words(name))
        same = list(self.filter(email=address)[:MOST_NAMESAKES]) if address else []
        named = self.matching(name)[: MOST_NAMESAKES * 5] if words else []
        same += [person for person in named if person not in same and set(fold_words(person.name)) == words]
        return same[:MOST_NAMESAKES]
