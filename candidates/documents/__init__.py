"""Documents: checked at upload, read in a child interpreter, served only through a permission check."""
