"""Where applications move: New, board, lists, application page, candidate search."""
