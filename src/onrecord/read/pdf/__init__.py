"""PDF: text in the order of reading, each line with its page and box."""
