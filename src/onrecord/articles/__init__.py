"""Articles: raw pages made into news texts with title, outlet, date and language."""

from onrecord.articles.duplicates import COPY, Fingerprint, fingerprint, is_copy, similarity
from onrecord.articles.making import make_article, make_articles

__all__ = ["COPY", "Fingerprint", "fingerprint", "is_copy", "make_article", "make_articles", "similarity"]
