"""The nouns of the command line: which there are, in the order that help lists them."""

# noun -> (package below sig.cli, what it does)
#
# Difference from az (gallery-application * missing; identity * missing; in-vm-access-control-profile* missing;
# *list-shared missing; *show-shared missing; *list-community missing; *show-community missing): Not every command is
# there yet. VM applications, in-VM access control profiles, managed identities of galleries, and the views that others
# have of shared and community galleries are still to come.
#
# Difference from az (group * extra; account * extra; config * extra; configure extra; version extra): Commands of az
# beside az sig are there too. Scripts for galleries need az group, account, config, configure and version; of these,
# `sig` has what works on the store.
NOUNS: dict[str, tuple[str, str]] = {
    "gallery": ("gallery", "Manage galleries."),
    "image-definition": ("image_definition", "Manage image definitions."),
    "image-version": ("image_version", "Manage image versions."),
    "share": ("share", "Share galleries with subscriptions, tenants or the community."),
    "group": ("group", "Manage resource groups."),
    "account": ("account", "Manage subscriptions."),
    "config": ("config", "Read and change settings."),
    "store": ("store", "Make and look at the store."),
}

# Commands that stand alone: name -> module below sig.cli whose function ``command`` it is. The
# verbs of galleries stand here too, as they do in ``az sig``.
#
# Difference from az (gallery * extra): Gallery verbs have a noun as well. `sig gallery create` is `sig create`, and so
# for the other verbs.
#
# Difference from az (store * extra; completion extra): Some commands are of sig alone. `sig store` makes and shows the
# store, `sig completion` prints the completion script of a shell.
STANDALONE: dict[str, str] = {
    "create": "gallery.create",
    "show": "gallery.show",
    "list": "gallery.list",
    "update": "gallery.update",
    "delete": "gallery.delete",
    "wait": "gallery.wait",
    "configure": "configure",
    "completion": "completion",
    "version": "version",
}
