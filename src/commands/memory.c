#include "commands/memory.h"

#include <glib.h>
#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <unicode/uclean.h>

static void *icu_allocate(G_GNUC_UNUSED const void *context, size_t size) {
    return g_malloc(size);
}

static void *icu_reallocate(G_GNUC_UNUSED const void *context, void *old, size_t size) {
    return g_realloc(old, size);
}

static void icu_free(G_GNUC_UNUSED const void *context, void *memory) {
    g_free(memory);
}

void memory_stop_when_out(void) {
    UErrorCode status = U_ZERO_ERROR;
    json_set_alloc_funcs(g_malloc, g_free);
    u_setMemoryFunctions(NULL, icu_allocate, icu_reallocate, icu_free, &status);
    if (U_FAILURE(status) || xmlMemSetup(g_free, g_malloc, g_realloc, g_strdup) != 0)
        g_error("the libraries do not take our memory functions");
}
