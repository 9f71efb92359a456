"""Nobody learns the name of what they may not read: not from results, not from errors, not from the lack of one."""

from __future__ import annotations

import io
import re
import shlex
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from itertools import count
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import command_tree
import principals
import worlds
from server.asgi_client import Client
from sig.cli import app, complete, session
from sig.cli.session import Session
from sig.domain import access
from sig.domain.choices import Permissions, SharingGroupType
from sig.domain.consumers import consumer
from sig.domain.errors import RoleAssignmentExists
from sig.domain.gallery import SoftDeletePolicy
from sig.domain.resource_id import ResourceId, compute_id, gallery_id
from sig.domain.sharing import SharingGroup, SharingProfile
from sig.domain.soft_delete import artifact_id
from sig.domain.source import Source
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.server.application import application, router
from sig.server.routing import declared
from sig.server.settings import ServerSettings
from sig.service import channels, consumers, galleries, groups, image_versions, role_assignments, shares, sources
from sig.service.accounts import DEFAULT_TENANT
from sig.service.rights import Rights
from worlds import OTHER_SUB, SUB

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from server.asgi_client import Response
    from sig.domain.access import Caller
    from sig.server.routing import Route
    from sig.service.context import Context

TREE = command_tree.tree()["commands"]
WRITING = {
    verb for verb, command in TREE.items() if any("--dry-run" in option["names"] for option in command["options"])
}
_stores = count()

# What is in every world: no name occurs in another, nor in what `sig` says by itself.
GROUPS = ("ringo", "quell")
GALLERIES = {"Alpaca": "ringo", "Bizarre": "ringo", "Cuckoo": "quell"}
DEFINITIONS = {"dromedary": "Alpaca", "elephant": "Alpaca", "flamingo": "Bizarre", "giraffe": "Cuckoo"}
VERSIONS = {  # the last of each was copied from one of the gallery before
    "dromedary": ("41.0.7", "42.0.7"),
    "elephant": ("43.0.7",),
    "flamingo": ("44.0.7", "45.0.7"),
    "giraffe": ("46.0.7",),
}
COPIES = {"45.0.7": "42.0.7", "46.0.7": "45.0.7"}
DELETED = {"flamingo": "47.0.7"}
APPLICATIONS = {"Alpaca": "hedgehog", "Bizarre": "iguana", "Cuckoo": "jackal"}
PROFILES = {"Alpaca": "kestrel", "Bizarre": "lemur", "Cuckoo": "mongoose"}
OTHER_VERSIONS = {"hedgehog": "51.0.7", "iguana": "52.0.7", "jackal": "53.0.7"}  # of a gallery's profile too
CONSUMER, SOURCE, OTHER_NAME = "walrus", "zebu", "yakyard"
NOWHERE = {"ringo": "ringa", "Alpaca": "Alpacb", "dromedary": "dromedarz", "41.0.7": "41.0.8"}

ROLES = {
    "Reader": None,
    "Contributor": None,
    "Compute Gallery Image Reader": None,
    "Compute Gallery Sharing Admin": None,
    "Compute Gallery Artifacts Publisher": None,
    "Changes without reading": (["*/write", "*/delete", "*/action"], ["Microsoft.Authorization/*"]),
    "Definitions alone": (["Microsoft.Compute/galleries/images/read", "Microsoft.Compute/galleries/images/write"], []),
    "Versions alone": (["Microsoft.Compute/galleries/images/versions/*"], []),
    "Galleries alone": (["Microsoft.Compute/galleries/read", "Microsoft.Compute/galleries/delete"], []),
    "Applications alone": (["Microsoft.Compute/galleries/applications/*"], []),
    "Access profiles alone": (["Microsoft.Compute/galleries/inVMAccessControlProfiles/*"], []),
    "Groups alone": (["Microsoft.Resources/*"], []),
}

WHERE = "-g {g} -r {r}"
IMAGE = f"{WHERE} -i {{i}}"
VERSION = f"{IMAGE} -e {{e}}"
ASKED_ID = "/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.Compute/galleries/{r}/images/{i}/versions/{e}"
NESTED_ID = "/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.Compute/galleries/{r}/"
APPLICATION, OF_APPLICATION = f"{WHERE} -n {{a}}", f"{WHERE} --application-name {{a}}"
PROFILES_OF = "-g {g} --gallery-name {r}"
PROFILE, OF_PROFILE = f"{PROFILES_OF} -n {{p}}", f"{PROFILES_OF} --profile-name {{p}}"
PACKAGE_LINK = "--package-file-link https://c.blob.core.windows.net/p/a.zip"
PACKAGE = f"{PACKAGE_LINK} --install-command i --remove-command r"
IDENTITY_ID = "/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/new"
VIEW = "-l westus --gallery-unique-name {s}-{r}"
PUBLIC = "-l westus --public-gallery-name {r}"
LINES: dict[str, tuple[str, ...]] = {
    "gallery create": (f"{WHERE} -l eastus",),
    "gallery show": (WHERE, f"{WHERE} --sharing-groups"),
    "gallery list": ("", "-g {g}", "--all-subscriptions"),
    "gallery update": (f"{WHERE} --soft-delete true", f"{WHERE} --set tags.a=b"),
    "gallery delete": (WHERE, f"{WHERE} --recursive --yes", f"{WHERE} --recursive --bypass-soft-delete true --yes"),
    "gallery wait": (f"{WHERE} --exists",),
    "gallery list-shared": ("-l westus", "-l westus --shared-to tenant"),
    "gallery show-shared": (VIEW,),
    "gallery list-community": ("",),
    "gallery show-community": (PUBLIC,),
    "gallery tree": ("", "-g {g}", WHERE, "-r {r}"),
    "image-definition create": (f"{IMAGE} -p Contoso -f Web -s {{t}} --os-type linux",),
    "image-definition show": (IMAGE,),
    "image-definition list": (WHERE,),
    "image-definition update": (f"{IMAGE} --set tags.a=b",),
    "image-definition delete": (IMAGE,),
    "image-definition wait": (f"{IMAGE} --exists",),
    "image-definition list-shared": (VIEW,),
    "image-definition show-shared": (f"{VIEW} -i {{i}}",),
    "image-definition list-community": (PUBLIC,),
    "image-definition show-community": (f"{PUBLIC} -i {{i}}",),
    "image-version create": (
        f"{IMAGE} -e 99.0.0 --managed-image {SOURCE}x",
        f"{IMAGE} -e 99.0.0 --image-version {ASKED_ID}",
        f"{VERSION} --managed-image other",
    ),
    "image-version show": (VERSION, f"--ids {ASKED_ID}"),
    "image-version list": (IMAGE, f"{IMAGE} --query [].name"),
    "image-version update": (f"{VERSION} --set tags.a=b",),
    "image-version delete": (VERSION,),
    "image-version wait": (f"{VERSION} --exists",),
    "image-version replication": (VERSION,),
    "image-version undelete": (VERSION, f"{IMAGE} -e 47.0.7"),
    "image-version list-soft-deleted": (IMAGE,),
    "image-version list-shared": (f"{VIEW} -i {{i}}",),
    "image-version show-shared": (f"{VIEW} -i {{i}} -e {{e}}",),
    "image-version list-community": (f"{PUBLIC} -i {{i}}",),
    "image-version show-community": (f"{PUBLIC} -i {{i}} -e {{e}}",),
    "image-version check-deploy": (
        f"{IMAGE} -l westus",
        f"{VERSION} -l westus",
        f"--ids /SharedGalleries/{{s}}-{{r}}/Images/{{i}} -l westus --current-image {ASKED_ID}",
        f"-g {{g2}} -r {{r2}} -i {{i2}} -l westus --vmss --current-image {ASKED_ID}",
    ),
    "image-version latest": (IMAGE, f"{IMAGE} --explain", f"{IMAGE} --match 90.0.x"),
    "image-version next": (IMAGE, f"{IMAGE} --bump from-source --source {ASKED_ID}", f"{IMAGE} --reserve 1h"),
    "image-version check": (
        f"{VERSION} --managed-image {SOURCE}x",
        f"{IMAGE} -e 1.0.0 --image-version {ASKED_ID}",
    ),
    "image-version diff": (f"{IMAGE} {{e}} {{e2}}",),
    "image-version prune": (f"{IMAGE} --keep 1", f"{IMAGE} --keep 0 --yes"),
    "image-version promote": (
        "-g {g} --from {r} --to {r2} -i {i} -e {e}",
        "-g {g} --from {r} --to {r2} -i {i} -e {e} --create-definition",
    ),
    "image-version lineage": (VERSION, f"{VERSION} --tree"),
    "image-version revoke": (f"{VERSION} --reason bad", f"{VERSION} --reason bad --cascade"),
    "image-version restore": (VERSION, f"{VERSION} --cascade"),
    "gallery-application create": (f"{WHERE} -n new --os-type linux", f"{APPLICATION} --os-type linux"),
    "gallery-application show": (APPLICATION, f"--ids {NESTED_ID}applications/{{a}}"),
    "gallery-application list": (WHERE,),
    "gallery-application update": (f"{APPLICATION} --set tags.a=b",),
    "gallery-application delete": (f"{APPLICATION} --yes",),
    "gallery-application wait": (f"{APPLICATION} --exists",),
    "gallery-application version create": (
        f"{OF_APPLICATION} -n 99.0.0 {PACKAGE}",
        f"{OF_APPLICATION} -n {{v}} {PACKAGE}",
    ),
    "gallery-application version show": (f"{OF_APPLICATION} -n {{v}}",),
    "gallery-application version list": (OF_APPLICATION,),
    "gallery-application version update": (f"{OF_APPLICATION} -n {{v}} {PACKAGE_LINK} --set tags.a=b",),
    "gallery-application version delete": (f"{OF_APPLICATION} -n {{v}} --yes",),
    "gallery-application version wait": (f"{OF_APPLICATION} -n {{v}} --exists",),
    "in-vm-access-control-profile create": (
        f"{PROFILES_OF} -n new --os-type linux --applicable-host-endpoint IMDS",
        f"{PROFILE} --os-type linux --applicable-host-endpoint IMDS",
    ),
    "in-vm-access-control-profile show": (PROFILE,),
    "in-vm-access-control-profile list": (PROFILES_OF,),
    "in-vm-access-control-profile update": (f"{PROFILE} --set tags.a=b",),
    "in-vm-access-control-profile delete": (f"{PROFILE} --yes",),
    "in-vm-access-control-profile wait": (f"{PROFILE} --exists",),
    "in-vm-access-control-profile-version create": (
        f"{OF_PROFILE} --profile-version 99.0.0 --mode Audit --default-access Allow",
        f"{OF_PROFILE} --profile-version {{v}} --mode Audit --default-access Allow",
    ),
    "in-vm-access-control-profile-version show": (f"{OF_PROFILE} --profile-version {{v}}",),
    "in-vm-access-control-profile-version list": (OF_PROFILE,),
    "in-vm-access-control-profile-version update": (f"{OF_PROFILE} --profile-version {{v}} --set tags.a=b",),
    "in-vm-access-control-profile-version delete": (f"{OF_PROFILE} --profile-version {{v}} --yes",),
    "in-vm-access-control-profile-version wait": (f"{OF_PROFILE} --profile-version {{v}} --exists",),
    "identity assign": (f"{WHERE} --system-assigned", f"{WHERE} --user-assigned {IDENTITY_ID}"),
    "identity remove": (f"{WHERE} --system-assigned", f"{WHERE} --user-assigned"),
    "identity show": (WHERE,),
    "identity wait": (f"{WHERE} --exists",),
    "share add": (f"{WHERE} --subscription-ids {OTHER_SUB}",),
    "share remove": (f"{WHERE} --subscription-ids {OTHER_SUB}",),
    "share reset": (WHERE,),
    "share enable-community": (WHERE,),
    "share wait": (f"{WHERE} --exists",),
    "channel set": (f"{IMAGE} -n stable -e {{e}}",),
    "channel show": (f"{IMAGE} -n stable",),
    "channel list": (IMAGE,),
    "channel log": (f"{IMAGE} -n stable",),
    "channel rollback": (f"{IMAGE} -n stable",),
    "channel remove": (f"{IMAGE} -n stable",),
    "source add": ("-g {g} --type image -n new -l westus",),
    "source show": (f"-g {{g}} --type image -n {SOURCE}", "-g {g} --type image -n zeb"),
    "source list": ("", "-g {g}", "--all-subscriptions"),
    "source remove": (f"-g {{g}} --type image -n {SOURCE}",),
    "cost estimate": ("", "-g {g}", WHERE, IMAGE),
    "group create": ("-n {g} -l westus",),
    "group show": ("-n {g}",),
    "group list": ("", "--all-subscriptions"),
    "group delete": ("-n {g} --yes", "-n {g} --yes --dry-run"),
    "group exists": ("-n {g}",),
    "account list": ("",),
    "account show": ("", f"--subscription {OTHER_SUB}", "--subscription yakyar"),
    "account set": ("--subscription yakyar",),
    "resource show": (f"--ids {ASKED_ID}", f"--ids {NESTED_ID}applications/{{a}}"),
    "resource delete": (f"--ids {ASKED_ID}", f"--ids {NESTED_ID}inVMAccessControlProfiles/{{p}}/versions/{{v}}"),
    "resource move": (f"--ids {ASKED_ID} --destination-group {{g2}}",),
    "role assignment list": ("", "--all", "--scope /subscriptions/{s}/resourceGroups/{g}", "-g {g}"),
    "role assignment create": (
        "--role Reader --assignee eve@contoso.com --scope /subscriptions/{s}/resourceGroups/{g}",
    ),
    "role assignment delete": ("--assignee eve@contoso.com --scope /subscriptions/{s}/resourceGroups/{g} --yes",),
    "role definition list": ("", "--scope /subscriptions/{s}/resourceGroups/{g}"),
    "role definition show": ("--name acdd72a7-3385-48ef-bd42-f606fba81ae7",),
    "role definition delete": ("--name Readers",),
    "access list": (WHERE, IMAGE, VERSION, f"--id {NESTED_ID}applications/{{a}}"),
    "access check": (f"--action read --id {ASKED_ID}",),
    "access explain": (f"--action read --id {ASKED_ID}", f"{WHERE} --action share"),
    "usage list": ("", "-l westus", "--all-subscriptions"),
    "lint": ("", "-g {g}", WHERE),
    # The owner's, whatever is asked.
    "consumer add": (f"-g {{g}} --vm {CONSUMER}x -r {{r}} -i {{i}} -e {{e}}",),
    "consumer show": ("-g {g} --vm walru",),
    "consumer list": ("", "-g {g}"),
    "consumer remove": ("-g {g} --vm walru",),
    "account add": ("--name yakyar",),
    "serve run": ("--port 70000",),
    "serve env": ("",),
    "log": ("",),
    "undo": ("",),
    "assert": ("--called 'gallery create'",),
    "fault list": ("",),
    "fault clear": ("",),
    "fault remove": ("1",),
    "fault add": ("--kind throttled",),
    "clock show": ("",),
    "clock advance": ("1d",),
    "clock reset": ("",),
    "clock set": ("2040-01-01",),
    "store check": ("",),
    "store info": ("",),
    "store path": ("",),
    "store backup": ("never.zip",),
    "store restore": ("never.zip",),
    "store migrate": ("--format toml",),
    "store init": ("",),
    "store snapshot save": ("one",),
    "store snapshot list": ("",),
    "store snapshot diff": ("one two",),
    "store snapshot load": ("one",),
    "store snapshot delete": ("one",),
}
# Those read files that are given to them, the settings or nothing, or run other commands.
WITHOUT_A_LINE = {
    *("batch", "completion", "config get", "config list", "config set", "config unset", "configure", "explain"),
    *("account list-locations", "replica plan", "version", "consumer import"),
    *("role definition create", "role definition update", "shim env", "shim install"),
}


class Place(NamedTuple):
    """The names that a line is filled with."""

    g: str
    r: str
    i: str
    e: str


PLACES = [
    Place(GALLERIES[gallery], gallery, definition, version)
    for definition, gallery in DEFINITIONS.items()
    for version in VERSIONS[definition]
]
NEAR = [Place("ring", "Alpac", "dromedar", "41.0.70"), Place("ringo", "Alpaca", "elephan", "41.0.7")]


def version_id(name: str) -> ResourceId:
    place = next(place for place in PLACES if place.e == name)
    return gallery_id(SUB, place.g, place.r).child("images", place.i).child("versions", place.e)


def everything() -> list[ResourceId]:
    """The IDs of all that is there, with the names that are to be kept."""
    found = [ResourceId((("subscriptions", SUB), ("resourceGroups", group))) for group in GROUPS]
    for place in PLACES:
        gallery = gallery_id(SUB, place.g, place.r)
        definition = gallery.child("images", place.i)
        found += [gallery, definition, definition.child("versions", place.e)]
        for holder in others(gallery, place.r):
            found += [holder, holder.child("versions", OTHER_VERSIONS[APPLICATIONS[place.r]])]
    return list(dict.fromkeys(found))


def others(gallery: ResourceId, name: str) -> tuple[ResourceId, ResourceId]:
    """The application and the access control profile of the gallery with that name."""
    return (
        gallery.child("applications", APPLICATIONS[name]),
        gallery.child("inVMAccessControlProfiles", PROFILES[name]),
    )


def made() -> Context:
    """A new store with everything in it; its owner."""
    owner = worlds.at(f"memory:leaks {next(_stores)}")
    principals.subscription(owner, OTHER_SUB, OTHER_NAME)
    for group in GROUPS:
        groups.create(owner, group, "westus", None)
    for name, group in GALLERIES.items():
        _gallery(owner, name, group)
    place = next(place for place in PLACES if place.i == "dromedary")
    definition = version_id(place.e).parent
    for name in VERSIONS["dromedary"]:
        channels.point(owner, definition, "stable", name)
    vm = compute_id(SUB, "quell", "virtualMachines", CONSUMER)
    consumers.add(owner, consumer(vm, version_id("41.0.7")))
    follower = compute_id(SUB, "quell", "virtualMachineScaleSets", f"{CONSUMER}s")
    consumers.add(owner, consumer(follower, definition, location="westus"))
    sources.add(owner, compute_id(SUB, "quell", "images", SOURCE), Source(location="westus"))
    image_versions.delete(owner, version_id("44.0.7").parent.child("versions", DELETED["flamingo"]))
    shares.add(
        owner, gallery_id(SUB, "quell", "Cuckoo"), [SharingGroup(type=SharingGroupType.SUBSCRIPTIONS, ids=(OTHER_SUB,))]
    )
    for name, rights in ROLES.items():
        if rights is not None:
            principals.role(owner, name, *rights)
    return owner


def _gallery(owner: Context, name: str, group: str) -> None:
    from sig.domain.gallery import Gallery, GalleryProperties

    permissions = Permissions.GROUPS if name == "Cuckoo" else Permissions.PRIVATE
    properties = GalleryProperties(
        sharing_profile=SharingProfile(permissions=permissions),
        soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=name == "Bizarre"),
    )
    gallery = gallery_id(SUB, group, name)
    galleries.create(owner, gallery, Gallery(location="westus", properties=properties))
    number = OTHER_VERSIONS[APPLICATIONS[name]]
    worlds.application_version(owner, worlds.application(owner, gallery, APPLICATIONS[name]), number)
    worlds.access_profile_version(owner, worlds.access_profile(owner, gallery, PROFILES[name]), number)
    for definition in (one for one, holder in DEFINITIONS.items() if holder == name):
        identifier = worlds.definition(owner, gallery, definition)
        for number in (*VERSIONS[definition], *filter(None, [DELETED.get(definition)])):
            source = str(version_id(COPIES[number])) if number in COPIES else worlds.IMAGE
            worlds.version(owner, identifier, number, storage_profile=StorageProfile(source=ImageSource(id=source)))


def said(owner: Context, line: str, *options: str) -> tuple[int, str]:
    """The exit code of the command line, run as Eve, and all that it says."""
    words = [*shlex.split(line), *options, "--as", "eve@contoso.com"]
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("SIG_STORE", owner.store.info().location)
        patch.setenv("SIG_NOW", "2026-01-08")
        patch.setenv("SIG_CONFIG_DIR", "/nowhere")
        patch.setattr(sys, "argv", ["sig", *words])
        patch.setattr(session, "_current", Session())
        code = app.run(words)
    return code, out.getvalue() + err.getvalue()


def hidden(owner: Context) -> set[str]:
    """The names that Eve has no business to know: of what she cannot read, and is not above what she can."""
    deleted = [version_id("44.0.7").parent.child("versions", name) for name in DELETED.values()]
    kept = [compute_id(SUB, "quell", "virtualMachines", CONSUMER), compute_id(SUB, "quell", "images", SOURCE)]
    with owner.store.reading() as view:
        eve = principals.caller(owner, "eve")
        rights = Rights(view, eve)
        known = [one for one in (*everything(), *kept, *map(artifact_id, deleted)) if rights.may_read(one)]
        answered = [*known, *(one for one in everything() if rights.may_write(one))]  # a PUT answers with the body
        told = [grant.scope for grant in role_assignments.grants(view, SUB, access.principals(eve, DEFAULT_TENANT))]
    seen = {name for resource in [*known, *told] for _, name in resource.pairs}
    for resource in answered:
        if resource.name == "dromedary":
            seen |= {*VERSIONS["dromedary"]}  # its channels are tags
        if resource.name in COPIES:
            seen |= {name for _, name in version_id(COPIES[resource.name]).pairs}  # it says what it is made from
    names = {*GROUPS, *GALLERIES, *DEFINITIONS, *(one for found in VERSIONS.values() for one in found)}
    names |= {*APPLICATIONS.values(), *PROFILES.values(), *OTHER_VERSIONS.values()}
    return {*names, *DELETED.values(), CONSUMER, SOURCE, OTHER_NAME} - seen


def granted(owner: Context, grants: Iterable[tuple[str, ResourceId]]) -> None:
    eve = principals.user(owner, "eve")
    for role, scope in grants:
        with suppress(RoleAssignmentExists):
            principals.assign(owner, scope, role, eve)


GRANTS = st.lists(
    st.tuples(
        st.sampled_from(list(ROLES)), st.sampled_from([ResourceId.of_subscription(SUB), *everything(), *everything()])
    ),
    max_size=3,
)
ALL_LINES = [(verb, line) for verb, lines in LINES.items() for line in lines]


def filled(verb: str, line: str, place: Place, other: Place) -> str:
    """The line about ``place``; what it needs besides is from ``other``."""
    gallery = place.r if place.r in APPLICATIONS else "Alpaca"
    application = APPLICATIONS[gallery]
    more = {"a": application, "p": PROFILES[gallery], "v": OTHER_VERSIONS[application]}
    more |= {"s": SUB, "t": other.i, "g2": other.g, "r2": other.r, "i2": other.i, "e2": other.e}
    return f"{verb} {line.format(**place._asdict(), **more)}"


def test_every_command_has_a_line() -> None:
    nouns = {name for name in TREE if name.split()[0] != "ad"}  # of the directory, which anybody in it reads
    twice = {name for name in TREE if f"gallery {name}" in TREE}
    assert nouns - twice - set(LINES) == WITHOUT_A_LINE


def test_every_line_is_one_that_its_command_takes() -> None:
    owner = made()
    granted(owner, [])
    lines = [filled(verb, template, PLACES[0], PLACES[2]) for verb, template in ALL_LINES]
    assert [line for line in lines if said(owner, line)[0] == 2] == []  # what is not understood names nothing anyway


@settings(max_examples=30, deadline=None)
@given(grants=GRANTS, seed=st.integers(0, 2**16))
def test_no_command_names_what_who_asks_may_not_read(grants: list[tuple[str, ResourceId]], seed: int) -> None:
    owner = made()
    granted(owner, grants)
    choose = Random(seed)
    put = ""
    for verb, template in choose.sample(ALL_LINES, 40):
        line = filled(verb, template, choose.choice([*PLACES, *NEAR]), choose.choice(PLACES))
        kept = {name for name in hidden(owner) if name.casefold() not in f"{put} {line}".casefold()}
        code, answer = said(owner, line, *choose.choice([[], ["--debug"], ["-o", "table"], ["--verbose"]]))
        if code == 0 and verb in WRITING:
            put += f" {line}"  # what Eve has put somewhere she finds there again
        assert [name for name in kept if re.search(rf"\b{re.escape(name)}", answer, re.IGNORECASE)] == [], line


@settings(max_examples=40, deadline=None)
@given(grants=GRANTS, at=st.sampled_from(list(NOWHERE)), seed=st.integers(0, 2**16))
def test_what_is_there_and_what_is_not_are_answered_alike(
    grants: list[tuple[str, ResourceId]], at: str, seed: int
) -> None:
    """Only of names over which Eve has no right whatever: who may change something finds out that it is there."""
    place = PLACES[0]
    secret = ResourceId(version_id(place.e).pairs[: 2 if at == place.g else 4 + place[1:].index(at)])
    assert secret.name == at
    owner = made()
    granted(owner, [(role, scope) for role, scope in grants if not _touches(scope, secret)])
    nowhere = place._replace(**{name: NOWHERE[at] for name, text in place._asdict().items() if text == at})
    for verb, template in Random(seed).sample(ALL_LINES, 12):
        lines = [filled(verb, template, one, PLACES[2]) for one in (place, nowhere)]
        answers = [said(owner, line) for line in lines]
        plain = [(code, text.replace(NOWHERE[at], "?").replace(at, "?")) for code, text in answers]
        assert plain[0] == plain[1], lines


def _touches(scope: ResourceId, secret: ResourceId) -> bool:
    """Whether a role at ``scope`` holds over the secret, or over something in it."""
    return secret.key[: len(scope.pairs)] == scope.key or scope.key[: len(secret.pairs)] == secret.key


class AsEve:
    """An authenticator that takes everybody for Eve."""

    def __init__(self, owner: Context) -> None:
        self._owner = owner

    def caller(self, headers: Mapping[str, str]) -> Caller:  # noqa: ARG002 - whatever they say
        return principals.caller(self._owner, "eve")


@contextmanager
def served(owner: Context) -> Iterator[Client]:
    """A client of a server of the owner's store, whose requests are Eve's."""
    asked = ServerSettings(context=owner, fixed_at=owner.clock.now, authenticator=AsEve(owner))
    client = Client(application(asked), api_version="2024-03-03")
    try:
        yield client
    finally:
        client.close()


router()  # imports all that declare a route
ROUTES = [route for route in declared() if route.methods[0] != "HEAD"]  # whose answers have no body


def asked(client: Client, route: Route, place: Place, other: Place) -> tuple[str, Response]:
    """What Eve sent over the route about ``place`` (what it needs besides is from ``other``), and the answer."""
    given = {
        "subscription": SUB,
        "group": place.g,
        "gallery": place.r,
        "image": place.i,
        "application": APPLICATIONS.get(place.r, APPLICATIONS["Alpaca"]),
        "profile": PROFILES.get(place.r, PROFILES["Alpaca"]),
        "version": place.e,
        "location": "westus",
        "source": SOURCE,
        "namespace": "Microsoft.Compute",
        "artifactType": "Images",
        "operation": SUB,
    }
    if "sharedGalleries" in route.template:
        given["gallery"] = f"{SUB}-{place.r}"
    path = route.template.format(**given)
    source = str(version_id(other.e))
    bodies: dict[str, dict[str, object]] = {
        "PUT": {"location": "westus", "properties": {"storageProfile": {"source": {"id": source}}}},
        "PATCH": {"tags": {"a": "b"}},
        "POST": {"operationType": "Reset", "query": "communitygalleryresources", "subscriptions": [SUB]},
    }
    [method] = route.methods
    document = bodies.get(method)
    version = "2024-03-03" if "Microsoft.Compute" in path else "2024-03-01"
    answer = client.request(method, path, document, api_version=version)
    return f"{method} {path} {document}", answer


@settings(max_examples=25, deadline=None)
@given(grants=GRANTS, seed=st.integers(0, 2**16))
def test_no_request_names_what_who_asks_may_not_read(grants: list[tuple[str, ResourceId]], seed: int) -> None:
    owner = made()
    granted(owner, grants)
    choose = Random(seed)
    put = ""
    with served(owner) as client:
        for route in choose.choices(ROUTES, k=80):
            kept = hidden(owner)
            line, answer = asked(client, route, choose.choice([*PLACES, *NEAR]), choose.choice(PLACES))
            assert answer.status < 500, line
            if not route.reads and answer.status < 400:
                put += f" {line}"  # what Eve has put somewhere she finds there again
            told = f"{answer.headers} {answer.content.decode()}"
            unasked = {name for name in kept if name.casefold() not in f"{put} {line}".casefold()}
            assert [name for name in unasked if re.search(rf"\b{re.escape(name)}", told, re.IGNORECASE)] == [], line


@settings(max_examples=25, deadline=None)
@given(grants=GRANTS, at=st.sampled_from(list(NOWHERE)), seed=st.integers(0, 2**16))
def test_requests_for_what_is_there_and_for_what_is_not_are_answered_alike(
    grants: list[tuple[str, ResourceId]], at: str, seed: int
) -> None:
    place = PLACES[0]
    secret = ResourceId(version_id(place.e).pairs[: 2 if at == place.g else 4 + place[1:].index(at)])
    owner = made()
    granted(owner, [(role, scope) for role, scope in grants if not _touches(scope, secret)])
    nowhere = place._replace(**{name: NOWHERE[at] for name, text in place._asdict().items() if text == at})
    with served(owner) as client:
        for route in Random(seed).choices(ROUTES, k=30):
            answers = [asked(client, route, one, PLACES[2])[1] for one in (place, nowhere)]
            plain = [
                (answer.status, answer.content.decode().replace(NOWHERE[at], "?").replace(at, "?"))
                for answer in answers
            ]
            assert plain[0] == plain[1], (route.methods, route.template)


@settings(max_examples=20, deadline=None)
@given(grants=GRANTS, place=st.sampled_from(PLACES))
def test_no_name_is_completed_that_may_not_be_read(grants: list[tuple[str, ResourceId]], place: Place) -> None:
    owner = made()
    granted(owner, grants)
    kept = hidden(owner)
    kinds = (
        *("subscription", "group", "gallery", "definition", "version", "target-gallery", "fault"),
        *("application", "application-version", "access-profile", "access-profile-version"),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIG_STORE", owner.store.info().location)
        patch.setenv("SIG_PRINCIPAL", "eve@contoso.com")
        for kind in kinds:
            lines = ("", f"-g {place.g}", f"-g {place.g} -r {place.r} -i {place.i}", "undelete -i flamingo")
            found = {name for line in lines for name in complete.candidates(kind, "", line.split())}
            assert {name.casefold() for name in found} & {name.casefold() for name in kept} == set()
