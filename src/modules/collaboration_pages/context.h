#pragma once
#include "modules/collaborations/rule_kinds.h"
#include "modules/people/people.h"
#include "ui/frame.h"

/* What every page of Samverkan reads: the rules of today, people, municipalities and counties. */
typedef struct Context {
    const Request *request;
    Arena *arena;
    const Rules *rules;
    const Rule *self; /* the collaboration's own rule */
    People people;
    const Municipality *municipalities;
    size_t n_municipalities;
    const County *counties;
    size_t n_counties;
    /* What one may do. */
    bool may_edit_rules, may_edit_people, may_edit_office_people;
} Context;

/* Seven statements, whatever the collaboration holds. Addresses, telephone numbers and notes are
 * NULL for those who may not read them. */
bool context_load(const Request *request, Context *ret, GError **error);

/* The same with the rules of another day, which posts and seats are then looked at on. */
bool context_load_on(const Request *request, Date on, Context *ret, GError **error);

/* The same as somebody who may read less than whoever asks. */
bool context_load_as(const Request *request, const PeopleReader *reader, Context *ret,
                     GError **error);

/* The same for the page of one person and its forms, which also say how somebody with protected
 * identity can be reached. Not for lists or files. */
bool context_load_for_person(const Request *request, Context *ret, GError **error);

/* The offices where the person of the session has a post today; none when there is no such. */
bool is_own_office(const Context *context, Id office);
Id own_office(const Context *context);

/* true for coordinators, and for contact persons and heads when all that the person does today is
 * at their own office. */
bool may_edit_person(const Context *context, Id person);

/* true for coordinators, and for contact persons and heads who have an office. */
bool may_add_person(const Context *context);

const Municipality *municipality_by_code(const Context *context, const char *code);
const char *county_title(const Context *context, const char *code);

/* The party of the collaboration that is this municipality; NULL where it is served but
 * no party. */
const Rule *municipality_party(const Context *context, const char *code);

/* "Gislaved, Tranemo". */
const char *municipality_names(const Context *context, const Rule *rule);

/* The names of the fields a rule is for; for a body without fields "alla". */
const char *field_names(const Context *context, const Rule *rule);

/* Where a thing's own page is, "/jonkoping/offices/aneby"; NULL when it has none that one
 * may see. */
const char *element_path(const Context *context, ElementKind kind, const char *key);
/* NULL for somebody who is not for the reader. */
const char *person_path(const Context *context, const Person *person);

/* "sedan 1 mars 2018", "2018–2020" …; "" for always. */
const char *period_words(Arena *arena, Date from, Date to);

/* "avlopp, lantbruk" of a post's subjects. */
const char *subject_words(Arena *arena, const char *subjects);

/* A person's seats, the bodies in the order of the configuration; those of bodies that are no more
 * come last. */
typedef struct SeatList {
    const Seat *const *rows;
    size_t n;
} SeatList;
SeatList seats_of_person(const Context *context, Id person);

/* "ordförande", "ersättare för Anna Berg"; whom a reader may not see is not named. */
const char *seat_words(const Context *context, const Seat *seat);

/* The tabs of Samverkan, and a frame for one of its pages. */
typedef struct Tab {
    const char *title, *path;
    size_t count;
    bool is_current;
} Tab;

typedef struct Tabs {
    const Tab *rows;
    size_t n;
} Tabs;
/* `current`: "collaboration", "parties", "offices", "committees" or "bodies". */
Tabs collaboration_tabs(const Context *context, const char *current);
Frame *collaboration_frame(const Context *context, const char *title);
/* For the page of a person and its forms, which stand below the directory. */
Frame *people_frame(const Context *context, const char *title);

/* How many of them there are: parties that count as such, the collaboration's own bodies, people at
 * work today. */
size_t count_parties(const Context *context);
size_t count_people(const Context *context);
size_t count_municipalities(const Context *context);
