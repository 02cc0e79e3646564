#include "commands/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A path, or "@name" of the abstract namespace, whose name begins with NUL instead. */
static socklen_t manager_address(const char *where, struct sockaddr_un *ret_address) {
    size_t length = strlen(where);
    *ret_address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (length == 0 || length >= sizeof ret_address->sun_path)
        return 0;
    memcpy(ret_address->sun_path, where, length);
    if (where[0] == '@')
        ret_address->sun_path[0] = '\0';
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

void notify_manager(const char *state) {
    const char *where = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address;
    socklen_t size = where == NULL ? 0 : manager_address(where, &address);
    int speaker = size == 0 ? -1 : socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (speaker < 0)
        return;
    sendto(speaker, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address, size);
    close(speaker);
}
