#pragma once
#include "modules/proposals/proposals_view.h"
#include "web/router.h"

/* A round as everybody sees it: where it is, and what has been proposed; /:collab/rounds/:round */
extern const Route round_routes[];

/* Reading a proposal, taking it back; writing one; /:collab/proposals/… */
extern const Route proposal_routes[], proposal_form_routes[];

/* What the pages of a proposal share. */
const char *proposal_path(const Request *request, Id proposal);
const char *proposal_chip(const RoundHead *head, const Proposal *proposal);
const char *proposal_standing(const RoundHead *head, const Proposal *proposal);
