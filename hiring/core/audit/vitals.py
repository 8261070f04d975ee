"""What the trail tells about itself: how far it is linked."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from prometheus_client import Metric

from hiring.core.audit.chain import read_chain_state
from hiring.core.monitoring.vitals import Fact, Fault, Vitals, gauge


def read_vitals() -> Vitals:
    chain = read_chain_state()
    facts = [Fact(_("Entries linked"), chain.links), Fact(_("Not linked yet"), chain.waiting)]
    faults = []
    if chain.is_behind:
        text = _("Entries of the audit trail have waited for more than a minute to be linked into its chain.")
        faults.append(Fault(text, _("Look whether worker and beat run; run manage.py verify_audit."), urgent=True))
    return Vitals(_("Audit trail"), facts, tuple(faults), page="audit-list", page_label=_("The trail"))


def collect_metrics() -> Iterator[Metric]:
    chain = read_chain_state()
    yield gauge("plumbline_audit_links", "Entries of the trail in its chain.", chain.links)
    yield gauge("plumbline_audit_waiting", "Entries of the trail that are not linked yet.", chain.waiting)
