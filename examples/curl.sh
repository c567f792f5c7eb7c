#!/usr/bin/env bash
# Calls the five tracker group actions with curl: as JSON, as a form and as GET links.
#
#   examples/curl.sh BASE HASH|LOGIN [TRACKER_ID...]
#   examples/curl.sh http://127.0.0.1:8080 a6aa75587e5c59c32d347da438505fc3 999199 991999
#   MUSTER_PASSWORD='Demo-Fleet-2026!' examples/curl.sh http://127.0.0.1:8080 ada@demo.example
#
# With a hash it acts in that session. With a login it logs in first, by the password in MUSTER_PASSWORD, and out at the
# end.
#
# It makes a group, changes it, puts the trackers in it (without any given: the first two of the account that are not
# blocked), puts them back where they were and deletes the group. So the account ends as it was, also if a call fails.
#
# Needs bash 4.4 or later, and curl. The hash stands on curl's command line, where other users of this machine can read
# it: on a machine that you share, hand it over in a file (curl's --config or --data @FILE).
set -euo pipefail

if (($# < 2)) || ! [[ $2 =~ ^[0-9a-fA-F]{32}$|@ ]] || [[ "${*:3}" =~ [^0-9\ ] ]]; then
    echo "usage: $0 BASE HASH|LOGIN [TRACKER_ID...]    (HASH: 32 hexadecimal digits; LOGIN: an e-mail address)" >&2
    exit 2
fi
base=${1%/}
who=$2
shift 2

fail() {
    echo "curl.sh: $*" >&2
    exit 1
}

# call ACTION CURL-ARGUMENT... : keeps the server's answer in $answer, and stops if it is not a success.
call() {
    local action=$1
    shift
    answer=$(curl --silent --show-error --max-time 30 "$base/$action" "$@") || fail "$action: no answer from $base"
    [[ $answer == *'"success":true'* ]] || fail "$action was refused: $answer"
}

# The same, and prints the answer.
show() {
    call "$@"
    printf '%-20s %s\n' "$1" "$answer"
}

# JSON by POST: what the documents show first.
json() {
    show "$1" --header 'Content-Type: application/json' --data "$2"
}

# The account's trackers, a line each: its id, its group's id, and whether it is blocked.
tracker_lines() {
    call tracker/list --data "hash=$hash"
    local text='"([^"\\]|\\.)*"' number='[0-9]+' # as JSON writes them
    LC_ALL=C grep -aoE "\"id\":$number,\"label\":$text,\"clone\":[a-z]+,\"group_id\":$number,\"source\":\{\
\"id\":$number,\"device_id\":$text,\"model\":$text,\"blocked\":[a-z]+" <<<"$answer" |
        LC_ALL=C sed -E 's/^"id":([0-9]+),.*"group_id":([0-9]+),.*"blocked":([a-z]+)$/\1 \2 \3/' || true
}

# Whatever is to be undone, however this ends. Nothing yet.
group=
moved=()
session=

# Puts the trackers back and deletes the group. The subshells keep one failure from ending the rest.
put_back() {
    local made=$group
    group=
    for id in "${moved[@]}"; do
        (json tracker/group/assign "{\"hash\": \"$hash\", \"id\": ${home[$id]}, \"trackers\": [$id]}") || true
    done
    (show tracker/group/delete --get --data "hash=$hash" --data "id=$made")
}

leave() {
    [[ -z $group ]] || put_back || true
    [[ -z $session ]] || (show user/logout --data "hash=$session") || true
}
trap leave EXIT

if [[ $who == *@* ]]; then
    [[ -n ${MUSTER_PASSWORD-} ]] || fail "put the password into MUSTER_PASSWORD"
    # Through a pipe: on curl's command line others could read it.
    call user/auth --data-urlencode "login=$who" --data-urlencode password@<(printf %s "$MUSTER_PASSWORD")
    [[ $answer =~ \"hash\":\"([0-9a-f]{32})\" ]] || fail "user/auth gave no hash"
    session=${BASH_REMATCH[1]}
fi
hash=${session:-$who}

# Where each tracker stands now, so that it can be put back.
declare -A home=()
lines=$(tracker_lines)
for id in "$@"; do
    line=$(grep "^$id " <<<"$lines") || fail "the account has no tracker $id"
    home[$id]=$(cut -d ' ' -f 2 <<<"$line")
done
if (($# == 0)); then
    while read -r id place blocked; do
        if [[ $blocked == false ]] && ((${#home[@]} < 2)); then
            home[$id]=$place
        fi
    done <<<"$lines"
fi
trackers=$(IFS=, && echo "${!home[*]}")

# A GET link, as a browser would open it.
show tracker/group/list --get --data "hash=$hash"
before=$answer

json tracker/group/create "{\"hash\": \"$hash\", \"title\": \"curl.sh\", \"color\": \"FF6DDC\"}"
[[ $answer =~ \"id\":([0-9]+) ]] || fail "tracker/group/create gave no id: $answer"
group=${BASH_REMATCH[1]}

# A form; curl encodes what needs it.
show tracker/group/update --data "hash=$hash" --data "id=$group" --data "color=1E96DC" \
    --data-urlencode "title=Café & Söhne"

# Before the call: if its answer is lost on the way, the trackers may have moved all the same.
moved=("${!home[@]}")
json tracker/group/assign "{\"hash\": \"$hash\", \"id\": $group, \"trackers\": [$trackers]}"

put_back

show tracker/group/list --get --data "hash=$hash"
[[ $answer == "$before" ]] || fail "the groups are not what they were; did somebody else change them?"
