"""The certificate authority of the server: made once, kept secret, trusted by what clients are given."""

from __future__ import annotations

import ssl
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from refusals import refused
from sig.domain.errors import InvalidParameter
from sig.server import certificates

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 7, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path)


def shown(folder: str, now: datetime = NOW, *names: str) -> x509.Certificate:
    with open(certificates.leaf(folder, names, now).path, "rb") as file:
        return x509.load_pem_x509_certificate(file.read())


def names_of(certificate: x509.Certificate) -> set[str]:
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in held}


def handshake(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> None:
    """A handshake in memory. Raises SSLCertVerificationError where the client does not trust the server."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(to_client, to_server, server_hostname=name)
    theirs = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (ours, theirs):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert ours.cipher() is not None


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_a_client_that_is_given_the_authority_trusts_the_server_by_each_name(folder: str, name: str) -> None:
    trusted = certificates.authority(folder)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificates.leaf(folder).path)
    for place in (trusted.certificate, trusted.bundle):
        client = ssl.create_default_context(cafile=place)
        client.verify_flags |= ssl.VERIFY_X509_STRICT
        handshake(server, client, name)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(server, ssl.create_default_context(cafile=trusted.certificate), "other.test")


def test_keys_are_read_by_their_owner_only(tmp_path: Path, folder: str) -> None:
    certificates.authority(folder)
    certificates.leaf(folder)
    for name in ("authority.pem", "server.pem"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE KEY" not in (tmp_path / "ca.pem").read_bytes() + (tmp_path / "ca-bundle.pem").read_bytes()


def test_the_authority_stays_and_the_certificate_serves_until_a_month_before_its_end(folder: str) -> None:
    first = shown(folder)
    assert shown(folder, NOW + timedelta(days=300)) == first
    renewed = shown(folder, NOW + timedelta(days=380))
    assert renewed != first
    assert renewed.issuer == first.issuer
    renewed.verify_directly_issued_by(first_authority(folder))


def first_authority(folder: str) -> x509.Certificate:
    with open(certificates.authority(folder, NOW).certificate, "rb") as file:
        return x509.load_pem_x509_certificate(file.read())


def test_a_new_name_brings_a_new_certificate(folder: str) -> None:
    assert "gallery.test" not in names_of(shown(folder))
    assert {"gallery.test", "localhost"} <= names_of(shown(folder, NOW, "gallery.test"))


def test_a_damaged_certificate_is_replaced(tmp_path: Path, folder: str) -> None:
    shown(folder)
    (tmp_path / "server.pem").write_bytes(b"-----BEGIN nonsense")
    assert "localhost" in names_of(shown(folder))


@pytest.mark.parametrize("end", [0, 100, 300])
def test_r449_a_damaged_authority_is_refused_and_left_alone(tmp_path: Path, folder: str, end: int) -> None:
    certificates.authority(folder, NOW)
    path = tmp_path / "authority.pem"
    path.write_bytes(path.read_bytes()[:end])
    for asked in (certificates.authority, certificates.leaf):
        with refused(InvalidParameter, "of an authority in PEM", rule="R449", target=str(path)):
            asked(folder)
    assert len(path.read_bytes()) == end


def test_no_certificate_is_for_longer_than_browsers_take(folder: str) -> None:
    certificate = shown(folder)
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= timedelta(days=398)


def test_servers_that_start_side_by_side_agree_on_one_authority(tmp_path: Path, folder: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: certificates.authority(folder, NOW), range(16)))
    authority = x509.load_pem_x509_certificate((tmp_path / "authority.pem").read_bytes())
    assert first_authority(folder) == authority
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_java_is_given_the_same_roots(tmp_path: Path, folder: str) -> None:
    certificates.authority(folder, NOW)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # roots of old with a serial number of zero
        store = pkcs12.load_pkcs12((tmp_path / "ca.p12").read_bytes(), b"changeit")
    assert first_authority(folder) in [entry.certificate for entry in store.additional_certs]
