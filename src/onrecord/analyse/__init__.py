"""One question to a record a file."""
