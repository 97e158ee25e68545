"""One page a file: a function that takes a View and gives a response, and a template of the same name."""
