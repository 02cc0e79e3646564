#pragma once
#include "ui/form.h"
#include "ui/frame.h"

typedef struct LoginForm {
    const char *email, *password;
} LoginForm;

typedef struct PersonaGroup {
    const char *title; /* of the collaboration, or "Installationen" */
    const Persona *personas;
    size_t n_personas;
} PersonaGroup;

typedef struct LoginView {
    const Frame *frame;
    const LoginForm *form;
    const FormErrors *errors;
    const char *next;
    const PersonaGroup *groups;
    size_t n_groups;
} LoginView;
extern const FormField login_fields[];
