"""Logging in at the server: what a cloud says of itself, tokens for every way to log in, and who is refused."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.applications import Starlette

from refusals import refused
from server.asgi_client import BASE, Client, Response
from sig.domain.access import Caller
from sig.domain.errors import InvalidParameter
from sig.server.errors import AuthenticationFailed
from sig.server.identity import (
    Accounts,
    DirectoryAccounts,
    Login,
    OpenAccounts,
    SigningKey,
    Subject,
    TokenAuthenticator,
    routes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TENANT = "11111111-1111-1111-1111-111111111111"
OTHER = "22222222-2222-2222-2222-222222222222"
TOKEN = "/adfs/oauth2/token"
SECRET = {"grant_type": "client_credentials", "client_id": "web", "client_secret": "s"}
PASSWORD = {"grant_type": "password", "client_id": "az", "username": "ann@contoso.test", "password": "p"}
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
WEB = Subject("web", "0b", TENANT)
ANN = Subject("ann@contoso.test", "0a", TENANT, is_user=True)


EC_KEY = ec.generate_private_key(ec.SECP256R1()).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
ENCRYPTED_KEY = ec.generate_private_key(ec.SECP256R1()).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"secret")
)


class Time:
    """Seconds since 1970, as the tests have them."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class OneOfEach:
    """A directory with one application and one user."""

    def application(self, client: str, tenant: str) -> Subject | None:
        return WEB if client == "web" and tenant in ("", TENANT) else None

    def user(self, name: str, tenant: str) -> Subject | None:
        return ANN if name == ANN.name and tenant in ("", TENANT) else None

    def verify_secret(self, subject: Subject, secret: str) -> bool:
        return secret == f"right for {subject.name}"


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A key, made once: that takes a while."""
    folder = tmp_path_factory.mktemp("key")
    SigningKey(str(folder))
    return (folder / "tokens.pem").read_bytes()


@pytest.fixture
def key(tmp_path: Path, time: Time, key_file: bytes) -> SigningKey:
    (tmp_path / "tokens.pem").write_bytes(key_file)
    return SigningKey(str(tmp_path), time)


@pytest.fixture
def client(key: SigningKey) -> Iterator[Client]:
    yield from clients(OpenAccounts(TENANT), key)


@pytest.fixture
def strict(key: SigningKey) -> Iterator[Client]:
    """A client of a server that knows who is in the directory."""
    yield from clients(DirectoryAccounts(OneOfEach()), key)


def clients(accounts: Accounts, key: SigningKey) -> Iterator[Client]:
    made = Client(Starlette(routes=routes(Login(accounts, key, TENANT))), api_version="")
    yield made
    made.close()


def speaking(claims: dict[str, Any]) -> Caller:
    """Whom the claims of a token tell, in no group."""
    return Caller(claims["appid"], claims["appid"], claims["oid"], claims["tid"], {})


def post(client: Client, path: str, form: dict[str, str], **headers: str) -> Response:
    sent = {"content-type": "application/x-www-form-urlencoded", **headers}
    return client.request("POST", path, content=urlencode(form).encode(), headers=sent)


def get(client: Client, path: str, query: dict[str, str] | None = None, **headers: str) -> Response:
    return client.request(
        "GET", path, query=query, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


def claims(answer: Response, member: str = "access_token") -> dict[str, Any]:
    return jwt.decode(answer.json()[member], options={"verify_signature": False})


@pytest.mark.parametrize("version", ["1.0", "2015-01-01"])
def test_an_old_client_is_told_of_the_cloud_in_the_short_shape(client: Client, version: str) -> None:
    found = get(client, "/metadata/endpoints", {"api-version": version}).json()
    assert set(found) == {"galleryEndpoint", "graphEndpoint", "portalEndpoint", "authentication"}
    assert found["authentication"]["loginEndpoint"] == f"{BASE}/adfs"


def test_the_list_of_clouds_has_one_and_its_url_ends_in_a_slash(client: Client) -> None:
    (found,) = get(client, "/metadata/endpoints", {"api-version": "2019-05-01"}).json()
    assert found["resourceManager"] == f"{BASE}/"


def test_one_document_serves_az_and_terraform(client: Client) -> None:
    found = get(client, "/metadata/endpoints", {"api-version": "2022-09-01"}).json()
    assert found["name"]
    assert found["suffixes"]
    authentication = found["authentication"]
    assert authentication["loginEndpoint"].endswith("/adfs")
    assert (authentication["identityProvider"], authentication["tenant"]) == ("AAD", "common")
    assert {"resourceManager", "microsoftGraphResourceId"} <= set(found)


def test_urls_are_those_of_the_host_that_the_client_used(client: Client) -> None:
    answer = get(client, "/metadata/endpoints", {"api-version": "2022-09-01"}, host="gallery.test:9")
    assert answer.json()["resourceManager"] == "https://gallery.test:9/"


@pytest.mark.parametrize(
    ("path", "page", "tenant"),
    [
        ("/adfs/.well-known/openid-configuration", "/adfs/oauth2/token", TENANT),
        (f"/adfs/{OTHER}/.well-known/openid-configuration", f"/adfs/{OTHER}/oauth2/token", OTHER),
        (f"/adfs/{OTHER}/v2.0/.well-known/openid-configuration", f"/adfs/{OTHER}/oauth2/v2.0/token", OTHER),
        (f"/{OTHER}/v2.0/.well-known/openid-configuration", f"/{OTHER}/oauth2/v2.0/token", OTHER),
        ("/organizations/v2.0/.well-known/openid-configuration", "/organizations/oauth2/v2.0/token", TENANT),
    ],
)
def test_an_authority_names_its_token_page_and_its_tenant(client: Client, path: str, page: str, tenant: str) -> None:
    found = get(client, path).json()
    assert found["token_endpoint"] == f"{BASE}{page}"
    assert found["issuer"].split("/")[3] == tenant
    answer = post(client, page, SECRET)
    assert (answer.status, claims(answer)["tid"]) == (200, tenant)


def test_a_tenant_by_name_is_the_same_one_every_time(client: Client) -> None:
    path = "/adfs/contoso.local/v2.0/.well-known/openid-configuration"
    first, second = (get(client, path).json()["issuer"].split("/")[3] for _ in range(2))
    assert first == second != TENANT


def test_what_is_no_tenant_is_refused_as_azure_does(client: Client) -> None:
    answer = get(client, "/no tenant/.well-known/openid-configuration")
    assert answer.status == 400
    assert answer.json()["error_codes"] == [90002]


def test_a_token_is_signed_with_the_published_key_and_says_who_and_for_what(client: Client) -> None:
    answer = post(client, TOKEN, {**SECRET, "scope": f"{BASE}//.default", "client_info": "1"})
    (published,) = get(client, "/adfs/discovery/keys").json()["keys"]
    public: Any = jwt.PyJWK(published).key
    options: Any = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
    found = jwt.decode(answer.json()["access_token"], public, ["RS256"], audience=f"{BASE}/", options=options)
    assert (found["appid"], found["tid"], found["idtyp"]) == ("web", TENANT, "app")
    assert found["iss"] == f"{BASE}/{TENANT}/"
    assert answer.headers["cache-control"] == "no-store"


def test_times_are_numbers_for_some_clients_and_texts_for_others(client: Client) -> None:
    found = post(client, TOKEN, {**SECRET, "resource": "https://management.azure.com/"}).json()
    assert found["expires_in"] == 86400
    assert found["expires_on"].isdigit()
    assert found["resource"] == "https://management.azure.com/"


def test_an_assertion_stands_for_a_secret(client: Client) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": "web",
        "client_assertion": "x.y.z",
        "client_assertion_type": JWT_BEARER,
    }
    assert post(client, TOKEN, form).status == 200


def test_a_basic_login_stands_for_the_fields(client: Client) -> None:
    header = f"Basic {base64.b64encode(b'web:s').decode()}"
    answer = post(client, TOKEN, {"grant_type": "client_credentials"}, authorization=header)
    assert claims(answer)["appid"] == "web"


def test_a_user_gets_tokens_that_name_the_user_and_one_to_come_back_with(client: Client) -> None:
    answer = post(client, TOKEN, {**PASSWORD, "client_info": "1", "scope": "https://x/.default openid"})
    assert claims(answer)["upn"] == "ann@contoso.test"
    identity = claims(answer, "id_token")
    assert (identity["aud"], identity["preferred_username"]) == ("az", "ann@contoso.test")
    packed = answer.json()["client_info"]
    info = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    assert info == {"uid": identity["oid"], "utid": TENANT}
    again = post(
        client,
        TOKEN,
        {"grant_type": "refresh_token", "refresh_token": answer.json()["refresh_token"], "client_id": "az"},
    )
    assert claims(again)["oid"] == identity["oid"]


def test_a_device_code_is_a_login_already(client: Client) -> None:
    asked = post(client, "/adfs/oauth2/devicecode", {"client_id": "az", "scope": "https://x/.default"})
    found = asked.json()
    assert {"user_code", "verification_uri", "message", "expires_in", "interval"} <= set(found)
    answer = post(
        client,
        TOKEN,
        {
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "device_code": found["device_code"],
            "client_id": "az",
        },
    )
    assert claims(answer)["aud"] == "https://x"
    assert get(client, urlsplit(found["verification_uri"]).path).status == 200


def authorized(client: Client, **asked: str) -> Response:
    query = {"client_id": "az", "redirect_uri": "http://localhost:5000", "state": "s", "nonce": "n", **asked}
    return get(client, "/adfs/oauth2/authorize", query)


def test_a_browser_is_sent_back_with_a_code_for_whoever_asked(client: Client) -> None:
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    answer = authorized(client, code_challenge=challenge, code_challenge_method="S256")
    sent = parse_qs(urlsplit(answer.headers["location"]).query)
    assert (answer.status, sent["state"]) == (302, ["s"])
    form = {"grant_type": "authorization_code", "code": sent["code"][0], "client_id": "az"}
    assert claims(post(client, TOKEN, {**form, "code_verifier": verifier}), "id_token")["nonce"] == "n"
    assert post(client, TOKEN, {**form, "code_verifier": "stolen"}).json()["error"] == "invalid_grant"


def test_a_browser_is_not_sent_to_another_machine(client: Client) -> None:
    answer = authorized(client, redirect_uri="https://evil.test/")
    assert answer.status == 400
    assert "location" not in answer.headers


def test_a_form_that_posts_itself_escapes_what_it_was_given(client: Client) -> None:
    answer = authorized(client, response_mode="form_post", state='"><script>')
    assert answer.status == 200
    assert b'"><script>' not in answer.content


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/metadata/identity/oauth2/token", {"metadata": "true"}, 200),
        ("/metadata/identity/oauth2/token", {}, 400),
        ("/msi/token", {"x_identity_header": "x"}, 200),
        ("/msi/token", {"secret": "x"}, 200),
        ("/msi/token", {}, 400),
    ],
)
def test_a_managed_identity_has_a_token_where_its_header_is_sent(
    client: Client, path: str, headers: dict[str, str], status: int
) -> None:
    answer = get(client, path, {"resource": "https://management.azure.com/", "api-version": "2018-02-01"}, **headers)
    assert answer.status == status
    if status == 200:
        assert all(isinstance(value, str) for value in answer.json().values())
        assert claims(answer)["tid"] == TENANT


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ({}, 900144),
        ({"grant_type": "magic"}, 70003),
        ({"grant_type": "client_credentials"}, 900144),
        ({"grant_type": "client_credentials", "client_id": "web"}, 7000216),
        ({"grant_type": "password", "username": "ann"}, 900144),
        ({"grant_type": "refresh_token", "refresh_token": "made.up.one"}, 70000),
        ({"grant_type": "authorization_code", "code": "made.up.one"}, 70008),
        ({"grant_type": "device_code", "device_code": "made.up.one"}, 70020),
    ],
)
def test_a_login_that_lacks_something_is_refused_with_azures_number(
    client: Client, form: dict[str, str], number: int
) -> None:
    answer = post(client, TOKEN, form)
    assert answer.status in (400, 401)
    assert answer.json()["error_codes"] == [number]
    assert f"AADSTS{number}: " in answer.json()["error_description"]


@pytest.mark.parametrize("content", [b"\xff\xfe=1", b"a=1&" * 200, b"a=" + b"x" * 100_000])
def test_a_form_that_cannot_be_read_is_refused(client: Client, content: bytes) -> None:
    answer = client.request("POST", TOKEN, content=content)
    assert answer.status in (400, 413)
    assert answer.json()["error"] == "invalid_request"


def test_a_refresh_token_is_no_access_token_and_ends_some_day(client: Client, key: SigningKey, time: Time) -> None:
    tokens = post(client, TOKEN, PASSWORD).json()
    authenticator = TokenAuthenticator(key, speaking)
    with pytest.raises(AuthenticationFailed, match="another use"):
        authenticator.caller({"authorization": f"Bearer {tokens['refresh_token']}"})
    time.now += 91 * 24 * 3600
    again = post(client, TOKEN, {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]})
    assert again.json()["error"] == "invalid_grant"


class TestDirectory:
    """Only who is in the directory logs in, and each request says who sends it."""

    def test_the_right_secret_lets_an_application_in(self, strict: Client) -> None:
        answer = post(strict, TOKEN, {**SECRET, "client_secret": "right for web"})
        assert claims(answer)["oid"] == WEB.object_id

    def test_the_right_password_lets_a_user_in(self, strict: Client) -> None:
        answer = post(strict, TOKEN, {**PASSWORD, "password": "right for ann@contoso.test"})
        assert claims(answer)["oid"] == ANN.object_id

    @pytest.mark.parametrize(
        ("form", "status", "number"),
        [
            (SECRET, 401, 7000215),
            ({**SECRET, "client_id": "nobody"}, 400, 700016),
            (PASSWORD, 400, 50126),
            ({**PASSWORD, "username": "bob@contoso.test"}, 400, 50034),
            ({"grant_type": "client_credentials", "client_id": "web", "client_assertion": "x.y.z"}, 401, 700213),
        ],
    )
    def test_whoever_cannot_prove_it_is_refused(
        self, strict: Client, form: dict[str, str], status: int, number: int
    ) -> None:
        answer = post(strict, TOKEN, form)
        assert (answer.status, answer.json()["error_codes"]) == (status, [number])

    def test_nobody_gets_in_without_showing_anything(self, strict: Client) -> None:
        assert post(strict, "/adfs/oauth2/devicecode", {"client_id": "az"}).status == 400
        assert authorized(strict).status == 400
        assert get(strict, "/msi/token", {"resource": "x"}, secret="x").status == 400

    def test_an_application_of_another_tenant_is_not_known(self, strict: Client) -> None:
        answer = post(strict, f"/{OTHER}/oauth2/v2.0/token", {**SECRET, "client_secret": "right for web"})
        assert answer.json()["error_codes"] == [700016]

    def test_a_token_tells_who_sends_a_request(self, strict: Client, key: SigningKey) -> None:
        token = post(strict, TOKEN, {**SECRET, "client_secret": "right for web"}).json()["access_token"]
        authenticator = TokenAuthenticator(key, speaking)
        assert authenticator.caller({"authorization": f"Bearer {token}"}).object_id == WEB.object_id

    def test_r440_a_request_without_a_token_of_ours_is_refused(
        self, key: SigningKey, time: Time, tmp_path: Path
    ) -> None:
        (tmp_path / "elsewhere").mkdir()
        foreign = SigningKey(str(tmp_path / "elsewhere"), time).access(WEB, BASE, BASE, "web")
        unsigned = jwt.encode({"oid": "0b", "exp": time.now + 60}, "", algorithm="none")
        over = key.access(WEB, BASE, BASE, "web")
        time.now += 2 * 24 * 3600
        gone = key.access(WEB, BASE, BASE, "web")
        authenticator = TokenAuthenticator(key, lambda _: None)
        for header in (
            None,
            "Bearer",
            "Basic d2Vi",
            *(f"Bearer {token}" for token in (foreign, unsigned, over, gone, "")),
        ):
            with pytest.raises(AuthenticationFailed) as refusal:
                authenticator.caller({} if header is None else {"authorization": header})
            assert refusal.value.rule == "R440"
            assert refusal.value.hint


def test_the_key_is_the_same_after_a_restart_and_secret(tmp_path: Path) -> None:
    first, second = SigningKey(str(tmp_path)), SigningKey(str(tmp_path))
    assert first.number == second.number
    assert second.read(first.access(WEB, BASE, BASE, "web"), "access")["oid"] == "0b"
    assert (tmp_path / "tokens.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"no key", EC_KEY, ENCRYPTED_KEY], ids=["empty", "text", "EC", "encrypted"])
def test_r449_a_key_file_that_holds_no_key_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tokens.pem"
    path.write_bytes(content)
    with refused(InvalidParameter, str(path), "it holds no RSA key in PEM", rule="R449", target=str(path)):
        SigningKey(str(tmp_path))
    assert path.read_bytes() == content


def test_r449_a_key_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokens.pem").mkdir()
    with refused(InvalidParameter, "it cannot be read (", rule="R449", target=str(tmp_path / "tokens.pem")):
        SigningKey(str(tmp_path))
