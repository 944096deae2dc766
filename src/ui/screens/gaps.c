/* What is missing, by kind, with what to do about it: a sheet that ":gaps" opens. Items can be
 * opened from here. */
#include "model/gap.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/screen.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

/* How many of one kind stand from there on. */
static size_t kind_count(const gaps *list, size_t from)
{
	size_t n = 0;

	while (from + n < list->n && list->p[from + n].kind == list->p[from].kind)
		n++;
	return n;
}

/* What closes it here. */
static const char *todo_of(struct ui *ui, enum gap_kind k, struct arena *mem)
{
	static const char *const commands[GAPS] = {
		[GAP_LEAD] = "assign", [GAP_OWNER] = "assign", [GAP_DEADLINE] = "edit-deadline",
		[GAP_DENOMINATOR] = "define", [GAP_DEFINITION] = "define",
		[GAP_MEMBERS] = "members", [GAP_CONTACT] = "contact", [GAP_CALENDAR] = "",
	};

	return gap_todo(k, ui_how(ui, commands[k], mem), mem);
}

static void gap_fill(struct sheet *sheet, const struct gap *g)
{
	size_t from = sheet->rows.n;

	if (g->kind == GAP_LEAD || g->kind == GAP_OWNER || g->kind == GAP_DEADLINE)
		sheet_item(sheet, g->item);
	else
		sheet_text(sheet, g->number, g->what);
	if (g->kind == GAP_DEADLINE)
		sheet_text(sheet, "", g->missing);
	/* For the form that closes it: of which item, whom to call. */
	for (; from < sheet->rows.n; from++) {
		sheet->rows.p[from].item = g->item;
		sheet->rows.p[from].group = g->unit;
	}
}

static void fill(struct ui *ui, struct sheet_screen *s)
{
	struct arena mem = { 0 };
	struct err err = { 0 };
	gaps list = { 0 };
	bool done = gaps_read(ui->ledger, ui->plan, &mem, &list, &err);

	buf_reset(&s->title);
	buf_reset(&s->second);
	buf_puts(&s->title, _("what is missing"));
	if (done)
		buf_printf(&s->second, ngettext("%zu gap", "%zu gaps", (unsigned long)list.n),
			   list.n);
	for (size_t i = 0, n; done && i < list.n; i += n) {
		n = kind_count(&list, i);
		sheet_heading(&s->sheet, "%s %zu", gap_label(list.p[i].kind), n);
		sheet_text(&s->sheet, "", todo_of(ui, list.p[i].kind, &mem));
		for (size_t k = i; k < i + n; k++)
			gap_fill(&s->sheet, &list.p[k]);
	}
	if (!done || list.n == 0)
		sheet_text(&s->sheet, "", done ? _("nothing is missing") : err.text);
	vec_clear(&list);
	arena_clear(&mem);
}

static void gaps_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"open", "assign", "contact", "next-pane", "search", "back", NULL,
	};

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

static bool gaps_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct sheet *sheet = &((struct sheet_screen *)screen)->sheet;
	const struct sheet_row *r = sheet_chosen(sheet);

	if (r && r->item && strcmp(command, "open") == 0)
		return item_open(ui, r->item, 0), true;
	if (r && r->group && strcmp(command, "open") == 0)
		return unit_open(ui, r->group, 0), true;
	if (r && r->item && strcmp(command, "define") == 0)
		return define_open(ui, r->item), true;
	if (r && r->group && strcmp(command, "members") == 0)
		return members_open(ui, r->group), true;
	return sheet_command(ui, sheet, command, 0);
}

static const struct screen_ops gaps_ops = {
	.mode = "gaps", .title = N_("what is missing"), .draw = gaps_draw, .command = gaps_command,
	.refresh = sheet_screen_refresh,
	.can = sheet_screen_can, .rested = sheet_screen_rested, .about = sheet_screen_about,
	.free = sheet_screen_free,
};

void gaps_open(struct ui *ui)
{
	if (!ui_return(ui, &gaps_ops, 0))
		sheet_screen_open(ui, mem_alloc(sizeof(struct sheet_screen)), &gaps_ops, fill);
}
