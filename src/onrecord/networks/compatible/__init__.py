"""What Discourse Network Analyzer computes otherwise than it should, for those who need the same figures."""
