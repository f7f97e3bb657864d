"""What leaves the family's story, told to the rooms above inside the same transaction.

They stand on higher floors, so `story` cannot call them; each connects in its app's `ready`.
"""

from __future__ import annotations

from django.dispatch import Signal

#: One parent keeps a moment alone from now on. Sent with `moment` (its id) and `by` (the viewer).
moment_left = Signal()
#: A picture was taken out of its moment. Sent with `picture` (its id), `moment` and `by`.
picture_left = Signal()
