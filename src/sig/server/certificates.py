"""TLS for the server: a certificate authority of this machine, made on first use, and what it signs."""

from __future__ import annotations

import os
import socket
import warnings
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sig.server import home

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AUTHORITY = "authority.pem"  # key and certificate: what must stay secret
_AUTHORITY_YEARS = 30
# Apple's systems refuse a certificate for a longer time than 825 days, browsers one of more than 398.
_LEAF = timedelta(days=397)
_RENEWED_BEFORE = timedelta(days=30)
_SKEW = timedelta(days=1)  # virtual machines wake up with yesterday's clock
TRUST_STORE_PASSWORD = "changeit"  # noqa: S105 - what Java's own trust store has; it holds nothing secret


class Authority(NamedTuple):
    """Files that clients trust: the authority alone, with the system's own, and for Java."""

    certificate: str
    bundle: str
    trust_store: str


class Leaf(NamedTuple):
    """What the server shows: the certificate with its key in one file, and the names it is for."""

    path: str
    names: tuple[str, ...]


def authority(folder: str, now: datetime | None = None) -> Authority:
    """The authority of ``folder``, made where there is none, and the files that are to be trusted."""
    _, certificate = _authority(folder, now or datetime.now(UTC))
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    found = Authority(*(os.path.join(folder, name) for name in ("ca.pem", "ca-bundle.pem", "ca.p12")))
    if home.read(found.certificate) != pem:
        home.write(found.certificate, pem, secret=False)
    bundle = _system_roots() + pem
    if home.read(found.bundle) != bundle or not os.path.exists(found.trust_store):
        home.write(found.trust_store, _trust_store(bundle), secret=False)
        home.write(found.bundle, bundle, secret=False)
    return found


def leaf(folder: str, names: Iterable[str] = (), now: datetime | None = None) -> Leaf:
    """A certificate for this machine, and for ``names`` besides; the one that is there while it serves for a while."""
    instant = now or datetime.now(UTC)
    key, certificate = _authority(folder, instant)
    wanted = tuple(dict.fromkeys(("localhost", "127.0.0.1", "::1", *_host_names(), *names)))
    path = os.path.join(folder, "server.pem")
    stored = home.read(path)
    if stored is None or not _serves(stored, certificate, wanted, instant):
        home.write(path, _signed_leaf(key, certificate, wanted, instant), secret=True)
    return Leaf(path, wanted)


def _authority(folder: str, now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    path = os.path.join(folder, _AUTHORITY)
    stored = home.read_key(path)
    if stored is not None:
        key, certificate = _parsed(path, stored)
        if certificate.not_valid_after_utc - now > _LEAF:
            return key, certificate
        os.unlink(path)  # about to expire: what it signed goes with it
    return _parsed(path, home.write_first(path, _new_authority(now)))


def _parsed(path: str, pem: bytes) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The key and the certificate in ``pem``, the content of ``path``. Raises InvalidParameter."""
    try:
        key, certificate = serialization.load_pem_private_key(pem, None), x509.load_pem_x509_certificate(pem)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        key, certificate = None, None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate is None:
        raise home.unusable(path, "it does not hold the elliptic curve key and the certificate of an authority in PEM")
    return key, certificate


def _new_authority(now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"sig serve on {socket.gethostname()[:40]}")
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _builder(name, name, key.public_key(), now, timedelta(days=365 * _AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    return _pem(key, certificate)


def _signed_leaf(
    authority_key: ec.EllipticCurvePrivateKey, issuer: x509.Certificate, names: Sequence[str], now: datetime
) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    issued_by = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        _builder(_name(names[0]), issuer.subject, key.public_key(), now, _LEAF)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issued_by), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _pem(key, certificate)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, validity: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + validity - _SKEW)
    )


def _serves(pem: bytes, issuer: x509.Certificate, names: Iterable[str], now: datetime) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, another takes its place
        return False
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return certificate.not_valid_after_utc - now > _RENEWED_BEFORE and {_general_name(name) for name in names} <= set(
        held
    )


def _pem(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return secret + certificate.public_bytes(serialization.Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _host_names() -> list[str]:
    """The name of this machine, where it can stand in a certificate: letters, digits, hyphens and points."""
    name = socket.gethostname().lower()
    plain = name.isascii() and all(character.isalnum() or character in "-." for character in name)
    return [name] if name and plain else []


def _system_roots() -> bytes:
    """The roots that this machine trusts already: a client that is given our bundle goes on reaching others."""
    import ssl

    paths = ssl.get_default_verify_paths()
    for path in (paths.cafile, paths.openssl_cafile, "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem"):
        roots = home.read(path) if path else None
        if roots:
            return roots if roots.endswith(b"\n") else roots + b"\n"
    return b""


def _trust_store(bundle: bytes) -> bytes:
    """The certificates of ``bundle`` as Java reads them."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    with warnings.catch_warnings():
        # Some roots of old are odd, with a serial number of zero; they are what the system trusts all the same.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        entries = [
            pkcs12.PKCS12Certificate(certificate, f"root-{number}".encode())
            for number, certificate in enumerate(x509.load_pem_x509_certificates(bundle), 1)
        ]
    encryption = serialization.BestAvailableEncryption(TRUST_STORE_PASSWORD.encode())
    return pkcs12.serialize_java_truststore(entries, encryption)
