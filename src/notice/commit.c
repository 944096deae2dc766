#include "notice/commit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/wording.h"
#include "notice/commit_private.h"
#include "notice/diff.h"

#include "base/ban.h"

/* A setting holds at most a text's 64 kB; long lists of decisions go on in further ones. */
enum { DECISIONS_MOST = 60 * 1024 };

/* The open plan for which this very file was read. */
static bool find_source(const struct draft *d, struct db *db, struct id *plan)
{
	struct arena mem = { 0 };
	plan_rows plans = { 0 };
	struct err fault = { 0 };
	uint8_t sha[HASH_SIZE];
	bool found = false;

	hash_bytes(draft_bytes(d).p, draft_bytes(d).n, sha);
	if (!plans_read(db, true, &mem, &plans, &fault))
		plans.n = 0;
	for (size_t i = 0; i < plans.n && !found; i++) {
		struct id source = ident_source(&plans.p[i].id, sha);

		found = row_key(db, KIND_SOURCE, &source) != 0;
		if (found)
			*plan = plans.p[i].id;
	}
	vec_clear(&plans);
	arena_clear(&mem);
	return found;
}

bool draft_is_known(const struct draft *d, struct ledger *l, struct id *plan)
{
	const struct str *cells;
	size_t n = draft_cells(d, &cells);

	*plan = ident_plan(cells, n);
	return row_key(l->db, KIND_PLAN, plan) != 0 || find_source(d, l->db, plan);
}

bool handed_fits(const struct draft *d, date handed, struct err *err)
{
	char day[DATE_TEXT_SIZE], issued[DATE_TEXT_SIZE];

	if (!paper_day_check(d->plan.issued, err) || !paper_day_check(handed, err))
		return false;
	return handed == DATE_NONE || d->plan.issued == DATE_NONE || handed >= d->plan.issued ||
	       err_set(err, ERR_INPUT,
		       _("handed over on %s, before it was issued on %s: which day is meant?"),
		       date_text(handed, day), date_text(d->plan.issued, issued));
}

static bool put_plan(struct commit *m, date handed, struct err *err)
{
	const struct draft *d = m->d;
	/* The file's own name: where it lay on whose disk is nobody else's business, and would make
	 * two copies differ. */
	const char *path = draft_source_name(d), *base = strrchr(path, '/');
	uint8_t sha[HASH_SIZE];
	struct id source;

	put_row(m, KIND_PLAN, &m->plan);
	put_str(m, "title", d->plan.title);
	/* What a correction does not say is as it was. */
	if (d->plan.number.n)
		put_str(m, "number", d->plan.number);
	if (d->plan.issued != DATE_NONE)
		put_date(m, "issued", d->plan.issued);
	if (handed != DATE_NONE)
		put_date(m, "handed", handed);
	if (d->plan.year)
		put_int(m, "year", d->plan.year);
	put_str(m, "region", d->plan.region);
	put_first(m, "state", "open");
	if (!change_blob(m->c, draft_bytes(d), sha, err))
		return false;
	source = ident_source(&m->plan, sha);
	for (size_t i = 0; m->match && i < m->earlier->sources.n; i++)
		if (!id_eq(&m->earlier->sources.p[i], &source))
			put_gone(m, KIND_SOURCE, &m->earlier->sources.p[i]);
	put_row(m, KIND_SOURCE, &source);
	put_id(m, "plan", &m->plan);
	put_str(m, "name", str_of(base ? base + 1 : path));
	put_str(m, "sha", str_of(hex_text(sha, HASH_SIZE, (char[HASH_TEXT_SIZE]){ "" })));
	put_str(m, "charset", str_of(charset_name(d->charset)));
	return true;
}

static void put_name(struct commit *m, const struct id *unit, struct str name, const char *kind)
{
	struct id id = ident_name(unit, name, kind, NULL);

	put_row(m, KIND_NAME, &id);
	put_id(m, "unit", unit);
	put_str(m, "name", name);
	put_str(m, "kind", str_of(kind));
}

static void put_unit(struct commit *m, size_t i)
{
	const struct draft_unit *u = &m->d->units.p[i];
	const struct id *known = known_unit(m->known, m->d->plan.region, u->name);

	if (known) {
		m->units[i] = *known;
	} else {
		m->units[i] = ident_unit(m->d->plan.region, u->name);
		put_row(m, KIND_UNIT, &m->units[i]);
		put_str(m, "region", m->d->plan.region);
		put_str(m, "name", u->name);
		put_str(m, "short", u->shortname);
		put_str(m, "kind", u->group ? STR_LIT("group") : STR_LIT("single"));
		put_name(m, &m->units[i], u->shortname, "short");
	}
	if (!known)
		put_name(m, &m->units[i], u->name, "official");
	for (size_t k = 0; k < u->spellings.n; k++)
		put_name(m, &m->units[i], u->spellings.p[k].text, u->spellings.p[k].kind);
}

static void put_units(struct commit *m)
{
	for (size_t i = 0; i < m->d->units.n; i++)
		put_unit(m, i);
	for (size_t i = 0; i < m->d->units.n; i++)
		for (size_t k = 0; k < m->d->units.p[i].members.n; k++) {
			const struct id *member = &m->units[m->d->units.p[i].members.p[k]];
			struct id id = ident_member(&m->units[i], member);

			/* The office may have taken it out since. */
			if (m->match && row_ref(m->l->db, KIND_MEMBER, &id, "group") != 0)
				continue;
			put_row(m, KIND_MEMBER, &id);
			put_id(m, "group", &m->units[i]);
			put_id(m, "unit", member);
		}
}

static const char *setting_of(struct commit *m, int part)
{
	char hex[ID_TEXT_SIZE];

	id_text(&m->plan, hex);
	return part == 0 ? arena_printf(&m->mem, "reading/%s", hex)
			 : arena_printf(&m->mem, "reading/%s/%d", hex, part);
}

static void put_setting(struct commit *m, int part, struct str value)
{
	struct str name = str_of(setting_of(m, part));
	struct id id = ident_setting(name);

	put_row(m, KIND_SETTING, &id);
	put_str(m, "name", name);
	put_str(m, "value", value);
}

/* An earlier reading may have had more of them. */
static void drop_settings(struct commit *m, int part)
{
	for (;; part++) {
		struct id id = ident_setting(str_of(setting_of(m, part)));

		if (row_key(m->l->db, KIND_SETTING, &id) == 0)
			return;
		put_gone(m, KIND_SETTING, &id);
	}
}

/* Each decision, so that the log tells what was answered and what was taken as proposed. */
static size_t put_decisions(struct commit *m)
{
	struct buf text = { 0 };
	size_t answered = 0;
	int part = 0;

	for (size_t i = 0; i < m->d->questions.n; i++) {
		const struct question *q = &m->d->questions.p[i];
		const char *said = q->chosen >= 0 ? q->choices[q->chosen] : q->own;

		if (text.n > 0 && text.n + strlen(q->key) + strlen(said) + 16 > DECISIONS_MOST) {
			put_setting(m, part++, buf_str(&text));
			buf_reset(&text);
		}
		buf_printf(&text, "%s\t%s\t%s\n", q->key,
			   q->answered && !q->proposed ? "answered" : "proposed", said);
		answered += q->answered && !q->proposed;
	}
	if (text.n > 0)
		put_setting(m, part++, buf_str(&text));
	buf_clear(&text);
	drop_settings(m, part);
	return answered;
}

static void say_read(struct commit *m, size_t answered, struct outcome *out)
{
	const struct draft *d = m->d;
	struct differences diff = { 0 };
	const char *say;
	size_t n = 0;

	if (m->match) {
		draft_differences(d, &diff);
		say = arena_printf(&m->mem, ngettext("corrected “%.*s”: %zu difference",
			"corrected “%.*s”: %zu differences", (unsigned long)diff.list.n),
			STR_ARG(d->plan.title), diff.list.n);
		differences_clear(&diff);
	} else {
		say = arena_printf(&m->mem,
				   _("read the notice “%.*s”: %zu items, %zu units; %zu questions, "
				     "%zu answered, %zu "
				     "taken as proposed"),
				   STR_ARG(d->plan.title), d->items.n, d->units.n, d->questions.n,
				   answered, d->questions.n - answered);
	}
	change_say(m->c, say);
	for (size_t at = 0; utf8_next(str_of(say), &at) != 0 && at < sizeof out->said;)
		n = at;
	snprintf(out->said, sizeof out->said, "%.*s", (int)n, say);
}

static bool fill(struct commit *m, date handed, struct outcome *out, struct err *err)
{
	m->known = known_read(m->l->db, m->d->in->words, err);
	if (!m->known || !put_plan(m, handed, err))
		return false;
	put_units(m);
	commit_figures(m);
	commit_items(m);
	say_read(m, put_decisions(m), out);
	return true;
}

static void commit_clear(struct commit *m)
{
	free(m->units);
	free(m->items);
	free(m->figures);
	known_free(m->known);
	arena_clear(&m->mem);
}

/* Is there anything to write? */
static bool is_new(struct commit *m)
{
	struct differences diff = { 0 };
	bool differs;

	if (!m->match)
		return !draft_is_known(m->d, m->l, &m->plan);
	m->plan = m->earlier->plan.id;
	draft_differences(m->d, &diff);
	differs = diff.list.n > 0;
	differences_clear(&diff);
	return differs;
}

bool draft_commit(
	const struct draft *d, struct ledger *l, date handed, struct outcome *out, struct err *err)
{
	struct commit m = { .d = d, .l = l, .match = draft_match(d), .earlier = d->in->earlier };
	bool ok;

	*out = (struct outcome){ .changed = false };
	if (!is_new(&m)) {
		snprintf(out->said, sizeof out->said, "%s",
			_("This notice is in the ledger already: nothing new."));
		return true;
	}
	m.c = ledger_begin(l, "import", "", err);
	if (!m.c)
		return false;
	m.units = mem_array(NULL, d->units.n + 1, sizeof *m.units);
	m.items = mem_array(NULL, d->items.n + 1, sizeof *m.items);
	m.figures = mem_array(NULL, d->figures.n + 1, sizeof *m.figures);
	ok = handed_fits(d, handed, err) && fill(&m, handed, out, err);
	if (ok)
		ok = ledger_commit(l, m.c, out, err);
	else
		ledger_abandon(l, m.c);
	commit_clear(&m);
	return ok;
}
