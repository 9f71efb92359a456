"""The nouns of the command line: which there are, in the order that help lists them."""

# noun -> (package below sig.cli, what it does). A noun of several words is a noun below another one, which has verbs of
# its own or not: "store snapshot" is what follows "store".
#
# Difference from az (gallery-application * missing; identity * missing; in-vm-access-control-profile* missing): Not
# every command is there yet. VM applications, in-VM access control profiles and managed identities of galleries are
# still to come.
#
# Difference from az (group * extra; account * extra; config * extra; configure extra; version extra): Commands of az
# beside az sig are there too. Scripts for galleries need az group, account, config, configure and version; of these,
# `sig` has what works on the store.
NOUNS: dict[str, tuple[str, str]] = {
    "gallery": ("gallery", "Manage galleries."),
    "image-definition": ("image_definition", "Manage image definitions."),
    "image-version": ("image_version", "Manage image versions."),
    "share": ("share", "Share galleries with subscriptions, tenants or the community."),
    "source": ("source", "Register the sources of image versions."),
    "group": ("group", "Manage resource groups."),
    "account": ("account", "Manage subscriptions."),
    "config": ("config", "Read and change settings."),
    "usage": ("usages", "See how much of the limits is in use."),
    "fault": ("fault", "Make commands and copies fail as they do on Azure."),
    "clock": ("clock", "See and move the time that the store goes by."),
    "store": ("store", "Make the store and look after it."),
    "store snapshot": ("store.snapshot", "Keep named states of the store and go back to them."),
}

# Commands that stand alone: name -> module below sig.cli whose function ``command`` it is. The
# verbs of galleries stand here too, as they do in ``az sig``.
#
# Difference from az (gallery * extra): Gallery verbs have a noun as well. `sig gallery create` is `sig create`, and so
# for the other verbs.
#
# Difference from az (source * extra; store * extra; usage * extra; image-version check-deploy extra; completion extra;
# explain extra; batch extra; assert extra; log extra; undo extra; clock * extra; fault * extra; image-version
# replication extra; image-version wait --region extra): Some commands are of sig alone. `sig source` registers what
# versions are made from, `sig store` makes and shows the store, `sig usage` says how much of the limits is in use, `sig
# image-version check-deploy` whether Azure would deploy an image, `sig image-version replication` how far a version is
# copied (and wait --region waits for one region), `sig clock` moves the time, `sig fault` makes commands and copies
# fail, `sig completion` prints the completion script of a shell, `sig explain` what an error means. `sig batch` runs
# many commands in one process, `sig assert` checks which commands changed the store. `sig log` lists what was changed,
# `sig undo` takes a change back.
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
    "configure": "configure",
    "batch": "batch",
    "assert": "assert_",
    "log": "log",
    "undo": "undo",
    "explain": "explain",
    "completion": "completion",
    "version": "version",
}
