"""The rules of: deletion and soft delete."""

from sig.domain.rulebook.rule import accepts, rule

RULES = (
    rule(
        "R090",
        "CannotDeleteResource",
        "live",
        "Deletion goes from the inside out",
        protects="What is nested in a resource.",
        accepted="Versions first, then definitions, then the gallery; at once after each other.",
        remedy="Delete the versions first, then the definitions, then the gallery.",
        kind="restates",
        reason="R007, R033",
    ),
    rule(
        "R091",
        "DeleteGalleryImageVersionBlockedBeforeEndOfLife",
        "documented",
        "A version that is guarded lives to its end of life",
        protects="Images in production from a hasty clean-up.",
        accepted="Deletion after the end of life, or without blockDeletionBeforeEndOfLife.",
        remedy="Lift it with: sig image-version update … --block-deletion-before-end-of-life false.",
        messages=(
            (
                "Deletion of Gallery image version is not allowed because the image is enabled for "
                "blockDeletionBeforeEndOfLife and its endOfLifeDate has not reached yet"
            ),
        ),
    ),
    rule(
        "R092",
        "InvalidParameter",
        "documented",
        "Retention and grace are whole days within what the era allows",
        protects="How long a deleted version can be brought back.",
        accepted="Days from 0; in the profile where both are fixed, the fixed ones.",
        remedy="Leave both out, or use --profile current.",
        profiles=lambda era: "any number of days" if era.retention_is_editable else "7 days of retention, 0 of grace",
        messages=(
            "The value {} of parameter {}PeriodInDays is out of range. It is a number of days, 0 or more.",
            "Retention is {} days and grace {} days in profile '{}'.",
        ),
    ),
    rule(
        "R093",
        "ResourceNotFound",
        "documented",
        "Only a soft-deleted version is brought back",
        protects="Against an undelete that would find nothing.",
        accepted="A version of: sig image-version list-soft-deleted.",
        remedy="List what can be brought back: sig image-version list-soft-deleted.",
        messages=(
            (
                "The Resource 'Microsoft.Compute/galleries/{}/softDeletedArtifactTypes/Images/{}' under resource group "
                "'{}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"
            ),
            "soft-deletion is not enabled in Gallery '{}'",
        ),
        other_codes=("OperationNotAllowed",),
    ),
    accepts(
        "R094",
        "live",
        "A version can be deleted for good",
        protects="Storage, names and secrets from staying for the retention.",
        accepted="sig image-version delete --bypass-soft-delete, also on a version that is soft-deleted already.",
    ),
    rule(
        "R095",
        "OperationNotAllowed",
        "assumed",
        "The number of a soft-deleted version is taken",
        protects="The version that could still be brought back.",
        accepted="Another number, or the number once the version is gone for good.",
        remedy="Undelete it, use another number, or delete it with --bypass-soft-delete.",
        messages=("Image version '{}' is soft-deleted; a version of that name cannot be created.",),
    ),
    rule(
        "R096",
        "OperationNotAllowed",
        "documented",
        "Soft delete needs everything in one location, and whole",
        protects="Recovery, which happens in the gallery's region.",
        accepted="A gallery whose definitions and versions are in its own location; deletion of a version that is "
        "whole.",
        remedy="Use a gallery in the location of its definitions and versions; delete a failed version for good.",
        messages=(
            "Image version '{}' has failed and cannot be soft-deleted.",
            "Soft delete cannot be enabled for gallery '{}': '{}' is in location '{}', the gallery in '{}'.",
        ),
    ),
    rule(
        "R097",
        "OperationNotAllowed",
        "documented",
        "A locked resource is not deleted",
        protects="Galleries from deletion by accident.",
        accepted="A gallery without a lock.",
        remedy="Remove the lock in Azure; here, guard versions with --block-deletion-before-end-of-life.",
        kind="not emulated",
        messages=("The scope '{}' cannot perform delete operation because following scope(s) are locked: '{}'.",),
        reason="Locks are resources of Microsoft.Authorization, which no command of az sig makes or reads.",
    ),
)
