"""The only room that writes to the database, by noun. Each function is one transaction that leaves its events."""
