"""Applications: where each stands, the table of allowed moves, and who may see which (Access)."""
