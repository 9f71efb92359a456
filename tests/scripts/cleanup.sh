#!/usr/bin/env bash
# Deletes the versions published before a date, but keeps the newest ones and what is tagged keep.
set -euo pipefail

: "${GROUP:?}" "${GALLERY:?}" "${IMAGE:?}" "${BEFORE:?}" "${KEEP:=2}"

if [ -n "$(az lock list --resource-group "$GROUP" --query '[].name' --output tsv)" ]; then
  echo "$GROUP is locked" >&2
  exit 1
fi

mapfile -t newest < <(az sig image-version list -g "$GROUP" -r "$GALLERY" -i "$IMAGE" --query '[].name' -o tsv |
  sort -V | tail -n "$KEEP")
mapfile -t old < <(az sig image-version list -g "$GROUP" -r "$GALLERY" -i "$IMAGE" \
  --query "[?publishingProfile.publishedDate < '$BEFORE' && tags.keep == null].name" -o tsv | sort -V)

for version in "${old[@]}"; do
  if printf '%s\n' "${newest[@]}" | grep -qx "$version"; then
    continue
  fi
  az resource delete --ids "$(az sig image-version show -g "$GROUP" -r "$GALLERY" -i "$IMAGE" -e "$version" \
    --query id --output tsv)"
  echo "deleted $version"
done
echo "left: $(az sig image-version list -g "$GROUP" -r "$GALLERY" -i "$IMAGE" --query 'length(@)' -o tsv)"
