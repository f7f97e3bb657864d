"""The isolated process that opens pictures: how it is started, locked, and spoken with.

What a stranger's file can do to a decoder stays in here. The process has an empty environment, no network,
no files, and a bound on time and memory; it takes bytes from one pipe and gives bytes to another. `line` is
the side that sends work; everything else in this folder runs inside, and needs no Django.
"""
