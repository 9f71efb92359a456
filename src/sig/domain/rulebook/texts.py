"""Messages and property paths that several rules have."""

CHANGE = "Changing property '{}' is not allowed."
NESTED = (
    (
        "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '{}'. "
        "Please delete all nested resources before deleting this resource."
    ),
    "Can not delete resource before nested resources are deleted.",
)
EXISTS_ELSEWHERE = (
    (
        "The resource '{}' already exists in location '{}' in resource group '{}'. A resource with the same name "
        "cannot be created in location '{}'. Please select a new resource name."
    ),
)
ENTITY = "The entity name '{}' is invalid according to its validation rule: {}"
UNAVAILABLE = (
    (
        "The provided location '{}' is not available for resource type '{}'. List of available regions for the "
        "resource type is '{}'"
    ),
)
PUBLISHING = "galleryImageVersion.properties.publishingProfile"
STORAGE = "galleryImageVersion.properties.storageProfile"
