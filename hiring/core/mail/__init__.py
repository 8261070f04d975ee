"""Mails: one table holds each mail that anybody gets, a worker hands it over, at most once.

A verb asks for a mail by ``posting.post(kind, key=..., to=person, about={...})``: a row in its own transaction, with a
unique key that names the effect. The row holds ids and no content. A worker composes the letter when it is sent, so
that it tells how things stand then, or is dropped when nobody needs it any more; claims the row by one conditional
UPDATE; and only then hands the letter to the mail server.

What the server refuses for the moment, or cannot be asked, is tried again for three days, for nothing was handed over.
A refusal for good ends as failed. Who dies, or is cut off, while the content is under way leaves a mail that "may have
been sent": it is never sent again by itself, a person decides by a button.

A room's ``mails.py`` brings its kinds::

    @mail_kind("panels.assigned", label=_("You are on a panel"), group=PANELS)
    def write_assigned(mail: Mail) -> Letter:
        card = wanted(Scorecard.objects.open(), mail.about["card"])
        return Letter(subject=..., lines=[...], action=Action(_("Open the scorecard"), reverse(...)))

A letter says who, when and where, and links to a page that asks for sign-in. Nothing that was typed about a candidate
stands in it, not even the name.
"""
