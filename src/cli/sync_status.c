/* duban sync status: the copies, what is held of what came, what is disputed. */
#include "cli/sync.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/clash.h"
#include "model/clocks.h"
#include "model/dispute.h"
#include "model/fate.h"
#include "model/own_lost.h"
#include "model/person.h"
#include "model/view.h"
#include "store/rows.h"
#include "base/ban.h"

static const struct table_column columns[] = {
	{ N_("copy"), false, false },         { N_("changes"), true, false },
	{ N_("last contact"), false, false }, { N_("has of ours"), true, false },
	{ N_("to send"), true, false },       { N_("lacks since"), false, false },
	{ N_("said so"), false, false },      { N_("units"), true, false },
	{ "", false, true },
};
/* Where there is no room for all: what the others say as well is left out, and the year of times;
 * beside long names more. */
static const struct table_column narrow_columns[] = {
	{ N_("copy"), false, true },          { N_("changes"), true, false },
	{ N_("last contact"), false, false }, { N_("has of ours"), true, false },
	{ N_("lacks since"), false, TABLE_SPARE }, { N_("units"), true, TABLE_SPARE },
	{ "", false, true },
};
enum { COLUMNS = sizeof columns / sizeof *columns, WIDE_COLS = 110,
       NARROW_COLUMNS = sizeof narrow_columns / sizeof *narrow_columns };

static const char *when(struct cli *c, int64_t at_ms)
{
	char day_text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	if (at_ms == 0)
		return "-";
	clock_civil(&c->clock, at_ms, &day, &hour, &minute);
	return arena_printf(&c->mem, "%s %02d:%02d", date_text(day, day_text), hour, minute);
}

static const char *when_in(struct cli *c, int64_t at_ms, bool wide)
{
	const char *text = when(c, at_ms);

	return wide || at_ms == 0 ? text : text + 5;
}

/* "-": for all, as nobody was given anything. */
static const char *speaks_for(struct cli *c, const struct site_row *s, bool granted)
{
	if (s->all)
		return granted ? _("all") : "-";
	return s->units ? arena_printf(&c->mem, "%" PRId64, s->units) : _("none");
}

const char *sync_free_text(struct cli *c, const site_rows *sites, struct err *err)
{
	struct buf names = { 0 };
	bool any = false;

	for (size_t i = 0; i < sites->n; i++) {
		any |= sites->p[i].units > 0;
		if (sites->p[i].all && !sites->p[i].former)
			buf_printf(&names, "%s%s", names.n ? ", " : "", sites->p[i].name);
	}
	const char *said =
		any && names.n && !speaks_granted(c->ledger->db, err)
			? arena_printf(&c->mem,
				       _("%s: for all units, as none were given there (\"duban site grant NAME all\" "
					 "says who speaks for all; from then on nobody else does)"),
				       buf_text(&names))
			: "";

	buf_clear(&names);
	return said;
}

static void put_rows(struct cli *c, const site_rows *sites, bool granted)
{
	struct table t;
	int cols = out_columns();
	bool wide = cols == 0 || cols >= WIDE_COLS;

	table_init(&t, wide ? columns : narrow_columns, wide ? COLUMNS : NARROW_COLUMNS);
	for (size_t i = 0; i < sites->n; i++) {
		const struct site_row *s = &sites->p[i];

		table_cell(&t, s->name);
		table_cell(&t, arena_printf(&c->mem, "%" PRId64, s->changes));
		bool other = !s->own && !s->former;
		table_cell(&t, when_in(c, other ? s->contact_ms : s->last_ms, wide));
		table_cell(&t, other ? arena_printf(&c->mem, "%" PRId64 "/%" PRId64, s->knows, s->of)
				     : "-");
		if (wide)
			table_cell(&t, other ? arena_printf(&c->mem, "%" PRId64, s->of - s->knows) : "-");
		table_cell(&t, when_in(c, s->oldest_ms, wide));
		if (wide)
			table_cell(&t, other ? when(c, s->heard_ms) : "-");
		table_cell(&t, speaks_for(c, s, granted));
		table_cell(&t, s->chains > 1 ? _("(two copies call themselves so)")
			       : s->own	     ? _("(this copy)")
			       : s->now	     ? arena_printf(&c->mem, _("(now called %s)"), s->now)
			       : s->former   ? _("(this copy, before)")
					     : "");
	}
	table_print(&t, cols, &c->out);
	table_clear(&t);
}

void sync_held_put(struct cli *c, const struct held_counts *h)
{
	const struct { int64_t n; const char *what; } rows[] = {
		{ h->clashes, _("clashes: written differently by two copies") },
		{ h->waiting, _("changes wait for others that are not here yet") },
		{ h->early, _("changes wait because their clock runs ahead: sync take --clocks") },
		{ h->many, _("changes wait because there are too many copies: an admin's \"duban set copies-most NUMBER\" takes more") },
		{ h->kept, _("changes of a newer duban are kept and not in force") },
		{ h->refused, _("changes without the right, or on rows that they cannot know: kept, not "
				"in force") },
		{ h->disputed, _("changes made while their right was being taken away: in force") },
		{ h->faulty, _("lines were refused as unsound") },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n > 0)
			buf_printf(&c->out, "%" PRId64 "  %s\n", rows[i].n, rows[i].what);
}

static void put_line(struct cli *c, const char *text)
{
	clean_text(&c->out, str_of(arena_printf(&c->mem, "   %s", text)));
	buf_byte(&c->out, '\n');
}

static void put_numbers(struct cli *c, const sentences *numbers)
{
	if (numbers->n > 0)
		buf_printf(&c->out, "%zu  %s\n", numbers->n,
			   _("numbers that two items have: \"duban edit-item ID --number N\" gives one "
			     "of them another"));
	for (size_t i = 0; i < numbers->n; i++)
		put_line(c, numbers->p[i]);
}

static void put_lost(struct cli *c, const own_losses *lost)
{
	if (lost->n > 0)
		buf_printf(&c->out, "%zu  %s\n", lost->n,
			   _("changes of this copy were set aside for another one's"));
	for (size_t i = 0; i < lost->n; i++)
		put_line(c, lost->p[i].said);
}

bool sync_left_put(struct cli *c, int64_t behind, bool none, struct err *err)
{
	sentences numbers = { 0 };
	own_losses lost = { 0 };
	bool ok = view_numbers_twice(c->ledger, &c->mem, &numbers, err) &&
		  (none || own_losses_read(c->ledger, behind, false, &c->mem, &lost, err));

	if (ok) {
		put_numbers(c, &numbers);
		put_lost(c, &lost);
	}
	vec_clear(&numbers);
	vec_clear(&lost);
	return ok;
}

/* One by one, with whose it is and why: so many. */
enum { HELD_MOST = 50 };

static void put_held_lines(struct cli *c, const held_lines *held)
{
	for (size_t i = 0; i < held->n; i++) {
		const struct held_line *h = &held->p[i];
		const char *text = held_text(h, &c->mem);

		out_behind("   ", !*h->site ? text : arena_printf(&c->mem, "%s %" PRId64 ", %s, %s: %s", h->site, h->seq,
								  person_name(c->ledger, h->by, &c->mem),
								  when(c, h->at_ms), text),
			   &c->out);
	}
}

/* Disputed ones: whose they are, what they would have taken. */
static void put_disputes(struct cli *c, const log_lines *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct log_line *line = &list->p[i];

		out_behind("   ",
			   arena_printf(&c->mem, _("%s  (%s at %s, %s; %s)"), dispute_said(line),
					person_name(c->ledger, line->by, &c->mem), line->site, when(c, line->at_ms),
					dispute_why(line, &c->mem)),
			   &c->out);
	}
}

static void json_time(struct json *j, const char *key, int64_t at_ms)
{
	char at[CLOCK_TEXT_SIZE];

	json_key_text(j, key, at_ms ? clock_text(at_ms, at) : NULL);
}

static void json_held(struct json *j, const held_lines *held)
{
	static const char *const whys[] = { [HELD_WAITS] = "waits", [HELD_CLOCK] = "clock", [HELD_COPIES] = "copies",
		[HELD_FAULT] = "fault" };

	json_key(j, "held");
	json_array(j);
	for (size_t i = 0; i < held->n; i++) {
		const struct held_line *h = &held->p[i];

		json_object(j);
		json_key_text(j, "why", whys[h->why]);
		json_key_text(j, "of", *h->of ? h->of : NULL);
		json_key_text(j, "site", *h->site ? h->site : NULL);
		json_key_text(j, "by", *h->by ? h->by : NULL);
		json_key_int(j, "seq", h->seq);
		json_time(j, "at", h->at_ms);
		json_time(j, "came", h->came_ms);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_json(struct cli *c, const site_rows *sites, const struct held_counts *h,
		     const held_lines *held)
{
	struct json j;

	cli_json(c, &j, "duban-sites/1");
	json_key(&j, "copies");
	json_array(&j);
	for (size_t i = 0; i < sites->n; i++) {
		const struct site_row *s = &sites->p[i];
		char at[CLOCK_TEXT_SIZE];

		json_object(&j);
		json_key_text(&j, "name", s->name);
		json_key(&j, "own");
		json_bool(&j, s->own);
		json_key_int(&j, "chains", s->chains);
		json_key_int(&j, "changes", s->changes);
		json_key_text(&j, "last", s->last_ms ? clock_text(s->last_ms, at) : NULL);
		json_key(&j, "former");
		json_bool(&j, s->former);
		if (s->now) {
			json_key(&j, "now");
			json_text(&j, s->now);
		}
		json_key_int(&j, "units", s->units);
		json_key(&j, "all");
		json_bool(&j, s->all);
		if (!s->own && !s->former) {
			json_key_int(&j, "has", s->knows);
			json_key_int(&j, "of", s->of);
			json_key_int(&j, "waiting", s->of - s->knows);
			json_time(&j, "lacks_since", s->oldest_ms);
			json_time(&j, "contact", s->contact_ms);
			json_time(&j, "heard", s->heard_ms);
		}
		json_object_end(&j);
	}
	json_array_end(&j);
	json_key_int(&j, "clashes", h->clashes);
	json_key_int(&j, "waiting", h->waiting);
	json_key_int(&j, "early", h->early);
	json_key_int(&j, "too_many", h->many);
	json_key_int(&j, "kept", h->kept);
	json_key_int(&j, "without_right", h->refused);
	json_key_int(&j, "disputed", h->disputed);
	json_key_int(&j, "refused", h->faulty);
	json_held(&j, held);
	json_object_end(&j);
}

bool sync_status(struct cli *c, struct err *err)
{
	site_rows sites = { 0 };
	struct held_counts held;
	held_lines lines = { 0 };
	log_lines disputes = { 0 };
	bool ok = sites_read(c->ledger->db, &c->mem, &sites, err) &&
		  held_count(c->ledger->db, &held, err) &&
		  clash_count(c->ledger, &held.clashes, err) &&
		  disputes_read(c->ledger, HELD_MOST, &c->mem, &disputes, err) &&
		  held_lines_read(c->ledger->db, HELD_MOST, &c->mem, &lines, err);
	const char *ahead = "";
	bool granted = ok && speaks_granted(c->ledger->db, err);
	const char *unheld = ok ? sync_free_text(c, &sites, err) : "";

	/* What was taken back is none any more. */
	if (disputes.n < HELD_MOST)
		held.disputed = (int64_t)disputes.n;

	if (ok && c->opt.json) {
		put_json(c, &sites, &held, &lines);
	} else if (ok) {
		put_rows(c, &sites, granted);
		if (*unheld)
			buf_printf(&c->out, "%s\n", unheld);
		ok = clocks_say(c->ledger, &c->mem, &ahead, err);
		if (*ahead)
			buf_printf(&c->out, "%s\n", ahead);
		sync_held_put(c, &held);
		put_disputes(c, &disputes);
		put_held_lines(c, &lines);
		ok = ok && sync_left_put(c, 0, false, err);
	}
	vec_clear(&disputes);
	vec_clear(&lines);
	vec_clear(&sites);
	return ok;
}
