#!/usr/bin/env bash
# Takes a gallery down, from the inside out, and waits until each part is gone.
set -euo pipefail

: "${GROUP:?}" "${GALLERY:?}"

for image in $(az sig image-definition list -g "$GROUP" -r "$GALLERY" --query '[].name' --output tsv); do
  for version in $(az sig image-version list -g "$GROUP" -r "$GALLERY" -i "$image" --query '[].name' --output tsv); do
    az sig image-version delete -g "$GROUP" -r "$GALLERY" -i "$image" -e "$version" --no-wait
    az sig image-version wait --deleted -g "$GROUP" -r "$GALLERY" -i "$image" -e "$version" --interval 1 --timeout 60
    echo "version $image/$version is gone"
  done
  az sig image-definition delete -g "$GROUP" -r "$GALLERY" -i "$image"
  az sig image-definition wait --deleted -g "$GROUP" -r "$GALLERY" -i "$image" --timeout 60
done

az sig delete -g "$GROUP" -r "$GALLERY"
az sig wait --deleted -g "$GROUP" -r "$GALLERY" --timeout 60
status=0
az sig show -g "$GROUP" -r "$GALLERY" --output none 2>/dev/null || status=$?
[ "$status" -eq 3 ] || { echo "gallery $GALLERY is still there" >&2; exit 1; }
az group delete --name "$GROUP" --yes --no-wait
echo "group exists: $(az group exists --name "$GROUP")"
