#pragma once

/* Lets ICU, jansson and libxml2 take their memory from GLib, which ends the program where there is
 * none. They would answer with NULL deep inside, and a list would be in another order or a file
 * without one of its rows. Called before any of them is used. */
void memory_stop_when_out(void);
