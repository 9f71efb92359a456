# Completion of sig for PowerShell. Written by: sig completion powershell
#
# Load it from $PROFILE: sig completion powershell | Out-String | Invoke-Expression
# Only values that live in the store are asked of sig itself.

# What may follow the words given, as NAME|HELP.
function global:__sig_Names([string] $After) {
    switch ($After) {
        { $_ -cin '' } {
            'gallery|Manage galleries.'
            'image-definition|Manage image definitions.'
            'image-version|Manage image versions.'
            'gallery-application|Manage VM applications.'
            'in-vm-access-control-profile|Manage in-VM access control profiles.'
            'in-vm-access-control-profile-version|Manage versions of in-VM access control profiles.'
            'share|Share galleries with subscriptions, tenants or the community.'
            'identity|Manage the managed identities of galleries.'
            'channel|Point names such as stable at image versions, and back.'
            'source|Register the sources of image versions.'
            'replica|Plan replicas.'
            'cost|Estimate what versions cost.'
            'consumer|Record which VMs and scale sets use image versions.'
            'group|Manage resource groups.'
            'resource|Look at any resource by its ID, delete it, or ask to move it.'
            'account|Manage subscriptions.'
            'ad|Manage the directory: who can be given access.'
            'role|Manage roles and who has them.'
            'access|Ask who can reach what, and why.'
            'config|Read and change settings.'
            'usage|See how much of the limits is in use.'
            'fault|Make commands and copies fail as they do on Azure.'
            'clock|See and move the time that the store goes by.'
            'serve|Serve the store over HTTP, as Azure''s API does; without a verb: run.'
            'shim|Put an az on the path that answers from the store.'
            'store|Make the store and look after it.'
            'create|Create a gallery.'
            'show|Show a gallery. Whom it is shared with, and how far that is, shows with --sharing-groups or --select Permissions.'
            'list|List the galleries of a resource group, of the subscription, or of all subscriptions.'
            'update|Update a gallery: its description, tags and soft-delete policy.'
            'delete|Delete an empty gallery, or one with all that is in it.'
            'wait|Wait until a condition of a gallery holds.'
            'list-shared|List the galleries that others share with the subscription, or with its tenant.'
            'show-shared|Show a shared gallery as its consumers see it.'
            'list-community|List the community galleries of a region, or of all regions.'
            'show-community|Show a community gallery as its consumers see it.'
            'lint|Hold galleries against best practices. Exits with 4 where one is not followed.'
            'configure|Set the defaults that commands use: group, location, subscription.'
            'batch|Run many commands in one process, one per line; each prints what it prints alone.'
            'assert|Check which commands changed the store; exit code 1, with what was seen, if it is not as said.'
            'log|List what was changed, newest first: all of it, or what concerns a resource and what is below it.'
            'undo|Take back what a command changed: the last one, or that of --event. Can be undone like any change.'
            'explain|Explain an error code, a rule or the message of an error; without one, list the rules.'
            'completion|Print the completion script of a shell: bash, zsh, fish or powershell.'
            'version|Show the version.'
        }
        { $_ -cin 'gallery' } {
            'create|Create a gallery.'
            'show|Show a gallery. Whom it is shared with, and how far that is, shows with --sharing-groups or --select Permissions.'
            'list|List the galleries of a resource group, of the subscription, or of all subscriptions.'
            'update|Update a gallery: its description, tags and soft-delete policy.'
            'delete|Delete an empty gallery, or one with all that is in it.'
            'wait|Wait until a condition of a gallery holds.'
            'list-shared|List the galleries that others share with the subscription, or with its tenant.'
            'show-shared|Show a shared gallery as its consumers see it.'
            'list-community|List the community galleries of a region, or of all regions.'
            'show-community|Show a community gallery as its consumers see it.'
            'tree|Show galleries with all that is in them and its versions: the latest, replicas and states marked.'
        }
        { $_ -cin 'image-definition' } {
            'create|Create an image definition.'
            'show|Show an image definition.'
            'list|List the image definitions of a gallery.'
            'update|Update an image definition: description, recommendations, end of life, release notes, tags.'
            'delete|Delete an image definition that has no versions.'
            'wait|Wait until a condition of an image definition holds.'
            'list-shared|List the image definitions of a shared gallery.'
            'show-shared|Show an image definition of a shared gallery.'
            'list-community|List the image definitions of a community gallery.'
            'show-community|Show an image definition of a community gallery.'
        }
        { $_ -cin 'image-version' } {
            'create|Create an image version.'
            'show|Show an image version.'
            'list|List the versions of an image definition, lowest number first.'
            'update|Update an image version: its regions, replicas, exclusion from latest, end of life, safety.'
            'delete|Delete an image version that nobody is recorded to use; softly where its gallery says so.'
            'wait|Wait until a condition of an image version holds.'
            'replication|Show how far a version is copied to each of its regions, and when each copy ends.'
            'undelete|Bring a soft-deleted image version back.'
            'list-soft-deleted|List the soft-deleted versions of an image definition.'
            'list-shared|List the image versions that a shared gallery has in a region.'
            'show-shared|Show an image version of a shared gallery.'
            'list-community|List the latest image version of a definition in a community gallery.'
            'show-community|Show an image version of a community gallery.'
            'check-deploy|Say whether Azure would deploy the image, which version it would take, and every reason against.'
            'latest|Show the version that Azure takes for the latest in a region.'
            'next|Show the next version number that is free; with -o tsv the number alone.'
            'check|Say all that speaks against a new image version, without creating it; exit code 1 if create would refuse it.'
            'diff|Show what differs between two image versions, property by property.'
            'prune|Say which old image versions would go and why; delete them with --yes, or from a plan with --apply.'
            'promote|Copy an image version to another gallery, with its tags, regions and end of life.'
            'lineage|Tell which versions an image version comes from, and which were copied from it, in all galleries of the store.'
            'revoke|Take an image version out of use: out of latest in every region, end of life now, tagged with the reason.'
            'restore|Undo the revocation of an image version: it is again what it was before.'
        }
        { $_ -cin 'gallery-application' } {
            'version|Manage versions of VM applications.'
            'create|Create a VM application.'
            'show|Show a VM application.'
            'list|List the VM applications of a gallery.'
            'update|Update a VM application: its description, end of life and tags.'
            'delete|Delete a VM application that has no versions.'
            'wait|Wait until a condition of a VM application holds: --exists, since it has no provisioningState.'
        }
        { $_ -cin 'gallery-application version' } {
            'create|Create a version of a VM application.'
            'show|Show a version of a VM application.'
            'list|List the versions of a VM application, lowest number first.'
            'update|Update a version of a VM application: its regions, replicas, exclusion from latest, end of life, tags.'
            'delete|Delete a version of a VM application.'
            'wait|Wait until a condition of a version of a VM application holds.'
        }
        { $_ -cin 'in-vm-access-control-profile' } {
            'create|Create an in-VM access control profile.'
            'show|Show an in-VM access control profile.'
            'list|List the in-VM access control profiles of a gallery.'
            'update|Update an in-VM access control profile: its endpoint, description and tags.'
            'delete|Delete an in-VM access control profile that has no versions.'
            'wait|Wait until a condition of an in-VM access control profile holds.'
        }
        { $_ -cin 'in-vm-access-control-profile-version' } {
            'create|Create a version of an in-VM access control profile.'
            'show|Show a version of an in-VM access control profile, and how it is copied to its regions.'
            'list|List the versions of an in-VM access control profile, lowest number first.'
            'update|Update a version of an in-VM access control profile: its mode, regions and, by --set and --add, its rules.'
            'delete|Delete a version of an in-VM access control profile.'
            'wait|Wait until a condition of a version of an in-VM access control profile holds.'
        }
        { $_ -cin 'share' } {
            'add|Share a gallery with subscriptions or tenants.'
            'remove|Stop sharing a gallery with subscriptions or tenants.'
            'reset|Stop all sharing of a gallery; it is private afterwards.'
            'enable-community|Publish a gallery that was created for the community.'
            'wait|Wait until a condition of the sharing of a gallery holds.'
        }
        { $_ -cin 'identity' } {
            'assign|Assign managed identities to a gallery, beside those that it has.'
            'remove|Remove managed identities from a gallery; --user-assigned without an ID removes all that users assigned.'
            'show|Show the managed identity of a gallery; prints nothing for one without.'
            'wait|Wait until a condition of a gallery and its identity holds.'
        }
        { $_ -cin 'channel' } {
            'set|Point a channel at an image version; the tag sig-channel-NAME of the definition says it to az too.'
            'show|Show the version that a channel points at.'
            'list|List the channels of an image definition.'
            'log|List where a channel has pointed, the newest move first.'
            'rollback|Point a channel at the version before; twice leads two versions back. What is revoked since is passed over.'
            'remove|Take a channel away; its history stays.'
        }
        { $_ -cin 'source' } {
            'add|Register a source of image versions, so that versions are checked against it and show its disks.'
            'show|Show what is registered of a source.'
            'list|List the registered sources of a group, of the subscription, or of all subscriptions.'
            'remove|Forget a source; image versions made from it stay as they are.'
        }
        { $_ -cin 'replica' } {
            'plan|Say how many replicas a deployment needs in each region, and why; with -o tsv the words for --target-regions.'
        }
        { $_ -cin 'cost' } {
            'estimate|Estimate snapshots, stored GB and egress of stored versions, or of an image with --size-gb and --regions.'
        }
        { $_ -cin 'consumer' } {
            'add|Record that a VM or scale set uses an image version, or the latest one of a definition.'
            'show|Show what is recorded of a VM or scale set.'
            'list|List the VMs and scale sets that use a gallery, definition or version; of a group or the subscription without.'
            'remove|Forget a VM or scale set that uses images no more.'
            'import|Record the VMs and scale sets of ''az vm list -o json'' and ''az vmss list -o json'' that use gallery images.'
        }
        { $_ -cin 'group' } {
            'create|Register a resource group, so that commands in it know its location.'
            'show|Show a resource group.'
            'list|List the registered resource groups.'
            'delete|Delete a resource group and everything in it.'
            'exists|Say whether a resource group is registered or holds anything.'
        }
        { $_ -cin 'resource' } {
            'show|Show resources of any type by their IDs, as ARM has them: their properties stay together.'
            'delete|Delete resources of any type by their IDs, what is nested before what holds it.'
            'move|Refuse to move resources to another group or subscription, and say what to do instead, as Azure does.'
        }
        { $_ -cin 'account' } {
            'list|List the subscriptions of the store.'
            'show|Show the subscription that commands use.'
            'set|Make a subscription the one that commands use: --subscription NAME-or-ID.'
            'list-locations|List the regions.'
            'add|Register a subscription in the store.'
        }
        { $_ -cin 'ad' } {
            'user|Manage users and guests.'
            'group|Manage groups.'
            'app|Manage application registrations.'
            'sp|Manage service principals: applications in a tenant.'
        }
        { $_ -cin 'ad user' } {
            'create|Create a user, or a guest who stands for a user of another tenant.'
            'list|List the users of the tenant.'
            'show|Show a user.'
            'update|Change a user.'
            'delete|Delete a user; the roles that it was given stay, and are of no use.'
            'get-member-groups|List the groups that a user is in, also through other groups.'
        }
        { $_ -cin 'ad group' } {
            'member|Manage the members of groups.'
            'create|Create a group; one that has both names already is shown instead.'
            'list|List the groups of the tenant.'
            'show|Show a group.'
            'delete|Delete a group; the roles that it was given stay, and are of no use.'
            'get-member-groups|List the IDs of the groups that a group is in, also through other groups.'
        }
        { $_ -cin 'ad group member' } {
            'list|List the members of a group, each with its kind.'
            'add|Put a user, group or service principal into a group.'
            'remove|Take a member out of a group.'
            'check|Say whether a user, group or service principal is in a group, also through other groups.'
        }
        { $_ -cin 'ad app' } {
            'credential|Manage the secrets of applications.'
            'create|Register an application; one that has the name already is changed instead.'
            'list|List the application registrations of the tenant.'
            'show|Show an application registration.'
            'delete|Delete an application registration, and its service principal in the same tenant.'
        }
        { $_ -cin 'ad app credential' } {
            'reset|Give an application a new secret, in place of those that it has. It is shown this once.'
            'list|List what is known of the secrets of an application, not the secrets themselves.'
            'delete|Delete a secret of an application.'
        }
        { $_ -cin 'ad sp' } {
            'credential|Manage the secrets of service principals.'
            'create|Create the service principal of an application, which may be of another tenant.'
            'create-for-rbac|Create an application with a service principal and a secret, and give it a role.'
            'list|List the service principals of the tenant.'
            'show|Show a service principal.'
            'delete|Delete a service principal; its application stays.'
        }
        { $_ -cin 'ad sp credential' } {
            'reset|Give a service principal a new secret, in place of those that it has. It is shown this once.'
            'list|List what is known of the secrets of a service principal, not the secrets themselves.'
            'delete|Delete a secret of a service principal.'
        }
        { $_ -cin 'role' } {
            'assignment|Manage who has which role where.'
            'definition|Manage roles: what each allows.'
        }
        { $_ -cin 'role assignment' } {
            'create|Give a user, group or service principal a role at a scope and everything below it.'
            'list|List role assignments: at the subscription or at one scope, or all of the subscription.'
            'delete|Delete role assignments: by their IDs, or those of a principal, of a role, at a scope.'
        }
        { $_ -cin 'role definition' } {
            'list|List the roles that can be assigned at a scope, with what they allow.'
            'show|Show a role.'
            'create|Create a custom role from JSON.'
            'update|Put another definition in place of that of a custom role, found by its id or else its name.'
            'delete|Delete a custom role that nobody has.'
        }
        { $_ -cin 'access' } {
            'check|Say whether the principal of --as may do something to a resource; ends with 1 where it may not.'
            'explain|Say why the principal of --as may do something or may not: which assignment counts, or which is missing.'
            'list|List everybody who can reach a gallery, or something in it, and how: role, direct share or community.'
        }
        { $_ -cin 'config' } {
            'get|Show one setting, its value and where it comes from.'
            'set|Change settings: KEY=VALUE ...'
            'unset|Remove settings, so that their defaults hold again.'
            'list|List every setting and its value.'
        }
        { $_ -cin 'usage' } {
            'list|List how much of each limit is in use: of one region, or of each that something is in.'
        }
        { $_ -cin 'fault' } {
            'add|Make commands, copies or deletions fail from now on, as they do on the real service.'
            'list|List the faults that are set, with how often each has struck and is still to strike.'
            'remove|Remove faults by their numbers.'
            'clear|Remove all faults. Copies that they made fail or stop stay as they are.'
        }
        { $_ -cin 'clock' } {
            'show|Show what time it is for the store, and which clock says so.'
            'set|Set the clock of the store. It stands still there until it is moved or a command waits.'
            'advance|Move the clock of the store on. One that stands still does so again afterwards.'
            'reset|Go by the clock of the machine again.'
        }
        { $_ -cin 'serve' } {
            'run|Serve the store over HTTPS as Azure''s API does, until it is stopped.'
            'env|Print the variables that point az, the SDKs, Terraform and Ansible at the server, as a shell reads them.'
        }
        { $_ -cin 'shim' } {
            'install|Write a command az that answers az sig, and what scripts mix in with it, from the store.'
            'env|Print the line that puts the az of sig first on the path of a shell; installs it where it is not there yet.'
        }
        { $_ -cin 'store' } {
            'snapshot|Keep named states of the store and go back to them.'
            'init|Make a store: .sig in the working directory, found from every folder below, or where --store or SIG_STORE say.'
            'info|Show where the store is and how it is written.'
            'path|Print where the store is.'
            'check|Look at every file of the store and say what is wrong. Ends with 1 if anything is; notes do no harm.'
            'migrate|Write the store in the newest format, or its documents as JSON or TOML: all at once, or not at all.'
            'backup|Write the whole store, its journal and its snapshots to one file, as no writer is changing it.'
            'restore|Put a backup in place of the store: all of it, or nothing.'
        }
        { $_ -cin 'store snapshot' } {
            'save|Keep the state of the store under a name.'
            'load|Make the store what it was when the snapshot was saved, in one commit.'
            'list|List the snapshots of the store; of one that is damaged, a warning says which.'
            'diff|Say what changed since the snapshot, property by property, or between it and another one.'
            'delete|Forget a snapshot. The store stays as it is.'
        }
    }
}

# The options of a command. An option reads NAMES|TAKES|VALUES|HELP: TAKES is - (nothing), ? (true, false or nothing),
# 1 (one word), + (words up to the next option) or * (the same, and it may be repeated); VALUES are words, <KIND (asked
# of sig) or / (a path). The words that stand without an option are the VALUES of one without names.
function global:__sig_Options([string] $Command) {
    switch ($Command) {
        { $_ -cin 'gallery create', 'create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--tags|+||Space-separated tags: key=value [key=value ...].'
            '--description|1||Description, can be changed later.'
            '--permissions|1|Community Groups Private|Who may use the gallery; chosen at creation.'
            '--publisher-uri|1||Community gallery: publisher URI.'
            '--publisher-email --publisher-contact|1||Community gallery: publisher contact.'
            '--eula|1||Community gallery: eula.'
            '--public-name-prefix|1||Community gallery: prefix of the public name.'
            '--soft-delete|?|true false|Keep deleted versions for a while.'
            '--soft-delete-retention --soft-delete-retention-period|1||Days that soft-deleted versions are kept.'
            '--soft-delete-grace --soft-delete-grace-period|1||Days after the retention in which versions can still be brought back.'
            '--system-assigned --mi-system-assigned|?|true false|Enable the system assigned identity.'
            '--user-assigned --mi-user-assigned|+||Space-separated resource IDs of user assigned identities.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery show', 'show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--select|1|Permissions|Which part of the gallery to return.'
            '--sharing-groups|?|true false|Return the sharing groups as well.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'gallery list', 'list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
            '--all-subscriptions|-||List those of all subscriptions, each with its subscriptionId.'
        }
        { $_ -cin 'gallery update', 'update' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--permissions|1|Community Groups Private|Who may use the gallery; chosen at creation.'
            '--publisher-uri|1||Community gallery: publisher URI.'
            '--publisher-email --publisher-contact|1||Community gallery: publisher contact.'
            '--eula|1||Community gallery: eula.'
            '--public-name-prefix|1||Community gallery: prefix of the public name.'
            '--soft-delete|?|true false|Keep deleted versions for a while.'
            '--soft-delete-retention --soft-delete-retention-period|1||Days that soft-deleted versions are kept.'
            '--soft-delete-grace --soft-delete-grace-period|1||Days after the retention in which versions can still be brought back.'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|?|true false|With --set or --add, keep strings as they are.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery delete', 'delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--recursive|-||Delete the definitions and versions in it as well, all or nothing.'
            '--yes -y|-||Do not ask for confirmation.'
            '--bypass-soft-delete|?|true false|With --recursive: delete for good, even in a gallery with soft delete.'
            '--force|-||With --recursive: delete also what a recorded consumer uses.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery wait', 'share wait', 'identity wait', 'wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
        }
        { $_ -cin 'gallery list-shared', 'list-shared' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--shared-to|1|tenant|Show what is shared with the tenant; with the subscription when not given.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
        }
        { $_ -cin 'gallery show-shared', 'show-shared' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--gallery-unique-name --name -n|1||Unique name of the shared gallery: its owner''s subscription ID, a dash and its name in capitals.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'gallery list-community', 'list-community' } {
            '--location -l|1|<region|Region to look at; all when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--marker|1||Marker of the page before, where this one starts.'
            '--show-next-marker|-||Return the marker of the next page as the last item.'
        }
        { $_ -cin 'gallery show-community', 'show-community' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--public-gallery-name --name -n|1||Public name of the community gallery: its prefix, a dash and a GUID.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'gallery tree' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name; all when not given.'
        }
        { $_ -cin 'image-definition create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--publisher -p|1||Image publisher; with offer and SKU unique in the gallery.'
            '--offer -f|1||Image offer.'
            '--sku -s|1||Image SKU.'
            '--os-type|1|Windows Linux|The operating system of the image.'
            '--os-state|1|Generalized Specialized|Whether the image is generalized or specialized.'
            '--hyper-v-generation|1|V1 V2|The Hyper-V generation; V1 in profile 2021, V2 in profile current when not given.'
            '--architecture|1|x64 Arm64|CPU architecture; x64 when not given.'
            '--features|1||Features in one word: "SecurityType=TrustedLaunch IsHibernateSupported=true".'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--tags|+||Space-separated tags: key[=value] [key[=value] ...].'
            '--description|1||Description, can be changed later.'
            '--end-of-life-date|1||The end of life date, e.g. 2030-12-31; informational.'
            '--eula|1||The end user license agreement.'
            '--privacy-statement-uri|1||The privacy statement URI.'
            '--release-note-uri|1||The release note URI.'
            '--minimum-cpu-core|1||Minimum cpu cores.'
            '--maximum-cpu-core|1||Maximum cpu cores.'
            '--minimum-memory|1||Minimum memory in MB.'
            '--maximum-memory|1||Maximum memory in MB.'
            '--disallowed-disk-types|+||Space-separated disk types the image should not be used with, e.g. Standard_LRS.'
            '--plan-name|1||Plan name.'
            '--plan-publisher|1||Plan publisher.'
            '--plan-product|1||Plan product.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-definition show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'image-definition list', 'gallery-application list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'image-definition update' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--allow-update-image|?|true false|Allow features to change.'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|?|true false|With --set or --add, keep strings as they are.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-definition delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-definition wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
        }
        { $_ -cin 'image-definition list-shared' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--gallery-unique-name|1||Unique name of the shared gallery: its owner''s subscription ID, a dash and its name in capitals.'
            '--shared-to|1|tenant|Show what is shared with the tenant; with the subscription when not given.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
        }
        { $_ -cin 'image-definition show-shared' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--gallery-unique-name|1||Unique name of the shared gallery: its owner''s subscription ID, a dash and its name in capitals.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'image-definition list-community' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--public-gallery-name|1||Public name of the community gallery: its prefix, a dash and a GUID.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
        }
        { $_ -cin 'image-definition show-community' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--public-gallery-name|1||Public name of the community gallery: its prefix, a dash and a GUID.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'image-version create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--target-regions|+|<region|Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the location when not given.'
            '--replica-count|1||Replicas of each region that names no count of its own; 1 when not given.'
            '--storage-account-type|1|Standard_LRS Standard_ZRS Premium_LRS|Storage of each region that names none of its own; Standard_LRS when not given.'
            '--replication-mode|1|Full Shallow|Shallow makes no copies: for development and tests.'
            '--exclude-from-latest|?|true false|Leave this version out when latest is asked for.'
            '--end-of-life-date|1||The end of life date, e.g. 2030-12-31; informational.'
            '--managed-image|1||Source: name or ID of a managed image.'
            '--virtual-machine|1||Source: resource ID of a VM.'
            '--image-version|1||Source: resource ID of a gallery image version.'
            '--os-snapshot|1||Source of the OS disk: name or ID of a snapshot or disk.'
            '--data-snapshots|+||Sources of the data disks: names or IDs of snapshots or disks.'
            '--data-snapshot-luns|+||LUNs of the data snapshots, in their order; 0, 1, ... when not given.'
            '--os-vhd-uri|1||Source of the OS disk: URI of a VHD.'
            '--os-vhd-storage-account|1||Name or ID of the storage account of the OS disk''s VHD.'
            '--data-vhds-uris|+||Sources of the data disks: URIs of VHDs.'
            '--data-vhds-storage-accounts --data-vhds-sa|+||Names or IDs of the storage accounts of the data VHDs, in their order.'
            '--data-vhds-luns|+||LUNs of the data VHDs, in their order; 0, 1, ... when not given.'
            '--target-region-encryption|+||One word per target region: <OS disk encryption set>,<LUN>,<set>,<LUN>,<set>...'
            '--target-region-cvm-encryption|+||One word per target region: <confidential VM encryption type>,<disk encryption set>.'
            '--target-edge-zones|+||Space-separated edge zones, each <region>=<edge zone>[=<replica count>][=<storage account type>]; None clears them.'
            '--target-edge-zone-encryption --zone-encryption|+||One word per edge zone: <edge zone>,<OS disk encryption set>,<LUN>,<set>...'
            '--allow-replicated-location-deletion|?|true false|Whether target regions may be removed later.'
            '--block-deletion-before-end-of-life --block-delete-before-eol|?|true false|Refuse deletion before the end of life date.'
            '--tags|+||Space-separated tags: key[=value] [key[=value] ...].'
            '--no-wait|-||Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--expand|1|ReplicationStatus UefiSettings|What to return besides the version.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'image-version list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'image-version update' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--target-regions|+|<region|Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the location when not given.'
            '--replica-count|1||Replicas of each region that names no count of its own; 1 when not given.'
            '--target-edge-zones|+||Space-separated edge zones, each <region>=<edge zone>[=<replica count>][=<storage account type>]; None clears them.'
            '--allow-replicated-location-deletion|?|true false|Whether target regions may be removed later.'
            '--block-deletion-before-end-of-life --block-delete-before-eol|?|true false|Refuse deletion before the end of life date.'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|-||With --set or --add, keep strings as they are.'
            '--no-wait|-||Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--bypass-soft-delete|?|true false|Delete for good, even in a gallery with soft delete.'
            '--force|-||Delete also what a recorded consumer uses.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
            '--expand|1|ReplicationStatus UefiSettings|What to return besides the version.'
            '--region|1||Wait until the version is replicated in this region.'
        }
        { $_ -cin 'image-version replication' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--watch -w|-||Follow the copies until they have ended, then print.'
        }
        { $_ -cin 'image-version undelete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--allow-replicated-location-deletion|?|true false|Whether target regions may be removed later.'
            '--tags|+||Space-separated tags: key[=value] [key[=value] ...].'
            '--no-wait|-||Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version list-soft-deleted' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--artifact-type|1||The type of the artifacts; Images.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
        }
        { $_ -cin 'image-version list-shared' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--gallery-unique-name|1||Unique name of the shared gallery: its owner''s subscription ID, a dash and its name in capitals.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--shared-to|1|tenant|Show what is shared with the tenant; with the subscription when not given.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
        }
        { $_ -cin 'image-version show-shared' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--gallery-unique-name|1||Unique name of the shared gallery: its owner''s subscription ID, a dash and its name in capitals.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'image-version list-community' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--public-gallery-name|1||Public name of the community gallery: its prefix, a dash and a GUID.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
        }
        { $_ -cin 'image-version show-community' } {
            '--location -l|1|<region|Region to look at; a default can be set with: sig configure --defaults location=REGION.'
            '--public-gallery-name|1||Public name of the community gallery: its prefix, a dash and a GUID.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'image-version check-deploy' } {
            '--location -l|1|<region|Region of the VMs; a default can be set with: sig configure --defaults location=REGION.'
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i --gallery-image-name|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--count|1||How many VMs at once, or instances of the scale set; 1 when not given.'
            '--vmss|-||The VMs are the instances of one scale set.'
            '--os-profile|?|true false|Whether the deployment has an osProfile: account, computer name, secrets.'
            '--current-image|1||ID of the image that the scale set to be updated has now; implies --vmss.'
            '--data-disk-luns|+||LUNs of the image''s data disks that the deployment refers to.'
            '--subscription-of-vm|1|<subscription|Name or ID of the VMs'' subscription; the image''s when not given.'
        }
        { $_ -cin 'image-version latest' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--region|1|<region|Region to deploy in; the definition''s location when not given.'
            '--major|1||Only numbers with this first part.'
            '--match|1||Only numbers in this range: 1.4.2, ~1.4, ^1, 1.*, ''>=1.2 <2''.'
            '--explain|-||Say of each higher version why it is not the latest.'
        }
        { $_ -cin 'image-version next' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--bump|1|major minor patch date from-source|What counts up; patch when not given.'
            '--major|1||Only numbers with this first part.'
            '--date-format|1||With --bump date: parts of YYYY, YY, MM, DD, HH and mm, and N for what counts up; YYYYMMDD.N.0 when not given.'
            '--source|1||With --bump from-source: ID of the image version that has the number.'
            '--reserve|1||Keep the number from others who ask, for this long: 90s, 15m, 2h, 1d.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version check' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--target-regions|+|<region|Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the location when not given.'
            '--replica-count|1||Replicas of each region that names no count of its own; 1 when not given.'
            '--storage-account-type|1|Standard_LRS Standard_ZRS Premium_LRS|Storage of each region that names none of its own; Standard_LRS when not given.'
            '--replication-mode|1|Full Shallow|Shallow makes no copies: for development and tests.'
            '--exclude-from-latest|?|true false|Leave this version out when latest is asked for.'
            '--end-of-life-date|1||The end of life date, e.g. 2030-12-31; informational.'
            '--managed-image|1||Source: name or ID of a managed image.'
            '--virtual-machine|1||Source: resource ID of a VM.'
            '--image-version|1||Source: resource ID of a gallery image version.'
            '--os-snapshot|1||Source of the OS disk: name or ID of a snapshot or disk.'
            '--data-snapshots|+||Sources of the data disks: names or IDs of snapshots or disks.'
            '--data-snapshot-luns|+||LUNs of the data snapshots, in their order; 0, 1, ... when not given.'
            '--os-vhd-uri|1||Source of the OS disk: URI of a VHD.'
            '--os-vhd-storage-account|1||Name or ID of the storage account of the OS disk''s VHD.'
            '--data-vhds-uris|+||Sources of the data disks: URIs of VHDs.'
            '--data-vhds-storage-accounts --data-vhds-sa|+||Names or IDs of the storage accounts of the data VHDs, in their order.'
            '--data-vhds-luns|+||LUNs of the data VHDs, in their order; 0, 1, ... when not given.'
            '--target-region-encryption|+||One word per target region: <OS disk encryption set>,<LUN>,<set>,<LUN>,<set>...'
            '--target-region-cvm-encryption|+||One word per target region: <confidential VM encryption type>,<disk encryption set>.'
            '--target-edge-zones|+||Space-separated edge zones, each <region>=<edge zone>[=<replica count>][=<storage account type>]; None clears them.'
            '--target-edge-zone-encryption --zone-encryption|+||One word per edge zone: <edge zone>,<OS disk encryption set>,<LUN>,<set>...'
            '--allow-replicated-location-deletion|?|true false|Whether target regions may be removed later.'
            '--block-deletion-before-end-of-life --block-delete-before-eol|?|true false|Refuse deletion before the end of life date.'
            '--tags|+||Space-separated tags: key[=value] [key[=value] ...].'
            '--from-packer|1|/|Packer template, JSON or HCL2, whose azure-arm builders publish to a gallery: each is checked. Names given beside it stand in for what the template leaves open.'
            '--var|+||Variables of the template, each <name>=<value>; the default of the others counts.'
        }
        { $_ -cin 'image-version diff' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '|| |'
        }
        { $_ -cin 'image-version prune' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name; a plan has it.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name; a plan has it.'
            '--keep|1||Keep the N highest version numbers; with --only-succeeded, the N highest that succeeded.'
            '--older-than|1||Delete only what was published before: an age such as 90d, 12w or 36h, or a date.'
            '--only-succeeded|-||With --keep, count only versions with provisioningState Succeeded; a failed one takes no place, and is not kept for its number.'
            '--protect|+||Keep as well, separated by commas or spaces: latest (what latest stands for in any region), in-use (what a recorded consumer uses, even with --force), eol (with an end of life that is still to come), tag:KEY or tag:KEY=VALUE.'
            '--plan|1|/|Write what would be done to this file, to be applied later.'
            '--apply|1|/|Do what this file of --plan says; refused when a version, consumer or channel changed since.'
            '--yes -y|-||Decide and delete at once, without a plan.'
            '--bypass-soft-delete|?|true false|Delete for good, even in a gallery with soft delete.'
            '--force|-||Delete also what a recorded consumer uses.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version promote' } {
            '--from|1|<gallery|Gallery to copy from: its name, or its ID elsewhere.'
            '--to|1|<target-gallery|Gallery to copy to: its name, or its ID elsewhere.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--to-definition|1||Definition of the copy; one of the same name when not given.'
            '--to-version|1||Number of the copy; the same when not given.'
            '--target-regions --regions|+|<region|Space-separated regions of the copy, each <region>[=<replica count>][=<storage account type>]; those of the version it is made from when not given.'
            '--create-definition|-||Create the definition with the same properties if it is not there.'
            '--exclude-from-latest|?|true false|Leave the copy out when latest is asked for; false when not given, whatever holds for the original.'
            '--no-wait|-||Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version lineage' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--tree|-||Nested instead of a list; drawn as text when no output format is asked for.'
        }
        { $_ -cin 'image-version revoke' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--reason|1||Why: shown to whoever meets the version later.'
            '--cascade|-||Also every version that was copied from it, in any gallery of the store.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'image-version restore' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--cascade|-||Also the versions that the cascade of this one revoked.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--name -n --application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--os-type|1|Windows Linux|The operating system that the application is for.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--description|1||Description, can be changed later.'
            '--tags|+||Space-separated tags: key=value [key=value ...].'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--name -n --application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'gallery-application update' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--name -n --application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--description|1||Description, can be changed later.'
            '--tags|+||Space-separated tags: key=value [key=value ...].'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|?|true false|With --set or --add, keep strings as they are.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--name -n --application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--yes -y|-||Do not ask for confirmation.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--name -n --application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
        }
        { $_ -cin 'gallery-application version create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--name -n --version-name --gallery-application-version-name|1|<application-version|Version of the VM application: Major.Minor.Patch, each 0 to 2147483647.'
            '--package-file-link|1||Address of the package, a readable blob.'
            '--install-command|1||How machines install the application; at most 4096 characters.'
            '--remove-command|1||How machines remove the application; at most 4096 characters.'
            '--update-command|1||How machines update to this version; remove and install when not given.'
            '--default-file-link|1||Address of the default configuration, a readable blob.'
            '--package-file-name|1||Name of the package on a machine; that of the application when not given.'
            '--config-file-name|1||Name of the configuration on a machine; that of the application with _config when not given.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--target-regions|+||The regions as a list of objects, in JSON or shorthand, or a file of it: [{name:westus,regional-replica-count:2,storage-account-type:Standard_ZRS}]; the location when not given.'
            '--exclude-from|?|true false|Leave this version out when latest is asked for.'
            '--end-of-life-date|1||The end of life date, e.g. 2030-12-31; informational.'
            '--tags|+||Space-separated tags: key=value [key=value ...].'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application version show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--name -n --version-name --gallery-application-version-name|1|<application-version|Version of the VM application: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--expand|1|ReplicationStatus|What to return besides the version.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'gallery-application version list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'gallery-application version update' } {
            '--package-file-link|1||Address of the package, a readable blob.'
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--name -n --version-name --gallery-application-version-name|1|<application-version|Version of the VM application: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--default-file-link|1||Address of the default configuration, a readable blob.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--target-regions|+||The regions as a list of objects, in JSON or shorthand, or a file of it: [{name:westus,regional-replica-count:2,storage-account-type:Standard_ZRS}]; the location when not given.'
            '--exclude-from|?|true false|Leave this version out when latest is asked for.'
            '--end-of-life-date|1||The end of life date, e.g. 2030-12-31; informational.'
            '--tags|+||Space-separated tags: key=value [key=value ...].'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|?|true false|With --set or --add, keep strings as they are.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application version delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--name -n --version-name --gallery-application-version-name|1|<application-version|Version of the VM application: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--yes -y|-||Do not ask for confirmation.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'gallery-application version wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--application-name --gallery-application-name|1|<application|Name of the VM application.'
            '--name -n --version-name --gallery-application-version-name|1|<application-version|Version of the VM application: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
            '--expand|1|ReplicationStatus|What to return besides the version.'
        }
        { $_ -cin 'in-vm-access-control-profile create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--name -n|1|<access-profile|Name of the access control profile.'
            '--os-type|1|Windows Linux|The operating system that the profile is for. The service asks for it.'
            '--applicable-host-endpoint|1|IMDS WireServer|The metadata endpoint that the profile is for. The service asks for it.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--description|1||Description, can be changed later.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'in-vm-access-control-profile show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--name -n|1|<access-profile|Name of the access control profile.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'in-vm-access-control-profile list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'in-vm-access-control-profile update' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--name -n|1|<access-profile|Name of the access control profile.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--applicable-host-endpoint|1|IMDS WireServer|The metadata endpoint that the profile is for.'
            '--description|1||Description, can be changed later.'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|?|true false|With --set or --add, keep strings as they are.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'in-vm-access-control-profile delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--name -n|1|<access-profile|Name of the access control profile.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--yes -y|-||Do not ask for confirmation.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'in-vm-access-control-profile wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--name -n|1|<access-profile|Name of the access control profile.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
        }
        { $_ -cin 'in-vm-access-control-profile-version create' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--profile-name|1|<access-profile|Name of the access control profile.'
            '--version-name --profile-version|1|<access-profile-version|Version of the profile: Major.Minor.Patch, each 0 to 2147483647.'
            '--mode|1|Audit Disabled Enforce|Whether requests that the rules do not allow are blocked, only logged, or not looked at.'
            '--default-access|1|Allow Deny|What becomes of requests that no rule is about.'
            '--rules|+||Who may ask for what, in JSON or shorthand, or a file of it: {privileges:[{name,path,query-parameters}],roles:[{name,privileges}],identities:[{name,user-name,group-name,exe-path,process-name}],role-assignments:[{role,identities}]}.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--target-regions|+|<region|Space-separated regions, or a list of them in JSON or shorthand; the location when not given.'
            '--exclude-from-latest|?|true false|Leave this version out when latest is asked for.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'in-vm-access-control-profile-version show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--profile-name|1|<access-profile|Name of the access control profile.'
            '--version-name --profile-version|1|<access-profile-version|Version of the profile: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'in-vm-access-control-profile-version list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--profile-name|1|<access-profile|Name of the access control profile.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--at|1||Show the state at this time, or after this event: see sig log.'
        }
        { $_ -cin 'in-vm-access-control-profile-version update' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--profile-name|1|<access-profile|Name of the access control profile.'
            '--version-name --profile-version|1|<access-profile-version|Version of the profile: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--mode|1|Audit Disabled Enforce|Whether requests that the rules do not allow are blocked, only logged, or not looked at.'
            '--default-access|1|Allow Deny|What becomes of requests that no rule is about.'
            '--target-regions|+|<region|Space-separated regions, or a list of them in JSON or shorthand; the location when not given.'
            '--exclude-from-latest|?|true false|Leave this version out when latest is asked for.'
            '--set|*||Change a property: property1.property2=<value>.'
            '--add|*||Append an object to a list: property.listProperty <key=value, string or JSON string>.'
            '--remove|*||Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
            '--force-string|?|true false|With --set or --add, keep strings as they are.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'in-vm-access-control-profile-version delete' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--profile-name|1|<access-profile|Name of the access control profile.'
            '--version-name --profile-version|1|<access-profile-version|Version of the profile: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--yes -y|-||Do not ask for confirmation.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'in-vm-access-control-profile-version wait' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name|1|<gallery|Name of the gallery.'
            '--profile-name|1|<access-profile|Name of the access control profile.'
            '--version-name --profile-version|1|<access-profile-version|Version of the profile: Major.Minor.Patch, each 0 to 2147483647.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--created|-||Wait until created with provisioningState Succeeded.'
            '--updated|-||Wait until updated with provisioningState Succeeded.'
            '--deleted|-||Wait until deleted.'
            '--exists|-||Wait until the resource exists.'
            '--custom|1||Wait until this JMESPath query is true of the resource.'
            '--interval|1||Polling interval in seconds; 30 when not given.'
            '--timeout|1||Longest wait in seconds; 3600 when not given.'
        }
        { $_ -cin 'share add', 'share remove', 'share enable-community' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--subscription-ids|+||Space-separated IDs of subscriptions.'
            '--tenant-ids|+||Space-separated IDs of tenants.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'share reset' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'identity assign', 'identity remove' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--system-assigned --mi-system-assigned|?|true false|Enable the system assigned identity.'
            '--user-assigned --mi-user-assigned|+||Space-separated resource IDs of user assigned identities.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'identity show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
        }
        { $_ -cin 'channel set' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--name -n|1||Name of the channel, such as stable.'
            '--gallery-image-version -e --gallery-image-version-name|1|<version|Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
            '--force|-||Also to a version that failed or is revoked.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'channel show', 'channel log' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--name -n|1||Name of the channel, such as stable.'
        }
        { $_ -cin 'channel list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
        }
        { $_ -cin 'channel rollback', 'channel remove' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--name -n|1||Name of the channel, such as stable.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'source add' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--type|1|vm image disk snapshot vhd disk-encryption-set|What the source is. Read from the JSON when not given.'
            '--name -n|1||Name of the VM, managed image, disk, snapshot or disk encryption set.'
            '--uri|1||URI of the blob of a VHD; what follows a ? is left out.'
            '--storage-account|1||Name or ID of the storage account of a VHD; the one that the URI begins with when not given.'
            '--location -l|1|<region|Location; the resource group''s when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--tags|+||Space-separated tags: key[=value] [key[=value] ...].'
            '--from-json|1|/|File that holds what ''az vm/image/disk/snapshot/disk-encryption-set show -o json'' printed; - is stdin. What is given beside it wins.'
            '--vhd-file|1|/|Local VHD that is or becomes the source: its size and generation are read, and it is refused where Azure could not take it.'
            '--os-type|1|Windows Linux|Its operating system.'
            '--os-state|1|Generalized Specialized|Whether the VM or managed image is generalized.'
            '--hyper-v-generation|1|V1 V2|Its Hyper-V generation.'
            '--architecture|1|x64 Arm64|Its CPU architecture.'
            '--os-disk-size-gb --size-gb -z|1||Size in GB of its OS disk, or of the disk.'
            '--os-disk-caching|1|None ReadOnly ReadWrite|Host caching of its OS disk.'
            '--data-disks|+||Space-separated data disks of the VM or managed image, each <LUN>=<size in GB>.'
            '--disk-encryption-set|1||Name or ID of the set that its disk is encrypted with.'
            '--ephemeral-os-disk|?|true false|The VM has an ephemeral OS disk.'
            '--ultra-disks|?|true false|The VM has an Ultra SSD disk.'
            '--unmanaged-disks|?|true false|The VM has disks that are not managed.'
            '--plan-name|1||Plan name.'
            '--plan-publisher|1||Plan publisher.'
            '--plan-product|1||Plan product.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'source show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--type|1|vm image disk snapshot vhd disk-encryption-set|What the source is.'
            '--name -n|1||Name of the VM, managed image, disk, snapshot or disk encryption set.'
            '--uri|1||URI of the blob of a VHD; what follows a ? is left out.'
            '--storage-account|1||Name or ID of the storage account of a VHD; the one that the URI begins with when not given.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'source list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--type|1|vm image disk snapshot vhd disk-encryption-set|List sources of this type only.'
            '--max-items|1||Most items to return; a token for the rest goes to stderr.'
            '--next-token|1||Token of the page before, where this one starts.'
            '--all-subscriptions|-||List those of all subscriptions, each with its subscriptionId.'
        }
        { $_ -cin 'source remove' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--type|1|vm image disk snapshot vhd disk-encryption-set|What the source is.'
            '--name -n|1||Name of the VM, managed image, disk, snapshot or disk encryption set.'
            '--uri|1||URI of the blob of a VHD; what follows a ? is left out.'
            '--storage-account|1||Name or ID of the storage account of a VHD; the one that the URI begins with when not given.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'replica plan' } {
            '--vms|+|<region|VMs outside scale sets, each <region>=<count>; a count alone is for each --region.'
            '--vmss|+|<region|Scale sets, each <region>=<count>; a count alone is for each --region.'
            '--instances|1||Instances of the largest scale set, to check.'
            '--region|+|<region|Regions of the counts that name none; those that the others name when not given.'
        }
        { $_ -cin 'cost estimate' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name; all when not given.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name; all when not given.'
            '--size-gb|1||GB that the image occupies; of stored versions, those whose size is not known.'
            '--regions|+|<region|Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the first is the source.'
            '--replicas|1||Replicas of each region that names no count; 1 when not given.'
            '--prices|1|/|JSON or TOML file with a date, a currency and prices; without one quantities only are shown.'
        }
        { $_ -cin 'consumer add' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--vm|1||Name or ID of a VM.'
            '--vmss|1||Name or ID of a scale set.'
            '--image|1||ID of an image version, or of an image definition for its latest version in the region.'
            '--gallery-name -r|1|<gallery|Gallery of the same resource group.'
            '--gallery-image-definition -i|1|<definition|Gallery image definition name.'
            '--gallery-image-version -e|1|<version|Gallery image version; the latest in the region when not given.'
            '--location -l|1|<region|Region of the VM or scale set, needed where it uses the latest version. A default can be set with: sig configure --defaults location=REGION.'
            '--instances|1||How many instances the scale set has.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'consumer show' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--vm|1||Name or ID of a VM.'
            '--vmss|1||Name or ID of a scale set.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
        }
        { $_ -cin 'consumer list' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|List the consumers of this gallery only.'
            '--gallery-image-definition -i|1|<definition|List the consumers of this definition only.'
            '--gallery-image-version -e|1|<version|List the consumers of this version, with those that follow latest.'
            '--all-subscriptions|-||List those of all subscriptions, each with its subscriptionId.'
        }
        { $_ -cin 'consumer remove' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--vm|1||Name or ID of a VM.'
            '--vmss|1||Name or ID of a scale set.'
            '--ids|+||One or more resource IDs, in place of the names; each gives a result of its own.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'consumer import' } {
            '--forget-others|-||Forget what was imported before and is in none of the files: VMs that are gone.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
            '||/|'
        }
        { $_ -cin 'group create' } {
            '--name --resource-group -n -g|1|<group|Name of the resource group.'
            '--location -l|1|<region|Location.'
            '--tags|+||Space-separated tags: key[=value] [key[=value] ...].'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'group show', 'group exists' } {
            '--name --resource-group -n -g|1|<group|Name of the resource group.'
        }
        { $_ -cin 'group list' } {
            '--all-subscriptions|-||List those of all subscriptions, each with its subscriptionId.'
        }
        { $_ -cin 'group delete' } {
            '--name --resource-group -n -g|1|<group|Name of the resource group.'
            '--yes -y|-||Do not ask for confirmation.'
            '--no-wait|-||Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'resource show' } {
            '--ids|+||One or more resource IDs.'
        }
        { $_ -cin 'resource delete' } {
            '--ids|+||One or more resource IDs.'
            '--no-wait|?|true false|Do not wait for the operation to finish; prints nothing.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'resource move' } {
            '--ids|+||Space-separated IDs of the resources.'
            '--destination-group|1|<group|Name of the group to move them to.'
            '--destination-subscription-id|1|<subscription|Name or ID of the subscription to move them to; the one in effect when not given.'
        }
        { $_ -cin 'account list', 'account show', 'account set', 'account list-locations', 'fault list', 'clock show', 'store info', 'store path', 'store snapshot list', 'explain', 'version' } {
        }
        { $_ -cin 'account add' } {
            '--name -n|1||Name of the subscription.'
            '--id|1||Its ID, a GUID; made up when not given.'
            '--tenant -t|1||ID of its tenant, a GUID.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad user create' } {
            '--display-name|1||Display name of the user.'
            '--password|1||Password of the user.'
            '--user-principal-name|1||Name that the user signs in with, such as alice@contoso.com.'
            '--force-change-password-next-sign-in|?|true false|Whether the user must change the password at next sign-in.'
            '--immutable-id|1||What ties the user to one of an on-premises directory.'
            '--mail-nickname|1||Mail alias; what stands before the @ of the principal name when not given.'
            '--guest-of|1||Make a guest, who stands for this user of another tenant.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad user list' } {
            '--upn|1||User principal name, such as alice@contoso.com.'
            '--display-name|1||The display name, or how it begins.'
            '--filter|1||OData filter, such as "displayName eq ''Alice'' and startswith(userPrincipalName,''al'')".'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad user show' } {
            '--id|1||Object ID or principal name of the user.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad user update' } {
            '--id|1||Object ID or principal name of the user.'
            '--display-name|1||Display name of the user.'
            '--password|1||Password of the user.'
            '--force-change-password-next-sign-in|?|true false|Whether the user must change the password at next sign-in.'
            '--mail-nickname|1||Mail alias; what stands before the @ of the principal name when not given.'
            '--account-enabled|?|true false|Whether the user can sign in.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad user delete' } {
            '--id|1||Object ID or principal name of the user.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad user get-member-groups' } {
            '--id|1||Object ID or principal name of the user.'
            '--security-enabled-only|?|true false|Only security groups, as all groups here are.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad group create' } {
            '--display-name|1||Display name of the object.'
            '--mail-nickname|1||Mail alias of the group.'
            '--description|1||What the group is for.'
            '--force|?|true false|Make another group, even if one has the same names already.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad group list' } {
            '--display-name|1||The display name, or how it begins.'
            '--filter|1||OData filter, such as "displayName eq ''Alice'' and startswith(userPrincipalName,''al'')".'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad group show', 'ad group member list' } {
            '--group -g|1||Object ID or display name of the group; the begin will do if only one has it.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad group delete' } {
            '--group -g|1||Object ID or display name of the group; the begin will do if only one has it.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad group get-member-groups' } {
            '--group -g|1||Object ID or display name of the group; the begin will do if only one has it.'
            '--security-enabled-only|?|true false|Only security groups, as all groups here are.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad group member add', 'ad group member remove' } {
            '--group -g|1||Object ID or display name of the group; the begin will do if only one has it.'
            '--member-id|1||Object ID of the user, group or service principal.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad group member check' } {
            '--group -g|1||Object ID or display name of the group; the begin will do if only one has it.'
            '--member-id|1||Object ID of the user, group or service principal.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad app create' } {
            '--display-name|1||Display name of the object.'
            '--sign-in-audience|1|AzureADMyOrg AzureADMultipleOrgs AzureADandPersonalMicrosoftAccount PersonalMicrosoftAccount|Whose accounts the application takes; AzureADMyOrg when not given.'
            '--identifier-uris|+||Space-separated URIs that name the application, such as api://contoso-images.'
            '--web-redirect-uris|+||Space-separated URIs to which users are sent after they signed in.'
            '--web-home-page-url|1||Home page of the application.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad app list' } {
            '--display-name|1||The display name, or how it begins.'
            '--app-id|1||Application ID.'
            '--identifier-uri|1||Identifier URI.'
            '--filter|1||OData filter, such as "displayName eq ''Alice'' and startswith(userPrincipalName,''al'')".'
            '--show-mine|-||List what belongs to who asks: of the owner, everything.'
            '--all|-||List all of them, not the first 100.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad app show', 'ad app credential list' } {
            '--id|1||Application ID, object ID or identifier URI of the application.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad app delete', 'ad sp create' } {
            '--id|1||Application ID, object ID or identifier URI of the application.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad app credential reset' } {
            '--id|1||Application ID, object ID or identifier URI of the application.'
            '--append|-||Keep the credentials that there are.'
            '--display-name|1||Friendly name of the credential.'
            '--years|1||For how many years it is valid; 1 when not given.'
            '--end-date|1||When it ends, such as 2030-12-31, in place of --years.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad app credential delete' } {
            '--id|1||Application ID, object ID or identifier URI of the application.'
            '--key-id|1||Key ID of the credential.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad sp create-for-rbac' } {
            '--name --display-name -n|1||Display name; azure-cli- and the time when not given.'
            '--role|1||Name or ID of the role to assign, with --scopes.'
            '--scopes|+||Space-separated IDs of subscriptions, groups or resources at which the role is assigned.'
            '--years|1||For how many years it is valid; 1 when not given.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad sp list' } {
            '--display-name|1||The display name, or how it begins.'
            '--spn|1||Service principal name: application ID or identifier URI.'
            '--filter|1||OData filter, such as "displayName eq ''Alice'' and startswith(userPrincipalName,''al'')".'
            '--show-mine|-||List what belongs to who asks: of the owner, everything.'
            '--all|-||List all of them, not the first 100.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad sp show', 'ad sp credential list' } {
            '--id|1||Service principal name (application ID or identifier URI), or object ID.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
        }
        { $_ -cin 'ad sp delete' } {
            '--id|1||Service principal name (application ID or identifier URI), or object ID.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad sp credential reset' } {
            '--id|1||Service principal name (application ID or identifier URI), or object ID.'
            '--append|-||Keep the credentials that there are.'
            '--display-name|1||Friendly name of the credential.'
            '--years|1||For how many years it is valid; 1 when not given.'
            '--end-date|1||When it ends, such as 2030-12-31, in place of --years.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'ad sp credential delete' } {
            '--id|1||Service principal name (application ID or identifier URI), or object ID.'
            '--key-id|1||Key ID of the credential.'
            '--tenant|1||ID of the tenant; that of the subscription when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'role assignment create' } {
            '--role|1||Name or ID of the role, such as Reader.'
            '--scope|1||Where the role counts: the ID of a subscription, a resource group or a resource.'
            '--assignee|1||A user, group or service principal: object ID, sign-in name or application ID. Of a group the object ID.'
            '--assignee-object-id|1||Object ID of the principal, in place of --assignee; no names are looked up.'
            '--assignee-principal-type|1|ForeignGroup Group ServicePrincipal User|With --assignee-object-id: what the principal is. The directory is not asked then.'
            '--name -n|1||A GUID for the assignment; a new one when not given.'
            '--description|1||What the assignment is for.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'role assignment list' } {
            '--all|-||All assignments of the subscription, also of what is in it.'
            '--assignee|1||A user, group or service principal: object ID, sign-in name or application ID. Of a group the object ID.'
            '--assignee-object-id|1||Object ID of the principal, in place of --assignee; no names are looked up.'
            '--role|1||Name or ID of the role, such as Reader.'
            '--scope|1||Where the role counts: the ID of a subscription, a resource group or a resource. The subscription when not given.'
            '--resource-group -g|1|<group|Resource group, in place of --scope.'
            '--include-inherited|-||Also those at scopes above.'
            '--include-groups|-||Also those of the groups that the assignee is in, at any depth.'
            '--fill-principal-name|?|true false|Say what principals are called; true when not given.'
            '--fill-role-definition-name|?|true false|Say what roles are called; true when not given.'
        }
        { $_ -cin 'role assignment delete' } {
            '--ids|+||Space-separated IDs of assignments, in place of all else.'
            '--assignee|1||A user, group or service principal: object ID, sign-in name or application ID. Of a group the object ID.'
            '--assignee-object-id|1||Object ID of the principal, in place of --assignee; no names are looked up.'
            '--role|1||Name or ID of the role, such as Reader.'
            '--scope|1||Where the role counts: the ID of a subscription, a resource group or a resource. The subscription when not given.'
            '--resource-group -g|1|<group|Resource group, in place of --scope.'
            '--include-inherited|-||Also those at scopes above.'
            '--yes -y|-||Do not ask for confirmation.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'role definition list' } {
            '--name -n|1||Name or GUID of the role.'
            '--custom-role-only|?|true false|Custom roles only.'
            '--scope|1||Where the role counts: the ID of a subscription, a resource group or a resource. The subscription when not given.'
            '--resource-group -g|1|<group|Resource group, in place of --scope.'
        }
        { $_ -cin 'role definition show' } {
            '--name -n|1||GUID of the role.'
            '--id|1||ID of the role, in place of --name and --scope.'
            '--scope|1||Where the role counts: the ID of a subscription, a resource group or a resource. The subscription when not given.'
        }
        { $_ -cin 'role definition create', 'role definition update' } {
            '--role-definition|1||The role as JSON, or the path of a file with it, also as @FILE: Name, Description, Actions, NotActions, AssignableScopes.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'role definition delete' } {
            '--name -n|1||Name or GUID of the role.'
            '--custom-role-only|?|true false|Custom roles only.'
            '--scope|1||Where the role counts: the ID of a subscription, a resource group or a resource. The subscription when not given.'
            '--resource-group -g|1|<group|Resource group, in place of --scope.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'access check', 'access explain' } {
            '--action|1||read, write, delete, share (of a gallery), or an action such as Microsoft.Compute/galleries/read.'
            '--id|1||ID of a resource, a group or a subscription, in place of the names; can be given several times.'
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery; without it the group is meant.'
            '--gallery-image-definition -i|1|<definition|Image definition; without it the gallery is meant.'
            '--gallery-image-version -e|1|<version|Image version; without it the definition is meant.'
        }
        { $_ -cin 'access list' } {
            '--id|1||ID of a gallery or of anything in it, such as a VM application, in place of the names; can be given several times.'
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name.'
            '--gallery-image-definition -i|1|<definition|Image definition; without it the gallery is meant.'
            '--gallery-image-version -e|1|<version|Image version; without it the definition is meant.'
        }
        { $_ -cin 'config get' } {
            '||store store.journal_limit profile strict principal compat now simulation.replication simulation.speed defaults.group defaults.location defaults.subscription core.output core.error_format core.only_show_errors|'
        }
        { $_ -cin 'config set' } {
            '--local|-||Use the project''s .sig/config.toml instead of the user''s.'
            '||store= store.journal_limit= profile= strict= principal= compat= now= simulation.replication= simulation.speed= defaults.group= defaults.location= defaults.subscription= core.output= core.error_format= core.only_show_errors=|'
        }
        { $_ -cin 'config unset' } {
            '--local|-||Use the project''s .sig/config.toml instead of the user''s.'
            '||store store.journal_limit profile strict principal compat now simulation.replication simulation.speed defaults.group defaults.location defaults.subscription core.output core.error_format core.only_show_errors|'
        }
        { $_ -cin 'config list' } {
            '--show-origin|-||Say where each value comes from.'
        }
        { $_ -cin 'usage list' } {
            '--location -l|1|<region|Region to look at; all when not given. A default can be set with: sig configure --defaults location=REGION.'
            '--all-subscriptions|-||List those of all subscriptions, each with its subscriptionId.'
        }
        { $_ -cin 'fault add' } {
            '--kind -k|1|replication-failed stuck throttled conflict internal-error not-authorized nested-lag|What goes wrong.'
            '--verb|1||Shell pattern over noun and verb: ''image-version create'', ''gallery *'', ''* delete''; any when not given.'
            '--resource|1||Shell pattern over names from the right or over the whole resource ID: ''2.*'', ''Contoso/ubuntu/2.*'', ''*/resourceGroups/images/*''; any when not given.'
            '--region|1|<region|The region that is copied to or, where a command fails, the location of the resource.'
            '--times|1||How often it strikes; until it is removed when not given.'
            '--probability|1||The chance that it strikes, more than 0 and at most 1; always when not given.'
            '--seed|1||What the chance is drawn from; 0 when not given. The same seed fails the same attempts.'
            '--message|1||What is said instead of the service''s words, or why a copy failed.'
            '--progress|1||Percent at which a copy stops, 0 to 99; 50 when not given.'
            '--seconds|1||How long a deleted child lags behind: 60s, 2m; 30s when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'fault remove' } {
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
            '||<fault|'
        }
        { $_ -cin 'fault clear', 'clock advance', 'clock reset', 'store snapshot load' } {
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'clock set' } {
            '--running|-||Let the clock run on from there.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'serve run' } {
            '--host|1||The address to listen on; one that others reach needs --auth directory.'
            '--port|1||The port to listen on; 0 for one that is free.'
            '--cert|1|/|A certificate of your own, in PEM.'
            '--key|1|/|Its key, in PEM.'
            '--http|-||HTTP without TLS. Most clients of Azure refuse it.'
            '--auth|1|open directory|Who may log in: anybody, as the owner, or principals of sig ad, with their roles.'
            '--workers|1||How many processes answer, over one store.'
            '--ready-file|1|/|Write URL, process and CA to this file when requests are taken.'
            '--request-log|1||Where a line of JSON goes for each request; - is stdout.'
            '--test-controls|-||Let /_sig/ reset the store, move its clock, set faults.'
            '--reset|-||With --test-controls: empty the store before it is served.'
        }
        { $_ -cin 'serve env' } {
            '--port|1||The port to listen on; 0 for one that is free.'
            '--shell|1|sh fish powershell|The shell that is to read the lines.'
        }
        { $_ -cin 'shim install' } {
            '--dir|1|/|The folder that az lies in; one of sig''s own when not given.'
            '--passthrough|1|real deny|What sig has no answer to: real hands it to the real az; deny, the default, refuses it.'
        }
        { $_ -cin 'shim env' } {
            '--dir|1|/|The folder that az lies in; one of sig''s own when not given.'
            '--shell|1|sh fish powershell|The shell that the line is for; sh when not given.'
        }
        { $_ -cin 'store init' } {
            '--path|1|/|The folder of the store; when not given, that of --store or SIG_STORE, or .sig in the working directory.'
            '--format|1|json toml|How documents are written; json when not given.'
        }
        { $_ -cin 'store check' } {
            '--repair|-||Repair what can be derived; shows it and asks first.'
            '--yes -y|-||Do not ask for confirmation.'
        }
        { $_ -cin 'store migrate' } {
            '--format|1|json toml|How documents are to be written; as they are when not given.'
        }
        { $_ -cin 'store backup' } {
            '--force|-||Replace what is there.'
            '||/|'
        }
        { $_ -cin 'store restore' } {
            '--force|-||Give up the store that is there, even if it is another one.'
            '||/|'
        }
        { $_ -cin 'store snapshot save' } {
            '--force|-||Replace what is there.'
        }
        { $_ -cin 'store snapshot diff' } {
            '|| |'
        }
        { $_ -cin 'store snapshot delete' } {
            '--yes -y|-||Do not ask for confirmation.'
        }
        { $_ -cin 'lint' } {
            '--resource-group -g|1|<group|Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
            '--gallery-name -r|1|<gallery|Gallery name; all when not given.'
            '--output -o|1|json jsonc yaml yamlc table tsv none sarif|Output format; sarif is what code scanning reads.'
        }
        { $_ -cin 'configure' } {
            '--defaults -d|+||Space-separated name=value pairs: group, location, subscription; name= removes one.'
            '--list-defaults -l|?|true false|Print the defaults.'
            '--scope|1|global local|local writes the project''s .sig/config.toml.'
        }
        { $_ -cin 'batch' } {
            '--atomic|-||All commands or none: commit once, after the last one.'
            '--keep-going|-||Go on after a command that failed.'
            '--report|1|/|Write what each command did to this file, one JSON object per line.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
            '||/|'
        }
        { $_ -cin 'assert' } {
            '--called|1||The command that changed the store, as ''image-version create''.'
            '--with|*||Count only calls with these values: option=value [option=value ...].'
            '--times|1||Exactly how many calls there must be.'
            '--at-least|1||How many there must be at least; 1 when not given.'
            '--at-most|1||How many there may be at most.'
            '--before|1||Every one of them came before the first call of this command.'
            '--since|1||Look only at what came after the event of this number, or from this time on.'
            '--file|1|/|Check every assertion of this file, JSON or TOML.'
            '--junit|1|/|Write the result to this file, as JUnit XML.'
        }
        { $_ -cin 'log' } {
            '--resource-group -g|1|<group|Only what is in this resource group.'
            '--gallery-name -r|1|<gallery|Only this gallery and what is in it.'
            '--gallery-image-definition -i|1|<definition|Only this definition and its versions.'
            '--gallery-image-version -e|1|<version|Only this version.'
            '--since|1||Only what was changed since, in ISO 8601.'
            '--verb|1||Only this command, as in: image-version create.'
            '--principal|1||Only the changes of this principal.'
            '--max-items|1||Most events to show.'
        }
        { $_ -cin 'undo' } {
            '--event|1||Number of the event; the last one when not given.'
            '--dry-run|-||Say what would change, field by field, and change nothing.'
            '--detailed-exitcode|-||With --dry-run: end with 4 if something would change.'
        }
        { $_ -cin 'completion' } {
            '||bash zsh fish powershell|'
        }
        default { return }
    }
    '--output -o|1|json jsonc yaml yamlc table tsv none|Output format; json when not given.'
    '--query|1||JMESPath query, see https://jmespath.org.'
    '--subscription|1|<subscription|Name or ID of the subscription.'
    '--as|1||The user or application that acts, with its roles; the owner of the store when not given.'
    '--only-show-errors|-||Only show errors, no warnings.'
    '--verbose|-||Say more on stderr.'
    '--debug|-||Show tracebacks.'
    '--store|1|/|Where the store is.'
    '--profile|1|2021 current|The era of the service; 2021 when not given.'
    '--help -h|-||Show the help of this command.'
}

Register-ArgumentCompleter -Native -CommandName 'sig' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = [System.Collections.Generic.List[string]]::new()
    $at = -1
    $current = ''
    foreach ($element in $commandAst.CommandElements) {
        $text = $element.Extent.Text
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $text = $element.Value }
        if ($at -lt 0 -and $element.Extent.StartOffset -ge $cursorPosition) {
            $at = $words.Count
            $words.Add('')
        }
        elseif ($at -lt 0 -and $element.Extent.EndOffset -ge $cursorPosition) {
            $at = $words.Count
            $cut = [System.Math]::Min($element.Extent.EndOffset - $cursorPosition, $text.Length)
            $current = $text.Substring(0, $text.Length - $cut)
        }
        $words.Add($text)
    }
    if ($at -lt 0) {
        $at = $words.Count
        $words.Add('')
    }

    function Add-Candidate([string] $Text, [string] $Help, [string] $Type, [string] $Before) {
        if (-not $Text.StartsWith($typed, [System.StringComparison]::OrdinalIgnoreCase)) { return }
        $word = $Before + $Text
        if ($word -notmatch '^[\w.=:/+-]+$') { $word = "'" + $word.Replace("'", "''") + "'" }
        if (-not $Help) { $Help = $Text }
        [System.Management.Automation.CompletionResult]::new($word, $Text, $Type, $Help)
    }

    $typed = $current
    $noun = ''
    $start = 2
    while ($at -ge $start) {
        $path = $words.GetRange(1, $start - 1) -join ' '
        if (-not @(__sig_Names $path).Count) { break }
        $noun = $path
        $start++
    }
    if ($at -lt $start) {
        foreach ($entry in __sig_Names $noun) {
            $name, $help = $entry.Split('|', 2)
            Add-Candidate $name $help 'Command' ''
        }
        return
    }

    $options = @{}
    $offered = @()
    $operand = ''
    foreach ($entry in __sig_Options ($words.GetRange(1, $start - 1) -join ' ')) {
        $fields = $entry.Split('|')
        if (-not $fields[0]) {
            $operand = $fields[2]
            continue
        }
        $option = @{ Names = $fields[0].Split(' '); Takes = $fields[1]; Values = $fields[2]; Help = $fields[3] }
        $offered += $option
        foreach ($name in $option.Names) { $options["=$name"] = $option }
    }
    if (-not $offered) { return }

    $others = [System.Collections.Generic.List[string]]::new($words.GetRange(1, $start - 1))
    $open = $null
    $taken = 0
    $given = @()
    for ($i = $start; $i -lt $words.Count; $i++) {
        if ($i -eq $at) { continue }
        $word = $words[$i]
        $others.Add($word)
        if ($word -match '^-[^0-9]') {
            $option = $options['=' + $word.Split('=')[0]]
            if (-not $option -and $word -notlike '--*') { $option = $options['=' + $word.Substring(0, 2)] }
            if ($option -and $option.Takes -ne '*') { $given += $option.Names }
            if ($i -lt $at) {
                $open = $option
                $taken = [int] ($option -and -not ($option.Names -ccontains $word))
            }
        }
        elseif ($i -lt $at) { $taken++ }
        if ($i -lt $at -and $open -and ($open.Takes -eq '-' -or ($taken -and $open.Takes -in '1', '?'))) { $open = $null }
    }

    $attached = ''
    if ($current -match '^(--[^=]+)=(.*)$') {
        $attached = $Matches[1] + '='
        $typed = $Matches[2]
        $open = $options['=' + $Matches[1]]
        if (-not $open -or $open.Takes -eq '-') { return }
    }
    elseif (($current -like '-*' -and -not ($open -and $open.Takes -eq '1')) -or -not ($current -or $open -or $operand)) {
        foreach ($option in $offered) {
            if ($given -ccontains $option.Names[0]) { continue }
            foreach ($name in $option.Names) { Add-Candidate $name $option.Help 'ParameterName' '' }
        }
        return
    }

    $values = if ($open) { $open.Values } else { $operand }
    if ($values -eq '/' -or -not $values) { return } # PowerShell completes files by itself
    if ($values.StartsWith('<')) {
        $found = @(& sig __complete $values.Substring(1) "--current=$typed" @others 2>$null)
    }
    else { $found = $values.Split(' ') }
    foreach ($value in $found) { Add-Candidate $value '' 'ParameterValue' $attached }
}
