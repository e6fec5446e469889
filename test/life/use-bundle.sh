#!/bin/sh
# use-bundle.sh ARCHIVE CONTRACT FOLDER: unpacks a bundle, installs it, starts it and loads a file, where there is no network and no
# Node. Prints the load. To be run in a network namespace of its own.
set -eu
archive=$1
contract=$2
folder=$3
if ip route get 1.1.1.1 > /dev/null 2>&1; then echo 'there is a network' >&2; exit 1; fi
ip link set lo up
# The system's programs, but no Node that it may have.
mkdir "$folder/bin"
for program in sh cat cp chown dirname grep kill sleep id ln mkdir mv printf readlink rm sed setpriv sha256sum tar gzip tr uname unshare test env; do
  ln -s "$(command -v "$program")" "$folder/bin/$program"
done
PATH=$folder/bin
if node --version > /dev/null 2>&1; then echo 'there is a Node' >&2; exit 1; fi

tar -xzf "$archive" -C "$folder"
"$folder"/daklake-*/install.sh --prefix "$folder/opt" --no-service >&2
rm -rf "$folder"/daklake-*
cd /
daklake=$folder/opt/current/bin/daklake
"$daklake" start --empty --port 0 --data "$folder/data" > "$folder/output" 2> "$folder/log" &
server=$!
trap 'kill "$server" 2> /dev/null || true' EXIT
until grep -q '^Daklake: ' "$folder/output"; do
  kill -0 "$server" 2> /dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done
DAKLAKE_SERVER=$(sed -n 's/^Daklake: //p' "$folder/output")
DAKLAKE_TOKEN=$("$daklake" admin token proof --role administrator --data "$folder/data")
export DAKLAKE_SERVER DAKLAKE_TOKEN

"$folder"/opt/current/node_modules/node-linux-*/bin/node -e '
  const [file, address, token] = process.argv.slice(1);
  const body = require("node:fs").readFileSync(file);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/yaml" };
  fetch(`${address}/api/v1/datasets/nang-cap/contract`, { method: "PUT", body, headers }).then(async (answer) => {
    if (answer.status !== 201) throw new Error(await answer.text());
  });
' "$contract" "$DAKLAKE_SERVER" "$DAKLAKE_TOKEN"
printf '%s\n' 'Mã,Họ và tên,Mã xã,Ngày,Số tiền' 'A1,Y Bia Niê,24133,2026-05-05,60' > "$folder/rows.csv"
"$daklake" load "$folder/rows.csv" --dataset nang-cap --wait --json
"$daklake" export nang-cap --format csv -o "$folder/out.csv"
cat "$folder/out.csv" >&2
kill "$server"
wait "$server" || true
trap - EXIT
