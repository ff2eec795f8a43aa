"""How the attribution model is made, from data to the files in the package."""
