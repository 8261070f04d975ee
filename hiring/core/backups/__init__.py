"""Everything an installation keeps, in one archive: rows, files, secret key; and a new installation made of one.

Decisions that shape it:

- **One portable form for both databases.** Rows are written as JSON, table by table, in one read transaction: that is a
  consistent moment on PostgreSQL (REPEATABLE READ) and on SQLite (its write-ahead log), and holds up no writer. So a
  backup needs no client program in the version of the server, a restore takes any server, and what was begun on the
  embedded database moves to PostgreSQL by a backup and a restore. A copy of the database's own would be quicker and
  could do none of this.
- **The schema is not copied.** A restore migrates to the very migrations of the archive, loads the rows, and goes on
  to this version; the triggers of frozen tables are put back by that, as by every ``migrate``.
- **Checked before anything is touched.** Each member's SHA-256 stands in the manifest. A broken or foreign archive, one
  of a newer version, and an installation that holds something already are refused, and nothing is changed.
- **Left out**: sessions (people sign in anew), heartbeats, leases, caches, kept mails.

``archive`` the file · ``rows`` tables as lines and back · ``making`` · ``restoring``. An archive holds everything that
is confidential and the key that signs sessions: guard it like the server.
"""
