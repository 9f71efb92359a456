#!/usr/bin/env bash
# Copies the newest tested version into the gallery of production, then publishes it to one more region.
set -euo pipefail

: "${GROUP:?}" "${FROM:?}" "${TO:?}" "${IMAGE:?}"

read -r version id < <(az sig image-version list -g "$GROUP" -r "$FROM" -i "$IMAGE" \
  --query "[?tags.tested=='true'].[name, id]" --output tsv | sort -V -k 1,1 | tail -n 1)
[ -n "${version:-}" ] || { echo "nothing tested in $FROM/$IMAGE" >&2; exit 1; }

if ! az sig image-version show -g "$GROUP" -r "$TO" -i "$IMAGE" -e "$version" -o none 2>/dev/null; then
  az sig image-version create -g "$GROUP" -r "$TO" -i "$IMAGE" -e "$version" --image-version "$id" --output none
fi

regions=$(az sig image-version show -g "$GROUP" -r "$TO" -i "$IMAGE" -e "$version" \
  --query "publishingProfile.targetRegions[].name" -o tsv)
if ! grep -qx "East US" <<<"$regions"; then
  az sig image-version update -g "$GROUP" -r "$TO" -i "$IMAGE" -e "$version" \
    --add publishingProfile.targetRegions name=eastus regionalReplicaCount=2 \
    --set publishingProfile.excludeFromLatest=false --output none
fi
az sig image-version show -g "$GROUP" -r "$TO" -i "$IMAGE" -e "$version" \
  --query "publishingProfile.targetRegions[].[name, regionalReplicaCount]" --output tsv
