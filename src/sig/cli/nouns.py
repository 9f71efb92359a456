"""The nouns of the command line: which there are, in the order that help lists them."""

# noun -> (package below sig.cli, what it does). A noun of several words is a noun below another one, which has verbs of
# its own or not: "store snapshot" is what follows "store".
#
# Difference from az (group * extra; account * extra; config * extra; configure extra; version extra; resource move
# extra; role * extra): Commands of az beside az sig are there too. Scripts for galleries need az group, account, role,
# config, configure, resource move and version; of these, `sig` has what works on the store.
NOUNS: dict[str, tuple[str, str]] = {
    "gallery": ("gallery", "Manage galleries."),
    "image-definition": ("image_definition", "Manage image definitions."),
    "image-version": ("image_version", "Manage image versions."),
    "gallery-application": ("gallery_application", "Manage VM applications."),
    "gallery-application version": ("gallery_application.version", "Manage versions of VM applications."),
    "in-vm-access-control-profile": ("in_vm_access_control_profile", "Manage in-VM access control profiles."),
    "in-vm-access-control-profile-version": (
        "in_vm_access_control_profile_version",
        "Manage versions of in-VM access control profiles.",
    ),
    "share": ("share", "Share galleries with subscriptions, tenants or the community."),
    "identity": ("identity", "Manage the managed identities of galleries."),
    "channel": ("channel", "Point names such as stable at image versions, and back."),
    "source": ("source", "Register the sources of image versions."),
    "replica": ("replica", "Plan replicas."),
    "cost": ("cost", "Estimate what versions cost."),
    "consumer": ("consumer", "Record which VMs and scale sets use image versions."),
    "group": ("group", "Manage resource groups."),
    "resource": ("resource", "Look at any resource by its ID, delete it, or ask to move it."),
    "account": ("account", "Manage subscriptions."),
    "ad": ("ad", "Manage the directory: who can be given access."),
    "ad user": ("ad.user", "Manage users and guests."),
    "ad group": ("ad.group", "Manage groups."),
    "ad group member": ("ad.group.member", "Manage the members of groups."),
    "ad app": ("ad.app", "Manage application registrations."),
    "ad app credential": ("ad.app.credential", "Manage the secrets of applications."),
    "ad sp": ("ad.sp", "Manage service principals: applications in a tenant."),
    "ad sp credential": ("ad.sp.credential", "Manage the secrets of service principals."),
    "role": ("role", "Manage roles and who has them."),
    "role assignment": ("role.assignment", "Manage who has which role where."),
    "role definition": ("role.definition", "Manage roles: what each allows."),
    "access": ("access", "Ask who can reach what, and why."),
    "config": ("config", "Read and change settings."),
    "usage": ("usages", "See how much of the limits is in use."),
    "fault": ("fault", "Make commands and copies fail as they do on Azure."),
    "clock": ("clock", "See and move the time that the store goes by."),
    "serve": ("serve", "Serve the store over HTTP, as Azure's API does; without a verb: run."),
    "shim": ("shim", "Put an az on the path that answers from the store."),
    "store": ("store", "Make the store and look after it."),
    "store snapshot": ("store.snapshot", "Keep named states of the store and go back to them."),
}

# The verb of a noun that is named without one.
DEFAULT_VERBS: dict[str, str] = {"serve": "run"}

# Commands that stand alone: name -> module below sig.cli whose function ``command`` it is. The
# verbs of galleries stand here too, as they do in ``az sig``.
#
# Difference from az (gallery * extra): Gallery verbs have a noun as well. `sig gallery create` is `sig create`, and so
# for the other verbs.
#
# Difference from az (lint extra; image-version diff extra; delete --recursive extra; delete --yes extra; delete
# --bypass-soft-delete extra; delete --force extra): What is stored can be looked over, and removed whole. `sig lint`
# holds it against best practices, `sig image-version diff` compares two versions, `sig gallery tree` draws what there
# is, and `sig gallery delete --recursive` removes a gallery with all that is in it.
#
# Difference from az (consumer * extra; channel * extra; image-version prune extra; image-version promote extra;
# image-version lineage extra; image-version revoke extra; image-version restore extra; image-version delete --force
# extra): The life of a version after its creation has commands. `sig consumer` records who uses versions, `sig
# image-version prune` deletes old ones by a policy, `promote` copies one to the next gallery, `lineage` tells where it
# comes from, `revoke` and `restore` take it out of use and back, and `sig channel` points names such as stable at
# versions.
#
# Difference from az (image-version latest extra; image-version next extra; image-version check extra; replica * extra;
# cost * extra): Questions before a build have commands. `sig image-version latest` says which version Azure takes,
# `sig image-version next` which number is free, `sig image-version check` all that speaks against a new version,
# `sig replica plan` how many replicas a deployment needs, `sig cost estimate` what versions cost.
#
# Difference from az (serve * extra): What is stored can be served as Azure's API. `sig serve` answers what clients of
# Azure ask, `sig serve env` says how to point them at it.
#
# Difference from az (source * extra; store * extra; usage * extra; image-version check-deploy extra; completion
# extra; explain extra; batch extra; assert extra; log extra; undo extra; clock * extra; fault * extra; image-version
# replication extra; image-version wait --region extra; access * extra): Some commands are of sig alone. `sig source`
# registers what versions are made from, `sig store` makes the store and looks after it, `sig usage` says how much of
# the limits is in use, `sig image-version check-deploy` whether Azure would deploy an image, `sig image-version
# replication` how far a version is copied (and wait --region waits for one region), `sig clock` moves the time, `sig
# fault` makes commands and copies fail, `sig completion` prints the completion script of a shell, `sig explain` what
# an error means. `sig batch` runs many commands in one process, `sig assert` checks which commands changed the store.
# `sig log` lists what was changed, `sig undo` takes a change back. `sig access` says who can reach what, and why.
STANDALONE: dict[str, str] = {
    "create": "gallery.create",
    "show": "gallery.show",
    "list": "gallery.list",
    "update": "gallery.update",
    "delete": "gallery.delete",
    "wait": "gallery.wait",
    "list-shared": "gallery.list_shared",
    "show-shared": "gallery.show_shared",
    "list-community": "gallery.list_community",
    "show-community": "gallery.show_community",
    "lint": "lint",
    "configure": "configure",
    "batch": "batch",
    "assert": "assert_",
    "log": "log",
    "undo": "undo",
    "explain": "explain",
    "completion": "completion",
    "version": "version",
}
