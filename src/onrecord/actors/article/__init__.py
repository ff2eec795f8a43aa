"""Who each source span is, within one article."""
