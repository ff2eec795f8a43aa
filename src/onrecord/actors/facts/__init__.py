"""What the world calls countries, institutions and alliances."""
