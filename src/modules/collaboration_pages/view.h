#pragma once
#include "modules/collaboration_pages/facts.h"
#include "ui/form.h"
#include "ui/list.h"

typedef struct Figure {
    const char *label; /* msgid */
    size_t number;
} Figure;

/* A line of a list of links: a thing, and something quiet at the right. */
typedef struct LinkRow {
    const char *title, *path, *soft;
} LinkRow;

typedef struct LinkRows {
    const LinkRow *rows;
    size_t n;
} LinkRows;

typedef struct FieldRow {
    const char *title; /* msgid: "miljö" */
    size_t n_municipalities, n_offices;
} FieldRow;

typedef struct OverviewView {
    const Frame *frame;
    Tabs tabs;
    const char *purpose;
    bool may_edit;
    const Figure *figures;
    size_t n_figures;
    const FieldRow *fields;
    size_t n_fields;
    Facts facts;
    const char *coordinator_title;
    LinkRows coordinators, principals, documents, bodies, external_bodies, breaches;
    const char *settings_path;
} OverviewView;

typedef struct ListView {
    const Frame *frame;
    Tabs tabs;
    const List *list;
    LinkRows findings;                  /* what needs to be looked over */
    const char *title, *add, *add_path; /* add_path NULL: nothing to add */
} ListView;

/* Somebody in a table on the page of an office, a party or a committee. */
typedef struct MemberRow {
    const char *name, *path, *title, *subjects, *period;
    bool is_protected;
} MemberRow;

/* A place in a body and who has it; name NULL: vacant, path NULL: not for the reader. */
typedef struct PlaceRow {
    const char *place, *asks, *name, *path, *role, *period;
    const char *work; /* where they come from, where the place does not say it; or NULL */
    bool is_protected;
} PlaceRow;

/* What held from a day on, and what changed then. */
typedef struct HistoryRow {
    const char *from;
    bool is_current, is_coming;
    const char *const *changes; /* sentences */
    size_t n_changes;
} HistoryRow;

/* Somebody who may become a member of a body. */
typedef struct CandidateRow {
    const char *id, *name, *work; /* work: "chef, Aneby" */
    bool is_asked_for, is_chosen;
} CandidateRow;

typedef struct BodyMembersView {
    const Frame *frame;
    const char *path, *back, *note;     /* note: who sits there, in words; "" for none */
    const CandidateRow *asked, *others; /* asked: whom the rule of seats asks for */
    size_t n_asked, n_others;
    const FormField *fields; /* but for the people */
    const void *form;
    const FormErrors *errors;
} BodyMembersView;

typedef struct ElementView {
    const Frame *frame;
    const Rule *rule;
    const char *chip, *chip_class; /* chip "" for none */
    const char *edit_path;         /* NULL: may not be changed */
    const char *add_members_path;  /* of a body; NULL: one may not, or not this day */
    Facts facts;
    bool has_members, has_places;
    const MemberRow *members;
    size_t n_members;
    const PlaceRow *places;
    size_t n_places;
    TextList breaches;
    /* Of a body: who has sat there, and the day that is shown. */
    const PlaceRow *former;
    size_t n_former;
    Date on;
    const char *on_typed; /* as it was asked for, also what is no day */
    bool is_another_day, is_past, is_no_day;
    const char *list_path, *addresses_path; /* NULL: not for the reader, or not this day */
    LinkRows rounds, adoptions;             /* of a body: what it has prepared and decided */
    LinkRows parts;                         /* what it takes part in, or what belongs to it */
    const char *parts_title;
    const HistoryRow *history;
    size_t n_history;
} ElementView;
