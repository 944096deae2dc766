/* Marking duties of a sheet. */
#include <string.h>

#include "ui/sheet_private.h"

#include "base/ban.h"

bool sheet_lists(const struct sheet *s, const struct marked *k)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct duty_state *d = &s->rows.p[i].duty;

		if (s->rows.p[i].kind == SHEET_DUTY && d->item == k->item && d->unit == k->unit &&
		    d->deadline == k->deadline && strcmp(d->occ, k->occ) == 0)
			return true;
	}
	return false;
}

/* The chosen duty, or all members of the chosen group; of "mark-all" all duties. */
bool sheet_mark_command(struct ui *ui, struct sheet *s, const char *command)
{
	bool all = strcmp(command, "mark-all") == 0;
	const struct sheet_row *at = sheet_chosen(s);
	mark_list which = { 0 };

	if (!all && strcmp(command, "mark") != 0)
		return false;
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct sheet_row *r = &s->rows.p[i];

		if (r->kind != SHEET_DUTY || r->duty.key == 0)
			continue;
		if (all || r == at || (at && at->kind == SHEET_GROUP && r->group == at->group))
			*vec_push(&which) = mark_of_duty(&r->duty);
	}
	marks_turn(ui, s->marks, &which);
	vec_clear(&which);
	if (!all && s->cursor.at + 1 < (int64_t)s->rows.n)
		s->cursor.at++;
	buf_reset(&s->reason);
	return true;
}
