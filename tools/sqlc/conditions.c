#include "sqlc/conditions.h"

#include <string.h>

static bool opens(Token token) {
    return token_is(token, "(") || token_is(token, "CASE");
}

static bool closes(Token token) {
    return token_is(token, ")") || token_is(token, "END");
}

/* Where `word` (or a comma) first stands outside parentheses and CASE; the end when nowhere. The
 * AND of BETWEEN is none. */
static const Token *find_outside(Stretch stretch, const char *word) {
    int depth = 0, betweens = 0;
    for (const Token *token = stretch.start; token < stretch.end; token++) {
        if (opens(*token))
            depth++;
        else if (closes(*token))
            depth--;
        else if (depth > 0)
            continue;
        else if (token_is(*token, "BETWEEN"))
            betweens++;
        else if (token_is(*token, "AND") && betweens > 0)
            betweens--;
        else if (token_is(*token, word))
            return token;
    }
    return stretch.end;
}

static bool is_wrapped(Stretch stretch) {
    if (stretch.end - stretch.start < 3 || !token_is(*stretch.start, "("))
        return false;
    int depth = 0;
    for (const Token *token = stretch.start; token < stretch.end; token++) {
        depth += opens(*token) - closes(*token);
        if (depth == 0)
            return token == stretch.end - 1;
    }
    return false;
}

static bool is_parameter(Token token) {
    return token.kind == TOKEN_PARAMETER && strcmp(token.text, "collaboration") == 0;
}

static bool is_column(Stretch side, const char *alias, bool bare) {
    if (side.end - side.start == 1)
        return bare && token_names(side.start[0], "collaboration");
    return side.end - side.start == 3 && token_names(side.start[0], alias) &&
           token_is(side.start[1], ".") && token_names(side.start[2], "collaboration");
}

static bool is_parameter_alone(Stretch side) {
    return side.end - side.start == 1 && is_parameter(side.start[0]);
}

static bool term_binds(Stretch term, const char *alias, bool bare) {
    const Token *equals = find_outside(term, "=");
    if (equals == term.end)
        return false;
    Stretch left = {term.start, equals}, right = {equals + 1, term.end};
    return (is_column(left, alias, bare) && is_parameter_alone(right)) ||
           (is_parameter_alone(left) && is_column(right, alias, bare));
}

bool condition_binds(Stretch condition, const char *alias, bool bare) {
    if (is_wrapped(condition))
        return condition_binds((Stretch){condition.start + 1, condition.end - 1}, alias, bare);
    if (find_outside(condition, "OR") != condition.end)
        return false;
    const Token *and = find_outside(condition, "AND");
    if (and == condition.end)
        return term_binds(condition, alias, bare);
    return condition_binds((Stretch){condition.start, and}, alias, bare) ||
           condition_binds((Stretch){and+1, condition.end}, alias, bare);
}

Stretch first_piece(Stretch list) {
    return (Stretch){list.start, find_outside(list, ",")};
}

bool is_bound_value(Stretch piece) {
    const Token *as = find_outside(piece, "AS");
    return is_parameter_alone((Stretch){piece.start, as});
}
