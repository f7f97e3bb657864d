"""The caretaker's keys: starting the house, watching over it, and the command line's work."""
