#include "notice/reading_json.h"

#include <stdio.h>

#include "model/deadline.h"
#include "base/ban.h"

static void put_date(struct json *j, const char *key, date d)
{
	char text[DATE_TEXT_SIZE];

	if (d == DATE_NONE)
		return;
	json_key(j, key);
	json_text(j, date_text(d, text));
}

static void put_due(struct json *j, struct deadline_day d)
{
	put_date(j, "due", d.due);
	put_date(j, "act_by", d.act_by);
	put_date(j, "next_workday", d.next_workday);
}

static void put_str(struct json *j, const char *key, struct str s)
{
	if (s.n == 0)
		return;
	json_key(j, key);
	json_str(j, s);
}

static void put_rhythm(
	struct json *j, const struct reading *r, const struct calendar *cal, date from)
{
	char text[RHYTHM_TEXT_SIZE];
	struct deadline_day next[DEADLINE_NEXT];
	int n = deadline_next(r, cal, from, next, DEADLINE_NEXT);

	json_key(j, "rhythm");
	json_text(j, rhythm_text(&r->rhythm, text));
	put_str(j, "deliverable", r->deliverable);
	json_key(j, "next");
	json_array(j);
	for (int i = 0; i < n; i++) {
		json_object(j);
		put_due(j, next[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

void reading_json(struct json *j, const struct reading *r, const struct calendar *cal, date from)
{
	char text[16];

	json_object(j);
	json_key(j, "kind");
	json_text(j, deadline_kind_word(r->kind));
	put_date(j, "start", r->start);
	put_due(j, deadline_day(cal, r->due));
	put_date(j, "due_if_day_excluded", r->due_excluded);
	if (r->day_off) {
		json_key(j, "day_off");
		json_text(j, r->day_off);
	}
	if (r->minute == MINUTE_CLOSING) {
		json_key(j, "time");
		json_text(j, "closing");
	} else if (r->minute >= 0) {
		snprintf(text, sizeof text, "%02d:%02d", r->minute / 60, r->minute % 60);
		json_key(j, "time");
		json_text(j, text);
	}
	if (r->kind == DEADLINE_RECURRING)
		put_rhythm(j, r, cal, from);
	else
		put_str(j, "deliverable", r->deliverable);
	put_str(j, "text", r->text);
	json_object_end(j);
}
