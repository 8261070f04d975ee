"""The audit trail: entries written with the change they describe, linked into a hash chain afterwards."""
