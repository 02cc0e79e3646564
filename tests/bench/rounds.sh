# What rounds take in a collaboration of the whole country: 300 proposals, 290 offices, 50,000 titles. For ./bench.

rounds_prepare() {
    mkdir -p "$work/rounds"
    build/samsyn init --data "$work/rounds.db" >/dev/null
    rounds_data=$(python3 tests/bench/rounds.py build/samsyn "$work/rounds.db" "$work/rounds")
    local deciding commenting office
    deciding=$(cat "$work/rounds/deciding") commenting=$(cat "$work/rounds/commenting") office=$(cat "$work/rounds/office")
    lead="Cookie: samsyn=$(cat "$work/rounds/coordinator")"
    answerer="samsyn=$(cat "$work/rounds/contact")"
    country="http://$samsyn_at/riket"
    board="$country/rounds/$deciding/outcomes"
    preparation="$country/rounds/$deciding/preparation"
    matrix="$country/rounds/$commenting/answers"
    form="$country/rounds/$commenting/answer/$office"
    cell="/riket/rounds/$commenting/answer/$office/cell"
    typed=/riket/proposals/%/save
}

# Somebody saves five times a second, so that what is kept is read anew as often.
while_saving() { # name, run of the autosaves, wrk's arguments
    local name=$1 run=$2
    shift 2
    wrk -t1 -c1 "-d$((runs * seconds + 1))s" -s tests/bench/autosave.lua "http://$samsyn_at" -- \
        "$cell" comment-% "" "Viktigt" - "$run" "$answerer" 200 >"$work/saving" &
    local saving=$!
    measure "$name" "$@"
    wait "$saving"
    ! grep -E 'Non-2xx|Socket errors' "$work/saving" >&2
}

rounds_measure() {
    echo "Rounds: 300 proposals, 290 offices" >&2
    rounds_prepare
    serve "$work/rounds.db"
    wait_for "http://$samsyn_at/"
    measure matrix -H "$lead" "$matrix"
    measure board -H "$lead" "$board"
    measure preparation -H "$lead" "$preparation"
    measure form -H "Cookie: $answerer" "$form"
    measure own_start -H "Cookie: $answerer" "$country"
    while_saving saving_matrix 0 -H "$lead" "$matrix"
    while_saving saving_board 1 -H "$lead" "$board"
    while_saving saving_start 2 -H "Cookie: $answerer" "$country"
    echo "Rounds: saving while typing" >&2
    measure mark -t1 -c1 -s tests/bench/autosave.lua "http://$samsyn_at" -- "$cell" mark-% high low - "{run}" "$answerer" 0
    measure marks -s tests/bench/autosave.lua "http://$samsyn_at" -- "$cell" inspectors-% "" 3 - "{run}" "$answerer" 0
    measure title -t1 -c1 -s tests/bench/autosave.lua "http://$samsyn_at" -- "$typed" title \
        "Tillsyn av små badplatser vid vatten" "Kontroll av mobila verkstäder i tätort" "$work/rounds/drafts" "{run}" "$answerer" 0
    measure need -t1 -c1 -s tests/bench/autosave.lua "http://$samsyn_at" -- "$typed" need \
        "Svaren blir olika." "Svaren ska bli lika." "$work/rounds/drafts" "{run}" "$answerer" 0
    rounds_mib=$(resident_mib "$samsyn")
    stop
}

rounds_report() {
    cat <<REPORT
## Rounds

$(date +%F), another data set: $rounds_data. All offices have answered in two rounds. ${busy:-}

| | requests/s | p50 ms | p99 ms | p99, aim | |
|---|---:|---:|---:|---:|---|
$(aim_row "matrix of answers, 100 proposals and 25 offices at a time" 20 "${matrix_figures[@]}")
$(aim_row "board of outcomes, 300 cards" 20 "${board_figures[@]}")
$(aim_row "matrix of preparation" 20 "${preparation_figures[@]}")
$(aim_row "form of an office, 150 proposals at a time" 20 "${form_figures[@]}")
$(aim_row "start page of a contact person" 20 "${own_start_figures[@]}")
$(aim_row "matrix of answers, while somebody saves five times a second" 20 "${saving_matrix_figures[@]}")
$(aim_row "board of outcomes, while somebody saves five times a second" 20 "${saving_board_figures[@]}")
$(aim_row "start page of a contact person, while somebody saves five times a second" 20 "${saving_start_figures[@]}")
$(aim_row "saving a mark of an answer, one at a time" 3 "${mark_figures[@]}")
$(aim_row "saving the need of a proposal, one at a time" 3 "${need_figures[@]}")
$(aim_row "saving its title and looking for similar ones, one at a time" 5 "${title_figures[@]}")
$(row "saving a cell of an answer, 16 at once" "${marks_figures[@]}") | |

Memory after all this: $rounds_mib MiB.
REPORT
}
