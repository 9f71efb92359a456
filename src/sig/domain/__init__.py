"""The gallery model by noun: documents, rules, defaults and refusals. Pure: standard library only."""
