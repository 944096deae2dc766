#include "cli/sample.h"

#include <stdio.h>

#include "base/file.h"
#include "base/gettext.h"
#include "cli/amounts.h"
#include "notice/commit.h"
#include "model/unit_match.h"
#include "model/view.h"
#include "base/ban.h"

/* Columns of entries.tsv. */
enum { WHEN, WHO, DO, ITEM, UNIT, FIGURES, TEXT, WAY, PERSON, PROMISED, COLUMNS };
enum { ENTRIES_LIMIT = 1024 * 1024, WORDS_MAX = 8 };

/* One line of entries.tsv while it is played. */
struct line {
	const char *column[COLUMNS];      /* "" where it is empty */
	struct place at;
};

bool sample_begin(struct cli *c, struct err *err)
{
	return clock_set(&c->clock, STR_LIT("2018-10-31T16:00"), true, err);
}

static bool enter(struct cli *c, const struct line *l, struct err *err)
{
	snprintf(c->ledger->by, sizeof c->ledger->by, "%s", l->column[WHO]);
	return clock_set(&c->clock, str_of(l->column[WHEN]), true, err);
}

static void field(struct change *ch, const char *column, const char *text)
{
	if (*text)
		change_field(ch, column, V_TEXT(text));
}

/* contact: a unit's liaison person, name and telephone. */
static bool play_contact(struct cli *c, const struct line *l, struct err *err)
{
	int64_t unit;
	struct id unit_id, id;
	struct outcome out = { 0 };
	if (!unit_match_one(c->ledger, str_of(l->column[UNIT]), &unit, err) ||
	    !row_id(c->ledger->db, KIND_UNIT, unit, &unit_id))
		return false;
	struct change *ch =
		ledger_begin(c->ledger, "contact",
			     arena_printf(&c->mem, _("contact of %s: %s %s"), l->column[UNIT],
					  l->column[PERSON], l->column[TEXT]),
			     err);
	if (!ch)
		return false;
	id = change_id(ch, KIND_CONTACT);
	change_row(ch, KIND_CONTACT, &id);
	change_field(ch, "unit", V_ID(unit_id));
	field(ch, "name", l->column[PERSON]);
	field(ch, "phone", l->column[TEXT]);
	return ledger_commit(c->ledger, ch, &out, err);
}

/* The duties a line is about: those of its items and units; "*" stands for all on which the verb
 * can be done. */
static bool find_duties(struct cli *c, const struct line *l, const struct verb *v, duty_states *to,
			struct err *err)
{
	struct str rest, word;
	int64_t item = 0, unit = 0;
	bool all_items = strcmp(l->column[ITEM], "*") == 0,
	     all_units = strcmp(l->column[UNIT], "*") == 0;
	if (!all_units && !unit_match_one(c->ledger, str_of(l->column[UNIT]), &unit, err))
		return false;
	if (!all_items && all_units &&
	    (!view_find_item(c->ledger, 0, str_of(l->column[ITEM]), &item, err) ||
	     !view_item_duties(c->ledger, item, to, err)))
		return false;
	if (all_items && !view_unit_duties(c->ledger, unit, 0, to, err))
		return false;
	if (all_items || all_units) {
		size_t kept = 0;
		for (size_t i = 0; i < to->n; i++)
			if (to->p[i].key && !to->p[i].standing &&
			    verb_can(c->ledger, v, &to->p[i], &(struct err){ 0 }))
				to->p[kept++] = to->p[i];
		to->n = kept;
		return true;
	}
	for (rest = str_of(l->column[ITEM]); str_cut(&rest, ',', &word);)
		if (!view_find_item(c->ledger, 0, word, &item, err)
		    || !view_find_duty(c->ledger, item, unit, DATE_NONE, vec_push(to), err))
			return false;
	return true;
}

static size_t split_words(struct cli *c, const char *text, const char **words)
{
	struct str rest = str_of(text), word;
	size_t n = 0;
	while (*text && n < WORDS_MAX && str_cut(&rest, ' ', &word))
		words[n++] = arena_str(&c->mem, word);
	return n;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static bool play_verb(struct cli *c, const struct line *l, struct err *err)
{
	const struct verb *v = verb_find(l->column[DO]);
	const char *words[WORDS_MAX];
	struct verb_call call = { .text = or_null(l->column[TEXT]),
				  .way = or_null(l->column[WAY]),
				  .who = or_null(l->column[PERSON]),
				  .sure = true,
				  .on = DATE_NONE };
	duty_states duties = { 0 };
	struct outcome out = { 0 };
	if (!v)
		return err_set(err, ERR_INPUT, _("there is no verb %s"), l->column[DO]);
	bool done = cli_date(or_null(l->column[PROMISED]), &call.promised, err) &&
		    find_duties(c, l, v, &duties, err);
	size_t n = split_words(c, l->column[FIGURES], words);
	if (!done || !duties.p || duties.n == 0) {
		vec_clear(&duties);
		return done ? err_set(err, ERR_INPUT, _("nothing to %s here"), _(v->label)) : false;
	}
	call.duties = duties.p;
	call.n = duties.n;
	done = (n == 0 || amounts_take(c, &duties.p[0], n, words, &call, err)) &&
	       verb_run(c->ledger, v, &call, &out, err);
	vec_clear(&duties);
	return done;
}

static bool play_line(struct cli *c, const struct line *l, struct err *err)
{
	struct err fault = { 0 };
	bool done = enter(c, l, &fault) &&
		    (strcmp(l->column[DO], "contact") == 0 ? play_contact(c, l, &fault)
							   : play_verb(c, l, &fault));
	return done || err_at(err, fault.code, l->at, "%s", fault.text);
}

static bool play_entries(struct cli *c, struct err *err)
{
	struct buf text = { 0 };
	struct line l = { .at = { .source = "share/sample/entries.tsv" } };
	struct str rest, line, cell;
	const char *path = arena_printf(&c->mem, "%s/sample/entries.tsv", c->paths->share);
	bool done = file_read(path, ENTRIES_LIMIT, &text, err);
	for (rest = buf_str(&text); done && rest.n > 0 && str_cut(&rest, '\n', &line);) {
		l.at.line++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		for (size_t i = 0; i < COLUMNS; i++)
			l.column[i] = str_cut(&line, '\t', &cell) ? arena_str(&c->mem, cell) : "";
		done = play_line(c, &l, err);
	}
	buf_clear(&text);
	return done;
}

static bool play_plan(struct cli *c, struct err *err)
{
	struct buf text = { 0 };
	struct draft *d = NULL;
	struct outcome out = { 0 };
	const char *path = arena_printf(&c->mem, "%s/sample/plan.txt", c->paths->share);
	struct notice_options o = { .issued = date_make(2018, 10, 31),
				    .today = date_make(2018, 11, 1),
				    .region = SAMPLE_REGION,
				    .share_dir = c->paths->share,
				    .cal = c->ledger->cal };
	if (file_read(path, NOTICE_LIMIT, &text, err))
		d = notice_read(buf_str(&text), "plan.txt", &o, err);
	bool done = d && clock_set(&c->clock, STR_LIT("2018-11-01T08:40"), true, err)
		&& draft_commit(d, c->ledger, date_make(2018, 11, 1), &out, err);
	draft_free(d);
	buf_clear(&text);
	return done;
}

bool sample_play(struct cli *c, struct err *err)
{
	return play_plan(c, err) && play_entries(c, err)
		&& db_meta_set(c->ledger->db, "sample_today", SAMPLE_TODAY, err);
}
