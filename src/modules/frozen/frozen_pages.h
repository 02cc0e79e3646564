#pragma once
#include "web/router.h"

/* "Att diarieföra": the frozen documents, their PDFs and register numbers. */
extern const Route frozen_routes[];
