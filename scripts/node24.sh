#!/bin/sh
# node24.sh NODE FILE ARGUMENT…: becomes that Node 24, with what it is always given here. Neither the library's memory nor V8's
# flags can be set once it runs.
node=$1
shift
PATH=${node%/*}:$PATH
export PATH

# What ends with its work may keep memory that is free again: to take it anew from the system costs a tenth of a check.
# Large pages, where the system gives them to who asks, are waited for less. What is young and dead is looked for early:
# buffers of what streams through are held by it; but a check is done before helpers at that, and code compiled anew in
# the midst of a loop, have paid for themselves.
case ${2-} in
  check)
    large_from=33554432 kept_up_to=268435456
    export GLIBC_TUNABLES="${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}"
    flags='--max-semi-space-size=16 --min-semi-space-size=16 --single-threaded-gc --no-use-osr'
    ;;
  *)
    large_from=131072 kept_up_to=131072
    flags='--max-semi-space-size=8'
    ;;
esac

# DuckDB holds libuv threads while it works; with the default four, reading a file could wait for a query.
export UV_THREADPOOL_SIZE="${UV_THREADPOOL_SIZE:-16}"
# Memory that is free again goes back to the system: by default every thread hoards its own, and what was large once is
# hoarded too.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-$large_from}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-$kept_up_to}"
# Types stripped and code compiled once: verbs and the loads' child processes start in half the time.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-${0%/*}/../node_modules/.cache/compile}"

# What it starts knows by this that it was: it keeps the number of this process.
export NODE24_PROCESS=$$

# shellcheck disable=SC2086 -- flags are several words
exec "$node" $flags "$@"
