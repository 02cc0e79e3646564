#include "modules/home/home_items.h"

bool home_items(const Request *request, HomeView *view, GError **error) {
    (void)request;
    (void)view;
    (void)error;
    return true;
}
