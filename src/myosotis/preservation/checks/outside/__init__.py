"""Checks that need neither the root key nor the database, in the order they are made."""

from myosotis.preservation.checks.outside import (
    address,
    ciphers,
    clock,
    data_folder,
    decoder,
    mail,
    room,
    root_key,
)
from myosotis.preservation.findings import Check

CHECKS: tuple[Check, ...] = (
    root_key.look,
    data_folder.look,
    room.look,
    ciphers.look,
    clock.look,
    decoder.look,
    address.look,
    mail.look,
)
