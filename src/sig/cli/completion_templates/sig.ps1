# Completion of sig for PowerShell. Written by: sig completion powershell
#
# Load it from $PROFILE: sig completion powershell | Out-String | Invoke-Expression
# Only values that live in the store are asked of sig itself.

# What may follow the words given, as NAME|HELP.
function global:__sig_Names([string] $After) {
    switch ($After) {
        @@NAMES@@
    }
}

# The options of a command. An option reads NAMES|TAKES|VALUES|HELP: TAKES is - (nothing), ? (true, false or nothing),
# 1 (one word), + (words up to the next option) or * (the same, and it may be repeated); VALUES are words, <KIND (asked
# of sig) or / (a path). The words that stand without an option are the VALUES of one without names.
function global:__sig_Options([string] $Command) {
    switch ($Command) {
        @@OPTIONS@@
        default { return }
    }
    @@SHARED@@
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
