# Completion of sig for fish. Written by: sig completion fish
#
# Only values that live in the store are asked of sig itself.

@@NOUNS@@

# The nouns and the verb on the line before the cursor.
function __sig_command
    set -l words (commandline -opc)
    set -l command "$words[2]"
    set -l next 3
    while contains -- $command $__sig_nouns
        set command "$command $words[$next]"
        set next (math $next + 1)
    end
    echo $command
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
@@COMPLETE@@
