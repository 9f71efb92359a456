#!/usr/bin/env bash
# Publishes a managed image under the next patch number, found with sort -V, and prints what was published.
set -euo pipefail

: "${GROUP:?}" "${GALLERY:?}" "${IMAGE:?}" "${SOURCE:?}"

az login --service-principal -u "${ARM_CLIENT_ID:-ci}" -p "${ARM_CLIENT_SECRET:-secret}" \
  --tenant "${ARM_TENANT_ID:-contoso}" --output none
az account set --subscription "${ARM_SUBSCRIPTION_ID:-sig}"
source_id=$(az image show --resource-group "$GROUP" --name "$SOURCE" --query id --output tsv)

latest=$(az sig image-version list -g "$GROUP" -r "$GALLERY" -i "$IMAGE" --query '[].name' --output tsv | sort -V | tail -n 1)
if [ -z "$latest" ]; then
  next=1.0.0
else
  IFS=. read -r major minor patch <<<"$latest"
  next="$major.$minor.$((patch + 1))"
fi

az sig image-version create -g "$GROUP" -r "$GALLERY" -i "$IMAGE" -e "$next" \
  --managed-image "$source_id" --target-regions westus=1 eastus=1=standard_lrs --replica-count 1 \
  --tags build="${BUILD:-local}" commit="${COMMIT:-none}" --no-wait
az sig image-version wait --created -g "$GROUP" -r "$GALLERY" -i "$IMAGE" -e "$next" --interval 1 --timeout 60
state=$(az sig image-version show -g "$GROUP" -r "$GALLERY" -i "$IMAGE" -e "$next" --query provisioningState -o tsv)
[ "$state" = Succeeded ] || { echo "version $next is $state" >&2; exit 1; }
echo "$next"
