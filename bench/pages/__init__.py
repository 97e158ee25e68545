"""Pages and PDFs of our own, laid out as news sites and printed reports are, with what a reader should find."""
