#!/usr/bin/env bash
# Makes sure that group, gallery and image definition are there: what is missing is created, by az's exit codes.
set -euo pipefail

: "${GROUP:?}" "${GALLERY:?}" "${IMAGE:?}" "${LOCATION:=westus}"

if [ "$(az group exists --name "$GROUP")" = false ]; then
  az group create --name "$GROUP" --location "$LOCATION" --tags owner=images --output none
  echo "created group $GROUP"
fi

if ! az sig show -g "$GROUP" --gallery-name "$GALLERY" --output none 2>/dev/null; then
  az sig create -g "$GROUP" --gallery-name "$GALLERY" --location "$LOCATION" --output none
  echo "created gallery $GALLERY"
fi

problem=$(mktemp)
trap 'rm -f "$problem"' EXIT
status=0
az sig image-definition show -g "$GROUP" -r "$GALLERY" -i "$IMAGE" --output none 2>"$problem" || status=$?
if [ "$status" -eq 3 ]; then
  az sig image-definition create -g "$GROUP" -r "$GALLERY" -i "$IMAGE" --publisher Contoso --offer Linux --sku "$IMAGE" \
    --os-type Linux --os-state Generalized --hyper-v-generation V2 --output none
  echo "created definition $IMAGE"
elif [ "$status" -ne 0 ]; then
  cat "$problem" >&2
  exit "$status"
fi
az sig image-definition show -g "$GROUP" -r "$GALLERY" -i "$IMAGE" --query identifier.sku --output tsv
