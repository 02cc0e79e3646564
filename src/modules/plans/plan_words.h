#pragma once

/* A plan year's status in words (msgids): "fastställt", "fastställda" (of activities), and its chip. */
const char *plan_status_word(const char *status);
const char *plan_status_many(const char *status);
const char *plan_status_chip(const char *status); /* approved, preliminary, "" */
