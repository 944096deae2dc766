/* Copies of the ledger and what they decided differently: who has what, what waits; a clash has both
 * sides below it, and Enter on one of them settles it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/clash.h"
#include "store/site.h"
#include "ui/screen.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

/* The rows of sides carry which clash and which side they are of, in the place of a measure. */
enum { SIDES_MOST = 1000 };

struct exchange_screen {
	struct sheet_screen sheet;
	struct arena mem;             /* of the clashes */
	clash_lines clashes;
};

static const char *when(struct ui *ui, int64_t at_ms, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	if (at_ms == 0)
		return "-";
	clock_civil(ui->ledger->clock, at_ms, &day, &hour, &minute);
	return arena_printf(mem, "%s %02d:%02d", date_text(day, text), hour, minute);
}

/* ---- copies ---- */

static const char *site_said(struct ui *ui, const struct site_row *s, struct arena *mem)
{
	if (s->own)
		return arena_printf(mem, _("this copy, %lld changes"), (long long)s->changes);
	return arena_printf(mem, _("%lld changes, the last %s; has %lld of %lld%s%s%s"),
			    (long long)s->changes, when(ui, s->last_ms, mem), (long long)s->knows,
			    (long long)s->of, s->oldest_ms ? _(", lacks what came since ") : "",
			    s->oldest_ms ? when(ui, s->oldest_ms, mem) : "",
			    s->chains > 1 ? _("; two copies call themselves so") : "");
}

static bool fill_sites(struct ui *ui, struct sheet *sheet, struct err *err)
{
	struct arena mem = { 0 };
	site_rows sites = { 0 };
	bool ok = sites_read(ui->ledger->db, &mem, &sites, err);

	sheet_heading(sheet, "%s %zu", _("copies"), sites.n);
	for (size_t i = 0; ok && i < sites.n; i++)
		sheet_text(sheet, sites.p[i].name, site_said(ui, &sites.p[i], &mem));
	if (ok && sites.n < 2)
		sheet_text(sheet, "", _("no other copy is known: \"duban site copy FILE NAME\" makes one"));
	vec_clear(&sites);
	arena_clear(&mem);
	return ok;
}

static void fill_held(struct sheet *sheet, const struct held_counts *h)
{
	const struct { int64_t n; const char *what; } rows[] = {
		{ h->waiting, _("changes wait for others that are not here yet") },
		{ h->early, _("changes wait because their clock runs ahead: sync take --clocks") },
		{ h->kept, _("changes of a newer duban are kept and not in force") },
		{ h->faulty, _("lines were refused as unsound") },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf text = { 0 };

		buf_printf(&text, "%" PRId64 " %s", rows[i].n, rows[i].what);
		if (rows[i].n > 0)
			sheet_text(sheet, "", buf_text(&text));
		buf_clear(&text);
	}
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
	arena_clear(&s->mem);
	if (!clashes_tell(ui->ledger, &s->mem, &s->clashes, err))
		return false;
	sheet_heading(&s->sheet.sheet, "%s %zu", _("clashes"), s->clashes.n);
	for (size_t i = 0; i < s->clashes.n; i++)
		fill_clash(ui, s, i);
	if (s->clashes.n == 0)
		sheet_text(&s->sheet.sheet, "", _("no two copies decided anything differently"));
	return true;
}

static void fill(struct ui *ui, struct sheet_screen *screen)
{
	struct exchange_screen *s = (struct exchange_screen *)screen;
	struct held_counts held = { .clashes = 0 };
	struct err err = { 0 };

	buf_reset(&screen->title);
	buf_reset(&screen->second);
	buf_puts(&screen->title, _("exchange"));
	if (!fill_clashes(ui, s, &err) || !fill_sites(ui, &screen->sheet, &err) ||
	    !held_count(ui->ledger->db, &held, &err)) {
		sheet_text(&screen->sheet, "", err.text);
		return;
	}
	fill_held(&screen->sheet, &held);
	buf_printf(&screen->second, "%s",
		   s->clashes.n ? _("Enter on a side settles the clash with it") : "");
}

/* ---- settling ---- */

/* What was asked about, by what it is: while somebody thinks, others write. */
struct chosen {
	struct exchange_screen *s;
	struct id id;
	int column;
	char *said;
};

static void chosen_free(void *user)
{
	struct chosen *chosen = user;

	free(chosen->said);
	free(chosen);
}

static bool chosen_find(const struct chosen *chosen, size_t *clash, size_t *side)
{
	const clash_lines *all = &chosen->s->clashes;

	for (*clash = 0; *clash < all->n; ++*clash) {
		const struct clash_line *c = &all->p[*clash];

		if (!id_eq(&c->id, &chosen->id) || c->column != chosen->column)
			continue;
		for (*side = 0; *side < c->sides.n; ++*side)
			if (strcmp(c->sides.p[*side].said, chosen->said) == 0)
				return true;
	}
	return false;
}

static void settle_yes(struct ui *ui, void *user)
{
	const struct chosen *chosen = user;
	struct outcome out = { 0 };
	struct err err = { 0 };
	size_t clash, side;

	if (!chosen_find(chosen, &clash, &side))
		ui_say(ui, _("somebody has settled it meanwhile"));
	else if (clash_settle_by(ui->ledger, &chosen->s->clashes.p[clash], side, &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

static bool settle_ask(struct ui *ui, struct exchange_screen *s, int64_t place)
{
	const struct clash_line *c = &s->clashes.p[(place - 1) / SIDES_MOST];
	const struct clash_side *side = &c->sides.p[(place - 1) % SIDES_MOST];
	struct chosen *chosen = mem_alloc(sizeof *chosen);
	struct arena mem = { 0 };

	*chosen = (struct chosen){ s, c->id, c->column, mem_strdup(side->said) };
	ask_open(ui, arena_printf(&mem, _("%s, %s: shall it be %s?"), c->row, c->name, side->said),
		 settle_yes, chosen, chosen_free);
	arena_clear(&mem);
	return true;
}

static bool exchange_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct exchange_screen *s = (struct exchange_screen *)screen;
	const struct sheet_row *r = sheet_chosen(&s->sheet.sheet);

	if (r && r->measure && strcmp(command, "open") == 0)
		return settle_ask(ui, s, r->measure);
	if (r && r->item && strcmp(command, "open") == 0)
		return item_open(ui, r->item, 0), true;
	return sheet_command(ui, &s->sheet.sheet, command, 0);
}

static void exchange_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open", "next-pane", "search", "back", NULL };

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

static void exchange_free(struct screen *screen)
{
	struct exchange_screen *s = (struct exchange_screen *)screen;

	clash_lines_clear(&s->clashes);
	arena_clear(&s->mem);
	sheet_screen_free(screen);
}

static const struct screen_ops exchange_ops = {
	.mode = "exchange", .title = N_("exchange"), .draw = exchange_draw,
	.command = exchange_command,
	.refresh = sheet_screen_refresh,
	.can = sheet_screen_can, .rested = sheet_screen_rested, .about = sheet_screen_about,
	.free = exchange_free,
};

void exchange_open(struct ui *ui)
{
	if (!ui_return(ui, &exchange_ops, 0))
		sheet_screen_open(ui, mem_alloc(sizeof(struct exchange_screen)), &exchange_ops, fill);
}
