"""The rule tagger: cue words, grammar and quotation marks, with a parser."""
