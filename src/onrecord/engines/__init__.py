"""Run one function over shards."""
