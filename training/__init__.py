"""How the shipped adapter was made: examples -> training -> evaluation. See README.md here; nothing imports this."""
