"""The front door: addresses, the middleware that makes the viewer, and pages that join what rooms answer.

Unbreakable: every address stands in the access table of the tests; another family's thing is a 404; every
answer carries the headers of `middleware/headers.py`; no address holds anything personal.
"""
