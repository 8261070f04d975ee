"""Documents of candidates: taken in, read in a child interpreter, shown as pictures and text, removed.

A stranger's file is never opened by a process that knows the database: the web process looks at names, sizes and
marks (``inspection``), everything else happens in the child (``reading``), whose answer is checked again. Nobody is
shown the file itself: pages are pictures we drew, text is text, and the original is only ever saved.
"""
