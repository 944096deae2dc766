# Completion of duban's command line for bash: commands, options, units and items, all asked of duban itself.
_duban_help() {
	LC_ALL=C.UTF-8 duban --lang en "$@" --help 2>/dev/null
}

# The ledger that the line names, as an option.
_duban_ledger() {
	local i
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == --db ]] && printf -- '--db\n%s\n' "${COMP_WORDS[i + 1]}"
	done
}

# What stands on that place of a command's line: "ITEM", from its help.
_duban_argument() {
	_duban_help "$1" | awk -v at="$(($2 + 4))" 'NR == 1 { gsub(/[][]/, ""); if (at > NF && $NF ~ /[.][.][.]$/) at = NF; print $at }'
}

# Part of a FILTER: a key, or a value behind it. A colon parts words where COMP_WORDBREAKS has one, else it stands in the word.
_duban_filter() {
	local key='' keys='unit: role: due: act: status: light: kind: plan: no: by: figure: target: entry: text: created: changed: promised: called: way:'
	[[ $1 == log ]] && keys+=' do: from: until: item:'
	if [[ $cur == *:* ]]; then key=${cur%%:*}
	elif [[ $cur == : ]]; then key=$prev
	elif [[ $prev == : ]]; then key=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case ${key#-} in
	'') words=$keys; compopt -o nospace 2>/dev/null ;;
	unit) words=$(duban "${ledger[@]}" --lang en units 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
	no | item) words=$(duban "${ledger[@]}" --lang en list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
	role) words='lead responsible supervisor' ;;
	way) words='phone letter fax visit mail message paper wechat' ;;
	status) words='overdue unreported returned reported pending done promised broken asked suspended notbegun unsigned' ;;
	light) words='red yellow green unknown' ;;
	kind) words='task campaign group' ;;
	target) words='met missed unknown none' ;;
	due | act | promised | called | created | changed) words='today this-week next-week this-month next-month none' ;;
	do) words=$(_duban_help | awk '/^  [a-z]/ { print $1 }') ;;
	*) words='' ;;
	esac
	if [[ $cur == *:* && $cur != : && -n $key ]]; then
		mapfile -t COMPREPLY < <(compgen -P "$key:" -W "$words" -- "${cur#*:}")
	else
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "${cur#:}")
	fi
}

_duban() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' words='' i position=0 ledger
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--note | --until | --place | --title | --number | --kind | --which | --scope | --leader | --by | --under | --lead | --wording | --name | --short | --alias | \
			--date | --for | --sign | --into | --db | --config | --plan | --today | --asof | --as | --lang | --unit | --item | --due | --on | --text | --way | --level | --who | \
			--promised | --to | --from | --light | --reason | --issued | --correct | --handed | --region | --same-as | --limit | --change | --off | --work | --normal | --output | --role | --shown | --authorized-keys | --format | --page-length | --sort | --key | --screen | --view) ((i++)) ;;
		-*) ;;
		*) if [[ -z $command ]]; then command=${COMP_WORDS[i]}; else ((position++)); fi ;;
		esac
	done
	mapfile -t ledger < <(_duban_ledger)
	case $prev in
	--db | --config | --output | --sign) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	--lang) words='zh_CN en' ;;
	--correct | --plan) words=$(duban "${ledger[@]}" --lang en show --json 2>/dev/null | grep -o '"id":"[0-9a-f]*"' | cut -d'"' -f4) ;;
	--change) words=$(duban "${ledger[@]}" --lang en log 2>/dev/null | awk 'NR > 1 { print $1 }') ;;
	--light) words='red yellow green none' ;;
	--level) words='reminder urge formal talk bulletin' ;;
	--role) words='viewer reporter clerk admin' ;;
	--format) words='text csv json' ;;
	--sort) words='name overdue owed silent later in met light'; [[ $command == view ]] && words='number title unit light due left owed in contact called name answer overdue silent later met'; [[ $command == calls ]] && words='light due called name owed answer' ;;
	--screen) words='overview campaigns deadlines calls units grid month log' ;;
	--key | --authorized-keys)
		if [[ $command == person ]]; then
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
			return
		fi
		words='4 5 6 7 8 9'
		;;
	--view) words=$(duban "${ledger[@]}" --lang en view 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
	--same-as) words=$(duban "${ledger[@]}" --lang en define 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
	--unit | --into) words=$(duban "${ledger[@]}" --lang en units 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
	--item) words=$(duban "${ledger[@]}" --lang en list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
	*)
		if [[ $cur == -* ]]; then
			words=$(_duban_help ${command:+"$command"} | grep -o '^  --[a-z-]*')
		elif [[ -z $command ]]; then
			words=$(_duban_help | awk '/^  [a-z]/ { print $1 }')
		elif [[ $command == set ]]; then
			((position == 0)) && words=$(duban "${ledger[@]}" --lang en set 2>/dev/null | awk '/^[a-z]/ { print $1 }')
			((position == 1)) && words=$(duban "${ledger[@]}" --lang en set 2>/dev/null | awk -v name="$prev" '$1 == name { sub(/.*# /, ""); gsub(/[|]/, " "); print }')
		elif [[ $command == lights ]]; then
			((position == 0)) && words=$(duban "${ledger[@]}" --lang en lights 2>/dev/null | awk 'NR > 1 { print ($1 == "*") ? $3 : $2 }')
		elif [[ $command == reorg ]]; then
			((position == 0)) && words='rename merge split'
			((position > 0)) && words=$(duban "${ledger[@]}" --lang en units 2>/dev/null | awk 'NR > 1 { print $2 }')
		elif [[ $command == view ]]; then
			((position == 0)) && words='save remove'
			((position == 1)) && words=$(duban "${ledger[@]}" --lang en view 2>/dev/null | awk 'NR > 1 { print $2 }')
		elif [[ $command == owes ]] && ((position == 1)); then
			words='all leads'
		elif [[ $command == measure ]] && ((position == 2)); then
			words='done way open na'
		elif [[ $command == measure ]] && ((position == 1)); then
			words=$(duban "${ledger[@]}" --lang en show "$prev" 2>/dev/null | sed -n 's/^[a-z ]* \([0-9]*\) \[.*/\1/p')
		elif [[ $command == define ]]; then
			((position == 0)) && words=$(duban "${ledger[@]}" --lang en define 2>/dev/null | awk 'NR > 1 { print $2 }')
		elif [[ $command == contacts ]] && ((position == 0)); then
			words='export import'
		elif [[ $command == person ]] && ((position == 0)); then
			words='add list remove name'
		elif [[ $command == sync ]] && ((position == 0)); then
			words='make take status ssh://'
		elif [[ $command == site ]] && ((position == 0)); then
			words='init copy moved grant revoke key'
		elif [[ $command == sync || $command == import || $command == backup || $command == contacts ]]; then
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
			return
		elif [[ $command == print || $command == export ]]; then
			((position == 0)) && [[ $command == print ]] && words='ledger unit item urging calls'
			((position == 0)) && [[ $command == export ]] && words='csv json'
			((position == 1)) && [[ $prev == item ]] && words=$(duban "${ledger[@]}" --lang en list 2>/dev/null | awk 'NR > 1 { print $2 }')
			((position == 1)) && [[ $prev == unit || $prev == urging ]] && words=$(duban "${ledger[@]}" --lang en units 2>/dev/null | awk 'NR > 1 { print $2 }')
		else
			case $(_duban_argument "$command" "$position") in
			ITEM | ID) words=$(duban "${ledger[@]}" --lang en list 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
			FILTER*) _duban_filter "$command"; return ;;
			UNIT* | GROUP) words=$(duban "${ledger[@]}" --lang en units 2>/dev/null | awk 'NR > 1 { print $2 }') ;;
			ROLE) words='lead responsible supervisor' ;;
			esac
		fi
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _duban duban
