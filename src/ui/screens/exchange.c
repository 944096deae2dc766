/* Copies of the ledger and what they decided differently: who has what, what waits; a clash has both
 * sides below it, and Enter on one of them settles it. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/clash.h"
#include "model/dispute.h"
#include "model/fate.h"
#include "model/own_lost.h"
#include "model/person.h"
#include "model/right_mine.h"
#include "model/sight.h"
#include "model/view.h"
#include "store/site.h"
#include "ui/draw.h"
#include "ui/looked.h"
#include "ui/screens/exchange_private.h"
#include "ui/screens/log_private.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

/* The rows of sides carry which clash and which side they are of, in the place of a measure. */
enum { SIDES_MOST = 1000, HELD_MOST = 50, SITE_COLS_LEAST = 6 };
/* Those of disputed changes begin behind them. */
#define DISPUTES_FROM ((int64_t)1 << 40)

struct exchange_screen {
	struct sheet_screen sheet;
	struct arena mem;             /* of the clashes */
	clash_lines clashes;
	log_lines disputes;
	site_rows sites;
};

static const char *when(struct ui *ui, int64_t at_ms, struct arena *mem)
{
	return at_ms ? log_time(ui, at_ms, mem) : "-";
}

/* ---- copies ---- */

/* What waits for it, what is known of it. */
static const char *site_said(struct ui *ui, const struct site_row *s, struct arena *mem)
{
	long long waiting = (long long)s->of - s->knows;
	struct buf text = { 0 };

	if (s->now)
		return arena_printf(mem, _("now called %s, %lld changes"), s->now, (long long)s->changes);
	if (s->own || s->former)
		return arena_printf(mem, "%s%s",
				    arena_printf(mem, s->own ? _("this copy, %lld changes")
							     : _("this copy before, %lld changes"),
						 (long long)s->changes),
				    s->chains > 1 ? _("; two copies call themselves so") : "");
	buf_printf(&text, _("last contact %s; %lld changes here"), when(ui, s->contact_ms, mem),
		   (long long)s->changes);
	if (waiting > 0)
		buf_printf(&text, _("; %lld wait for it, since %s"), waiting,
			   when(ui, s->oldest_ms, mem));
	else
		buf_puts(&text, _("; it has all"));
	if (s->units)
		buf_printf(&text, ngettext("; %lld unit works there", "; %lld units work there",
					   (unsigned long)s->units),
			   (long long)s->units);
	if (s->chains > 1)
		buf_puts(&text, _("; two copies call themselves so"));
	const char *said = arena_strdup(mem, buf_text(&text));

	buf_clear(&text);
	return said;
}

/* So many that all names have room, as far as that leaves three quarters to what is said of them. */
static int site_cols(const struct exchange_screen *s)
{
	int most = SITE_COLS_LEAST;

	for (size_t i = 0; i < s->sites.n; i++) {
		int cols = width_cols(str_of(s->sites.p[i].name));

		if (cols > most && cols <= draw_cols() / 4)
			most = cols;
	}
	return most;
}

/* Names that differ at their end alone must not be cut: one that has no room before the text stands in it. */
static void fill_site(struct ui *ui, struct exchange_screen *s, size_t at, int cols)
{
	const struct site_row *site = &s->sites.p[at];
	const char *said = site_said(ui, site, &s->mem);
	bool fits = width_cols(str_of(site->name)) <= cols;

	sheet_measure(&s->sheet.sheet, fits ? site->name : "",
		      fits ? said : arena_printf(&s->mem, "%s: %s", site->name, said), -(int64_t)at - 1);
}

static bool fill_sites(struct ui *ui, struct exchange_screen *s, struct err *err)
{
	struct sheet *sheet = &s->sheet.sheet;
	bool ok;

	s->sites.n = 0;
	ok = sites_read(ui->ledger->db, &s->mem, &s->sites, err);
	sheet_heading(sheet, "%s %zu", _("copies"), s->sites.n);
	sheet->label_cols = site_cols(s) + 1;
	for (size_t i = 0; ok && i < s->sites.n; i++)
		fill_site(ui, s, i, sheet->label_cols - 1);
	sheet->label_cols = 0;
	if (ok && s->sites.n < 2)
		sheet_text(sheet, "", _("no other copy is known: \"duban site copy FILE NAME\" makes one"));
	return ok;
}

/* Line by line, with the reason; of more than that many only how many. */
static bool fill_held(struct ui *ui, struct exchange_screen *s, const struct held_counts *h,
		      struct err *err)
{
	struct sheet *sheet = &s->sheet.sheet;
	held_lines held = { 0 };
	int64_t n = h->waiting + h->early + h->many + h->faulty;
	bool ok = n == 0 || held_lines_read(ui->ledger->db, HELD_MOST, &s->mem, &held, err);

	if (n + h->kept + h->refused > 0)
		sheet_heading(sheet, "%s %lld", _("not in force"),
			      (long long)n + h->kept + h->refused);
	for (size_t i = 0; ok && i < held.n; i++) {
		const struct held_line *line = &held.p[i];

		sheet_text(sheet, "",
			   *line->site ? arena_printf(&s->mem, _("%s: change %lld (%s, %s): %s"), line->site,
						      (long long)line->seq,
						      person_name(ui->ledger, line->by, &s->mem),
						      when(ui, line->at_ms, &s->mem),
						      held_text(line, &s->mem))
				       : held_text(line, &s->mem));
	}
	if (n > (int64_t)held.n)
		sheet_text(sheet, "",
			   arena_printf(&s->mem, _("and %lld more"), (long long)n - (long long)held.n));
	if (h->early > 0)
		sheet_text(sheet, "",
			   _("\"duban sync take --clocks FILE\" agrees to clocks that run ahead"));
	if (h->kept > 0)
		sheet_text(sheet, "",
			   arena_printf(&s->mem, _("%lld changes of a newer duban are kept and not in force"),
					(long long)h->kept));
	if (h->refused > 0)
		sheet_text(sheet, "", arena_printf(&s->mem, "%lld %s", (long long)h->refused,
						   _("changes without the right, or on rows that "
						     "they cannot know: kept, not in force")));
	vec_clear(&held);
	return ok;
}

/* ---- clashes ---- */

static void fill_clash(struct ui *ui, struct exchange_screen *s, size_t at)
{
	const struct clash_line *c = &s->clashes.p[at];
	struct sheet *sheet = &s->sheet.sheet;
	size_t from = sheet->rows.n;

	sheet_text(sheet, "", arena_printf(&s->mem, "%s: %s", c->row, c->name));
	for (; from < sheet->rows.n; from++)
		sheet->rows.p[from].item = c->item;
	for (size_t i = 0; i < c->sides.n && i < SIDES_MOST; i++) {
		const struct clash_side *side = &c->sides.p[i];

		sheet_measure(sheet, side->in_force ? _("in force") : _("beside it"),
			      arena_printf(&s->mem, _("%s  (%s at %s, %s)"), side->said, side->by,
					   side->site, when(ui, side->at_ms, &s->mem)),
			      (int64_t)(at * SIDES_MOST + i + 1));
	}
}

static bool fill_clashes(struct ui *ui, struct exchange_screen *s, struct err *err)
{
	clash_lines_clear(&s->clashes);
	if (!clashes_tell(ui->ledger, &s->mem, &s->clashes, err))
		return false;
	sheet_heading(&s->sheet.sheet, "%s %zu", _("clashes"), s->clashes.n);
	for (size_t i = 0; i < s->clashes.n; i++)
		fill_clash(ui, s, i);
	if (s->clashes.n == 0)
		sheet_text(&s->sheet.sheet, "", _("no two copies decided anything differently"));
	return true;
}

/* ---- made while the right was being taken away ---- */

static bool fill_disputes(struct ui *ui, struct exchange_screen *s, struct err *err)
{
	struct sheet *sheet = &s->sheet.sheet;
	bool ok;

	s->disputes.n = 0;
	ok = disputes_read(ui->ledger, HELD_MOST, &s->mem, &s->disputes, err);
	if (s->disputes.n > 0)
		sheet_heading(sheet, "%s %zu", _("made while the right was being taken away"), s->disputes.n);
	for (size_t i = 0; i < s->disputes.n; i++) {
		const struct log_line *line = &s->disputes.p[i];

		sheet_measure(sheet, _("in force"),
			      arena_printf(&s->mem, _("%s  (%s at %s, %s; %s)"), dispute_said(line),
					   person_name(ui->ledger, line->by, &s->mem), line->site,
					   when(ui, line->at_ms, &s->mem), dispute_why(line, &s->mem)),
			      DISPUTES_FROM + (int64_t)i);
	}
	return ok;
}

/* ---- what somebody here should look at ---- */

/* Both were made without a clash: nobody would see them. */
static bool fill_left(struct ui *ui, struct exchange_screen *s, struct err *err)
{
	struct sheet *sheet = &s->sheet.sheet;
	sentences numbers = { 0 };
	own_losses lost = { 0 };
	bool ok = view_numbers_twice(ui->ledger, &s->mem, &numbers, err) &&
		  own_losses_read(ui->ledger, 0, true, &s->mem, &lost, err);

	if (ok && numbers.n > 0)
		sheet_heading(sheet, "%s %zu", _("numbers that two items have"), numbers.n);
	for (size_t i = 0; ok && i < numbers.n; i++)
		sheet_text(sheet, "", numbers.p[i]);
	if (ok && lost.n > 0)
		sheet_heading(sheet, "%s %zu", _("of this copy, set aside"), lost.n);
	for (size_t i = 0; ok && i < lost.n; i++)
		sheet_text(sheet, "", lost.p[i].said);
	vec_clear(&numbers);
	vec_clear(&lost);
	return ok;
}

/* How many clashes, how many changes wait for whom, how many are held. */
static void heads_fill(struct exchange_screen *s, const struct held_counts *h)
{
	struct sheet_screen *screen = &s->sheet;
	int64_t most = 0, held = h->waiting + h->early + h->many + h->faulty;

	for (size_t i = 0; i < s->sites.n; i++)
		if (!s->sites.p[i].own && !s->sites.p[i].former &&
		    s->sites.p[i].of - s->sites.p[i].knows > most)
			most = s->sites.p[i].of - s->sites.p[i].knows;
	buf_printf(&screen->second, _("clashes %zu  to send %lld  held %lld"), s->clashes.n,
		   (long long)most, (long long)held);
	if (s->clashes.n)
		buf_printf(&screen->second, "  %s", _("Enter on a side settles the clash with it"));
	else if (s->disputes.n)
		buf_printf(&screen->second, "  %s",
			   _("1 lets stand what was done while the right was being taken away, 2 takes it back"));
}

static void fill(struct ui *ui, struct sheet_screen *screen)
{
	struct exchange_screen *s = (struct exchange_screen *)screen;
	struct held_counts held = { .clashes = 0 };
	struct err err = { 0 };

	buf_reset(&screen->title);
	buf_reset(&screen->second);
	buf_puts(&screen->title, _("exchange"));
	arena_clear(&s->mem);
	if (!fill_clashes(ui, s, &err) || !fill_disputes(ui, s, &err) || !fill_left(ui, s, &err) ||
	    !fill_sites(ui, s, &err) || !held_count(ui->ledger->db, &held, &err) ||
	    !fill_held(ui, s, &held, &err)) {
		sheet_text(&screen->sheet, "", err.text);
		return;
	}
	heads_fill(s, &held);
	looked_note(ui);
}

/* ---- settling ---- */

/* What was asked about, by what it is: while somebody thinks, others write. */
struct chosen {
	struct exchange_screen *s;
	struct id id;
	int column;
	int64_t change;          /* of the side */
};

static void chosen_free(void *user)
{
	free(user);
}

static struct chosen *chosen_new(struct exchange_screen *s, const struct clash_line *c,
				 const struct clash_side *side)
{
	struct chosen *chosen = mem_alloc(sizeof *chosen);

	*chosen = (struct chosen){ s, c->id, c->column, side->change };
	return chosen;
}

static bool chosen_find(const struct chosen *chosen, size_t *clash, size_t *side)
{
	const clash_lines *all = &chosen->s->clashes;

	for (*clash = 0; *clash < all->n; ++*clash) {
		const struct clash_line *c = &all->p[*clash];

		if (!id_eq(&c->id, &chosen->id) || c->column != chosen->column)
			continue;
		for (*side = 0; *side < c->sides.n; ++*side)
			if (c->sides.p[*side].change == chosen->change)
				return true;
	}
	return false;
}

static void settle(struct ui *ui, const struct clash_line *c, size_t side)
{
	struct outcome out = { 0 };
	struct err err = { 0 };

	if (clash_settle_by(ui->ledger, c, side, &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

static void settle_yes(struct ui *ui, void *user)
{
	const struct chosen *chosen = user;
	size_t clash, side;

	if (!chosen_find(chosen, &clash, &side))
		ui_say(ui, _("somebody has settled it meanwhile"));
	else
		settle(ui, &chosen->s->clashes.p[clash], side);
}

/* What stands at a place of a row. */
static const struct clash_line *clash_at(const struct exchange_screen *s, int64_t place)
{
	return &s->clashes.p[(place - 1) / SIDES_MOST];
}

static const struct clash_side *side_at(const struct exchange_screen *s, int64_t place)
{
	return &clash_at(s, place)->sides.p[(place - 1) % SIDES_MOST];
}

static bool settle_ask(struct ui *ui, struct exchange_screen *s, int64_t place)
{
	const struct clash_line *c = clash_at(s, place);
	const struct clash_side *side = side_at(s, place);
	struct arena mem = { 0 };
	struct err err = { 0 };

	if (!right_ask(ui->ledger, c->kind == KIND_PERSON ? "person" : "settle", 0, &err))
		return ui_error(ui, &err), true;
	ask_open_word(ui, arena_printf(&mem, _("%s, %s: shall it be %s?"), c->row, c->name, side->said),
		      settle_yes, chosen_new(s, c, side), chosen_free);
	arena_clear(&mem);
	return true;
}

/* The side under the cursor; of a clash's name, its first one. 0: none. */
static int64_t place_chosen(const struct sheet *sheet)
{
	for (size_t i = (size_t)sheet->cursor.at; i < sheet->rows.n; i++) {
		const struct sheet_row *r = &sheet->rows.p[i];

		if (r->kind != SHEET_TEXT || r->measure < 0)
			return 0;
		if (r->measure > 0)
			return r->measure;
	}
	return 0;
}

/* One key chooses, and asks as Enter does: digits that were typed for something else settle nothing.
 * The first side is the one in force. */
static bool settle_side(struct ui *ui, struct exchange_screen *s, int64_t place, size_t side)
{
	int64_t clash = (place - 1) / SIDES_MOST;

	if (side >= s->clashes.p[clash].sides.n)
		return ui_say(ui, _("this clash has no such side")), true;
	return settle_ask(ui, s, clash * SIDES_MOST + (int64_t)side + 1);
}

/* A third value; what is not typed is refused before anything is. */
static void settle_typed(struct ui *ui, void *user, const char *text)
{
	const struct chosen *chosen = user;
	struct outcome out = { 0 };
	struct err err = { 0 };
	size_t clash, side;

	if (!chosen_find(chosen, &clash, &side))
		ui_say(ui, _("somebody has settled it meanwhile"));
	else if (clash_settle_typed(ui->ledger, &chosen->s->clashes.p[clash], str_of(text), &out,
				    &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

static bool settle_type(struct ui *ui, struct exchange_screen *s, int64_t place)
{
	const struct clash_line *c = clash_at(s, place);
	const struct clash_side *side = side_at(s, place);
	struct err err = { 0 };

	if (!clash_is_typed(c, &err))
		ui_error(ui, &err);
	else
		prompt_open(ui, c->name, side->said, settle_typed, chosen_new(s, c, side),
			    chosen_free);
	return true;
}

/* Of the changes here, how many are by its maker: what lets one stand lets all of them. */
static size_t disputes_of(const struct exchange_screen *s, const char *by)
{
	size_t n = 0;

	for (size_t i = 0; i < s->disputes.n; i++)
		n += strcmp(s->disputes.p[i].by, by) == 0;
	return n;
}

static void stand_yes(struct ui *ui, void *user)
{
	const struct chosen *chosen = user;
	struct outcome out = { 0 };
	struct err err = { 0 };
	size_t at = 0;

	while (at < chosen->s->disputes.n && chosen->s->disputes.p[at].key != chosen->change)
		at++;
	if (at == chosen->s->disputes.n)
		ui_say(ui, _("somebody has settled it meanwhile"));
	else if (dispute_stand(ui->ledger, &chosen->s->disputes.p[at], &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

/* What its maker did stands, or this is taken back: after a yes, and an admin's alone. */
static bool dispute_settle(struct ui *ui, struct exchange_screen *s, size_t at, bool stands)
{
	const struct log_line *line = &s->disputes.p[at];
	struct chosen *chosen;
	struct arena mem = { 0 };
	struct err err = { 0 };

	if (!right_ask(ui->ledger, "person", 0, &err))
		return ui_error(ui, &err), true;
	if (!stands)
		return log_take_back(ui, line), true;
	chosen = mem_alloc(sizeof *chosen);
	*chosen = (struct chosen){ .s = s, .change = line->key };
	ask_open_word(ui,
		 arena_printf(&mem, _("Shall all stand that %s did while the right was being taken away (here %zu)?"),
			      person_name(ui->ledger, line->by, &mem), disputes_of(s, line->by)),
		 stand_yes, chosen, chosen_free);
	arena_clear(&mem);
	return true;
}

static const char *site_chosen(const struct exchange_screen *s, const struct sheet_row *r)
{
	const struct site_row *site = r && r->measure < 0 ? &s->sites.p[-r->measure - 1] : NULL;

	return site && !site->own && !site->former ? site->name : NULL;
}

static bool exchange_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct exchange_screen *s = (struct exchange_screen *)screen;
	const struct sheet_row *r = sheet_chosen(&s->sheet.sheet);
	bool open = strcmp(command, "open") == 0;

	if (strcmp(command, "take") == 0)
		return exchange_take(ui), true;
	if (strcmp(command, "make") == 0 || (open && site_chosen(s, r)))
		return exchange_make(ui, site_chosen(s, r)), true;
	if (str_starts(str_of(command), STR_LIT("settle"))) {
		int64_t place = place_chosen(&s->sheet.sheet);

		if (!place)
			return ui_say(ui, _("choose a side of a clash first")), true;
		if (place >= DISPUTES_FROM)
			return dispute_settle(ui, s, (size_t)(place - DISPUTES_FROM),
					      strcmp(command, "settle-second") != 0);
		return strcmp(command, "settle") == 0
			       ? settle_type(ui, s, place)
			       : settle_side(ui, s, place, strcmp(command, "settle-first") != 0);
	}
	if (open && r && r->measure >= DISPUTES_FROM)
		return change_open(ui, &s->disputes.p[r->measure - DISPUTES_FROM].hash), true;
	if (open && r && r->measure > 0)
		return settle_ask(ui, s, r->measure);
	if (open && r && r->item)
		return item_open(ui, r->item, 0), true;
	return sheet_command(ui, &s->sheet.sheet, command, 0);
}

static bool exchange_can(struct ui *ui, struct screen *screen, const char *command)
{
	bool writes = strcmp(command, "take") == 0 ||
		      str_starts(str_of(command), STR_LIT("settle"));
	struct err ignore = { 0 };

	if (strcmp(command, "make") == 0)
		return sight_gives(ui->ledger, &ignore);
	return writes ? db_is_writable(ui->ledger->db) : sheet_screen_can(ui, screen, command);
}

static void exchange_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"settle-first", "settle-second", "settle", "take", "make", "sync", "open",
		"next-pane", "back", NULL,
	};

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

static void exchange_free(struct screen *screen)
{
	struct exchange_screen *s = (struct exchange_screen *)screen;

	clash_lines_clear(&s->clashes);
	vec_clear(&s->sites);
	vec_clear(&s->disputes);
	arena_clear(&s->mem);
	sheet_screen_free(screen);
}

static const struct screen_ops exchange_ops = {
	.mode = "exchange", .title = N_("exchange"), .draw = exchange_draw,
	.command = exchange_command,
	.refresh = sheet_screen_refresh,
	.can = exchange_can, .rested = sheet_screen_rested, .about = sheet_screen_about,
	.free = exchange_free,
};

void exchange_open(struct ui *ui)
{
	if (!ui_return(ui, &exchange_ops, 0))
		sheet_screen_open(ui, mem_alloc(sizeof(struct exchange_screen)), &exchange_ops, fill);
	if (home_is_asked(ui))
		home_open(ui);
}
