"""Feeds: saved ones are read as containers; those of a list (OPML) are fetched into an archive, with their pages."""
