// Judging in the reader: the words that are selected become spans of a statement.
