/* "duban-notice/1": a public interface, described in the manual page. Keys are added, never
 * renamed. */
#include "base/json.h"
#include "notice/diff.h"
#include "notice/earlier.h"
#include "notice/notice_private.h"
#include "notice/reading_json.h"

#include "base/ban.h"

static void put_str_or_null(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	if (s.n)
		json_str(j, s);
	else
		json_null(j);
}

static void put_plan(struct json *j, const struct draft *d)
{
	char day[DATE_TEXT_SIZE];

	json_key(j, "plan");
	json_object(j);
	put_str_or_null(j, "title", d->plan.title);
	json_key(j, "year");
	if (d->plan.year)
		json_int(j, d->plan.year);
	else
		json_null(j);
	put_str_or_null(j, "issued", str_of(date_text(d->plan.issued, day)));
	put_str_or_null(j, "number", d->plan.number);
	json_object_end(j);
}

static void put_units(
	struct json *j, const struct draft *d, const struct draft_item *it, enum work_role r)
{
	json_key(j, work_role_word(r));
	json_array(j);
	for (size_t i = 0; i < it->assignments.n; i++)
		if (it->assignments.p[i].role == r)
			json_str(j, d->units.p[it->assignments.p[i].unit].name);
	json_array_end(j);
}

static void put_target(struct json *j, const struct draft_item *it, const struct draft_target *t)
{
	const struct target_reading *r = &t->reading;
	struct buf metric = { 0 };

	buf_put(&metric, r->metric);
	if (r->base.n)
		buf_printf(&metric, " / %.*s", STR_ARG(r->base));
	json_object(j);
	json_key(j, "metric");
	json_str(j, buf_str(&metric));
	put_str_or_null(j, "comparator", str_of(comparator_word(r->comparator)));
	json_key(j, "num");
	if (r->comparator == CMP_NONE)
		json_null(j);
	else
		json_int(j, r->num);
	json_key(j, "den");
	if (r->comparator == CMP_NONE || r->den == 0)
		json_null(j);
	else
		json_int(j, r->den);
	json_key(j, "scope");
	json_text(j, scope_word(r->scope));
	json_key(j, "soft");
	json_bool(j, r->soft);
	put_str_or_null(j, "excluded", r->excluded);
	put_str_or_null(j, "deadline", t->deadline == NO_DEADLINE ? (struct str){ "",
		0 } : it->deadlines.p[t->deadline].reading.text);
	json_key(j, "text");
	json_str(j, r->text);
	json_object_end(j);
	buf_clear(&metric);
}

static void put_lists(
	struct json *j, const struct draft_item *it, const struct calendar *cal, date from)
{
	json_key(j, "deadlines");
	json_array(j);
	for (size_t i = 0; i < it->deadlines.n; i++)
		reading_json(j, &it->deadlines.p[i].reading, cal, from);
	json_array_end(j);
	json_key(j, "targets");
	json_array(j);
	for (size_t i = 0; i < it->targets.n; i++)
		put_target(j, it, &it->targets.p[i]);
	json_array_end(j);
	json_key(j, "measures");
	json_array(j);
	for (size_t i = 0; i < it->measures.n; i++) {
		json_object(j);
		json_key(j, "text");
		json_str(j, it->measures.p[i].text);
		put_str_or_null(j, "deadline", it->measures.p[i].deadline);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_item(struct json *j, const struct draft *d, const struct draft_item *it)
{
	json_object(j);
	json_key(j, "number");
	json_str(j, it->number);
	json_key(j, "kind");
	json_text(j, item_kind_word(it->kind));
	json_key(j, "title");
	json_str(j, it->title);
	put_str_or_null(j, "parent",
		it->parent >= 0 ? d->items.p[it->parent].number : (struct str){ "", 0 });
	json_key(j, "lines");
	json_array(j);
	json_int(j, it->first);
	json_int(j, it->last);
	json_array_end(j);
	for (int r = 0; r < WORK_ROLES; r++)
		put_units(j, d, it, (enum work_role)r);
	put_lists(j, it, draft_calendar(d), d->plan.issued);
	json_object_end(j);
}

static void put_unit(struct json *j, const struct draft_unit *u)
{
	json_object(j);
	json_key(j, "name");
	json_str(j, u->name);
	json_key(j, "kind");
	json_text(j, u->group ? "group" : "single");
	json_key(j, "aliases");
	json_array(j);
	for (size_t i = 0; i < u->spellings.n; i++)
		json_str(j, u->spellings.p[i].text);
	json_array_end(j);
	json_object_end(j);
}

static void put_question(struct json *j, const struct question *q)
{
	json_object(j);
	json_key(j, "line");
	if (q->line)
		json_int(j, q->line);
	else
		json_null(j);
	json_key(j, "kind");
	json_text(j, question_kind_word(q->kind));
	json_key(j, "text");
	json_text(j, q->text);
	json_key(j, "proposal");
	json_text(j, q->choices[0]);
	json_object_end(j);
}

static void put_side(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	if (s.p)
		json_str(j, s);
	else
		json_null(j);
}

/* Of a correction: the plan that it is one of, and what is different. */
static void put_correction(struct json *j, const struct draft *d)
{
	struct differences diff = { 0 };
	char hex[ID_TEXT_SIZE];

	draft_differences(d, &diff);
	json_key(j, "correction");
	json_object(j);
	json_key(j, "plan");
	json_text(j, id_text(&d->in->earlier->plan.id, hex));
	json_key(j, "differences");
	json_array(j);
	for (size_t i = 0; i < diff.list.n; i++) {
		const struct difference *f = &diff.list.p[i];

		json_object(j);
		json_key(j, "number");
		json_text(j, f->number);
		json_key(j, "title");
		json_text(j, f->title);
		json_key(j, "part");
		json_text(j, difference_part_word(f->part));
		put_side(j, "old", f->old);
		put_side(j, "new", f->new);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	differences_clear(&diff);
}

void notice_json(const struct draft *d, struct buf *to)
{
	struct json j;

	json_init(&j, to);
	json_object(&j);
	json_key(&j, "format");
	json_text(&j, "duban-notice/1");
	put_plan(&j, d);
	json_key(&j, "items");
	json_array(&j);
	for (size_t i = 0; i < d->items.n; i++)
		put_item(&j, d, &d->items.p[i]);
	json_array_end(&j);
	json_key(&j, "units");
	json_array(&j);
	for (size_t i = 0; i < d->units.n; i++)
		put_unit(&j, &d->units.p[i]);
	json_array_end(&j);
	json_key(&j, "questions");
	json_array(&j);
	for (size_t i = 0; i < d->questions.n; i++)
		put_question(&j, &d->questions.p[i]);
	json_array_end(&j);
	json_key(&j, "unused");
	json_array(&j);
	for (size_t i = 0; i < d->unused.n; i++) {
		json_object(&j);
		json_key(&j, "line");
		json_int(&j, d->unused.p[i].line);
		json_key(&j, "text");
		json_str(&j, d->unused.p[i].text);
		json_object_end(&j);
	}
	json_array_end(&j);
	if (draft_corrects(d))
		put_correction(&j, d);
	json_object_end(&j);
}
