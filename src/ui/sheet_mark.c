/* Marking duties of a sheet, and verbs on what is marked. */
#include <string.h>

#include "ui/sheet_private.h"

#include "base/ban.h"

static bool is_listed(const struct sheet *s, const struct marked *k)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		struct marked row = mark_of_duty(&s->rows.p[i].duty);
		struct marks one = { .list = { &row, 1, 1 } };

		if (s->rows.p[i].kind == SHEET_DUTY && marks_have(&one, k))
			return true;
	}
	return false;
}

static void hidden_find(const struct sheet *s, mark_list *to)
{
	for (size_t i = 0; i < s->marks.list.n; i++)
		if (!is_listed(s, &s->marks.list.p[i]))
			*vec_push(to) = s->marks.list.p[i];
}

void sheet_marks_count(const struct sheet *s, struct buf *to)
{
	mark_list hidden = { 0 };

	hidden_find(s, &hidden);
	marks_count(&s->marks, hidden.n, to);
	vec_clear(&hidden);
}

void sheet_verb_on_marked(struct ui *ui, struct sheet *s, const struct verb *v)
{
	mark_list hidden = { 0 };

	hidden_find(s, &hidden);
	marks_verb(ui, &s->marks, v, &hidden);
	vec_clear(&hidden);
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
	marks_turn(ui, &s->marks, &which);
	vec_clear(&which);
	if (!all && s->cursor.at + 1 < (int64_t)s->rows.n)
		s->cursor.at++;
	buf_reset(&s->reason);
	return true;
}
