#include "model/deadline_put.h"

#include "model/deadline.h"

#include "base/ban.h"

static struct value value_day(date d, char text[DATE_TEXT_SIZE])
{
	return d == DATE_NONE ? V_NULL : V_TEXT(date_text(d, text));
}

static struct value value_int_if(bool is, int64_t n)
{
	return is ? V_INT(n) : V_NULL;
}

void deadline_put(struct change *c, const struct id *id, const struct id *item, int pos,
		  const struct reading *r, date issued)
{
	char start[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE], excluded[DATE_TEXT_SIZE],
		rhythm[RHYTHM_TEXT_SIZE];
	bool recurs = r->kind == DEADLINE_RECURRING, counts = r->kind == DEADLINE_RELATIVE;
	const struct { const char *column; struct value v; } cells[] = {
		{ "item", V_ID(*item) },
		{ "pos", V_INT(pos) },
		{ "kind", V_TEXT(deadline_kind_word(r->kind)) },
		{ "text", V_STR(r->text) },
		{ "start", value_day(r->start, start) },
		{ "due", value_day(r->due, due) },
		{ "due_excluded", value_day(deadline_excluded(r, issued), excluded) },
		{ "minute", value_int_if(r->minute >= 0, r->minute) },
		{ "rhythm", recurs ? V_TEXT(rhythm_text(&r->rhythm, rhythm)) : V_NULL },
		{ "period", recurs ? V_TEXT(period_word(r->rhythm.period)) : V_NULL },
		{ "shift", value_int_if(recurs, r->rhythm.period_shift) },
		{ "count", value_int_if(counts, r->count) },
		{ "count_unit", counts ? V_STR(((struct str){ &r->count_unit, 1 })) : V_NULL },
		{ "from_receipt", value_int_if(counts, r->from_receipt) },
		{ "deliverable", V_STR(r->deliverable) },
	};

	change_row(c, KIND_DEADLINE, id);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		change_set(c, KIND_DEADLINE, id, cells[i].column, cells[i].v);
	/* What the office has set of a day off stays where the words say nothing. */
	if (r->day_off)
		change_set(c, KIND_DEADLINE, id, "day_off", V_TEXT(r->day_off));
}
