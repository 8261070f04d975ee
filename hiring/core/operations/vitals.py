"""What the installation as a whole tells: versions, storage, settings."""

from collections.abc import Iterator

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from prometheus_client import Metric
from prometheus_client.core import InfoMetricFamily

from hiring.core.monitoring.vitals import Fact, Vitals, gauge
from hiring.core.operations import machine
from hiring.core.operations.faults import find_faults


def read_vitals() -> Vitals:
    facts = [Fact(_("Address"), settings.PLUMBLINE_URL)]
    facts += [Fact(name, text) for name, text in machine.read_versions()]
    facts.append(Fact(_("Size of the database"), filesizeformat(machine.database_bytes())))
    for folder in machine.data_folders():
        space = machine.read_space(folder)
        free = _("%(free)s of %(size)s") % {
            "free": filesizeformat(space.free),
            "size": filesizeformat(space.size),
        }
        facts.append(Fact(_("Free on disk"), free, note=str(folder)))
    return Vitals(_("This installation"), facts, tuple(find_faults()))


def collect_metrics() -> Iterator[Metric]:
    yield InfoMetricFamily("plumbline", "Version that runs.", value={"version": settings.VERSION})
    yield gauge("plumbline_database_bytes", "Size of the database.", machine.database_bytes())
    free = min(machine.read_space(folder).free for folder in machine.data_folders())
    yield gauge("plumbline_disk_free_bytes", "Free where the data lie.", free)
