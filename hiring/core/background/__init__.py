"""Work that outlives a request: one table is the truth, Celery only carries it out.

A verb asks for work by ``queue.enqueue``: a row in its own transaction, with a unique key that names the effect. The id
is sent on commit; a worker claims the row by one conditional UPDATE with a lease and calls the handler of its kind; the
handler's last transaction (``run.commit``) checks the claim, so that each effect inside the database happens once
although a handler may run twice. The sweep sends again whatever got lost.

A room's ``tasks.py`` brings its handlers::

    @handler("documents.read", label=_("Reading a document"), subject="candidates.document")
    def read_document(run: Run) -> None:
        ...
        run.progress(3, 10)
        with run.commit() as result:
            document.save(...)
            result["page"] = reverse("document-page", args=[document.public_id])

A page shows the progress by ``{% include "core/background/_progress.html" with task=task %}``.
"""
