"""A certificate authority of the tests' own, and a certificate it signed for some names."""

from __future__ import annotations

import datetime
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """Three files: who vouches, the certificate, and its key."""

    authority: Path
    chain: Path
    key: Path

    def shown(self) -> ssl.SSLContext:
        """For a server that shows it."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.chain, self.key)
        return context

    def believed(self) -> ssl.SSLContext:
        """For a browser that believes this authority and no other."""
        return ssl.create_default_context(cafile=str(self.authority))


def certificate(folder: Path, *names: str) -> Certificate:
    """Make one for these names in a folder; good for a day."""
    folder.mkdir(parents=True, exist_ok=True)
    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    told = Certificate(folder / "authority.pem", folder / "fullchain.pem", folder / "privkey.pem")
    vouching = _begun("Tests", root).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    told.authority.write_bytes(_signed(vouching, "Tests", root))
    known = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
    signed = _signed(_begun(names[0], own).add_extension(known, critical=False), "Tests", root)
    told.chain.write_bytes(signed)
    told.key.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return told


def _begun(name: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )


def _signed(begun: x509.CertificateBuilder, issuer: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    return begun.issuer_name(_name(issuer)).sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
