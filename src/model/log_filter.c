#include "model/log_filter.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/person.h"
#include "model/unit_match.h"
#include "model/verb.h"
#include "model/view.h"

#include "base/ban.h"

/* ---- what a value means ---- */

static bool read_by(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		    struct err *err)
{
	(void)plan;
	to->by.n = 0;
	return person_logins(l, value, &to->mem, &to->by, err);
}

/* The name of a verb, or its word in the user's language; what is done by no verb stands as it
 * is. */
static bool read_do(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		    struct err *err)
{
	(void)l, (void)plan, (void)err;
	to->query.verb = arena_str(&to->mem, value);
	for (const struct verb *v = verb_table(); v->name; v++)
		if (fold_eq(value, str_of(v->name)) || fold_eq(value, str_of(_(v->label))))
			to->query.verb = v->name;
	return true;
}

static bool read_unit(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		      struct err *err)
{
	struct id id;
	int64_t unit;

	(void)plan;
	if (!unit_match_one(l, value, &unit, err))
		return false;
	if (row_id(l->db, KIND_UNIT, unit, &id))
		*vec_push(&to->unit) = id;
	to->query.unit = &to->unit;
	return true;
}

/* What an item is made of is written in rows of their own. */
static bool item_rows_add(struct ledger *l, int64_t item, id_list *to, struct err *err)
{
	struct arena mem = { 0 };
	deadline_rows deadlines = { 0 };
	target_rows targets = { 0 };
	measure_rows measures = { 0 };
	assignment_rows units = { 0 };
	struct id id;
	bool ok = deadlines_read(l->db, item, &mem, &deadlines, err) &&
		  targets_read(l->db, item, &mem, &targets, err) &&
		  measures_read(l->db, item, &mem, &measures, err) &&
		  assignments_read(l->db, item, &mem, &units, err);

	if (row_id(l->db, KIND_ITEM, item, &id))
		*vec_push(to) = id;
	for (size_t i = 0; i < deadlines.n; i++)
		*vec_push(to) = deadlines.p[i].id;
	for (size_t i = 0; i < targets.n; i++)
		*vec_push(to) = targets.p[i].id;
	for (size_t i = 0; i < measures.n; i++)
		*vec_push(to) = measures.p[i].id;
	for (size_t i = 0; i < units.n; i++)
		*vec_push(to) = units.p[i].id;
	vec_clear(&deadlines);
	vec_clear(&targets);
	vec_clear(&measures);
	vec_clear(&units);
	arena_clear(&mem);
	return ok;
}

/* With the items below it. */
static bool item_and_below(struct ledger *l, int64_t item, id_list *to, struct err *err)
{
	keys below = { 0 };
	bool ok = item_rows_add(l, item, to, err) && children_keys(l->db, item, &below, err);

	for (size_t i = 0; ok && i < below.n; i++)
		ok = item_and_below(l, below.p[i], to, err);
	vec_clear(&below);
	return ok;
}

static bool read_item(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		      struct err *err)
{
	int64_t item;

	to->query.item = &to->item;
	return view_find_item(l, plan, value, &item, err) &&
	       item_and_below(l, item, &to->item, err);
}

static bool read_from(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		      struct err *err)
{
	date day;

	(void)plan;
	if (!day_typed_past(value, ledger_today(l), &day, err))
		return false;
	to->query.from_ms = clock_midnight_ms(l->clock, day);
	return true;
}

static bool read_until(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		       struct err *err)
{
	date day;

	(void)plan;
	if (!day_typed_near(value, ledger_today(l), &day, err))
		return false;
	to->query.until_ms = clock_midnight_ms(l->clock, day + 1);
	return true;
}

static const struct {
	const char *name, *cn;
	bool (*read)(struct ledger *l, int64_t plan, struct str value, struct log_filter *to,
		     struct err *err);
} parts[] = {
	{ "by", "谁", read_by }, { "do", "操作", read_do }, { "unit", "单位", read_unit },
	{ "item", "事项", read_item },
	{ "from", "自", read_from }, { "until", "至", read_until },
};
enum { PARTS = sizeof parts / sizeof *parts };

/* ---- the line ---- */

static bool blank_at(struct str s, size_t at)
{
	return s.p[at] == ' ' || str_starts(str_from(s, at), STR_LIT("\u3000"));
}

/* Takes a word off *rest: up to a blank outside quotes, quotes dropped, into *to. */
static bool word_take(struct str *rest, struct buf *to)
{
	bool quoted = false;
	size_t at = 0;

	*rest = str_trim(*rest);
	buf_reset(to);
	for (; at < rest->n && (quoted || !blank_at(*rest, at)); at++) {
		if (rest->p[at] == '"')
			quoted = !quoted;
		else
			buf_byte(to, rest->p[at]);
	}
	*rest = str_from(*rest, at);
	return at > 0;
}

/* The first colon that has a key before it, full-width ones too; -1: a plain word. */
static ptrdiff_t colon_find(struct str word, size_t *wide)
{
	ptrdiff_t narrow = str_find(word, STR_LIT(":")), full = str_find(word, STR_LIT("："));
	ptrdiff_t at = full >= 0 && (narrow < 0 || full < narrow) ? full : narrow;

	*wide = at >= 0 && at == full ? strlen("：") : 1;
	return at > 0 && !(word.p[0] >= '0' && word.p[0] <= '9') ? at : -1;
}

static bool word_read(struct ledger *l, int64_t plan, struct str word, struct log_filter *to,
		      struct err *err)
{
	size_t wide;
	ptrdiff_t at = colon_find(word, &wide);

	if (at < 0) {
		*vec_push(&to->words) = str_of(arena_str(&to->mem, word));
		return true;
	}
	struct str key = str_to(word, (size_t)at),
		   value = str_trim(str_from(word, (size_t)at + wide));
	for (int i = 0; i < PARTS; i++) {
		if (!fold_eq(key, str_of(parts[i].name)) && !fold_eq(key, str_of(parts[i].cn)))
			continue;
		return value.n > 0 ? parts[i].read(l, plan, value, to, err)
			: err_set(err, ERR_USE, _("%.*s: what is it to be?"), STR_ARG(word));
	}
	return err_set(err, ERR_USE,
		       _("the log is not parted by \"%.*s\", but by: by do unit item from until"),
		       STR_ARG(key));
}

bool log_filter_read(struct ledger *l, int64_t plan, struct str text, struct log_filter *to,
		     struct err *err)
{
	struct buf word = { 0 };
	bool ok = true;

	*to = (struct log_filter){ .query = { .by = NULL } };
	while (ok && word_take(&text, &word))
		ok = word_read(l, plan, buf_str(&word), to, err);
	buf_clear(&word);
	id_list_sort(&to->item);
	id_list_sort(&to->unit);
	to->query.by = to->by.p;
	to->query.n_by = to->by.n;
	to->query.words = to->words.p;
	to->query.n_words = to->words.n;
	if (!ok)
		log_filter_clear(to);
	return ok;
}

void log_filter_clear(struct log_filter *f)
{
	vec_clear(&f->item);
	vec_clear(&f->unit);
	vec_clear(&f->words);
	vec_clear(&f->by);
	arena_clear(&f->mem);
	f->query = (struct log_query){ .by = NULL };
}

/* The number, where one item alone has it; else the beginning of its id, which no other one shares
 * by chance. */
static void about_item(struct ledger *l, int64_t item, struct arena *mem, struct buf *to)
{
	enum { ID_SHOWN = 12 };
	struct item_row row;
	char hex[ID_TEXT_SIZE];
	struct err none = { 0 };

	if (!item_get(l->db, item, mem, &row, &none))
		return;
	if (item_by_number(l->db, 0, str_of(row.number)) > 0)
		buf_printf(to, "%s:%s", _("item"), row.number);
	else
		buf_printf(to, "%s:%.*s", _("item"), ID_SHOWN, id_text(&row.id, hex));
}

const char *log_filter_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem)
{
	struct buf text = { 0 };
	struct unit_row row;
	struct err none = { 0 };

	if (item)
		about_item(l, item, mem, &text);
	if (unit && unit_get(l->db, unit, mem, &row, &none))
		buf_printf(&text, strchr(row.name, ' ') ? "%s%s:\"%s\"" : "%s%s:%s",
			   text.n ? " " : "", _("unit"), row.name);
	const char *said = arena_strdup(mem, buf_text(&text));
	buf_clear(&text);
	return said;
}
