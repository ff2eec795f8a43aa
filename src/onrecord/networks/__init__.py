"""Who sides with whom: discourse networks of coded statements, by mode, aggregation, time and structure."""
