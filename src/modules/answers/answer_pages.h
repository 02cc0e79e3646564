#pragma once
#include "web/router.h"

/* An office's answer: the form, what was handed in, and the same through the link of a letter. */
extern const Route answer_routes[], answer_link_routes[];
