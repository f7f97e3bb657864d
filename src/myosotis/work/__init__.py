"""Later: what still has to be done, as rows that survive a crash.

Words of this room: a *task* is a row (action name, ids, attempts, error code). A *worker* claims it by a
conditional update. Unbreakable: a task holds ids and codes only, never words, times or tracebacks; every
action can run twice without harm; a task whose worker died is taken up again.
"""
