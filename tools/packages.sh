# The Debian 12 packages that building, running and testing Samsyn need; sourced by ./run, ./test and ./bench.

packages_build=(
    gcc libc6-dev meson ninja-build pkg-config nodejs npm ca-certificates fontconfig gettext
    libglib2.0-dev libmicrohttpd-dev libsqlite3-dev libsodium-dev libjansson-dev libicu-dev zlib1g-dev
    libpango1.0-dev libcairo2-dev libqpdf-dev librsvg2-dev libzip-dev libxml2-dev libxlsxwriter-dev
    libcurl4-openssl-dev libgmime-3.0-dev libidn2-dev libopendkim-dev libssl-dev liboath-dev libqrencode-dev
    libpq-dev libcjose-dev libzxcvbn-dev
)
packages_test=(
    clang libclang-rt-14-dev llvm-14 poppler-utils qpdf chromium curl python3 universal-ctags git
    libreoffice-writer-nogui libreoffice-calc-nogui fonts-crosextra-carlito python3-docx python3-openpyxl python3-pikepdf
    openssl python3-dkim nginx-light strace
)
packages_postgresql=(postgresql-15 util-linux haproxy)
packages_long=(valgrind caddy)
packages_bench=(wrk fossil curl python3)

# Node and npm may be there from elsewhere, and Debian's npm does not install beside another node; nor does LibreOffice
# without a screen beside the one with.
package_is_there() {
    case $1 in
        nodejs) command -v node >/dev/null && return ;;
        npm) command -v npm >/dev/null && return ;;
        libreoffice-*-nogui) package_is_there "${1%-nogui}" && return ;;
    esac
    dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

# Installs those of the named packages that are missing; says so before it starts.
packages_install() {
    local missing=() package
    for package in "$@"; do
        package_is_there "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "These packages are missing and need root to install: ${missing[*]}" >&2; exit 1; }
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
