/* What people may do: viewer 查看, reporter 填报, clerk 经办, admin 管理. A role stands in the log, in
 * the row of the person (kind person, cell role). Who may write what: model/right.h. */
#ifndef MODEL_ROLE_H
#define MODEL_ROLE_H

#include "base/str.h"

/* Each may do what those before it may. NONE: nobody gave one. */
enum role { ROLE_NONE, ROLE_VIEWER, ROLE_REPORTER, ROLE_CLERK, ROLE_ADMIN, ROLES };

/* A role as the log has it ("clerk") or as people call it, in any case and language (经办).
 * ROLE_NONE: there is none of that name. */
enum role role_find(struct str word);
/* The role of a cell of the log: one of its four words, letter by letter, as the index of admins has it;
 * ROLE_NONE for what no program of ours wrote there. */
enum role role_of_word(struct str word);
/* The word of the log; "" for none. */
const char *role_word(enum role r) __attribute__((returns_nonnull));
/* For people, translated: 经办. */
const char *role_label(enum role r) __attribute__((returns_nonnull));

#endif
