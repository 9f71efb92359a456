"""A server that knows who asks: only principals of the directory log in, and each does what its roles allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

import principals
import worlds
from principals import OTHER_TENANT
from server import furnished
from server.asgi_client import BASE, NEWEST, Client, Response
from server.furnished import COMPUTE, GROUP, SUBSCRIPTION
from sig.domain.choices import Permissions, SharingGroupType
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.sharing import SharingGroup, SharingProfile
from sig.server import running
from sig.server.identity import SigningKey, Subject
from sig.server.running import Plan
from sig.service import directory_users, groups, history, role_assignments, service_principals, shares
from sig.service.accounts import DEFAULT_TENANT
from worlds import NOW, OTHER_SUB, SUB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sig.service.context import Context

GALLERY = f"{COMPUTE}/galleries/Main"
IMAGE = f"{GALLERY}/images/web"
VERSION = f"{IMAGE}/versions/1.0.0"
OTHER = f"{COMPUTE}/galleries/Other"
ABSENT = f"{COMPUTE}/galleries/Absent"
PASSWORD = "Correct horse 1"
_OF_GROUPS = "2024-03-01"
LONG_SECONDS = 3 * 24 * 3600


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A key, made once: that takes a while."""
    folder = tmp_path_factory.mktemp("key")
    SigningKey(str(folder))
    return (folder / "tokens.pem").read_bytes()


@pytest.fixture
def owner(context: Context) -> Context:
    """The owner of a store with the users ann and bob, and two galleries in a group."""
    for name in ("ann", "bob"):
        address = f"{name}@contoso.com"
        directory_users.create(
            context, None, display_name=name, user_principal_name=address, password=f"{PASSWORD}{name}"
        )
    groups.create(context, "images", "westus", None)
    for gallery in (worlds.gallery(context), worlds.gallery(context, "Other")):
        definition = worlds.definition(context, gallery)
        for number in ("1.0.0", "2.0.0"):
            worlds.version(context, definition, number)
    return context


@pytest.fixture
def plan(owner: Context, tmp_path: Path, key_file: bytes) -> Plan:
    (tmp_path / "directory.pem").write_bytes(key_file)
    store = owner.store.info().location
    return Plan(
        store=store, subscription=SUB, home=str(tmp_path), auth="directory", now=NOW.isoformat(), journal_limit=50
    )


@pytest.fixture
def client(plan: Plan) -> Iterator[Client]:
    made = Client(running.application(plan))
    yield made
    made.close()


class Speaker:
    """Sends requests with the access token of one principal, made without a login."""

    def __init__(self, client: Client, plan: Plan, owner: Context, name: str) -> None:
        self._client = client
        caller = principals.caller(owner, name)
        self.object_id = caller.object_id
        subject = Subject(caller.client, caller.object_id, caller.tenant)
        self.token = SigningKey(plan.home, file="directory.pem").access(subject, BASE, BASE, "az")

    def __call__(self, method: str, path: str, document: Any = None, **options: Any) -> Response:
        version = NEWEST if "Microsoft.Compute" in path else _OF_GROUPS
        headers = {"authorization": f"Bearer {self.token}"}
        return self._client.request(method, path, document, headers=headers, **{"api_version": version, **options})

    def get(self, path: str, **options: Any) -> Response:
        return self("GET", path, **options)

    def names(self, path: str) -> list[str]:
        answer = self.get(path)
        assert answer.status == 200, answer.content
        return [item["name"] for item in answer.json()["value"]]


@pytest.fixture
def ann(client: Client, plan: Plan, owner: Context) -> Speaker:
    return Speaker(client, plan, owner, "ann")


@pytest.fixture
def bob(client: Client, plan: Plan, owner: Context) -> Speaker:
    return Speaker(client, plan, owner, "bob")


def grant(owner: Context, who: Speaker, scope: str, role: str = "Reader") -> None:
    principals.assign(owner, scope, role, who.object_id)


def log_in(client: Client, path: str = "/adfs/oauth2/token", **form: str) -> Response:
    sent = {"content-type": "application/x-www-form-urlencoded"}
    return client.request("POST", path, content=urlencode(form).encode(), headers=sent, api_version="")


def as_user(client: Client, password: str, path: str = "/adfs/oauth2/token") -> Response:
    return log_in(client, path, grant_type="password", client_id="az", username="ann@contoso.com", password=password)


def as_application(client: Client, app: dict[str, Any], tenant: str = "", **changed: str) -> Response:
    path = f"/{tenant}/oauth2/v2.0/token" if tenant else "/adfs/oauth2/token"
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": app["password"], **changed}
    return log_in(client, path, **form)


def read_with(client: Client, login: Response, path: str = GALLERY) -> Response:
    return client.get(path, headers={"authorization": f"Bearer {login.json()['access_token']}"})


def refused(answer: Response, status: int, code: str, rule: str | None = None) -> str:
    assert (answer.status, answer.error["code"]) == (status, code), answer.content
    assert rule is None or answer.headers["x-sig-rule"] == rule
    found: str = answer.error["message"]
    return found


# Logging in


def test_an_application_logs_in_with_its_secret_and_reads_what_its_role_allows(client: Client, owner: Context) -> None:
    app = service_principals.create_for_rbac(owner, None, display_name="ci", role="Reader", scopes=[GALLERY])
    login = as_application(client, app)
    assert read_with(client, login).json()["name"] == "Main"
    refused(read_with(client, login, OTHER), 403, "AuthorizationFailed", "R167")
    assert read_with(client, as_application(client, app, DEFAULT_TENANT)).status == 200
    assert as_application(client, app, client_secret="wrong").json()["error_codes"] == [7000215]
    assert as_application(client, app, OTHER_TENANT).json()["error_codes"] == [700016]
    assert as_application(client, app, client_id="ci").json()["error_codes"] == [700016]


def test_a_secret_that_is_over_lets_nobody_in(client: Client, owner: Context, plan: Plan) -> None:
    app = service_principals.create_for_rbac(owner, None, display_name="ci", years=1)
    assert as_application(client, app).status == 200
    later = Client(running.application(plan._replace(now=NOW.replace(year=NOW.year + 2).isoformat())))
    assert as_application(later, app).json()["error_codes"] == [7000215]
    later.close()


def test_a_user_logs_in_with_the_password_until_it_is_changed_or_the_account_disabled(
    client: Client, owner: Context
) -> None:
    login = as_user(client, f"{PASSWORD}ann")
    refused(read_with(client, login), 403, "AuthorizationFailed")  # known, without a role
    assert as_user(client, f"{PASSWORD}bob").json()["error_codes"] == [50126]
    assert as_user(client, f"{PASSWORD}ann", f"/{OTHER_TENANT}/oauth2/token").json()["error_codes"] == [50034]
    again = {"grant_type": "refresh_token", "refresh_token": login.json()["refresh_token"], "client_id": "az"}
    assert log_in(client, **again).status == 200
    directory_users.update(owner, None, "ann@contoso.com", account_enabled=False)
    assert as_user(client, f"{PASSWORD}ann").json()["error_codes"] == [50057]
    assert log_in(client, **again).json()["error_codes"] == [50057]
    refused(read_with(client, login), 401, "AuthenticationFailed", "R440")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/adfs/oauth2/authorize?redirect_uri=http://localhost:1&client_id=az"),
        ("POST", "/adfs/oauth2/devicecode"),
        ("GET", "/msi/token?resource=x"),
    ],
)
def test_a_login_that_shows_nothing_is_refused_and_says_how_to_log_in(client: Client, method: str, path: str) -> None:
    answer = client.request(method, path, content=b"client_id=az", headers={"secret": "x"}, api_version="")
    assert answer.status == 400
    assert "--auth directory" in answer.json()["error_description"]


# Tokens


def test_r440_whoever_sends_no_token_of_the_server_is_told_where_to_get_one(
    client: Client, owner: Context, plan: Plan, ann: Speaker, key_file: bytes, tmp_path: Path
) -> None:
    grant(owner, ann, SUBSCRIPTION)
    assert ann.get(GALLERY).status == 200
    subject = Subject("ann", ann.object_id, DEFAULT_TENANT)
    (tmp_path / "open").mkdir()
    foreign = SigningKey(str(tmp_path / "open")).access(subject, BASE, BASE, "az")  # as an open server signs
    over = SigningKey(plan.home, lambda: NOW.timestamp() - LONG_SECONDS, file="directory.pem")
    stale = over.access(subject, BASE, BASE, "az")
    for token in ("", "x.y.z", foreign, stale, ann.token[:-8]):
        answer = client.get(GALLERY, headers={"authorization": f"Bearer {token}"} if token else {})
        refused(answer, 401, "AuthenticationFailed", "R440")
        challenge = answer.headers["www-authenticate"]
        assert challenge.startswith(f'Bearer authorization_uri="{BASE}/adfs", error="invalid_token"')
    for path in ("/subscriptions", "/tenants", "/nowhere/at/all", f"{SUBSCRIPTION}/providers", "/openapi.json"):
        assert client.get(path).status == 401


def test_a_token_of_who_is_gone_counts_for_nothing_even_for_a_successor(
    client: Client, plan: Plan, owner: Context, ann: Speaker
) -> None:
    grant(owner, ann, SUBSCRIPTION)
    directory_users.delete(owner, None, "ann@contoso.com")
    refused(ann.get(GALLERY), 401, "AuthenticationFailed", "R440")
    principals.user(owner, "ann")
    refused(ann.get(GALLERY), 401, "AuthenticationFailed", "R440")
    refused(Speaker(client, plan, owner, "ann").get(GALLERY), 403, "AuthorizationFailed")


# What roles allow


@pytest.mark.parametrize(
    ("scope", "reads"),
    [
        (SUBSCRIPTION, {"group", "galleries", "gallery", "image", "versions", "version"}),
        (GROUP, {"group", "galleries", "gallery", "image", "versions", "version"}),
        (GALLERY, {"galleries", "gallery", "image", "versions", "version"}),
        (IMAGE, {"image", "versions", "version"}),
        (VERSION, {"versions", "version"}),
    ],
)
def test_a_role_reaches_what_the_sharing_matrix_says(owner: Context, ann: Speaker, scope: str, reads: set[str]) -> None:
    grant(owner, ann, scope)
    paths = {"group": GROUP, "gallery": GALLERY, "image": IMAGE, "version": VERSION, "versions": f"{IMAGE}/versions"}
    found = {name for name, path in paths.items() if ann.get(path).status == 200}
    found |= {"galleries"} if "Main" in ann.names(f"{COMPUTE}/galleries") else set()
    assert found == reads
    assert ann.get(OTHER).status == (200 if scope in (SUBSCRIPTION, GROUP) else 403)


def test_without_rights_what_is_there_and_what_is_not_are_refused_alike(owner: Context, ann: Speaker) -> None:
    grant(owner, ann, GALLERY)
    documents = {"PUT": {"location": "westus"}, "PATCH": {"tags": {}}}
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        there, absent = (ann(method, path, documents.get(method)) for path in (OTHER, ABSENT))
        message = refused(there, 403, "AuthorizationFailed", "R167")
        assert refused(absent, 403, "AuthorizationFailed", "R167") == message.replace("Other", "Absent")
        assert f"with object id '{ann.object_id}'" in message
    refused(ann.get(f"{GALLERY}/images/absent"), 404, "ResourceNotFound")


def test_a_reader_changes_nothing(owner: Context, ann: Speaker) -> None:
    grant(owner, ann, SUBSCRIPTION)
    for method, path, document in (
        ("PUT", GALLERY, {"location": "westus"}),
        ("DELETE", VERSION, None),
        ("POST", f"{GALLERY}/share", {"operationType": "Reset"}),
        ("PUT", GROUP, {"location": "westus"}),
        ("DELETE", GROUP, None),
    ):
        refused(ann(method, path, document), 403, "AuthorizationFailed", "R167")
    assert ann.names(f"{COMPUTE}/galleries") == ["Main", "Other"]


def test_lists_show_what_may_be_read(owner: Context, ann: Speaker) -> None:
    furnished.add_sources(owner)
    principals.subscription(owner, OTHER_SUB, "far", OTHER_TENANT)
    lists = {
        "groups": f"{SUBSCRIPTION}/resourceGroups",
        "galleries": f"{SUBSCRIPTION}/providers/Microsoft.Compute/galleries",
        "disks": f"{SUBSCRIPTION}/providers/Microsoft.Compute/disks",
        "resources": f"{GROUP}/resources",
    }

    def seen() -> dict[str, list[str]]:
        return {name: ann.names(path) for name, path in lists.items()}

    nothing: dict[str, list[str]] = {name: [] for name in lists}
    assert seen() == nothing
    assert ann.get("/subscriptions").json() == {"value": []}
    assert [one["tenantId"] for one in ann.get("/tenants").json()["value"]] == [DEFAULT_TENANT]
    refused(ann.get(SUBSCRIPTION), 404, "SubscriptionNotFound")
    grant(owner, ann, IMAGE)
    assert seen() == nothing
    grant(owner, ann, str(compute_id(SUB, "images", "disks", "os")))
    assert seen() == {**nothing, "disks": ["os"], "resources": ["os"]}
    grant(owner, ann, GALLERY)
    whole = ["Main", "Main/web", "Main/web/1.0.0", "Main/web/2.0.0"]
    assert seen() == {**nothing, "galleries": ["Main"], "disks": ["os"], "resources": ["os", *whole]}
    assert [one["subscriptionId"] for one in ann.get("/subscriptions").json()["value"]] == [SUB]
    grant(owner, ann, GROUP)
    assert seen()["groups"] == ["images"]


def test_a_list_in_a_gallery_is_refused_where_nothing_of_it_may_be_read(owner: Context, ann: Speaker) -> None:
    refused(ann.get(f"{GALLERY}/images"), 403, "AuthorizationFailed")
    grant(owner, ann, IMAGE)
    assert ann.names(f"{GALLERY}/images") == ["web"]
    refused(ann.get(f"{OTHER}/images"), 403, "AuthorizationFailed")


def copied(source: str) -> dict[str, Any]:
    return {"location": "westus", "properties": {"storageProfile": {"source": {"id": source}}}}


def test_who_copies_a_version_must_be_allowed_to_read_it(owner: Context, ann: Speaker) -> None:
    grant(owner, ann, GALLERY, "Contributor")
    source = f"{OTHER}/images/web/versions/1.0.0"
    target = f"{IMAGE}/versions/3.0.0"
    message = refused(ann("PUT", target, copied(source)), 403, "LinkedAuthorizationFailed", "R316")
    absent = source.replace("Other", "Absent")
    assert refused(ann("PUT", target, copied(absent)), 403, "LinkedAuthorizationFailed") == message.replace(
        "/galleries/Other", "/galleries/Absent"
    )
    grant(owner, ann, source)
    assert ann("PUT", target, copied(source)).status == 201


def test_who_copies_from_another_tenant_must_be_known_there(owner: Context, ann: Speaker) -> None:
    grant(owner, ann, GALLERY, "Contributor")
    far = principals.subscription(owner, OTHER_SUB, "far", OTHER_TENANT)
    source = worlds.version(far, worlds.definition(far, worlds.gallery(far, "Far")))
    target = f"{IMAGE}/versions/3.0.0"
    refused(ann("PUT", target, copied(str(source))), 403, "LinkedAuthorizationFailed", "R317")
    guest = principals.user(owner, "guest", OTHER_TENANT, (DEFAULT_TENANT, ann.object_id))
    refused(ann("PUT", target, copied(str(source))), 403, "LinkedAuthorizationFailed", "R316")
    principals.assign(far, source, "Reader", guest)
    assert ann("PUT", target, copied(str(source))).status == 201


def test_a_shared_gallery_is_seen_from_the_subscription_in_which_the_caller_has_a_role(
    owner: Context, ann: Speaker
) -> None:
    far = principals.subscription(owner, OTHER_SUB, "far", DEFAULT_TENANT)
    shared = worlds.gallery(owner, "Shared", sharing_profile=SharingProfile(permissions=Permissions.GROUPS))
    worlds.version(owner, worlds.definition(owner, shared))
    shares.add(owner, shared, [SharingGroup(type=SharingGroupType.SUBSCRIPTIONS, ids=(OTHER_SUB,))])
    seen = f"/subscriptions/{OTHER_SUB}/providers/Microsoft.Compute/locations/westus/sharedGalleries"
    below = f"{seen}/{SUB}-SHARED/images/web/versions/1.0.0"
    for path in (seen, below):
        refused(ann.get(path), 403, "AuthorizationFailed")
    principals.assign(far, ResourceId.of_subscription(OTHER_SUB), "Reader", ann.object_id)
    assert ann.names(seen) == [f"{SUB}-SHARED"]
    assert ann.get(below).status == 200
    refused(ann.get(str(shared)), 403, "AuthorizationFailed")  # the owner's own it does not see
    refused(ann.get(seen.replace(OTHER_SUB, SUB)), 403, "AuthorizationFailed")


def test_the_resource_graph_answers_for_subscriptions_in_which_the_caller_has_a_role(
    owner: Context, ann: Speaker
) -> None:
    path = "/providers/Microsoft.ResourceGraph/resources"
    query = {"query": "communitygalleryresources", "subscriptions": [SUB]}
    refused(ann("POST", path, query, api_version="2022-10-01"), 403, "AuthorizationFailed")
    grant(owner, ann, SUBSCRIPTION)
    assert ann("POST", path, query, api_version="2022-10-01").json()["count"] == 0


# One caller and another


def test_an_answer_is_for_the_one_who_asked(owner: Context, ann: Speaker, bob: Speaker) -> None:
    grant(owner, ann, VERSION)
    for path in (VERSION, f"{IMAGE}/versions"):
        for _ in range(2):
            assert ann.get(path).status == 200
            refused(bob.get(path), 403, "AuthorizationFailed")
    grant(owner, bob, IMAGE)
    assert bob.names(f"{IMAGE}/versions") == ["1.0.0", "2.0.0"]
    assert ann.names(f"{IMAGE}/versions") == ["1.0.0"]


def test_an_operation_is_there_for_the_one_who_began_it(owner: Context, ann: Speaker, bob: Speaker) -> None:
    for who in (ann, bob):
        grant(owner, who, GALLERY, "Contributor")
    begun = ann("PATCH", GALLERY, {"tags": {"a": "b"}})
    assert begun.status == 200
    url = begun.headers["azure-asyncoperation"]
    assert ann.get(url).json()["status"] == "Succeeded"
    refused(bob.get(url), 404, "NotFound", "R410")


def test_the_journal_names_who_changed_something(owner: Context, ann: Speaker) -> None:
    grant(owner, ann, GALLERY, "Contributor")
    assert ann("PATCH", GALLERY, {"tags": {"a": "b"}}).status == 200
    [newest] = history.log(owner, history.Wanted(limit=1))
    assert str(newest["principal"]) == "ann@contoso.com"


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(owner: Context, ann: Speaker) -> None:
    grant(owner, ann, GALLERY)
    assert ann.get(GALLERY).status == 200
    given = role_assignments.Wanted(assignee_object_id=ann.object_id, scope=ResourceId.parse(GALLERY))
    role_assignments.delete_matching(owner, given)
    refused(ann.get(GALLERY), 403, "AuthorizationFailed")
