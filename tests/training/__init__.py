"""How the adapter is made."""
