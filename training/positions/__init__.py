"""How the model of positions is made: what news statements say of proposals."""
