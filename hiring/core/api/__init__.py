"""The ground of the REST API: problem details, cursor paging, ETags, idempotency, schema."""
