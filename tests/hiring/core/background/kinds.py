"""Kinds of work for tests: good, failing once, failing always, giving up. Effects are audit entries."""

from hiring.core.audit.trail import record
from hiring.core.background.registry import handler
from hiring.core.background.run import GiveUp

FAILED = []


@handler("test.effect", label="Making an effect")
def make_effect(run):
    run.progress(1, 2)
    with run.commit() as result:
        record("test.effect", actor=run.actor, digests={"key": run.task.key})
        result["page"] = "/somewhere/"


@handler("test.quiet", label="Nothing to commit")
def do_nothing(run):
    pass


@handler("test.flaky", label="Failing at first")
def fail_at_first(run):
    if run.attempt < 3:
        raise RuntimeError("Ada Lovelace lives at 12 Example Street")
    with run.commit():
        record("test.effect", actor=run.actor)


@handler("test.poison", label="Failing always", attempts=3, on_failure=FAILED.append)
def fail_always(run):
    raise ZeroDivisionError("Ada Lovelace lives at 12 Example Street")


@handler("test.hopeless", label="Giving up")
def give_up(run):
    raise GiveUp("encrypted")


@handler("test.half", label="Failing in its last transaction", attempts=1)
def fail_in_commit(run):
    with run.commit():
        record("test.effect", actor=run.actor)
        raise KeyError("no")


@handler("test.user", label="About a person", subject="core.user")
def look_at_user(run):
    pass


@handler("test.parts", label="Work of many parts", attempts=1)
def do_parts(run):
    done = run.task.progress_done + 1
    run.progress(done, 3)
    if done < 3:
        run.put_back()
        return
    with run.commit():
        record("test.effect", actor=run.actor)
