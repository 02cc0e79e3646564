#pragma once

/* Tells the service manager that started the program how it is: "READY=1", "STOPPING=1"
 * (sd_notify(3)). Does nothing where none asks for it (NOTIFY_SOCKET), or where it does not hear.
 */
void notify_manager(const char *state);
