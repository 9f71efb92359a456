#!/bin/sh
# How the stores of format 1 beside this file were made, with the last release that wrote that format.
# They are old on purpose: do not make them again with a newer one.  usage: sh made-by.sh json|toml FOLDER
set -e
export SIG_STORE="$2" SIG_NOW=2026-01-07T05:56:46.46484Z SIG_PROFILE=current
sig store init --path "$2" --format "$1" -o none
sig account add --name production --id 22222222-2222-2222-2222-222222222222 -o none
sig group create -n 'Images.(prod)' -l westus --tags team=images cost.center=42 -o none
sig configure --defaults group='Images.(prod)'
sig create -r Contoso -l westus --permissions Groups --tags stage=live --description 'Über "alles"' -o none
sig share add -r Contoso --subscription-ids 22222222-2222-2222-2222-222222222222 -o none
sig create -r Kept -l westus --soft-delete true --soft-delete-retention 30 -o none
sig source add --type vm -n builder -l westus --os-type Linux --hyper-v-generation V2 --size-gb 30 --data-disks 0=32 -o none
sig source add --type vhd --uri https://vhds.blob.core.windows.net/vhds/os%20disk.vhd -l westus -o none
sig image-definition create -r Contoso -i Web -p Contoso -f Web -s 22_04 --os-type Linux --hyper-v-generation V2 \
    --features IsAcceleratedNetworkSupported=true -o none
sig image-definition create -r Contoso -i db -p Contoso -f Db -s 22_04 --os-type Linux --os-state Specialized -o none
sig image-definition create -r Kept -i kept -p Contoso -f Kept -s 1 --os-type Windows -o none
sig image-version create -r Contoso -i web -e 1.0.0 --virtual-machine \
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Images.(prod)/providers/Microsoft.Compute/virtualMachines/builder' --replica-count 2 \
    --target-regions westus=3 'East US=1=standard_zrs' --end-of-life-date 2030-01-01 -o none
sig image-version create -r Contoso -i web -e 1.10.0 --managed-image web-41 --exclude-from-latest true -o none
sig image-version create -r Kept -i kept -e 1.0.0 --managed-image kept -o none
sig image-version create -r Kept -i kept -e 1.0.1 --managed-image kept -o none
sig image-version delete -r Kept -i kept -e 1.0.0 -o none
