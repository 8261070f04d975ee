"""Reports on paper: what one person may read, put together, laid out, printed as a tagged PDF.

Four steps, each a function with a value between them:

1. ``contents``: ``show_scorecard(card, reader)``, ``show_application(application, reader)``,
   ``show_job_description(role, reader)`` and ``show_role_brief(role, reader)`` return a content: frozen values, no
   rows, no clock, no ids. Equal contents print the same pages; ``digest.digest_of(content)`` is the hash in the foot.
   They start from ``visible_to`` and ``readable_by`` and raise ``DoesNotExist`` for what the reader does not see. A
   content is sealed (``is_sealed``) where the reader may not read it: it lists authors, states and due times, and
   nothing computed exists in it. Where ``shows_colleagues`` is true, whoever hands it over calls ``mark_read`` and
   writes the view down.
2. ``printing.write_html(content, imprint)`` returns the pages; ``write_bundle(contents, imprint, title)`` lays several
   out as one document, and ``write_index(entries, imprint, title)`` writes the index page that lies in a ZIP.
3. ``printing.print_pdf(html)`` returns ``Printed``: the bytes, how many pages, and which scripts no installed font
   could print. It runs WeasyPrint in the child interpreter (``hiring.core.press``), raises ``ChildError``, and fetches
   nothing. A bundle is printed with ``large=True``: minutes, and a child of its own that gives its memory back.
4. The answer (a file kept, a download, a ZIP) is its caller's.

Same content and same ``Imprint`` (who prints, when, in which time zone), same bytes.
``hiring.core.press.printing.missing_fonts()`` tells an administrator which packages to install.
"""
