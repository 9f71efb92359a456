#compdef sig
# Completion of sig for zsh. Written by: sig completion zsh
#
# Put it into a folder of $fpath as _sig, or source it after compinit. Only values that live in the store are asked
# of sig itself.

# What may follow the words $1, as NAME:HELP: into the caller's `found`.
__sig_names() {
  case $1 in
    @@NAMES@@
    (*) return 1 ;;
  esac
}

# The options of the command $1, and the words that stand without an option: into the caller's `options` and
# `operand`. An option reads NAMES|TAKES|VALUES|HELP: TAKES is - (nothing), ? (true, false or nothing), 1 (one word),
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
    names=(${=option%%|*})
    if (( ${names[(Ie)$1]} )); then
      option=${option#*|}
      takes=${option%%|*} option=${option#*|}
      values=${option%%|*}
      return 0
    fi
  done
  return 1
}

# Add the values that $1 describes.
__sig_values() {
  local -a found expl
  case $1 in
    (/) _files ;;
    ('<'*)
      found=(${(f)"$(command sig __complete ${1#<} --current="${(Q)PREFIX}" "${others[@]}" 2>/dev/null)"})
      _description -V values expl ${1#<}
      compadd "${expl[@]}" -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -a found
      ;;
    (?*)
      found=(${=1})
      _description values expl value
      [[ $1 == *= ]] && expl+=(-S '')
      compadd "${expl[@]}" -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -a found
      ;;
    (*) _message 'value' ;;
  esac
}

_sig() {
  local -a found options names others given
  local command operand takes values open open_values word option help
  integer start i taken

  if (( CURRENT == 2 )); then
    __sig_names ''
    _describe -t commands 'command' found
    return
  fi
  command=${(Q)words[2]} start=3
  while __sig_names "$command"; do
    if (( CURRENT == start )); then
      _describe -t commands 'command' found
      return
    fi
    command+=" ${(Q)words[start]}"
    (( start++ ))
  done
  __sig_options $command || return

  for (( i = start; i <= $#words; i++ )); do
    (( i == CURRENT )) && continue
    word=${(Q)words[i]}
    others+=("$word")
    if [[ $word == -?* && $word != -[0-9]* ]]; then
      (( i < CURRENT )) && open=
      if ! __sig_find "${word%%=*}"; then
        [[ $word == -[^-]?* ]] && __sig_find "${word[1,2]}" && given+=($names)
        continue
      fi
      [[ $takes == '*' ]] || given+=($names)
      if (( i < CURRENT )) && [[ $takes != - ]]; then
        open=$takes open_values=$values taken=0
        [[ $word == *=* ]] && taken=1
      fi
    elif (( i < CURRENT )); then
      (( taken += 1 ))
    fi
    (( i < CURRENT && taken )) && [[ $open == [1?] ]] && open=
  done
  others=("${(Q@)words[2,start-1]}" "${others[@]}")

  if [[ $PREFIX == --*=* ]] && __sig_find "${PREFIX%%=*}"; then
    [[ $takes == - ]] && return 1
    open=$takes open_values=$values
    compset -P 1 '*='
  elif [[ $PREFIX == -* && $open != 1 || -z $PREFIX && -z $open && -z $operand ]]; then
    found=()
    for option in "${options[@]}"; do
      names=(${=option%%|*}) help=${option##*|}
      (( ${given[(Ie)$names[1]]} )) && continue
      for word in $names; do
        found+=("${word}:${help}")
      done
    done
    _describe -o -t options 'option' found
    return
  fi
  if [[ $PREFIX == @* ]]; then # az spells "the content of this file" so, for any value
    compset -P @
    _files
  elif [[ -n $open ]]; then
    __sig_values "$open_values"
  else
    __sig_values "$operand"
  fi
}

if [[ $funcstack[1] == _sig ]]; then
  _sig "$@"
else
  compdef _sig sig
fi
