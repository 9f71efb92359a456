"""Azure Compute Gallery (Shared Image Gallery) on one's own machine."""

__version__ = "0.1.0"
