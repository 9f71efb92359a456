"""The rules of: lists of groups and resources, and the Resource Graph."""

from sig.domain.rulebook.rule import rule

RULES = (
    rule(
        "R430",
        "InvalidFilterInQueryString",
        "documented",
        "A $filter compares members with texts, joined by and",
        protects="Clients from lists that were not filtered as they asked.",
        accepted="Of groups tagName and tagValue; of resources also resourceType, name, location and resourceGroup; "
        "each once, with eq and a text in single quotes.",
        remedy="Write tagName eq 'env' and tagValue eq 'test', or filter what the list answers.",
        messages=("Invalid $filter '{}' specified in the query string.",),
    ),
    rule(
        "R431",
        "InvalidQuery",
        "assumed",
        "A query of the Resource Graph asks for community galleries",
        protects="Clients from answers to another question than theirs.",
        accepted="communitygalleryresources, with where (==, =~, !=, !~, in, in~, joined by and), order by, project, "
        "take and limit; at most 10,000 characters.",
        remedy="Leave out what is not understood, and do it with what the query answers.",
        messages=("Query is invalid: {}.",),
    ),
)
