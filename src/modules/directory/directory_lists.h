#pragma once
#include "modules/directory/directory.h"
#include "ui/list.h"

/* What the lists of the directory show: with how people are reached, or names only. */
const ListDescription *directory_description(bool with_contact_details);
const ListDescription *new_people_description(bool with_contact_details);
const ListDescription *contacts_description(bool with_contact_details);
extern const ListDescription gone_description, protected_description;
