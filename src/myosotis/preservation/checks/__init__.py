"""Checks: one file each. `outside` needs no key and no database; `inside` looks at the opened house.

A new check is a file with a function `look`, and a line in the list of its folder.
"""
