# A PostgreSQL cluster of one's own, reached by a unix socket only; sourced by ./run, ./test and tools/with-postgresql.
# PostgreSQL refuses to run as root: then it runs as Debian's user postgres.

cluster_programs=$(printf '%s\n' /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)

as_cluster_user() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups --reset-env "$@")
    else
        "$@"
    fi
}

# Makes a cluster in a folder, with the role samsyn, which may make databases and roles. The socket is in the folder.
cluster_make() { # folder
    mkdir -p "$1"
    chmod 700 "$1"
    [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$1"
    if ! as_cluster_user test -w "$1"; then
        echo "The user postgres, who runs PostgreSQL when root starts it, does not reach $1: choose another folder." >&2
        return 1
    fi
    if [ ${#1} -gt 90 ]; then
        echo "$1 is too long a name for a folder with a socket: choose another." >&2
        return 1
    fi
    as_cluster_user "$cluster_programs/initdb" --pgdata="$1/data" --username=postgres --auth=trust --encoding=UTF8 \
        --locale=C --no-instructions >/dev/null
}

# Starts it and waits until it answers; further words are settings: fsync=off.
cluster_start() { # folder, settings
    local folder=$1 settings="-c listen_addresses='' -c unix_socket_directories='$1' -c unix_socket_permissions=0700" setting
    shift
    for setting in "$@"; do settings+=" -c $setting"; done
    as_cluster_user "$cluster_programs/pg_ctl" start --wait --silent --pgdata="$folder/data" --log="$folder/log" --options="$settings"
    cluster_sql "$folder" "DO \$\$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'samsyn') THEN
        CREATE ROLE samsyn LOGIN CREATEDB CREATEROLE; END IF; END \$\$"
}

cluster_stop() { # folder
    as_cluster_user "$cluster_programs/pg_ctl" stop --wait --silent --mode=fast --pgdata="$1/data"
}

cluster_sql() { # folder, SQL: what it gives, without headings
    as_cluster_user "$cluster_programs/psql" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
        --host="$1" --username=postgres --dbname=postgres --command="$2"
}

# How a database of the cluster is written after --data.
cluster_address() { # folder, database
    echo "postgresql://samsyn@/$2?host=$1"
}
