"""The ARM HTTP API: a second front door to the same services; it holds no rules of the gallery model."""
