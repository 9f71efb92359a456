"""The nouns of the command line: which there are, in the order that help lists them."""

# noun -> (package below sig.cli, what it does)
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
