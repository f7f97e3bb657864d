"""The vault as a Django app."""

from django.apps import AppConfig
from django.conf import settings


class VaultConfig(AppConfig):
    name = "myosotis.vault"
    label = "vault"

    def ready(self) -> None:
        """Prove the ciphers, and give Django the secret it wants, derived from the root key."""
        from myosotis.vault import root, selftest  # noqa: PLC0415 (models load before this)
        from myosotis.vault.errors import RootKeyMissing  # noqa: PLC0415

        selftest.run()
        try:
            settings.SECRET_KEY = root.root_key().purpose("django").hex()
        except RootKeyMissing:
            # Before the house is set up there is nothing to sign; Django refuses to sign with "".
            return
