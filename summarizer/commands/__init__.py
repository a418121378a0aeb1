"""The sub-commands, thin: each turns options into settings, calls the library and prints what comes back."""
