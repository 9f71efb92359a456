# Completion of sig for fish. Written by: sig completion fish
#
# Only values that live in the store are asked of sig itself.

set -g __sig_nouns gallery image-definition image-version share source group account config usage store

# The noun and verb on the line before the cursor.
function __sig_command
    set -l words (commandline -opc)
    if contains -- "$words[2]" $__sig_nouns
        echo "$words[2] $words[3]"
    else
        echo "$words[2]"
    end
end

# Whether the next word follows exactly the words given.
function __sig_follows
    set -l words (commandline -opc)
    test "$words[2..-1]" = "$argv"
end

# Whether the line is one of the commands after $argv[1], the names of an option that is not complete on the line.
function __sig_offers
    contains -- (__sig_command) $argv[2..-1]; or return 1
    # The last word may be the option itself, whose value is being typed.
    for word in (commandline -opc)[2..-2]
        contains -- (string replace -r '=.*' '' -- $word) (string split ' ' -- $argv[1]); and return 1
    end
    return 0
end

# Whether the next word is one of the words of the option $argv[1] (its names), on one of the commands after $argv[2];
# $argv[2] is + for an option that takes words up to the next one, ? for one that takes one word or none.
function __sig_fills
    contains -- (__sig_command) $argv[3..-1]; or return 1
    set -l words (commandline -opc)[2..-1]
    if test $argv[2] = '?'
        contains -- "$words[-1]" (string split ' ' -- $argv[1])
        return
    end
    for word in $words[-1..1]
        if string match -q -r '^-[^0-9]' -- $word
            contains -- (string replace -r '=.*' '' -- $word) (string split ' ' -- $argv[1])
            return
        end
    end
    return 1
end

# The names of the kind $argv[1] that sig finds in the store.
function __sig_names
    set -l words (commandline -op)
    set -l typed (commandline -ct)
    if test -n "$typed"
        set -e words[(math (count (commandline -opc)) + 1)]
    end
    set typed (string unescape -- $typed; or string trim -c "\"'" -- $typed)
    set typed (string replace -r '^(--[^=]*=|-[^-])' '' -- $typed)
    command sig __complete $argv[1] --current="$typed" $words[2..-1] 2>/dev/null
end

complete -c sig -f
complete -c sig -n __sig_follows -a gallery -d 'Manage galleries.'
complete -c sig -n __sig_follows -a image-definition -d 'Manage image definitions.'
complete -c sig -n __sig_follows -a image-version -d 'Manage image versions.'
complete -c sig -n __sig_follows -a share -d 'Share galleries with subscriptions, tenants or the community.'
complete -c sig -n __sig_follows -a source -d 'Register the sources of image versions.'
complete -c sig -n __sig_follows -a group -d 'Manage resource groups.'
complete -c sig -n __sig_follows -a account -d 'Manage subscriptions.'
complete -c sig -n __sig_follows -a config -d 'Read and change settings.'
complete -c sig -n __sig_follows -a usage -d 'See how much of the limits is in use.'
complete -c sig -n __sig_follows -a store -d 'Make and look at the store.'
complete -c sig -n __sig_follows -a create -d 'Create a gallery.'
complete -c sig -n __sig_follows -a show -d 'Show a gallery.'
complete -c sig -n __sig_follows -a list -d 'List the galleries of a resource group, or of the subscription.'
complete -c sig -n __sig_follows -a update -d 'Update a gallery: its description, tags and soft-delete policy.'
complete -c sig -n __sig_follows -a delete -d 'Delete an empty gallery.'
complete -c sig -n __sig_follows -a wait -d 'Wait until a condition of a gallery holds.'
complete -c sig -n __sig_follows -a list-shared -d 'List the galleries that others share with the subscription, or with its tenant.'
complete -c sig -n __sig_follows -a show-shared -d 'Show a shared gallery as its consumers see it.'
complete -c sig -n __sig_follows -a list-community -d 'List the community galleries of a region, or of all regions.'
complete -c sig -n __sig_follows -a show-community -d 'Show a community gallery as its consumers see it.'
complete -c sig -n __sig_follows -a configure -d 'Set the defaults that commands use: group, location, subscription.'
complete -c sig -n __sig_follows -a explain -d 'Explain an error code, a rule or the message of an error; without one, list the rules.'
complete -c sig -n __sig_follows -a completion -d 'Print the completion script of a shell: bash, zsh, fish or powershell.'
complete -c sig -n __sig_follows -a version -d 'Show the version.'
complete -c sig -n '__sig_follows gallery' -a create -d 'Create a gallery.'
complete -c sig -n '__sig_follows gallery' -a show -d 'Show a gallery.'
complete -c sig -n '__sig_follows gallery' -a list -d 'List the galleries of a resource group, or of the subscription.'
complete -c sig -n '__sig_follows gallery' -a update -d 'Update a gallery: its description, tags and soft-delete policy.'
complete -c sig -n '__sig_follows gallery' -a delete -d 'Delete an empty gallery.'
complete -c sig -n '__sig_follows gallery' -a wait -d 'Wait until a condition of a gallery holds.'
complete -c sig -n '__sig_follows gallery' -a list-shared -d 'List the galleries that others share with the subscription, or with its tenant.'
complete -c sig -n '__sig_follows gallery' -a show-shared -d 'Show a shared gallery as its consumers see it.'
complete -c sig -n '__sig_follows gallery' -a list-community -d 'List the community galleries of a region, or of all regions.'
complete -c sig -n '__sig_follows gallery' -a show-community -d 'Show a community gallery as its consumers see it.'
complete -c sig -n '__sig_follows image-definition' -a create -d 'Create an image definition.'
complete -c sig -n '__sig_follows image-definition' -a show -d 'Show an image definition.'
complete -c sig -n '__sig_follows image-definition' -a list -d 'List the image definitions of a gallery.'
complete -c sig -n '__sig_follows image-definition' -a update -d 'Update an image definition: description, recommendations, end of life, release notes, tags.'
complete -c sig -n '__sig_follows image-definition' -a delete -d 'Delete an image definition that has no versions.'
complete -c sig -n '__sig_follows image-definition' -a wait -d 'Wait until a condition of an image definition holds.'
complete -c sig -n '__sig_follows image-definition' -a list-shared -d 'List the image definitions of a shared gallery.'
complete -c sig -n '__sig_follows image-definition' -a show-shared -d 'Show an image definition of a shared gallery.'
complete -c sig -n '__sig_follows image-definition' -a list-community -d 'List the image definitions of a community gallery.'
complete -c sig -n '__sig_follows image-definition' -a show-community -d 'Show an image definition of a community gallery.'
complete -c sig -n '__sig_follows image-version' -a create -d 'Create an image version.'
complete -c sig -n '__sig_follows image-version' -a show -d 'Show an image version.'
complete -c sig -n '__sig_follows image-version' -a list -d 'List the versions of an image definition, lowest number first.'
complete -c sig -n '__sig_follows image-version' -a update -d 'Update an image version: its regions, replicas, exclusion from latest, end of life, safety.'
complete -c sig -n '__sig_follows image-version' -a delete -d 'Delete an image version; softly where its gallery says so.'
complete -c sig -n '__sig_follows image-version' -a wait -d 'Wait until a condition of an image version holds.'
complete -c sig -n '__sig_follows image-version' -a undelete -d 'Bring a soft-deleted image version back.'
complete -c sig -n '__sig_follows image-version' -a list-soft-deleted -d 'List the soft-deleted versions of an image definition.'
complete -c sig -n '__sig_follows image-version' -a list-shared -d 'List the image versions that a shared gallery has in a region.'
complete -c sig -n '__sig_follows image-version' -a show-shared -d 'Show an image version of a shared gallery.'
complete -c sig -n '__sig_follows image-version' -a list-community -d 'List the latest image version of a definition in a community gallery.'
complete -c sig -n '__sig_follows image-version' -a show-community -d 'Show an image version of a community gallery.'
complete -c sig -n '__sig_follows image-version' -a check-deploy -d 'Say whether Azure would deploy the image, which version it would take, and every reason against.'
complete -c sig -n '__sig_follows share' -a add -d 'Share a gallery with subscriptions or tenants.'
complete -c sig -n '__sig_follows share' -a remove -d 'Stop sharing a gallery with subscriptions or tenants.'
complete -c sig -n '__sig_follows share' -a reset -d 'Stop all sharing of a gallery; it is private afterwards.'
complete -c sig -n '__sig_follows share' -a enable-community -d 'Publish a gallery that was created for the community.'
complete -c sig -n '__sig_follows share' -a wait -d 'Wait until a condition of the sharing of a gallery holds.'
complete -c sig -n '__sig_follows source' -a add -d 'Register a source of image versions, so that versions are checked against it and show its disks.'
complete -c sig -n '__sig_follows source' -a show -d 'Show what is registered of a source.'
complete -c sig -n '__sig_follows source' -a list -d 'List the registered sources of a group, or of the subscription.'
complete -c sig -n '__sig_follows source' -a remove -d 'Forget a source; image versions made from it stay as they are.'
complete -c sig -n '__sig_follows group' -a create -d 'Register a resource group, so that commands in it know its location.'
complete -c sig -n '__sig_follows group' -a show -d 'Show a resource group.'
complete -c sig -n '__sig_follows group' -a list -d 'List the registered resource groups.'
complete -c sig -n '__sig_follows group' -a delete -d 'Delete a resource group and everything in it.'
complete -c sig -n '__sig_follows group' -a exists -d 'Say whether a resource group is registered or holds anything.'
complete -c sig -n '__sig_follows account' -a list -d 'List the subscriptions of the store.'
complete -c sig -n '__sig_follows account' -a show -d 'Show the subscription that commands use.'
complete -c sig -n '__sig_follows account' -a set -d 'Make a subscription the one that commands use: --subscription NAME-or-ID.'
complete -c sig -n '__sig_follows account' -a list-locations -d 'List the regions.'
complete -c sig -n '__sig_follows account' -a add -d 'Register a subscription in the store.'
complete -c sig -n '__sig_follows config' -a get -d 'Show one setting, its value and where it comes from.'
complete -c sig -n '__sig_follows config' -a set -d 'Change settings: KEY=VALUE ...'
complete -c sig -n '__sig_follows config' -a unset -d 'Remove settings, so that their defaults hold again.'
complete -c sig -n '__sig_follows config' -a list -d 'List every setting and its value.'
complete -c sig -n '__sig_follows usage' -a list -d 'List how much of each limit is in use: of one region, or of each that something is in.'
complete -c sig -n '__sig_follows store' -a init -d 'Make a store: .sig in the working directory, found from every folder below.'
complete -c sig -n '__sig_follows store' -a info -d 'Show where the store is and how it is written.'
complete -c sig -n '__sig_follows store' -a path -d 'Print where the store is.'
complete -c sig -n '__sig_offers \'\' \'config get\'' -a 'store profile strict compat now defaults.group defaults.location defaults.subscription core.output core.error_format core.only_show_errors'
complete -c sig -n '__sig_offers \'\' \'config set\'' -a 'store= profile= strict= compat= now= defaults.group= defaults.location= defaults.subscription= core.output= core.error_format= core.only_show_errors='
complete -c sig -n '__sig_offers \'\' \'config unset\'' -a 'store profile strict compat now defaults.group defaults.location defaults.subscription core.output core.error_format core.only_show_errors'
complete -c sig -n '__sig_offers \'\' completion' -a 'bash zsh fish powershell'
complete -c sig -n '__sig_offers \'--output -o\' \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l output -s o -x -a 'json jsonc yaml yamlc table tsv none' -d 'Output format; json when not given.'
complete -c sig -n '__sig_offers --query \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l query -x -d 'JMESPath query, see https://jmespath.org.'
complete -c sig -n '__sig_offers --subscription \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l subscription -x -k -a '(__sig_names subscription)' -d 'Name or ID of the subscription.'
complete -c sig -n '__sig_offers --only-show-errors \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l only-show-errors -d 'Only show errors, no warnings.'
complete -c sig -n '__sig_offers --verbose \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l verbose -d 'Say more on stderr.'
complete -c sig -n '__sig_offers --debug \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l debug -d 'Show tracebacks.'
complete -c sig -n '__sig_offers --store \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l store -r -F -d 'Where the store is.'
complete -c sig -n '__sig_offers --profile \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l profile -x -a '2021 current' -d 'The era of the service; 2021 when not given.'
complete -c sig -n '__sig_offers \'--help -h\' \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery list-community\' list-community \'gallery show-community\' show-community \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\' \'group create\' \'group show\' \'group exists\' \'group list\' \'account list\' \'account show\' \'account set\' \'account list-locations\' \'store info\' \'store path\' explain version \'group delete\' \'account add\' \'config get\' \'config set\' \'config unset\' \'config list\' \'usage list\' \'store init\' configure completion' -l help -s h -d 'Show the help of this command.'
complete -c sig -n '__sig_offers \'--resource-group -g\' \'gallery create\' create \'gallery show\' show \'gallery list\' list \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source add\' \'source show\' \'source remove\' \'source list\'' -l resource-group -s g -x -k -a '(__sig_names group)' -d 'Name of the resource group; a default can be set with: sig configure --defaults group=NAME.'
complete -c sig -n '__sig_offers \'--gallery-name -r\' \'gallery create\' create \'gallery show\' show \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'image-definition create\' \'image-definition show\' \'image-definition list\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-version create\' \'image-version show\' \'image-version list\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version undelete\' \'image-version list-soft-deleted\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\'' -l gallery-name -s r -x -k -a '(__sig_names gallery)' -d 'Gallery name.'
complete -c sig -n '__sig_offers \'--location -l\' \'gallery create\' create \'gallery update\' update \'image-definition create\' \'image-version create\' \'image-version undelete\' \'source add\'' -l location -s l -x -k -a '(__sig_names region)' -d 'Location; the resource group\'s when not given. A default can be set with: sig configure --defaults location=REGION.'
complete -c sig -n '__sig_offers --tags \'gallery create\' create' -l tags -x -d 'Space-separated tags: key=value [key=value ...].'
complete -c sig -n '__sig_offers --description \'gallery create\' create \'image-definition create\'' -l description -x -d 'Description, can be changed later.'
complete -c sig -n '__sig_offers --permissions \'gallery create\' create \'gallery update\' update' -l permissions -x -a 'Community Groups Private' -d 'Who may use the gallery; chosen at creation.'
complete -c sig -n '__sig_offers --publisher-uri \'gallery create\' create \'gallery update\' update' -l publisher-uri -x -d 'Community gallery: publisher URI.'
complete -c sig -n '__sig_offers \'--publisher-email --publisher-contact\' \'gallery create\' create \'gallery update\' update' -l publisher-email -l publisher-contact -x -d 'Community gallery: publisher contact.'
complete -c sig -n '__sig_offers --eula \'gallery create\' create \'gallery update\' update' -l eula -x -d 'Community gallery: eula.'
complete -c sig -n '__sig_offers --public-name-prefix \'gallery create\' create \'gallery update\' update' -l public-name-prefix -x -d 'Community gallery: prefix of the public name.'
complete -c sig -n '__sig_offers --soft-delete \'gallery create\' create \'gallery update\' update' -l soft-delete -d 'Keep deleted versions for a while.'
complete -c sig -n '__sig_fills --soft-delete \'?\' \'gallery create\' create \'gallery update\' update' -a 'true false'
complete -c sig -n '__sig_offers \'--soft-delete-retention --soft-delete-retention-period\' \'gallery create\' create \'gallery update\' update' -l soft-delete-retention -l soft-delete-retention-period -x -d 'Days that soft-deleted versions are kept.'
complete -c sig -n '__sig_offers \'--soft-delete-grace --soft-delete-grace-period\' \'gallery create\' create \'gallery update\' update' -l soft-delete-grace -l soft-delete-grace-period -x -d 'Days after the retention in which versions can still be brought back.'
complete -c sig -n '__sig_offers \'--system-assigned --mi-system-assigned\' \'gallery create\' create' -l system-assigned -l mi-system-assigned -d 'Enable the system assigned identity.'
complete -c sig -n '__sig_fills \'--system-assigned --mi-system-assigned\' \'?\' \'gallery create\' create' -a 'true false'
complete -c sig -n '__sig_offers \'--user-assigned --mi-user-assigned\' \'gallery create\' create' -l user-assigned -l mi-user-assigned -x -d 'Space-separated resource IDs of user assigned identities.'
complete -c sig -n '__sig_offers --no-wait \'gallery create\' create \'gallery update\' update \'gallery delete\' \'share reset\' delete \'image-definition update\' \'image-definition delete\' \'image-version delete\' \'share add\' \'share remove\' \'share enable-community\'' -l no-wait -d 'Do not wait for the operation to finish; prints nothing.'
complete -c sig -n '__sig_fills --no-wait \'?\' \'gallery create\' create \'gallery update\' update \'gallery delete\' \'share reset\' delete \'image-definition update\' \'image-definition delete\' \'image-version delete\' \'share add\' \'share remove\' \'share enable-community\'' -a 'true false'
complete -c sig -n '__sig_offers --ids \'gallery show\' show \'gallery update\' update \'gallery delete\' \'share reset\' delete \'gallery wait\' \'share wait\' wait \'gallery show-shared\' show-shared \'gallery show-community\' show-community \'image-definition show\' \'image-definition update\' \'image-definition delete\' \'image-definition wait\' \'image-definition show-shared\' \'image-definition show-community\' \'image-version show\' \'image-version delete\' \'image-version wait\' \'image-version show-shared\' \'image-version show-community\' \'image-version check-deploy\' \'share add\' \'share remove\' \'share enable-community\' \'source show\' \'source remove\'' -l ids -x -d 'One or more resource IDs, in place of the names; each gives a result of its own.'
complete -c sig -n '__sig_offers --select \'gallery show\' show' -l select -x -a Permissions -d 'Which part of the gallery to return.'
complete -c sig -n '__sig_offers --sharing-groups \'gallery show\' show' -l sharing-groups -d 'Return the sharing groups as well.'
complete -c sig -n '__sig_fills --sharing-groups \'?\' \'gallery show\' show' -a 'true false'
complete -c sig -n '__sig_offers --max-items \'gallery list\' list \'gallery list-shared\' list-shared \'image-definition list\' \'image-definition list-shared\' \'image-definition list-community\' \'image-version list\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version list-community\' \'source list\'' -l max-items -x -d 'Most items to return; a token for the rest goes to stderr.'
complete -c sig -n '__sig_offers --next-token \'gallery list\' list \'gallery list-shared\' list-shared \'image-definition list\' \'image-definition list-shared\' \'image-definition list-community\' \'image-version list\' \'image-version list-soft-deleted\' \'image-version list-shared\' \'image-version list-community\' \'source list\'' -l next-token -x -d 'Token of the page before, where this one starts.'
complete -c sig -n '__sig_offers \'\' \'gallery update\' update \'image-definition update\' \'image-version update\'' -l set -x -d 'Change a property: property1.property2=<value>.'
complete -c sig -n '__sig_offers \'\' \'gallery update\' update \'image-definition update\' \'image-version update\'' -l add -x -d 'Append an object to a list: property.listProperty <key=value, string or JSON string>.'
complete -c sig -n '__sig_offers \'\' \'gallery update\' update \'image-definition update\' \'image-version update\'' -l remove -x -d 'Remove a property, or an element of a list: property.list <index> or propertyToRemove.'
complete -c sig -n '__sig_offers --force-string \'gallery update\' update \'image-definition update\'' -l force-string -d 'With --set or --add, keep strings as they are.'
complete -c sig -n '__sig_fills --force-string \'?\' \'gallery update\' update \'image-definition update\'' -a 'true false'
complete -c sig -n '__sig_offers --created \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l created -d 'Wait until created with provisioningState Succeeded.'
complete -c sig -n '__sig_offers --updated \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l updated -d 'Wait until updated with provisioningState Succeeded.'
complete -c sig -n '__sig_offers --deleted \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l deleted -d 'Wait until deleted.'
complete -c sig -n '__sig_offers --exists \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l exists -d 'Wait until the resource exists.'
complete -c sig -n '__sig_offers --custom \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l custom -x -d 'Wait until this JMESPath query is true of the resource.'
complete -c sig -n '__sig_offers --interval \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l interval -x -d 'Polling interval in seconds; 30 when not given.'
complete -c sig -n '__sig_offers --timeout \'gallery wait\' \'share wait\' wait \'image-definition wait\' \'image-version wait\'' -l timeout -x -d 'Longest wait in seconds; 3600 when not given.'
complete -c sig -n '__sig_offers \'--location -l\' \'gallery list-shared\' list-shared \'gallery show-shared\' show-shared \'gallery show-community\' show-community \'image-definition list-shared\' \'image-definition show-shared\' \'image-definition list-community\' \'image-definition show-community\' \'image-version list-shared\' \'image-version show-shared\' \'image-version list-community\' \'image-version show-community\'' -l location -s l -x -k -a '(__sig_names region)' -d 'Region to look at; a default can be set with: sig configure --defaults location=REGION.'
complete -c sig -n '__sig_offers --shared-to \'gallery list-shared\' list-shared \'image-definition list-shared\' \'image-version list-shared\'' -l shared-to -x -a tenant -d 'Show what is shared with the tenant; with the subscription when not given.'
complete -c sig -n '__sig_offers \'--gallery-unique-name --name -n\' \'gallery show-shared\' show-shared' -l gallery-unique-name -l name -s n -x -d 'Unique name of the shared gallery: its owner\'s subscription ID, a dash and its name in capitals.'
complete -c sig -n '__sig_offers \'--location -l\' \'gallery list-community\' list-community \'usage list\'' -l location -s l -x -k -a '(__sig_names region)' -d 'Region to look at; all when not given. A default can be set with: sig configure --defaults location=REGION.'
complete -c sig -n '__sig_offers --marker \'gallery list-community\' list-community' -l marker -x -d 'Marker of the page before, where this one starts.'
complete -c sig -n '__sig_offers --show-next-marker \'gallery list-community\' list-community' -l show-next-marker -d 'Return the marker of the next page as the last item.'
complete -c sig -n '__sig_offers \'--public-gallery-name --name -n\' \'gallery show-community\' show-community' -l public-gallery-name -l name -s n -x -d 'Public name of the community gallery: its prefix, a dash and a GUID.'
complete -c sig -n '__sig_offers \'--gallery-image-definition -i\' \'image-definition create\' \'image-definition update\' \'image-definition show-community\' \'image-version create\' \'image-version show\' \'image-version update\' \'image-version wait\' \'image-version undelete\' \'image-version list-shared\' \'image-version list-community\'' -l gallery-image-definition -s i -x -k -a '(__sig_names definition)' -d 'Gallery image definition name.'
complete -c sig -n '__sig_offers \'--publisher -p\' \'image-definition create\'' -l publisher -s p -x -d 'Image publisher; with offer and SKU unique in the gallery.'
complete -c sig -n '__sig_offers \'--offer -f\' \'image-definition create\'' -l offer -s f -x -d 'Image offer.'
complete -c sig -n '__sig_offers \'--sku -s\' \'image-definition create\'' -l sku -s s -x -d 'Image SKU.'
complete -c sig -n '__sig_offers --os-type \'image-definition create\'' -l os-type -x -a 'Windows Linux' -d 'The operating system of the image.'
complete -c sig -n '__sig_offers --os-state \'image-definition create\'' -l os-state -x -a 'Generalized Specialized' -d 'Whether the image is generalized or specialized.'
complete -c sig -n '__sig_offers --hyper-v-generation \'image-definition create\'' -l hyper-v-generation -x -a 'V1 V2' -d 'The Hyper-V generation; V1 in profile 2021, V2 in profile current when not given.'
complete -c sig -n '__sig_offers --architecture \'image-definition create\'' -l architecture -x -a 'x64 Arm64' -d 'CPU architecture; x64 when not given.'
complete -c sig -n '__sig_offers --features \'image-definition create\'' -l features -x -d 'Features in one word: "SecurityType=TrustedLaunch IsHibernateSupported=true".'
complete -c sig -n '__sig_offers --tags \'image-definition create\' \'image-version create\' \'image-version undelete\' \'source add\' \'group create\'' -l tags -x -d 'Space-separated tags: key[=value] [key[=value] ...].'
complete -c sig -n '__sig_offers --end-of-life-date \'image-definition create\' \'image-version create\'' -l end-of-life-date -x -d 'The end of life date, e.g. 2030-12-31; informational.'
complete -c sig -n '__sig_offers --eula \'image-definition create\'' -l eula -x -d 'The end user license agreement.'
complete -c sig -n '__sig_offers --privacy-statement-uri \'image-definition create\'' -l privacy-statement-uri -x -d 'The privacy statement URI.'
complete -c sig -n '__sig_offers --release-note-uri \'image-definition create\'' -l release-note-uri -x -d 'The release note URI.'
complete -c sig -n '__sig_offers --minimum-cpu-core \'image-definition create\'' -l minimum-cpu-core -x -d 'Minimum cpu cores.'
complete -c sig -n '__sig_offers --maximum-cpu-core \'image-definition create\'' -l maximum-cpu-core -x -d 'Maximum cpu cores.'
complete -c sig -n '__sig_offers --minimum-memory \'image-definition create\'' -l minimum-memory -x -d 'Minimum memory in MB.'
complete -c sig -n '__sig_offers --maximum-memory \'image-definition create\'' -l maximum-memory -x -d 'Maximum memory in MB.'
complete -c sig -n '__sig_offers --disallowed-disk-types \'image-definition create\'' -l disallowed-disk-types -x -d 'Space-separated disk types the image should not be used with, e.g. Standard_LRS.'
complete -c sig -n '__sig_offers --plan-name \'image-definition create\' \'source add\'' -l plan-name -x -d 'Plan name.'
complete -c sig -n '__sig_offers --plan-publisher \'image-definition create\' \'source add\'' -l plan-publisher -x -d 'Plan publisher.'
complete -c sig -n '__sig_offers --plan-product \'image-definition create\' \'source add\'' -l plan-product -x -d 'Plan product.'
complete -c sig -n '__sig_offers \'--gallery-image-definition -i --gallery-image-name\' \'image-definition show\' \'image-definition delete\' \'image-definition wait\' \'image-definition show-shared\' \'image-version list\' \'image-version delete\' \'image-version list-soft-deleted\' \'image-version show-shared\' \'image-version show-community\' \'image-version check-deploy\'' -l gallery-image-definition -s i -l gallery-image-name -x -k -a '(__sig_names definition)' -d 'Gallery image definition name.'
complete -c sig -n '__sig_offers --allow-update-image \'image-definition update\'' -l allow-update-image -d 'Allow features to change.'
complete -c sig -n '__sig_fills --allow-update-image \'?\' \'image-definition update\'' -a 'true false'
complete -c sig -n '__sig_offers --gallery-unique-name \'image-definition list-shared\' \'image-definition show-shared\' \'image-version list-shared\' \'image-version show-shared\'' -l gallery-unique-name -x -d 'Unique name of the shared gallery: its owner\'s subscription ID, a dash and its name in capitals.'
complete -c sig -n '__sig_offers --public-gallery-name \'image-definition list-community\' \'image-definition show-community\' \'image-version list-community\' \'image-version show-community\'' -l public-gallery-name -x -d 'Public name of the community gallery: its prefix, a dash and a GUID.'
complete -c sig -n '__sig_offers \'--gallery-image-version -e\' \'image-version create\' \'image-version undelete\'' -l gallery-image-version -s e -x -k -a '(__sig_names version)' -d 'Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
complete -c sig -n '__sig_offers --target-regions \'image-version create\' \'image-version update\'' -l target-regions -x -k -a '(__sig_names region)' -d 'Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the location when not given.'
complete -c sig -n '__sig_fills --target-regions \'+\' \'image-version create\' \'image-version update\'' -k -a '(__sig_names region)'
complete -c sig -n '__sig_offers --replica-count \'image-version create\' \'image-version update\'' -l replica-count -x -d 'Replicas of each region that names no count of its own; 1 when not given.'
complete -c sig -n '__sig_offers --storage-account-type \'image-version create\'' -l storage-account-type -x -a 'Standard_LRS Standard_ZRS Premium_LRS' -d 'Storage of each region that names none of its own; Standard_LRS when not given.'
complete -c sig -n '__sig_offers --replication-mode \'image-version create\'' -l replication-mode -x -a 'Full Shallow' -d 'Shallow makes no copies: for development and tests.'
complete -c sig -n '__sig_offers --exclude-from-latest \'image-version create\'' -l exclude-from-latest -d 'Leave this version out when latest is asked for.'
complete -c sig -n '__sig_fills --exclude-from-latest \'?\' \'image-version create\'' -a 'true false'
complete -c sig -n '__sig_offers --managed-image \'image-version create\'' -l managed-image -x -d 'Source: name or ID of a managed image.'
complete -c sig -n '__sig_offers --virtual-machine \'image-version create\'' -l virtual-machine -x -d 'Source: resource ID of a VM.'
complete -c sig -n '__sig_offers --image-version \'image-version create\'' -l image-version -x -d 'Source: resource ID of a gallery image version.'
complete -c sig -n '__sig_offers --os-snapshot \'image-version create\'' -l os-snapshot -x -d 'Source of the OS disk: name or ID of a snapshot or disk.'
complete -c sig -n '__sig_offers --data-snapshots \'image-version create\'' -l data-snapshots -x -d 'Sources of the data disks: names or IDs of snapshots or disks.'
complete -c sig -n '__sig_offers --data-snapshot-luns \'image-version create\'' -l data-snapshot-luns -x -d 'LUNs of the data snapshots, in their order; 0, 1, ... when not given.'
complete -c sig -n '__sig_offers --os-vhd-uri \'image-version create\'' -l os-vhd-uri -x -d 'Source of the OS disk: URI of a VHD.'
complete -c sig -n '__sig_offers --os-vhd-storage-account \'image-version create\'' -l os-vhd-storage-account -x -d 'Name or ID of the storage account of the OS disk\'s VHD.'
complete -c sig -n '__sig_offers --data-vhds-uris \'image-version create\'' -l data-vhds-uris -x -d 'Sources of the data disks: URIs of VHDs.'
complete -c sig -n '__sig_offers \'--data-vhds-storage-accounts --data-vhds-sa\' \'image-version create\'' -l data-vhds-storage-accounts -l data-vhds-sa -x -d 'Names or IDs of the storage accounts of the data VHDs, in their order.'
complete -c sig -n '__sig_offers --data-vhds-luns \'image-version create\'' -l data-vhds-luns -x -d 'LUNs of the data VHDs, in their order; 0, 1, ... when not given.'
complete -c sig -n '__sig_offers --target-region-encryption \'image-version create\'' -l target-region-encryption -x -d 'One word per target region: <OS disk encryption set>,<LUN>,<set>,<LUN>,<set>...'
complete -c sig -n '__sig_offers --target-region-cvm-encryption \'image-version create\'' -l target-region-cvm-encryption -x -d 'One word per target region: <confidential VM encryption type>,<disk encryption set>.'
complete -c sig -n '__sig_offers --target-edge-zones \'image-version create\' \'image-version update\'' -l target-edge-zones -x -d 'Space-separated edge zones, each <region>=<edge zone>[=<replica count>][=<storage account type>]; None clears them.'
complete -c sig -n '__sig_offers \'--target-edge-zone-encryption --zone-encryption\' \'image-version create\'' -l target-edge-zone-encryption -l zone-encryption -x -d 'One word per edge zone: <edge zone>,<OS disk encryption set>,<LUN>,<set>...'
complete -c sig -n '__sig_offers --allow-replicated-location-deletion \'image-version create\' \'image-version update\' \'image-version undelete\'' -l allow-replicated-location-deletion -d 'Whether target regions may be removed later.'
complete -c sig -n '__sig_fills --allow-replicated-location-deletion \'?\' \'image-version create\' \'image-version update\' \'image-version undelete\'' -a 'true false'
complete -c sig -n '__sig_offers \'--block-deletion-before-end-of-life --block-delete-before-eol\' \'image-version create\' \'image-version update\'' -l block-deletion-before-end-of-life -l block-delete-before-eol -d 'Refuse deletion before the end of life date.'
complete -c sig -n '__sig_fills \'--block-deletion-before-end-of-life --block-delete-before-eol\' \'?\' \'image-version create\' \'image-version update\'' -a 'true false'
complete -c sig -n '__sig_offers --no-wait \'image-version create\' \'image-version update\' \'image-version undelete\' \'group delete\'' -l no-wait -d 'Do not wait for the operation to finish; prints nothing.'
complete -c sig -n '__sig_offers \'--gallery-image-version -e --gallery-image-version-name\' \'image-version show\' \'image-version update\' \'image-version delete\' \'image-version wait\' \'image-version show-shared\' \'image-version show-community\' \'image-version check-deploy\'' -l gallery-image-version -s e -l gallery-image-version-name -x -k -a '(__sig_names version)' -d 'Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647.'
complete -c sig -n '__sig_offers --expand \'image-version show\' \'image-version wait\'' -l expand -x -a 'ReplicationStatus UefiSettings' -d 'What to return besides the version.'
complete -c sig -n '__sig_offers --force-string \'image-version update\'' -l force-string -d 'With --set or --add, keep strings as they are.'
complete -c sig -n '__sig_offers --bypass-soft-delete \'image-version delete\'' -l bypass-soft-delete -d 'Delete for good, even in a gallery with soft delete.'
complete -c sig -n '__sig_fills --bypass-soft-delete \'?\' \'image-version delete\'' -a 'true false'
complete -c sig -n '__sig_offers --artifact-type \'image-version list-soft-deleted\'' -l artifact-type -x -d 'The type of the artifacts; Images.'
complete -c sig -n '__sig_offers \'--location -l\' \'image-version check-deploy\'' -l location -s l -x -k -a '(__sig_names region)' -d 'Region of the VMs; a default can be set with: sig configure --defaults location=REGION.'
complete -c sig -n '__sig_offers --count \'image-version check-deploy\'' -l count -x -d 'How many VMs at once, or instances of the scale set; 1 when not given.'
complete -c sig -n '__sig_offers --vmss \'image-version check-deploy\'' -l vmss -d 'The VMs are the instances of one scale set.'
complete -c sig -n '__sig_offers --os-profile \'image-version check-deploy\'' -l os-profile -d 'Whether the deployment has an osProfile: account, computer name, secrets.'
complete -c sig -n '__sig_fills --os-profile \'?\' \'image-version check-deploy\'' -a 'true false'
complete -c sig -n '__sig_offers --current-image \'image-version check-deploy\'' -l current-image -x -d 'ID of the image that the scale set to be updated has now; implies --vmss.'
complete -c sig -n '__sig_offers --data-disk-luns \'image-version check-deploy\'' -l data-disk-luns -x -d 'LUNs of the image\'s data disks that the deployment refers to.'
complete -c sig -n '__sig_offers --subscription-of-vm \'image-version check-deploy\'' -l subscription-of-vm -x -k -a '(__sig_names subscription)' -d 'Name or ID of the VMs\' subscription; the image\'s when not given.'
complete -c sig -n '__sig_offers --subscription-ids \'share add\' \'share remove\' \'share enable-community\'' -l subscription-ids -x -d 'Space-separated IDs of subscriptions.'
complete -c sig -n '__sig_offers --tenant-ids \'share add\' \'share remove\' \'share enable-community\'' -l tenant-ids -x -d 'Space-separated IDs of tenants.'
complete -c sig -n '__sig_offers --type \'source add\'' -l type -x -a 'vm image disk snapshot vhd disk-encryption-set' -d 'What the source is. Read from the JSON when not given.'
complete -c sig -n '__sig_offers \'--name -n\' \'source add\' \'source show\' \'source remove\'' -l name -s n -x -d 'Name of the VM, managed image, disk, snapshot or disk encryption set.'
complete -c sig -n '__sig_offers --uri \'source add\' \'source show\' \'source remove\'' -l uri -x -d 'URI of the blob of a VHD; what follows a ? is left out.'
complete -c sig -n '__sig_offers --storage-account \'source add\' \'source show\' \'source remove\'' -l storage-account -x -d 'Name or ID of the storage account of a VHD; the one that the URI begins with when not given.'
complete -c sig -n '__sig_offers --from-json \'source add\'' -l from-json -x -d 'File that holds what \'az vm/image/disk/snapshot/disk-encryption-set show -o json\' printed; - is stdin. What is given beside it wins.'
complete -c sig -n '__sig_offers --vhd-file \'source add\'' -l vhd-file -x -d 'Local VHD that is or becomes the source: its size and generation are read, and it is refused where Azure could not take it.'
complete -c sig -n '__sig_offers --os-type \'source add\'' -l os-type -x -a 'Windows Linux' -d 'Its operating system.'
complete -c sig -n '__sig_offers --os-state \'source add\'' -l os-state -x -a 'Generalized Specialized' -d 'Whether the VM or managed image is generalized.'
complete -c sig -n '__sig_offers --hyper-v-generation \'source add\'' -l hyper-v-generation -x -a 'V1 V2' -d 'Its Hyper-V generation.'
complete -c sig -n '__sig_offers --architecture \'source add\'' -l architecture -x -a 'x64 Arm64' -d 'Its CPU architecture.'
complete -c sig -n '__sig_offers \'--os-disk-size-gb --size-gb -z\' \'source add\'' -l os-disk-size-gb -l size-gb -s z -x -d 'Size in GB of its OS disk, or of the disk.'
complete -c sig -n '__sig_offers --os-disk-caching \'source add\'' -l os-disk-caching -x -a 'None ReadOnly ReadWrite' -d 'Host caching of its OS disk.'
complete -c sig -n '__sig_offers --data-disks \'source add\'' -l data-disks -x -d 'Space-separated data disks of the VM or managed image, each <LUN>=<size in GB>.'
complete -c sig -n '__sig_offers --disk-encryption-set \'source add\'' -l disk-encryption-set -x -d 'Name or ID of the set that its disk is encrypted with.'
complete -c sig -n '__sig_offers --ephemeral-os-disk \'source add\'' -l ephemeral-os-disk -d 'The VM has an ephemeral OS disk.'
complete -c sig -n '__sig_fills --ephemeral-os-disk \'?\' \'source add\'' -a 'true false'
complete -c sig -n '__sig_offers --ultra-disks \'source add\'' -l ultra-disks -d 'The VM has an Ultra SSD disk.'
complete -c sig -n '__sig_fills --ultra-disks \'?\' \'source add\'' -a 'true false'
complete -c sig -n '__sig_offers --unmanaged-disks \'source add\'' -l unmanaged-disks -d 'The VM has disks that are not managed.'
complete -c sig -n '__sig_fills --unmanaged-disks \'?\' \'source add\'' -a 'true false'
complete -c sig -n '__sig_offers --type \'source show\' \'source remove\'' -l type -x -a 'vm image disk snapshot vhd disk-encryption-set' -d 'What the source is.'
complete -c sig -n '__sig_offers --type \'source list\'' -l type -x -a 'vm image disk snapshot vhd disk-encryption-set' -d 'List sources of this type only.'
complete -c sig -n '__sig_offers \'--name --resource-group -n -g\' \'group create\' \'group show\' \'group exists\' \'group delete\'' -l name -l resource-group -s n -s g -x -k -a '(__sig_names group)' -d 'Name of the resource group.'
complete -c sig -n '__sig_offers \'--location -l\' \'group create\'' -l location -s l -x -k -a '(__sig_names region)' -d 'Location.'
complete -c sig -n '__sig_offers \'--yes -y\' \'group delete\'' -l yes -s y -d 'Do not ask for confirmation.'
complete -c sig -n '__sig_offers \'--name -n\' \'account add\'' -l name -s n -x -d 'Name of the subscription.'
complete -c sig -n '__sig_offers --id \'account add\'' -l id -x -d 'Its ID, a GUID; made up when not given.'
complete -c sig -n '__sig_offers \'--tenant -t\' \'account add\'' -l tenant -s t -x -d 'ID of its tenant, a GUID.'
complete -c sig -n '__sig_offers --local \'config set\' \'config unset\'' -l local -d 'Use the project\'s .sig/config.toml instead of the user\'s.'
complete -c sig -n '__sig_offers --show-origin \'config list\'' -l show-origin -d 'Say where each value comes from.'
complete -c sig -n '__sig_offers --path \'store init\'' -l path -r -F -d 'The folder of the store; .sig in the working directory when not given.'
complete -c sig -n '__sig_offers --format \'store init\'' -l format -x -a 'json toml' -d 'How documents are written; json when not given.'
complete -c sig -n '__sig_offers \'--defaults -d\' configure' -l defaults -s d -x -d 'Space-separated name=value pairs: group, location, subscription; name= removes one.'
complete -c sig -n '__sig_offers \'--list-defaults -l\' configure' -l list-defaults -s l -d 'Print the defaults.'
complete -c sig -n '__sig_fills \'--list-defaults -l\' \'?\' configure' -a 'true false'
complete -c sig -n '__sig_offers --scope configure' -l scope -x -a 'global local' -d 'local writes the project\'s .sig/config.toml.'
