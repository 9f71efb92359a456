#!/bin/sh
# The two-minute tour: a gallery, a definition and a version with two replicas, then the list.
# It works in a store of its own that is removed at the end, unless SIG_STORE names one to keep.
set -eu

if [ -z "${SIG_STORE:-}" ]; then
    place=$(mktemp -d)
    trap 'rm -rf "$place"' EXIT
    export SIG_STORE="$place/store"
fi

step() {
    printf '$ %s\n' "$*"
    "$@"
}

step sig group create -n images -l westus -o none
step sig create -g images -r contoso -o none
step sig image-definition create -g images -r contoso -i ubuntu \
    -p Contoso -f Ubuntu -s 24.04 --os-type Linux --os-state Generalized -o none
step sig image-version create -g images -r contoso -i ubuntu -e 1.0.0 \
    --managed-image web-server --target-regions westus eastus=3 --replica-count 2 \
    --query publishingProfile.targetRegions -o table
step sig image-version list -g images -r contoso -i ubuntu -o table
