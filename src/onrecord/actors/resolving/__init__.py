"""Which actor of all articles a speaker is."""
