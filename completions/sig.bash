# Completion of sig for bash. Written by: sig completion bash
#
# It needs nothing but bash 4.4 or newer. Only values that live in the store are asked of sig itself.

# What may follow the words $1: into the caller's `names`.
__sig_names() {
    case $1 in
        ('')
            names=(gallery image-definition image-version gallery-application in-vm-access-control-profile in-vm-access-control-profile-version share identity channel source replica cost consumer group resource account ad role access config usage fault clock serve shim store create show list update delete wait list-shared show-shared list-community show-community lint configure batch assert log undo explain completion version)
            ;;
        ('gallery')
            names=(create show list update delete wait list-shared show-shared list-community show-community tree)
            ;;
        ('image-definition')
            names=(create show list update delete wait list-shared show-shared list-community show-community)
            ;;
        ('image-version')
            names=(create show list update delete wait replication undelete list-soft-deleted list-shared show-shared list-community show-community check-deploy latest next check diff prune promote lineage revoke restore)
            ;;
        ('gallery-application')
            names=(version create show list update delete wait)
            ;;
        ('gallery-application version')
            names=(create show list update delete wait)
            ;;
        ('in-vm-access-control-profile')
            names=(create show list update delete wait)
            ;;
        ('in-vm-access-control-profile-version')
            names=(create show list update delete wait)
            ;;
        ('share')
            names=(add remove reset enable-community wait)
            ;;
        ('identity')
            names=(assign remove show wait)
            ;;
        ('channel')
            names=(set show list log rollback remove)
            ;;
        ('source')
            names=(add show list remove)
            ;;
        ('replica')
            names=(plan)
            ;;
        ('cost')
            names=(estimate)
            ;;
        ('consumer')
            names=(add show list remove import)
            ;;
        ('group')
            names=(create show list delete exists)
            ;;
        ('resource')
            names=(show delete move)
            ;;
        ('account')
            names=(list show set list-locations add)
            ;;
        ('ad')
            names=(user group app sp)
            ;;
        ('ad user')
            names=(create list show update delete get-member-groups)
            ;;
        ('ad group')
            names=(member create list show delete get-member-groups)
            ;;
        ('ad group member')
            names=(list add remove check)
            ;;
        ('ad app')
            names=(credential create list show delete)
            ;;
        ('ad app credential')
            names=(reset list delete)
            ;;
        ('ad sp')
            names=(credential create create-for-rbac list show delete)
            ;;
        ('ad sp credential')
            names=(reset list delete)
            ;;
        ('role')
            names=(assignment definition)
            ;;
        ('role assignment')
            names=(create list delete)
            ;;
        ('role definition')
            names=(list show create update delete)
            ;;
        ('access')
            names=(check explain list)
            ;;
        ('config')
            names=(get set unset list)
            ;;
        ('usage')
            names=(list)
            ;;
        ('fault')
            names=(add list remove clear)
            ;;
        ('clock')
            names=(show set advance reset)
            ;;
        ('serve')
            names=(run env)
            ;;
        ('shim')
            names=(install env)
            ;;
        ('store')
            names=(snapshot init info path check migrate backup restore)
            ;;
        ('store snapshot')
            names=(save load list diff delete)
            ;;
        (*) return 1 ;;
    esac
}

# The options of the command $1, and the words that stand without an option: into the caller's `options` and
# `operand`. An option reads NAMES|TAKES|VALUES: TAKES is - (nothing), ? (true, false or nothing), 1 (one word),
# + (words up to the next option) or * (the same, and it may be repeated); VALUES are words, <KIND (asked of sig)
# or / (a path).
__sig_options() {
    operand=
    case $1 in
        ('gallery create' | 'create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--location -l|1|<region'
                '--tags|+|'
                '--description|1|'
                '--permissions|1|Community Groups Private'
                '--publisher-uri|1|'
                '--publisher-email --publisher-contact|1|'
                '--eula|1|'
                '--public-name-prefix|1|'
                '--soft-delete|?|true false'
                '--soft-delete-retention --soft-delete-retention-period|1|'
                '--soft-delete-grace --soft-delete-grace-period|1|'
                '--system-assigned --mi-system-assigned|?|true false'
                '--user-assigned --mi-user-assigned|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery show' | 'show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--ids|+|'
                '--select|1|Permissions'
                '--sharing-groups|?|true false'
                '--at|1|'
            )
            ;;
        ('gallery list' | 'list')
            options=(
                '--resource-group -g|1|<group'
                '--max-items|1|'
                '--next-token|1|'
                '--at|1|'
                '--all-subscriptions|-|'
            )
            ;;
        ('gallery update' | 'update')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--ids|+|'
                '--location -l|1|<region'
                '--permissions|1|Community Groups Private'
                '--publisher-uri|1|'
                '--publisher-email --publisher-contact|1|'
                '--eula|1|'
                '--public-name-prefix|1|'
                '--soft-delete|?|true false'
                '--soft-delete-retention --soft-delete-retention-period|1|'
                '--soft-delete-grace --soft-delete-grace-period|1|'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery delete' | 'delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--ids|+|'
                '--no-wait|?|true false'
                '--recursive|-|'
                '--yes -y|-|'
                '--bypass-soft-delete|?|true false'
                '--force|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery wait' | 'share wait' | 'identity wait' | 'wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
            )
            ;;
        ('gallery list-shared' | 'list-shared')
            options=(
                '--location -l|1|<region'
                '--shared-to|1|tenant'
                '--max-items|1|'
                '--next-token|1|'
            )
            ;;
        ('gallery show-shared' | 'show-shared')
            options=(
                '--location -l|1|<region'
                '--gallery-unique-name --name -n|1|'
                '--ids|+|'
            )
            ;;
        ('gallery list-community' | 'list-community')
            options=(
                '--location -l|1|<region'
                '--marker|1|'
                '--show-next-marker|-|'
            )
            ;;
        ('gallery show-community' | 'show-community')
            options=(
                '--location -l|1|<region'
                '--public-gallery-name --name -n|1|'
                '--ids|+|'
            )
            ;;
        ('gallery tree')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
            )
            ;;
        ('image-definition create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--publisher -p|1|'
                '--offer -f|1|'
                '--sku -s|1|'
                '--os-type|1|Windows Linux'
                '--os-state|1|Generalized Specialized'
                '--hyper-v-generation|1|V1 V2'
                '--architecture|1|x64 Arm64'
                '--features|1|'
                '--location -l|1|<region'
                '--tags|+|'
                '--description|1|'
                '--end-of-life-date|1|'
                '--eula|1|'
                '--privacy-statement-uri|1|'
                '--release-note-uri|1|'
                '--minimum-cpu-core|1|'
                '--maximum-cpu-core|1|'
                '--minimum-memory|1|'
                '--maximum-memory|1|'
                '--disallowed-disk-types|+|'
                '--plan-name|1|'
                '--plan-publisher|1|'
                '--plan-product|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-definition show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--ids|+|'
                '--at|1|'
            )
            ;;
        ('image-definition list' | 'gallery-application list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--max-items|1|'
                '--next-token|1|'
                '--at|1|'
            )
            ;;
        ('image-definition update')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--ids|+|'
                '--allow-update-image|?|true false'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-definition delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--ids|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-definition wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
            )
            ;;
        ('image-definition list-shared')
            options=(
                '--location -l|1|<region'
                '--gallery-unique-name|1|'
                '--shared-to|1|tenant'
                '--max-items|1|'
                '--next-token|1|'
            )
            ;;
        ('image-definition show-shared')
            options=(
                '--location -l|1|<region'
                '--gallery-unique-name|1|'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--ids|+|'
            )
            ;;
        ('image-definition list-community')
            options=(
                '--location -l|1|<region'
                '--public-gallery-name|1|'
                '--max-items|1|'
                '--next-token|1|'
            )
            ;;
        ('image-definition show-community')
            options=(
                '--location -l|1|<region'
                '--public-gallery-name|1|'
                '--gallery-image-definition -i|1|<definition'
                '--ids|+|'
            )
            ;;
        ('image-version create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
                '--location -l|1|<region'
                '--target-regions|+|<region'
                '--replica-count|1|'
                '--storage-account-type|1|Standard_LRS Standard_ZRS Premium_LRS'
                '--replication-mode|1|Full Shallow'
                '--exclude-from-latest|?|true false'
                '--end-of-life-date|1|'
                '--managed-image|1|'
                '--virtual-machine|1|'
                '--image-version|1|'
                '--os-snapshot|1|'
                '--data-snapshots|+|'
                '--data-snapshot-luns|+|'
                '--os-vhd-uri|1|'
                '--os-vhd-storage-account|1|'
                '--data-vhds-uris|+|'
                '--data-vhds-storage-accounts --data-vhds-sa|+|'
                '--data-vhds-luns|+|'
                '--target-region-encryption|+|'
                '--target-region-cvm-encryption|+|'
                '--target-edge-zones|+|'
                '--target-edge-zone-encryption --zone-encryption|+|'
                '--allow-replicated-location-deletion|?|true false'
                '--block-deletion-before-end-of-life --block-delete-before-eol|?|true false'
                '--tags|+|'
                '--no-wait|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
                '--expand|1|ReplicationStatus UefiSettings'
                '--at|1|'
            )
            ;;
        ('image-version list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--max-items|1|'
                '--next-token|1|'
                '--at|1|'
            )
            ;;
        ('image-version update')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--target-regions|+|<region'
                '--replica-count|1|'
                '--target-edge-zones|+|'
                '--allow-replicated-location-deletion|?|true false'
                '--block-deletion-before-end-of-life --block-delete-before-eol|?|true false'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|-|'
                '--no-wait|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
                '--bypass-soft-delete|?|true false'
                '--force|-|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
                '--expand|1|ReplicationStatus UefiSettings'
                '--region|1|'
            )
            ;;
        ('image-version replication')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
                '--watch -w|-|'
            )
            ;;
        ('image-version undelete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
                '--location -l|1|<region'
                '--allow-replicated-location-deletion|?|true false'
                '--tags|+|'
                '--no-wait|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version list-soft-deleted')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--artifact-type|1|'
                '--max-items|1|'
                '--next-token|1|'
            )
            ;;
        ('image-version list-shared')
            options=(
                '--location -l|1|<region'
                '--gallery-unique-name|1|'
                '--gallery-image-definition -i|1|<definition'
                '--shared-to|1|tenant'
                '--max-items|1|'
                '--next-token|1|'
            )
            ;;
        ('image-version show-shared')
            options=(
                '--location -l|1|<region'
                '--gallery-unique-name|1|'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
            )
            ;;
        ('image-version list-community')
            options=(
                '--location -l|1|<region'
                '--public-gallery-name|1|'
                '--gallery-image-definition -i|1|<definition'
                '--max-items|1|'
                '--next-token|1|'
            )
            ;;
        ('image-version show-community')
            options=(
                '--location -l|1|<region'
                '--public-gallery-name|1|'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
            )
            ;;
        ('image-version check-deploy')
            options=(
                '--location -l|1|<region'
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i --gallery-image-name|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--ids|+|'
                '--count|1|'
                '--vmss|-|'
                '--os-profile|?|true false'
                '--current-image|1|'
                '--data-disk-luns|+|'
                '--subscription-of-vm|1|<subscription'
            )
            ;;
        ('image-version latest')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--region|1|<region'
                '--major|1|'
                '--match|1|'
                '--explain|-|'
            )
            ;;
        ('image-version next')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--bump|1|major minor patch date from-source'
                '--major|1|'
                '--date-format|1|'
                '--source|1|'
                '--reserve|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version check')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
                '--location -l|1|<region'
                '--target-regions|+|<region'
                '--replica-count|1|'
                '--storage-account-type|1|Standard_LRS Standard_ZRS Premium_LRS'
                '--replication-mode|1|Full Shallow'
                '--exclude-from-latest|?|true false'
                '--end-of-life-date|1|'
                '--managed-image|1|'
                '--virtual-machine|1|'
                '--image-version|1|'
                '--os-snapshot|1|'
                '--data-snapshots|+|'
                '--data-snapshot-luns|+|'
                '--os-vhd-uri|1|'
                '--os-vhd-storage-account|1|'
                '--data-vhds-uris|+|'
                '--data-vhds-storage-accounts --data-vhds-sa|+|'
                '--data-vhds-luns|+|'
                '--target-region-encryption|+|'
                '--target-region-cvm-encryption|+|'
                '--target-edge-zones|+|'
                '--target-edge-zone-encryption --zone-encryption|+|'
                '--allow-replicated-location-deletion|?|true false'
                '--block-deletion-before-end-of-life --block-delete-before-eol|?|true false'
                '--tags|+|'
                '--from-packer|1|/'
                '--var|+|'
            )
            ;;
        ('image-version diff')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
            )
            operand=' '
            ;;
        ('image-version prune')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--keep|1|'
                '--older-than|1|'
                '--only-succeeded|-|'
                '--protect|+|'
                '--plan|1|/'
                '--apply|1|/'
                '--yes -y|-|'
                '--bypass-soft-delete|?|true false'
                '--force|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version promote')
            options=(
                '--from|1|<gallery'
                '--to|1|<target-gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--resource-group -g|1|<group'
                '--to-definition|1|'
                '--to-version|1|'
                '--target-regions --regions|+|<region'
                '--create-definition|-|'
                '--exclude-from-latest|?|true false'
                '--no-wait|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version lineage')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--tree|-|'
            )
            ;;
        ('image-version revoke')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--reason|1|'
                '--cascade|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('image-version restore')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--cascade|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--name -n --application-name --gallery-application-name|1|<application'
                '--os-type|1|Windows Linux'
                '--location -l|1|<region'
                '--description|1|'
                '--tags|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--name -n --application-name --gallery-application-name|1|<application'
                '--ids|+|'
                '--at|1|'
            )
            ;;
        ('gallery-application update')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--name -n --application-name --gallery-application-name|1|<application'
                '--ids|+|'
                '--location -l|1|<region'
                '--description|1|'
                '--tags|+|'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--name -n --application-name --gallery-application-name|1|<application'
                '--ids|+|'
                '--yes -y|-|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--name -n --application-name --gallery-application-name|1|<application'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
            )
            ;;
        ('gallery-application version create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--application-name --gallery-application-name|1|<application'
                '--name -n --version-name --gallery-application-version-name|1|<application-version'
                '--package-file-link|1|'
                '--install-command|1|'
                '--remove-command|1|'
                '--update-command|1|'
                '--default-file-link|1|'
                '--package-file-name|1|'
                '--config-file-name|1|'
                '--location -l|1|<region'
                '--target-regions|+|'
                '--exclude-from|?|true false'
                '--end-of-life-date|1|'
                '--tags|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application version show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--application-name --gallery-application-name|1|<application'
                '--name -n --version-name --gallery-application-version-name|1|<application-version'
                '--ids|+|'
                '--expand|1|ReplicationStatus'
                '--at|1|'
            )
            ;;
        ('gallery-application version list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--application-name --gallery-application-name|1|<application'
                '--max-items|1|'
                '--next-token|1|'
                '--at|1|'
            )
            ;;
        ('gallery-application version update')
            options=(
                '--package-file-link|1|'
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--application-name --gallery-application-name|1|<application'
                '--name -n --version-name --gallery-application-version-name|1|<application-version'
                '--ids|+|'
                '--default-file-link|1|'
                '--location -l|1|<region'
                '--target-regions|+|'
                '--exclude-from|?|true false'
                '--end-of-life-date|1|'
                '--tags|+|'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application version delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--application-name --gallery-application-name|1|<application'
                '--name -n --version-name --gallery-application-version-name|1|<application-version'
                '--ids|+|'
                '--yes -y|-|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('gallery-application version wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--application-name --gallery-application-name|1|<application'
                '--name -n --version-name --gallery-application-version-name|1|<application-version'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
                '--expand|1|ReplicationStatus'
            )
            ;;
        ('in-vm-access-control-profile create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--name -n|1|<access-profile'
                '--os-type|1|Windows Linux'
                '--applicable-host-endpoint|1|IMDS WireServer'
                '--location -l|1|<region'
                '--description|1|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('in-vm-access-control-profile show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--name -n|1|<access-profile'
                '--ids|+|'
                '--at|1|'
            )
            ;;
        ('in-vm-access-control-profile list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--max-items|1|'
                '--next-token|1|'
                '--at|1|'
            )
            ;;
        ('in-vm-access-control-profile update')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--name -n|1|<access-profile'
                '--ids|+|'
                '--applicable-host-endpoint|1|IMDS WireServer'
                '--description|1|'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('in-vm-access-control-profile delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--name -n|1|<access-profile'
                '--ids|+|'
                '--yes -y|-|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('in-vm-access-control-profile wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--name -n|1|<access-profile'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
            )
            ;;
        ('in-vm-access-control-profile-version create')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--profile-name|1|<access-profile'
                '--version-name --profile-version|1|<access-profile-version'
                '--mode|1|Audit Disabled Enforce'
                '--default-access|1|Allow Deny'
                '--rules|+|'
                '--location -l|1|<region'
                '--target-regions|+|<region'
                '--exclude-from-latest|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('in-vm-access-control-profile-version show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--profile-name|1|<access-profile'
                '--version-name --profile-version|1|<access-profile-version'
                '--ids|+|'
                '--at|1|'
            )
            ;;
        ('in-vm-access-control-profile-version list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--profile-name|1|<access-profile'
                '--max-items|1|'
                '--next-token|1|'
                '--at|1|'
            )
            ;;
        ('in-vm-access-control-profile-version update')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--profile-name|1|<access-profile'
                '--version-name --profile-version|1|<access-profile-version'
                '--ids|+|'
                '--mode|1|Audit Disabled Enforce'
                '--default-access|1|Allow Deny'
                '--target-regions|+|<region'
                '--exclude-from-latest|?|true false'
                '--set|*|'
                '--add|*|'
                '--remove|*|'
                '--force-string|?|true false'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('in-vm-access-control-profile-version delete')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--profile-name|1|<access-profile'
                '--version-name --profile-version|1|<access-profile-version'
                '--ids|+|'
                '--yes -y|-|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('in-vm-access-control-profile-version wait')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name|1|<gallery'
                '--profile-name|1|<access-profile'
                '--version-name --profile-version|1|<access-profile-version'
                '--ids|+|'
                '--created|-|'
                '--updated|-|'
                '--deleted|-|'
                '--exists|-|'
                '--custom|1|'
                '--interval|1|'
                '--timeout|1|'
            )
            ;;
        ('share add' | 'share remove' | 'share enable-community')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--ids|+|'
                '--subscription-ids|+|'
                '--tenant-ids|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('share reset')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--ids|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('identity assign' | 'identity remove')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--system-assigned --mi-system-assigned|?|true false'
                '--user-assigned --mi-user-assigned|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('identity show')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
            )
            ;;
        ('channel set')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--name -n|1|'
                '--gallery-image-version -e --gallery-image-version-name|1|<version'
                '--force|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('channel show' | 'channel log')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--name -n|1|'
            )
            ;;
        ('channel list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
            )
            ;;
        ('channel rollback' | 'channel remove')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--name -n|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('source add')
            options=(
                '--resource-group -g|1|<group'
                '--type|1|vm image disk snapshot vhd disk-encryption-set'
                '--name -n|1|'
                '--uri|1|'
                '--storage-account|1|'
                '--location -l|1|<region'
                '--tags|+|'
                '--from-json|1|/'
                '--vhd-file|1|/'
                '--os-type|1|Windows Linux'
                '--os-state|1|Generalized Specialized'
                '--hyper-v-generation|1|V1 V2'
                '--architecture|1|x64 Arm64'
                '--os-disk-size-gb --size-gb -z|1|'
                '--os-disk-caching|1|None ReadOnly ReadWrite'
                '--data-disks|+|'
                '--disk-encryption-set|1|'
                '--ephemeral-os-disk|?|true false'
                '--ultra-disks|?|true false'
                '--unmanaged-disks|?|true false'
                '--plan-name|1|'
                '--plan-publisher|1|'
                '--plan-product|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('source show')
            options=(
                '--resource-group -g|1|<group'
                '--type|1|vm image disk snapshot vhd disk-encryption-set'
                '--name -n|1|'
                '--uri|1|'
                '--storage-account|1|'
                '--ids|+|'
            )
            ;;
        ('source list')
            options=(
                '--resource-group -g|1|<group'
                '--type|1|vm image disk snapshot vhd disk-encryption-set'
                '--max-items|1|'
                '--next-token|1|'
                '--all-subscriptions|-|'
            )
            ;;
        ('source remove')
            options=(
                '--resource-group -g|1|<group'
                '--type|1|vm image disk snapshot vhd disk-encryption-set'
                '--name -n|1|'
                '--uri|1|'
                '--storage-account|1|'
                '--ids|+|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('replica plan')
            options=(
                '--vms|+|<region'
                '--vmss|+|<region'
                '--instances|1|'
                '--region|+|<region'
            )
            ;;
        ('cost estimate')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--size-gb|1|'
                '--regions|+|<region'
                '--replicas|1|'
                '--prices|1|/'
            )
            ;;
        ('consumer add')
            options=(
                '--resource-group -g|1|<group'
                '--vm|1|'
                '--vmss|1|'
                '--image|1|'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
                '--location -l|1|<region'
                '--instances|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('consumer show')
            options=(
                '--resource-group -g|1|<group'
                '--vm|1|'
                '--vmss|1|'
                '--ids|+|'
            )
            ;;
        ('consumer list')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
                '--all-subscriptions|-|'
            )
            ;;
        ('consumer remove')
            options=(
                '--resource-group -g|1|<group'
                '--vm|1|'
                '--vmss|1|'
                '--ids|+|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('consumer import')
            options=(
                '--forget-others|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            operand='/'
            ;;
        ('group create')
            options=(
                '--name --resource-group -n -g|1|<group'
                '--location -l|1|<region'
                '--tags|+|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('group show' | 'group exists')
            options=(
                '--name --resource-group -n -g|1|<group'
            )
            ;;
        ('group list')
            options=(
                '--all-subscriptions|-|'
            )
            ;;
        ('group delete')
            options=(
                '--name --resource-group -n -g|1|<group'
                '--yes -y|-|'
                '--no-wait|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('resource show')
            options=(
                '--ids|+|'
            )
            ;;
        ('resource delete')
            options=(
                '--ids|+|'
                '--no-wait|?|true false'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('resource move')
            options=(
                '--ids|+|'
                '--destination-group|1|<group'
                '--destination-subscription-id|1|<subscription'
            )
            ;;
        ('account list' | 'account show' | 'account set' | 'account list-locations' | 'fault list' | 'clock show' | 'store info' | 'store path' | 'store snapshot list' | 'explain' | 'version')
            options=()
            ;;
        ('account add')
            options=(
                '--name -n|1|'
                '--id|1|'
                '--tenant -t|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad user create')
            options=(
                '--display-name|1|'
                '--password|1|'
                '--user-principal-name|1|'
                '--force-change-password-next-sign-in|?|true false'
                '--immutable-id|1|'
                '--mail-nickname|1|'
                '--guest-of|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad user list')
            options=(
                '--upn|1|'
                '--display-name|1|'
                '--filter|1|'
                '--tenant|1|'
            )
            ;;
        ('ad user show')
            options=(
                '--id|1|'
                '--tenant|1|'
            )
            ;;
        ('ad user update')
            options=(
                '--id|1|'
                '--display-name|1|'
                '--password|1|'
                '--force-change-password-next-sign-in|?|true false'
                '--mail-nickname|1|'
                '--account-enabled|?|true false'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad user delete')
            options=(
                '--id|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad user get-member-groups')
            options=(
                '--id|1|'
                '--security-enabled-only|?|true false'
                '--tenant|1|'
            )
            ;;
        ('ad group create')
            options=(
                '--display-name|1|'
                '--mail-nickname|1|'
                '--description|1|'
                '--force|?|true false'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad group list')
            options=(
                '--display-name|1|'
                '--filter|1|'
                '--tenant|1|'
            )
            ;;
        ('ad group show' | 'ad group member list')
            options=(
                '--group -g|1|'
                '--tenant|1|'
            )
            ;;
        ('ad group delete')
            options=(
                '--group -g|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad group get-member-groups')
            options=(
                '--group -g|1|'
                '--security-enabled-only|?|true false'
                '--tenant|1|'
            )
            ;;
        ('ad group member add' | 'ad group member remove')
            options=(
                '--group -g|1|'
                '--member-id|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad group member check')
            options=(
                '--group -g|1|'
                '--member-id|1|'
                '--tenant|1|'
            )
            ;;
        ('ad app create')
            options=(
                '--display-name|1|'
                '--sign-in-audience|1|AzureADMyOrg AzureADMultipleOrgs AzureADandPersonalMicrosoftAccount PersonalMicrosoftAccount'
                '--identifier-uris|+|'
                '--web-redirect-uris|+|'
                '--web-home-page-url|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad app list')
            options=(
                '--display-name|1|'
                '--app-id|1|'
                '--identifier-uri|1|'
                '--filter|1|'
                '--show-mine|-|'
                '--all|-|'
                '--tenant|1|'
            )
            ;;
        ('ad app show' | 'ad app credential list')
            options=(
                '--id|1|'
                '--tenant|1|'
            )
            ;;
        ('ad app delete' | 'ad sp create')
            options=(
                '--id|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad app credential reset')
            options=(
                '--id|1|'
                '--append|-|'
                '--display-name|1|'
                '--years|1|'
                '--end-date|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad app credential delete')
            options=(
                '--id|1|'
                '--key-id|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad sp create-for-rbac')
            options=(
                '--name --display-name -n|1|'
                '--role|1|'
                '--scopes|+|'
                '--years|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad sp list')
            options=(
                '--display-name|1|'
                '--spn|1|'
                '--filter|1|'
                '--show-mine|-|'
                '--all|-|'
                '--tenant|1|'
            )
            ;;
        ('ad sp show' | 'ad sp credential list')
            options=(
                '--id|1|'
                '--tenant|1|'
            )
            ;;
        ('ad sp delete')
            options=(
                '--id|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad sp credential reset')
            options=(
                '--id|1|'
                '--append|-|'
                '--display-name|1|'
                '--years|1|'
                '--end-date|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('ad sp credential delete')
            options=(
                '--id|1|'
                '--key-id|1|'
                '--tenant|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('role assignment create')
            options=(
                '--role|1|'
                '--scope|1|'
                '--assignee|1|'
                '--assignee-object-id|1|'
                '--assignee-principal-type|1|ForeignGroup Group ServicePrincipal User'
                '--name -n|1|'
                '--description|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('role assignment list')
            options=(
                '--all|-|'
                '--assignee|1|'
                '--assignee-object-id|1|'
                '--role|1|'
                '--scope|1|'
                '--resource-group -g|1|<group'
                '--include-inherited|-|'
                '--include-groups|-|'
                '--fill-principal-name|?|true false'
                '--fill-role-definition-name|?|true false'
            )
            ;;
        ('role assignment delete')
            options=(
                '--ids|+|'
                '--assignee|1|'
                '--assignee-object-id|1|'
                '--role|1|'
                '--scope|1|'
                '--resource-group -g|1|<group'
                '--include-inherited|-|'
                '--yes -y|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('role definition list')
            options=(
                '--name -n|1|'
                '--custom-role-only|?|true false'
                '--scope|1|'
                '--resource-group -g|1|<group'
            )
            ;;
        ('role definition show')
            options=(
                '--name -n|1|'
                '--id|1|'
                '--scope|1|'
            )
            ;;
        ('role definition create' | 'role definition update')
            options=(
                '--role-definition|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('role definition delete')
            options=(
                '--name -n|1|'
                '--custom-role-only|?|true false'
                '--scope|1|'
                '--resource-group -g|1|<group'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('access check' | 'access explain')
            options=(
                '--action|1|'
                '--id|1|'
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
            )
            ;;
        ('access list')
            options=(
                '--id|1|'
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
            )
            ;;
        ('config get')
            options=()
            operand='store store.journal_limit profile strict principal compat now simulation.replication simulation.speed defaults.group defaults.location defaults.subscription core.output core.error_format core.only_show_errors'
            ;;
        ('config set')
            options=(
                '--local|-|'
            )
            operand='store= store.journal_limit= profile= strict= principal= compat= now= simulation.replication= simulation.speed= defaults.group= defaults.location= defaults.subscription= core.output= core.error_format= core.only_show_errors='
            ;;
        ('config unset')
            options=(
                '--local|-|'
            )
            operand='store store.journal_limit profile strict principal compat now simulation.replication simulation.speed defaults.group defaults.location defaults.subscription core.output core.error_format core.only_show_errors'
            ;;
        ('config list')
            options=(
                '--show-origin|-|'
            )
            ;;
        ('usage list')
            options=(
                '--location -l|1|<region'
                '--all-subscriptions|-|'
            )
            ;;
        ('fault add')
            options=(
                '--kind -k|1|replication-failed stuck throttled conflict internal-error not-authorized nested-lag'
                '--verb|1|'
                '--resource|1|'
                '--region|1|<region'
                '--times|1|'
                '--probability|1|'
                '--seed|1|'
                '--message|1|'
                '--progress|1|'
                '--seconds|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('fault remove')
            options=(
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            operand='<fault'
            ;;
        ('fault clear' | 'clock advance' | 'clock reset' | 'store snapshot load')
            options=(
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('clock set')
            options=(
                '--running|-|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('serve run')
            options=(
                '--host|1|'
                '--port|1|'
                '--cert|1|/'
                '--key|1|/'
                '--http|-|'
                '--auth|1|open directory'
                '--workers|1|'
                '--ready-file|1|/'
                '--request-log|1|'
                '--test-controls|-|'
                '--reset|-|'
            )
            ;;
        ('serve env')
            options=(
                '--port|1|'
                '--shell|1|sh fish powershell'
            )
            ;;
        ('shim install')
            options=(
                '--dir|1|/'
                '--passthrough|1|real deny'
            )
            ;;
        ('shim env')
            options=(
                '--dir|1|/'
                '--shell|1|sh fish powershell'
            )
            ;;
        ('store init')
            options=(
                '--path|1|/'
                '--format|1|json toml'
            )
            ;;
        ('store check')
            options=(
                '--repair|-|'
                '--yes -y|-|'
            )
            ;;
        ('store migrate')
            options=(
                '--format|1|json toml'
            )
            ;;
        ('store backup')
            options=(
                '--force|-|'
            )
            operand='/'
            ;;
        ('store restore')
            options=(
                '--force|-|'
            )
            operand='/'
            ;;
        ('store snapshot save')
            options=(
                '--force|-|'
            )
            ;;
        ('store snapshot diff')
            options=()
            operand=' '
            ;;
        ('store snapshot delete')
            options=(
                '--yes -y|-|'
            )
            ;;
        ('lint')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--output -o|1|json jsonc yaml yamlc table tsv none sarif'
            )
            ;;
        ('configure')
            options=(
                '--defaults -d|+|'
                '--list-defaults -l|?|true false'
                '--scope|1|global local'
            )
            ;;
        ('batch')
            options=(
                '--atomic|-|'
                '--keep-going|-|'
                '--report|1|/'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            operand='/'
            ;;
        ('assert')
            options=(
                '--called|1|'
                '--with|*|'
                '--times|1|'
                '--at-least|1|'
                '--at-most|1|'
                '--before|1|'
                '--since|1|'
                '--file|1|/'
                '--junit|1|/'
            )
            ;;
        ('log')
            options=(
                '--resource-group -g|1|<group'
                '--gallery-name -r|1|<gallery'
                '--gallery-image-definition -i|1|<definition'
                '--gallery-image-version -e|1|<version'
                '--since|1|'
                '--verb|1|'
                '--principal|1|'
                '--max-items|1|'
            )
            ;;
        ('undo')
            options=(
                '--event|1|'
                '--dry-run|-|'
                '--detailed-exitcode|-|'
            )
            ;;
        ('completion')
            options=()
            operand='bash zsh fish powershell'
            ;;
        (*) return 1 ;;
    esac
    options+=(
        '--output -o|1|json jsonc yaml yamlc table tsv none'
        '--query|1|'
        '--subscription|1|<subscription'
        '--as|1|'
        '--only-show-errors|-|'
        '--verbose|-|'
        '--debug|-|'
        '--store|1|/'
        '--profile|1|2021 current'
        '--help -h|-|'
    )
}

# The option that the word $1 begins: into the caller's `names`, `takes` and `values`.
__sig_find() {
    local option
    for option in "${options[@]}"; do
        names=${option%%|*}
        if [[ " $names " == *" $1 "* ]]; then
            option=${option#*|}
            takes=${option%%|*} values=${option#*|}
            return 0
        fi
    done
    return 1
}

# The words of the line, put together again where COMP_WORDBREAKS cut them, into the caller's `words`; the place of
# the one being typed and what of it stands before the cursor into `at` and `current`.
__sig_split() {
    local rest=$COMP_LINE after=${COMP_LINE:COMP_POINT} word i
    words=() at=0 current=
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]}
        if ((i)) && [[ $rest != [[:space:]]* ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
        rest=${rest#"${rest%%[![:space:]]*}"}
        rest=${rest#"$word"}
        if ((i == COMP_CWORD)); then
            at=$((${#words[@]} - 1)) current=${words[-1]}
            if ((${#after} > ${#rest})); then
                current=${current:0:${#current} - (${#after} - ${#rest})}
            fi
        fi
    done
}

# Reply with those of the words after $1 that begin with $typed, in any case. $1 goes before each.
__sig_reply() {
    local before=$1 word text
    shift
    for word; do
        [[ ${word,,} == "${typed,,}"* ]] || continue
        text=$word
        [[ $quote ]] || printf -v text %q "$word"
        text=$before$text
        COMPREPLY+=("${text#"$broken"}")
    done
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
}

# Reply with the values that $1 describes.
__sig_values() {
    local found=()
    case $1 in
        /) compopt -o default 2>/dev/null ;;
        '<'*)
            mapfile -t found < <(command sig __complete "${1#<}" --current="$typed" "${others[@]}" 2>/dev/null)
            compopt -o nosort 2>/dev/null
            __sig_reply "$attached" "${found[@]}"
            ;;
        *)
            read -ra found <<<"$1"
            __sig_reply "$attached" "${found[@]}"
            ;;
    esac
}

_sig() {
    local IFS=$' \t\n'
    local words at current typed attached= quote= broken= others=() command start names options=() operand
    local takes values open= open_values= given=' ' taken=0 word i
    COMPREPLY=()
    __sig_split
    typed=$current
    # readline replaces what follows the last word break only, which is $2.
    broken=${current%"$2"}

    # A redirection's file.
    if ((at)) && [[ ${words[at - 1]} =~ ^[0-9\&]*[\<\>]+[\&\|]?$ || $current =~ ^[0-9\&]*[\<\>] ]]; then
        compopt -o default 2>/dev/null
        return
    fi

    if ((at <= 1)); then
        __sig_names ''
        __sig_reply '' "${names[@]}"
        return
    fi
    command=${words[1]} start=2
    while __sig_names "$command"; do
        if ((at == start)); then
            __sig_reply '' "${names[@]}"
            return
        fi
        command+=" ${words[start++]}"
    done
    __sig_options "$command" || return

    for ((i = start; i < ${#words[@]}; i++)); do
        ((i == at)) && continue
        word=${words[i]//[\"\'\\]/}
        others+=("$word")
        if [[ $word == -?* && ! $word =~ ^-[0-9] ]]; then
            ((i < at)) && open=
            if ! __sig_find "${word%%=*}"; then
                [[ $word == -[!-]?* ]] && __sig_find "${word:0:2}" && given+="$names "
                continue
            fi
            [[ $takes == '*' ]] || given+="$names "
            if ((i < at)) && [[ $takes != - ]]; then
                open=$takes open_values=$values taken=0
                [[ $word == *=* ]] && taken=1
            fi
        elif ((i < at)); then
            ((taken++))
        fi
        [[ $open == [1?] ]] && ((i < at && taken)) && open=
    done
    others=("${words[@]:1:start - 1}" "${others[@]}")

    if [[ $current == --*=* ]]; then
        attached=${current%%=*}= typed=${current#*=}
        __sig_find "${attached%=}" || return
        open=$takes open_values=$values
        [[ $takes == - ]] && return
    elif [[ $current == -* && $open != 1 || -z $current && -z $open && -z $operand ]]; then
        for word in "${options[@]}"; do
            names=${word%%|*}
            [[ $given == *" ${names%% *} "* ]] || __sig_reply '' $names
        done
        return
    fi
    if [[ $typed == [\"\']* ]]; then
        quote=${typed:0:1}
        attached+=$quote
    fi
    typed=${typed//[\"\'\\]/}
    if [[ $typed == @* ]]; then # az spells "the content of this file" so, for any value
        compopt -o default 2>/dev/null
    elif [[ $open ]]; then
        __sig_values "$open_values"
    else
        __sig_values "$operand"
    fi
}

complete -F _sig sig
