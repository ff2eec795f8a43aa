"""Sources: folders, files, addresses and feeds, read into one stream of raw pages."""
