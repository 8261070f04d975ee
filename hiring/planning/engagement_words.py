"""Questions and answers about the work behind an engagement model, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.planning.engagement import Fact

Words = dict[str, str | Promise]

FACTS: Words = {
    Fact.CORE.value: _("Machine learning in this product is"),
    Fact.WORK.value: _("The work is"),
    Fact.SPEED.value: _("Somebody is needed"),
    Fact.EXPERTISE.value: _("Expertise in the house"),
    Fact.CONTROL.value: _("Control over models, data and intellectual property"),
    Fact.DATA.value: _("The data"),
    Fact.SKILLS.value: _("The skills"),
    Fact.PROCESS.value: _("The process that it serves"),
    Fact.STAGE.value: _("The company is"),
    Fact.HEADCOUNT.value: _("A permanent headcount"),
}

ANSWERS: dict[str, Words] = {
    Fact.CORE.value: {"core": _("core, what sets it apart"), "supporting": _("a supporting function")},
    Fact.WORK.value: {
        "ongoing": _("ongoing, without an end"),
        "project": _("a project with a clear deliverable"),
        "proof": _("a proof of concept or prototype"),
        "oversight": _("oversight, review or periodic upkeep"),
        "evaluation": _("judging a vendor or a system that is there"),
    },
    Fact.SPEED.value: {"weeks": _("within weeks"), "months": _("within months")},
    Fact.EXPERTISE.value: {
        "leads": _("somebody leads machine learning"),
        "some": _("some, without a lead"),
        "none": _("none yet"),
    },
    Fact.CONTROL.value: {"full": _("must be full"), "shared": _("may be shared")},
    Fact.DATA.value: {"sensitive": _("are sensitive"), "ordinary": _("are ordinary")},
    Fact.SKILLS.value: {"special": _("are special to a field"), "general": _("are general")},
    Fact.PROCESS.value: {
        "essential": _("is essential: fraud, prediction, personalization"),
        "other": _("can do without for a while"),
    },
    Fact.STAGE.value: {"early": _("early"), "growth": _("growing, mid-sized"), "mature": _("mature")},
    Fact.HEADCOUNT.value: {"ready": _("is funded"), "not_yet": _("is not funded yet")},
}
