"""Where documents live: the promises of a store and the backends that keep them."""
