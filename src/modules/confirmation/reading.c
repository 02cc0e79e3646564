#include "modules/confirmation/reading.h"

bool confirmation_reading(const Request *request, ConfirmationReading *ret, GError **error) {
    ConfirmationReading reading = {.request = request, .arena = request->arena};
    if (!rules_load(request->db, request->arena, request->collaboration, request->today,
                    &reading.rules, error) ||
        !people_load(request->db, request->arena, request->collaboration, NULL, &reading.people,
                     error) ||
        !confirmation_latest(request->db, request->arena, request->collaboration,
                             &reading.confirmation, error))
        return false;
    *ret = reading;
    return true;
}

ConfirmationSender confirmation_sender(const Request *request) {
    return (ConfirmationSender){.collaboration = request->collaboration,
                                .account = request->session->account,
                                .name = request->collaboration_name,
                                .title = request->collaboration_title,
                                .origin = request->origin,
                                .today = request->today,
                                .now = request->now};
}
