#!/bin/sh
# Rehearses publish() under a slow replication, one that fails, and one that never ends. Exits with 0 if it copes.
# It works in a store of its own that is removed at the end, unless SIG_STORE names one to keep.
set -eu

if [ -z "${SIG_STORE:-}" ]; then
    place=$(mktemp -d)
    trap 'rm -rf "$place"' EXIT
    export SIG_STORE="$place/store"
fi
export SIG_DEFAULTS_GROUP=images SIG_ONLY_SHOW_ERRORS=true
image='-r contoso -i web'

# What is rehearsed; in your pipeline it is a script of its own.
publish() {
    sig image-version create $image -e "$1" --managed-image "web-$1" --target-regions westus eastus --no-wait
    sig image-version wait $image -e "$1" --created --interval 60 --timeout 7200 -o none 2>/dev/null || true
    state=$(sig image-version show $image -e "$1" --query provisioningState -o tsv)
    case $state in
    Succeeded) ;;
    Failed) # What Azure advises: update without the regions that failed, then again with them.
        sig image-version update $image -e "$1" --target-regions westus -o none
        sig image-version update $image -e "$1" --target-regions westus eastus -o none
        ;;
    *)
        echo "publish: version $1 is $state after two hours"
        return 1
        ;;
    esac
}

ended() {
    echo "$1: $(sig image-version show $image -e "$2" --query provisioningState -o tsv)" \
        "at $(sig clock show --query now -o tsv)"
}

sig group create -n images -l westus -o none
sig create -r contoso -o none
sig image-definition create -r contoso -i web -p Contoso -f Web -s v1 --os-type Linux -o none

# A stopped clock: waiting moves it, so that hours pass at once and every run sees the same times.
sig clock set 2030-01-01T00:00:00Z -o none
export SIG_REPLICATION='regions:westus=8m,eastus=50m'

publish 1.0.0
ended 'slow' 1.0.0

sig fault add --kind replication-failed --region eastus --times 1 -o none
publish 1.1.0
ended 'failed once' 1.1.0

sig fault add --kind stuck --region eastus --resource 1.2.0 -o none
if publish 1.2.0; then
    echo 'publish took a version for published that is not' >&2
    exit 1
fi
ended 'stuck' 1.2.0

# Until then each region has what its own copies brought, and latest is the version before.
echo "1.2.0 in westus: $(sig image-version check-deploy $image -e 1.2.0 -l westus --query deployable)"
echo "latest in eastus: $(sig image-version check-deploy $image -l eastus --query version -o tsv)"
