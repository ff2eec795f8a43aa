"""Articles: raw pages made into news texts with title, outlet, date and language."""
