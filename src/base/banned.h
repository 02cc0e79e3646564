#pragma once
/* Included before every source file by the build, and declared before the C library does. What is
 * named here is not called: it has no bounds, keeps hidden state that threads share, fails
 * silently, or drops the database's locks. */
#include <sys/types.h>

struct tm;
struct _IO_FILE;

#ifdef __clang__
#pragma clang diagnostic ignored                                                                   \
    "-Wignored-attributes" /* glibc defines atoi() inline when optimising */
#endif

#define BANNED(instead) __attribute__((deprecated("banned: " instead)))

char *strcpy(char *to, const char *from) BANNED("arena_strdup()");
char *strcat(char *to, const char *from) BANNED("GString");
char *strncpy(char *to, const char *from, size_t size) BANNED("arena_strndup()");
char *strncat(char *to, const char *from, size_t size) BANNED("GString");
char *stpcpy(char *to, const char *from) BANNED("GString");
char *strtok(char *text, const char *separators) BANNED("g_strsplit()");
int sprintf(char *to, const char *format, ...) BANNED("snprintf() or arena_printf()");
int vsprintf(char *to, const char *format, __builtin_va_list arguments) BANNED("arena_vprintf()");
int sscanf(const char *text, const char *format, ...) BANNED("a parser of its own");
int atoi(const char *text) BANNED("g_ascii_string_to_signed()");
long atol(const char *text) BANNED("g_ascii_string_to_signed()");
long long atoll(const char *text) BANNED("g_ascii_string_to_signed()");
double atof(const char *text) BANNED("g_ascii_strtod()");
int rand(void) BANNED("getrandom()");
long random(void) BANNED("getrandom()");
char *asctime(const struct tm *time) BANNED("base/date.h");
char *ctime(const time_t *time) BANNED("base/date.h");
struct tm *gmtime(const time_t *time) BANNED("base/date.h");
struct tm *localtime(const time_t *time) BANNED("base/date.h");
char *tmpnam(char name[20]) BANNED("g_file_open_tmp()");
char *mktemp(char *name) BANNED("g_file_open_tmp()");
int system(const char *command) BANNED("g_spawn_sync()");
struct _IO_FILE *popen(const char *command, const char *mode) BANNED("g_spawn_async_with_pipes()");
pid_t fork(void) BANNED("g_spawn_async(): no fork while the database is open");
