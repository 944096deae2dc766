/* Natural keys: how each derived id is made. The only place. FOR EVER: old copies keep these ids.
 * Texts are folded here (base/fold.h). */
#ifndef MODEL_IDENT_H
#define MODEL_IDENT_H

#include <stddef.h>

#include "base/date.h"
#include "base/id.h"
#include "base/str.h"

/* each cell's text, in reading order, folded; empty ones too */
struct id ident_plan(const struct str *cells, size_t n);
struct id ident_source(const struct id *plan, const uint8_t sha[HASH_SIZE]);
/* parent NULL: top; ordinal from 0 among equal ones */
struct id ident_item(const struct id *plan, const struct id *parent, struct str title, int ordinal);
struct id ident_unit(struct str region, struct str name);
/* from: of a name that the unit had before and has again, the first day of this time; NULL: of the
 * first time. */
struct id ident_name(const struct id *unit, struct str name, const char *kind, const char *from);
struct id ident_member(const struct id *group, const struct id *unit);
struct id ident_assignment(const struct id *item, const struct id *unit, const char *role);
/* kind: "deadline" "target" "measure" */
struct id ident_part(const char *kind, const struct id *item, int ordinal);
struct id ident_figure(const struct id *plan, struct str name);
struct id ident_person(struct str login);
struct id ident_setting(struct str name);
struct id ident_receipt(const struct id *item, const struct id *unit);
struct id ident_duty(const struct id *item, const struct id *unit, const struct id *deadline,
		     struct str occ);
struct id ident_amount(const struct id *entry, const struct id *figure);
struct id ident_value(const struct id *figure, const struct id *unit, struct str period);
struct id ident_day(date on);                                               /* its ISO text */
/* the old unit, the new one */
struct id ident_heir(const struct id *unit, const struct id *heir);
/* that a copy speaks for a unit; NULL: for all */
struct id ident_speaks(struct str site, const struct id *unit);
struct id ident_site(struct str name);
/* owner: the login of whose own it is; empty: shared */
struct id ident_view(struct str name, struct str owner);

#endif
