"""Data of our own: sides, institutions, offices and holders, cues; tables in CSV and TOML, each row with its source."""
