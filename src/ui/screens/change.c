/* One action of the log, cell by cell: what stood there before and what after, side by side. Enter
 * opens what a row is about. */
#include "base/gettext.h"
#include "base/mem.h"
#include "model/fate.h"
#include "model/history.h"
#include "model/right.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/screens/log_private.h"

#include "base/ban.h"

enum { HEAD_ROWS = 3, FOOT_ROWS = 2, NAME_COL = 3, NAME_COLS = 13, CELLS_MOST = 5000 };

/* A row of the screen: the name of a ledger's row, or one of its cells. */
struct change_row { size_t line; bool is_name; };

struct change_screen {
	struct screen screen;
	struct log_line action;
	history_lines lines;
	size_t more;
	VEC(struct change_row) rows;
	struct cursor cursor;
	struct arena mem;
	const char *fate;            /* what became of it; "" nothing to tell */
	struct err failure;
};

static int rows_shown(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

static void fill(struct ui *ui, struct change_screen *s, const struct change_hash *hash)
{
	char hex[HASH_TEXT_SIZE];

	hex_text(hash->b, HASH_SIZE, hex);
	vec_clear(&s->lines);
	s->rows.n = 0;
	arena_clear(&s->mem);
	s->fate = "";
	s->failure = (struct err){ 0 };
	if (!log_find(ui->ledger->db, str_of(hex), &s->mem, &s->action, &s->failure) ||
	    !history_read(ui->ledger, hash, CELLS_MOST, &s->mem, &s->lines, &s->more, &s->failure))
		return;
	s->fate = fate_text(ui->ledger, &s->action, &s->mem);
	for (size_t i = 0; i < s->lines.n; i++) {
		if (s->lines.p[i].first)
			*vec_push(&s->rows) = (struct change_row){ i, true };
		if (*s->lines.p[i].name)
			*vec_push(&s->rows) = (struct change_row){ i, false };
	}
}

/* Of the two columns of values. */
static int value_cols(void)
{
	return (draw_cols() - NAME_COL - NAME_COLS) / 2;
}

static void heads_draw(const struct change_screen *s)
{
	struct line *l = line_at(1);

	line_put(l, 0, draw_cols(), LOOK_PLAIN, str_of(s->failure.code ? "" : s->action.say));
	line_end(l);
	l = line_at(2);
	line_put(l, NAME_COL + NAME_COLS, value_cols() - 1, LOOK_HEAD, str_of(_("before")));
	line_put(l, NAME_COL + NAME_COLS + value_cols(), value_cols(), LOOK_HEAD,
		 str_of(_("after")));
	line_end(l);
}

static void row_draw(const struct change_screen *s, const struct change_row *r, int row,
		     bool chosen)
{
	const struct history_line *h = &s->lines.p[r->line];
	struct line *l = line_at(row);

	line_put(l, 0, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	if (r->is_name) {
		const char *mark = *h->name ? "" : *h->after ? "+ " : "- ";
		line_put(l, 1, 2, LOOK_BOLD, str_of(mark));
		line_put(l, *mark ? 3 : 1, draw_cols() - 3, LOOK_BOLD, str_of(h->row));
	} else {
		line_put(l, NAME_COL, NAME_COLS - 1, LOOK_PLAIN, str_of(h->name));
		line_put(l, NAME_COL + NAME_COLS, value_cols() - 1, LOOK_PLAIN, str_of(h->before));
		line_put(l, NAME_COL + NAME_COLS + value_cols(), value_cols(), LOOK_PLAIN,
			 str_of(h->after));
	}
	line_end(l);
}

/* The cell whole, since columns are narrow. */
static const char *reason_of(struct change_screen *s, struct arena *mem)
{
	if (s->failure.code)
		return s->failure.text;
	if (*s->fate && s->cursor.at == 0)
		return s->fate;
	if (s->cursor.at >= (int64_t)s->rows.n)
		return "";
	const struct change_row *r = &s->rows.p[s->cursor.at];
	const struct history_line *h = &s->lines.p[r->line];
	if (r->is_name)
		return h->row;
	if (!*h->before)
		return arena_printf(mem, "%s: %s", h->name, h->after);
	return arena_printf(mem, "%s: %s -> %s", h->name, h->before, *h->after ? h->after : "-");
}

/* Taken back, or not in force for want of the right. */
static const char *right_behind(const struct change_screen *s, struct arena *mem)
{
	const char *mark = right_mark(s->action.refused, s->action.disputed, mem);

	return *mark ? arena_printf(mem, " %s", mark) : s->action.undone ? _(" (taken back)") : "";
}

static void change_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open", "undo", "back", NULL };
	struct change_screen *s = (struct change_screen *)screen;
	struct arena mem = { 0 };
	int64_t n = (int64_t)s->rows.n;
	const char *more = s->more ? arena_printf(&mem,
						  ngettext("; %zu cell more", "; %zu cells more",
							   (unsigned long)s->more),
						  s->more)
				   : "";

	ui_draw_head(ui, arena_printf(&mem, "%s  %s  %s%s%s", log_time(ui, s->action.at_ms, &mem),
				      s->action.by ? s->action.by : "",
				      s->action.verb ? history_verb(s->action.verb) : "",
				      right_behind(s, &mem), more));
	heads_draw(s);
	cursor_fit(&s->cursor, n, rows_shown());
	for (int i = 0; i < rows_shown(); i++) {
		int64_t at = s->cursor.top + i;

		if (at < n)
			row_draw(s, &s->rows.p[at], HEAD_ROWS + i, at == s->cursor.at);
		else
			draw_blank(HEAD_ROWS + i);
	}
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	ui_draw_reason(ui, reason_of(s, &mem));
	ui_draw_hints(ui, "change", hints);
	arena_clear(&mem);
}

/* The item that a row is about, else the unit. */
static void about_open(struct ui *ui, const struct change_screen *s)
{
	if (s->cursor.at >= (int64_t)s->rows.n)
		return;
	const struct log_write *w = s->lines.p[s->rows.p[s->cursor.at].line].write;
	int64_t item = w->kind == KIND_ITEM ? row_key(ui->ledger->db, w->kind, &w->id)
					    : row_ref(ui->ledger->db, w->kind, &w->id, "item");
	int64_t unit = w->kind == KIND_UNIT ? row_key(ui->ledger->db, w->kind, &w->id)
					    : row_ref(ui->ledger->db, w->kind, &w->id, "unit");

	if (item)
		item_open(ui, item, unit);
	else if (unit)
		unit_open(ui, unit, 0);
	else
		ui_say(ui, _("this row is about no item and no unit"));
}

static bool change_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct change_screen *s = (struct change_screen *)screen;

	if (strcmp(command, "open") == 0)
		return about_open(ui, s), true;
	if (strcmp(command, "undo") == 0 || strcmp(command, "undo-ask") == 0)
		return log_take_back(ui, &s->action), true;
	return cursor_command(&s->cursor, command, (int64_t)s->rows.n, rows_shown());
}

static void change_refresh(struct ui *ui, struct screen *screen)
{
	struct change_screen *s = (struct change_screen *)screen;
	struct change_hash hash = s->action.hash;

	fill(ui, s, &hash);
}

static void change_screen_free(struct screen *screen)
{
	struct change_screen *s = (struct change_screen *)screen;

	vec_clear(&s->lines);
	vec_clear(&s->rows);
	arena_clear(&s->mem);
	free(s);
}

static const struct screen_ops change_ops = {
	.mode = "change", .title = N_("one action of the log"), .draw = change_draw,
	.command = change_command, .refresh = change_refresh,
	.can = log_can_undo, .free = change_screen_free,
};

void change_open(struct ui *ui, const struct change_hash *hash)
{
	struct change_screen *s = mem_alloc(sizeof *s);

	s->screen.ops = &change_ops;
	s->action.hash = *hash;
	fill(ui, s, hash);
	ui_push(ui, &s->screen);
}
