# Completion of sig for bash. Written by: sig completion bash
#
# It needs nothing but bash 4.4 or newer. Only values that live in the store are asked of sig itself.

# What may follow the words $1: into the caller's `names`.
__sig_names() {
    case $1 in
        @@NAMES@@
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
        @@OPTIONS@@
        (*) return 1 ;;
    esac
    options+=(
        @@SHARED@@
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
