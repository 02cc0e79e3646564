#pragma once
#include "web/router.h"

/* The form in Word and Excel, for the office; and entering an answer, for the coordinator. */
extern const Route answer_form_routes[], register_routes[];
