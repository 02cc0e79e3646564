/* Preloaded into the server by faults_test.mjs: lets one allocation fail. What fails is written by
 * the test into the file that FAULTS names, which is mapped here as a struct Faults. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct Faults {
    _Atomic int64_t left;   /* the allocation that fails, counted down to 0; 0: none */
    _Atomic int64_t failed; /* how many have failed */
    int64_t libraries_only; /* 1: only those that GLib does not ask for, since GLib always aborts */
};

static struct Faults *faults;
static uintptr_t glib_begin, glib_end;

/* AddressSanitizer's, or libc's where the program is built without it. */
extern void *__interceptor_malloc(size_t) __attribute__((weak));
extern void *__interceptor_calloc(size_t, size_t) __attribute__((weak));
extern void *__interceptor_realloc(void *, size_t) __attribute__((weak));
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static int find_glib(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size, (void)unused;
    if (strstr(info->dlpi_name, "libglib-2.0") == NULL)
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X) != 0) {
            glib_begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            glib_end = glib_begin + info->dlpi_phdr[i].p_memsz;
        }
    return 1;
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS");
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        abort();
    dl_iterate_phdr(find_glib, NULL);
    void *mapped = mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped == MAP_FAILED)
        abort();
    faults = mapped;
}

static bool fails(const void *caller) {
    if (faults == NULL || atomic_load(&faults->left) <= 0)
        return false;
    uintptr_t address = (uintptr_t)caller;
    if (faults->libraries_only && address >= glib_begin && address < glib_end)
        return false;
    if (atomic_fetch_sub(&faults->left, 1) != 1)
        return false;
    atomic_fetch_add(&faults->failed, 1);
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    if (fails(__builtin_return_address(0)))
        return NULL;
    return __interceptor_malloc != NULL ? __interceptor_malloc(size) : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    if (fails(__builtin_return_address(0)))
        return NULL;
    return __interceptor_calloc != NULL ? __interceptor_calloc(count, size)
                                        : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    if (fails(__builtin_return_address(0)))
        return NULL;
    return __interceptor_realloc != NULL ? __interceptor_realloc(old, size)
                                         : __libc_realloc(old, size);
}
