#!/bin/sh
# Puts the fonts of printed reports into a directory: fonts.sh DIRECTORY FILE...
# The packages of package.json are installed the first time.
set -eu
directory=$(realpath "$1")
shift
cd "$(dirname "$0")"
if ! [ -d node_modules/source-sans ]; then
    npm ci --omit=dev --silent --no-audit --no-fund >&2
fi
for file in "$@"; do
    cp "node_modules/source-sans/TTF/$file" "$directory/$file"
done
