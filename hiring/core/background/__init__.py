"""Work that outlives a request: one table is the truth, Celery only carries it out."""
