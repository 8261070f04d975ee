from datetime import timedelta

import pytest
from django.utils import timezone

from hiring.core.leases import alone
from hiring.core.models import Lease

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_only_one_is_alone_and_the_next_comes_after_it():
    with alone("linking", at_most=MINUTE) as first, alone("linking", at_most=MINUTE) as second:
        assert (first, second) == (True, False)
    with alone("linking", at_most=MINUTE) as third:
        assert third is True


def test_names_do_not_hinder_each_other():
    with alone("linking", at_most=MINUTE) as one, alone("sweeping", at_most=MINUTE) as other:
        assert (one, other) == (True, True)


def test_a_lease_that_ran_out_goes_to_the_next_and_is_not_given_back_by_the_first():
    late, second = alone("linking", at_most=MINUTE), alone("linking", at_most=MINUTE)
    assert late.__enter__() is True
    Lease.objects.update(until=timezone.now() - MINUTE)
    with second as is_alone:
        late.__exit__(None, None, None)
        assert is_alone is True
        assert Lease.objects.get().until > timezone.now()


def test_it_is_given_back_after_an_error():
    with pytest.raises(ZeroDivisionError), alone("linking", at_most=MINUTE):
        raise ZeroDivisionError
    with alone("linking", at_most=MINUTE) as again:
        assert again is True
