"""What a scorecard and a job review share: states, ratings, saving without silent overwriting, completeness, submit.

A sheet has parts: one for each criterion, and the closing part (a recommendation, where there is one). Each part
remembers at which version of the sheet it was last changed, and by which page and save. Decisions that shape it:

- **A conflict is about one part.** A save names the version that its page knows. Parts that another page changed
  after that version are in conflict, unless they say the same; nothing of such a save is taken, and the answer holds
  both texts. Changes to different parts merge, and the answer tells what the other page changed.
- **A save arrives once.** Its stamp is ``page.number``. Where a part already has the same or a later stamp of the
  same page, the save is a repetition or a straggler: it changes nothing, and its answer is that of a saved one.
- **One conditional update decides.** The usual save is two statements: the sheet's version, counted up where it is
  still the one that the page knows, and the ratings. Only a save that misses it reads further.
- **Submitting is one conditional update too**: what was checked is what is frozen, or nothing is.
- Nothing typed is kept anywhere but in the sheet: no log, no audit entry, no browser storage.

A concrete sheet lives on a higher floor and brings its tables (``ratings``, ``revisions``) and closing fields.
``content`` what a part says · ``saving`` ``submitting`` the verbs · ``missing`` what is still wanted, in words ·
``forms`` reading a page or JSON · ``blocks`` and ``reading`` what the shared templates show, of a sheet that is filled
in or read · ``matrix`` criterion by rater over several sheets (``rubrics/sheets/matrix.html``) · ``sentences`` what a
suggestion and a gate say alike · ``answers`` HTTP answers to a save.

**A page** that fills in a sheet gives ``build_form(...)`` to the template as ``form`` and has: a ``<form id="sheet"
novalidate autocomplete="off" data-save data-version data-least data-saved-at>`` with the hidden fields ``version``,
``page`` and ``number`` and a hidden first button ``do=save``; ``rubrics/sheets/criterion.html`` for each block;
``rail.html`` in an ``<ol class="stops">`` of a sheet ``#rail``; ``errors.html``, ``words.html`` and ``bar.html``; the
dialog ``core/accounts/again_dialog.html``; ``css/scorecard.css``, ``js/again.js`` and ``js/sheet/sheet.js``. Its view
answers the autosave by ``answer_save`` and takes the whole form by ``read_form`` and ``only_changes``. The page of a
scorecard (``assessments.scorecards.views``) is the pattern.
"""
