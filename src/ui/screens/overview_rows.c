/* Rows of the three panes: reading them, their columns, drawing them. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/history.h"
#include "model/say.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

enum { LEADS_ALL_COLS = 24, LAST_FROM_COLS = 150, UNIT_FIGURES_FROM_COLS = 100, CACHE_SPARE = 8 };

/* Dates and figures are never cut: these fit the widest. */
enum {
	LEFT_COLS = 5,
	DUE_COLS = 5,
	TARGET_COLS = 10, TARGET_WIDE_COLS = 14,
	PENDING_COLS = 4,
	IN_COLS = 6,
	LEADS_COLS = 13,
	LAST_COLS = 24,
	GAP = 1,
	CLASH_COL = 3
};

void cache_drop(struct overview *ov)
{
	for (size_t i = 0; i < ov->cache.n; i++)
		ov->cache.p[i].key = 0;
}

void cache_free(struct overview *ov)
{
	for (size_t i = 0; i < ov->cache.n; i++)
		arena_clear(&ov->cache.p[i].mem);
	vec_clear(&ov->cache);
}

static const char *day_short(date d, date today, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];

	return arena_strdup(mem, say_day_narrow(d, today, text));
}

/* "11-19 市税务局 上报": what came last. */
static const char *last_read(struct ui *ui, struct shown *s)
{
	entry_rows entries = { 0 };
	struct unit_row unit = { 0 };
	struct err err = { 0 };
	const char *said = "";

	if (entries_read(ui->ledger->db, s->key, ui->unit, 1, &s->mem, &entries, &err) &&
	    entries.n > 0) {
		const struct entry_row *e = &entries.p[0];
		const char *name = "";

		if (e->unit && ui->unit == 0 &&
		    unit_get(ui->ledger->db, e->unit, &s->mem, &unit, &err))
			name = *unit.shortname ? unit.shortname : unit.name;
		said = arena_printf(&s->mem, "%s %s%s%s", day_short(e->on, ui->today, &s->mem),
				    name, *name ? " " : "", history_verb(e->verb));
	}
	vec_clear(&entries);
	return said;
}

static const char *leads_all(struct ui *ui, struct shown *s)
{
	keys leads = { 0 };
	struct err err = { 0 };
	struct buf text = { 0 };
	const char *said;

	if (leads_read(ui->ledger->db, s->key, &leads, &err))
		for (size_t i = 0; i < leads.n; i++) {
			struct unit_row unit;

			if (!unit_get(ui->ledger->db, leads.p[i], &s->mem, &unit, &err))
				continue;
			buf_printf(&text, "%s%s", i > 0 ? " " : "",
				   *unit.shortname ? unit.shortname : unit.name);
			if (text.n > 400)
				break;
		}
	said = arena_strdup(&s->mem, buf_text(&text));
	buf_clear(&text);
	vec_clear(&leads);
	return said;
}

static bool item_read(struct ui *ui, struct overview *ov, struct shown *s, struct err *err)
{
	struct columns c;
	struct duty_line duty;

	if (!view_item_of(ui->ledger, s->key, ov->unit, &ov->panes[PANE_TASKS].list.query, &s->mem,
			  &s->item, err))
		return false;
	columns_make(ov, PANE_TASKS, ov->cached_cols, &c);
	s->leads = c.all_leads && s->item.n_leads > 1 ? leads_all(ui, s) : s->item.leads;
	s->last = c.last.cols ? last_read(ui, s) : "";
	s->figures = s->item.target;
	if (ov->unit && s->item.duty.key && ov->cached_cols >= UNIT_FIGURES_FROM_COLS &&
	    view_duty(ui->ledger, &s->item.duty, &s->mem, &duty, err))
		s->figures = duty.figures;
	return err->code == ERR_NONE;
}

/* A free place, else the one that no frame has used for longest. */
static struct shown *place(struct overview *ov)
{
	struct shown *oldest = NULL;

	for (size_t i = 0; i < ov->cache.n; i++) {
		struct shown *s = &ov->cache.p[i];

		if (s->key == 0)
			return s;
		if (!oldest || s->stamp < oldest->stamp)
			oldest = s;
	}
	if (oldest && ov->cache.n >= (size_t)draw_rows() + CACHE_SPARE &&
	    oldest->stamp != ov->stamp)
		return oldest;
	return vec_push(&ov->cache);
}

struct shown *shown_get(struct ui *ui, struct overview *ov, int pane, int64_t key)
{
	bool is_date = pane == PANE_DATES, read;
	struct err err = { 0 };
	struct shown *s;

	for (size_t i = 0; i < ov->cache.n; i++) {
		s = &ov->cache.p[i];
		if (s->key == key && s->is_date == is_date) {
			s->stamp = ov->stamp;
			return s;
		}
	}
	s = place(ov);
	arena_clear(&s->mem);
	*s = (struct shown){ .key = key, .is_date = is_date, .stamp = ov->stamp };
	if (is_date && ov->panes[PANE_DATES].list.query.where)
		read = shown_date_read(ui, ov, s, true, &err);
	else if (is_date)
		read = view_date(ui->ledger, (date)key, ov->plan, ov->unit, &s->mem, &s->date,
				 &err);
	else
		read = item_read(ui, ov, s, &err);
	if (!read) {
		s->gone = true;
		if (err.code != ERR_NOT_FOUND && !ov->failed) {
			ov->failed = true;
			ov->failure = err;
		}
	}
	return s;
}

/* Takes cols off the right end. */
static struct span from_right(int *right, int cols)
{
	struct span s = { *right - cols, cols };

	*right -= cols + GAP;
	return s;
}

static void columns_of_unit(int *right, int cols, struct columns *to)
{
	if (cols >= 60) {
		to->figures = from_right(right, cols >= 120   ? 34
						: cols >= 100 ? 24
						: cols >= 80  ? 13
							      : 10);
		to->review = from_right(right, 4);
	}
	to->reported = from_right(right, 6);
	if (cols >= 60)
		to->signed_on = from_right(right, 5);
	to->role = from_right(right, 4);
}

static void columns_of_all(int *right, int cols, struct columns *to)
{
	int extra = cols > 80 ? cols - 80 : 0, title;

	if (cols >= LAST_FROM_COLS) {
		to->act = from_right(right, DUE_COLS);
		extra -= DUE_COLS + GAP;
	}
	if (cols >= 80)
		to->target = from_right(right, cols >= 100 ? TARGET_WIDE_COLS : TARGET_COLS);
	if (cols >= 60)
		to->pending = from_right(right, PENDING_COLS);
	to->in = from_right(right, IN_COLS);
	if (cols >= LAST_FROM_COLS) {
		to->last = from_right(right, LAST_COLS);
		extra -= LAST_COLS + GAP;
	}
	if (cols < 60)
		return;
	if (cols >= 100)
		extra -= TARGET_WIDE_COLS - TARGET_COLS;
	title = extra / 2 < 20 ? extra / 2 : 20;
	to->leads = from_right(right, LEADS_COLS + extra - title);
	to->all_leads = to->leads.cols >= LEADS_ALL_COLS;
}

void columns_make(const struct overview *ov, int pane, int cols, struct columns *to)
{
	int right = cols;

	*to = (struct columns){ .number = { 4, pane == PANE_CAMPAIGNS ? 6 : 5 } };
	to->left = from_right(&right, LEFT_COLS);
	to->due = from_right(&right, DUE_COLS);
	if (ov->unit != 0)
		columns_of_unit(&right, cols, to);
	else
		columns_of_all(&right, cols, to);
	to->title = (struct span){ to->number.col + to->number.cols + GAP, 0 };
	to->title.cols = right - to->title.col;
}

static void put(struct line *l, struct span s, enum look look, const char *text)
{
	if (s.cols > 0 && text)
		line_put(l, s.col, s.cols, look, str_of(text));
}

static void right(struct line *l, struct span s, enum look look, const char *text)
{
	if (s.cols > 0 && text)
		line_right(l, s.col, s.cols, look, str_of(text));
}

static const char *pane_title(int pane)
{
	return pane == PANE_TASKS       ? _("Tasks")
	       : pane == PANE_CAMPAIGNS ? _("Campaigns")
					: _("Deadlines");
}

/* What stands behind the pane's name: how many, and what the rows below do not say. */
static void heading_text(const struct overview *ov, int pane, bool wide, struct buf *to,
			 struct buf *far)
{
	const struct sums *s = &ov->sums;
	int64_t n = pane_n(&ov->panes[pane]);

	/* A filter's rows are counted; what is kept of all others says nothing of them. */
	if (ov->panes[pane].list.query.where) {
		buf_printf(to, ov->panes[pane].list.complete ? " %jd" : " %jd+", (intmax_t)n);
		if (n > ov->panes[pane].rows && !draw_is_text())
			buf_printf(to, " +%jd", (intmax_t)(n - ov->panes[pane].rows));
		/* The active one says so in its first row. */
		if (n == 0 && ov->panes[pane].list.complete && pane != ov->active)
			buf_printf(to, "  (%s)", overview_empty(pane));
		return;
	}
	if (pane == PANE_DATES) {
		if (wide)
			buf_printf(to, _("  overdue %d  this week %d  next week %d"), s->overdue,
				   s->this_week, s->next_week);
		if (wide && s->promised > 0)
			buf_printf(far, _("promised today %d, waiting %d"), s->promised,
				   s->promised_waiting);
		return;
	}
	buf_printf(to, " %jd", (intmax_t)n);
	/* How many of them stand elsewhere than on this screen: the same wherever the list is, so
	 * that a move costs nothing. */
	if (n > ov->panes[pane].rows && !draw_is_text())
		buf_printf(to, " +%jd", (intmax_t)(n - ov->panes[pane].rows));
	if (pane == PANE_CAMPAIGNS && ov->unit != 0 && n == 0)
		buf_printf(to, _("  (no campaign concerns %s)"), ov->unit_name);
	else if (pane == PANE_CAMPAIGNS && ov->unit == 0 && s->ownerless > 0 && wide)
		buf_printf(to, _(" (%jd without a lead unit)"), (intmax_t)s->ownerless);
	if (pane == PANE_CAMPAIGNS && s->measures > 0)
		buf_printf(far, _("measures %jd/%jd"), (intmax_t)s->measures_done,
			   (intmax_t)s->measures);
}

static void columns_head(struct line *l, const struct columns *c)
{
	put(l, c->leads, LOOK_PLAIN, _("lead"));
	put(l, c->last, LOOK_PLAIN, _("last"));
	right(l, c->in, LOOK_PLAIN, _("in"));
	right(l, c->pending, LOOK_PLAIN, _("rev"));
	right(l, c->target, LOOK_PLAIN, _("target"));
	right(l, c->act, LOOK_PLAIN, _("act"));
	put(l, c->role, LOOK_PLAIN, _("role"));
	put(l, c->signed_on, LOOK_PLAIN, _("sign"));
	put(l, c->reported, LOOK_PLAIN, _("rep."));
	put(l, c->review, LOOK_PLAIN, _("rvw"));
	put(l, c->figures, LOOK_PLAIN, _("figures"));
	right(l, c->due, LOOK_PLAIN, _("due"));
	right(l, c->left, LOOK_PLAIN, _("left"));
}

/* others: the panes that do not fit stand in this heading, so that one knows that they are
 * there. */
void heading_draw(struct ui *ui, struct overview *ov, int pane, int row, bool others)
{
	struct line *l = line_at(row);
	struct buf text = { 0 }, far = { 0 };
	bool active = pane == ov->active;
	struct columns c;
	int cols = draw_cols(), room = cols;

	(void)ui;
	columns_make(ov, pane, cols, &c);
	buf_printf(&text, active ? "[%d %s]" : " %d %s", pane + 1, pane_title(pane));
	heading_text(ov, pane, pane == PANE_DATES || !active || cols >= 100, &text, &far);
	if (others) {
		for (int i = 1; i < PANES; i++)
			buf_printf(&text, "  %d %s", (pane + i) % PANES + 1,
				   pane_title((pane + i) % PANES));
	} else if (active && pane != PANE_DATES) {
		columns_head(l, &c);
		room = (c.leads.cols ? c.leads.col : c.role.cols ? c.role.col : c.in.col) - GAP;
	} else if (width_cols(buf_str(&text)) + width_cols(buf_str(&far)) + 2 <= cols) {
		line_right(l, 0, cols, LOOK_PLAIN, buf_str(&far));
	}
	line_put(l, 0, room, active ? LOOK_HEAD : LOOK_PLAIN, buf_str(&text));
	line_end(l);
	buf_clear(&text);
	buf_clear(&far);
}

static const char *left_text(int left, bool done, bool has_due, char to[16])
{
	if (done || !has_due)
		return "-";
	/* TRANSLATORS: working days over; five columns at most. */
	snprintf(to, 16, left < 0 ? _("-%d") : "%d", left < 0 ? -left : left);
	return to;
}

static const char *role_short(const char *role)
{
	if (!role)
		return "";
	if (strcmp(role, "lead") == 0)
		return _("lead");
	if (strcmp(role, "supervisor") == 0)
		return _("sup.");
	return _("resp");
}

static const char *reported_word(const struct item_line *i, date today, struct arena *mem)
{
	const struct duty_state *d = &i->duty;

	if (d->key == 0)
		return "-";
	if (d->state == 'c')
		return _("closed");
	if (d->state == 's')
		return _("susp.");
	/* TRANSLATORS: an extension is asked for; 6 columns. */
	if (duty_asks(d))
		return _("ext?");
	/* TRANSLATORS: how many periods are owed; 6 columns. */
	if (i->periods > 1)
		return arena_printf(mem, _("owes%d"), i->periods);
	if (d->review == 'x')
		return _("return");
	if (d->report == 'n')
		return _("same");
	if (d->report == 'z')
		return _("zero");
	if (d->report == 'j')
		return _("joint");
	return d->report ? day_short(d->reported, today, mem) : "-";
}

static const char *review_word(const struct duty_state *d)
{
	if (d->key == 0 || !d->report || d->review == 'x')
		return "-";
	if (d->review == 'a')
		return _("ok");
	return d->state == 'c' ? "-" : _("wait");
}

static void unit_cells(struct ui *ui, struct line *l, const struct columns *c,
		       const struct shown *s, struct arena *mem)
{
	const struct duty_state *d = &s->item.duty;

	put(l, c->role, LOOK_PLAIN, role_short(s->item.role));
	put(l, c->signed_on, LOOK_PLAIN,
	    day_short(s->item.signed_on, ui->today, mem));
	put(l, c->reported, LOOK_PLAIN, reported_word(&s->item, ui->today, mem));
	put(l, c->review, LOOK_PLAIN, review_word(d));
	put(l, c->figures, LOOK_PLAIN, s->figures && *s->figures ? s->figures : "-");
}

/* "市食药监局 等21": where it does not fit the name is cut, not the count. */
static void leads_put(struct line *l, struct span s, const struct item_line *i, const char *leads)
{
	size_t name = strcspn(leads, " ");
	char count[32];
	int wide;

	if (i->n_leads < 2 || leads != i->leads || width_cols(str_of(leads)) <= s.cols) {
		put(l, s, LOOK_PLAIN, leads);
		return;
	}
	/* TRANSLATORS: behind the first of several units, how many they are; short. */
	snprintf(count, sizeof count, _(" (%d)"), i->n_leads);
	wide = width_cols(str_of(count));
	line_put(l, s.col, s.cols - wide, LOOK_PLAIN, (struct str){ leads, name });
	if (width_cols((struct str){ leads, name }) < s.cols - wide)
		s.col += width_cols((struct str){ leads, name });
	else
		s.col += s.cols - wide;
	line_put(l, s.col, wide, LOOK_PLAIN, str_of(count));
}

/* "159/199>=80%": where it does not fit the demand or the word goes, which the item's screen has
 * too; a figure is never cut. */
static void target_put(struct line *l, struct span s, const char *target)
{
	struct str text = str_of(*target ? target : "-");

	if (s.cols > 0 && width_cols(text) > s.cols)
		text.n = strcspn(target, "<>= ");
	if (s.cols > 0)
		line_right(l, s.col, s.cols, LOOK_PLAIN, text);
}

static void all_cells(struct line *l, const struct columns *c, const struct shown *s)
{
	const struct item_line *i = &s->item;
	char text[32];

	if (c->leads.cols > 0)
		leads_put(l, c->leads, i, s->leads);
	put(l, c->last, LOOK_PLAIN, s->last);
	snprintf(text, sizeof text, "%d/%d", i->in, i->owed);
	right(l, c->in, LOOK_PLAIN, i->owed > 0 ? text : "-");
	snprintf(text, sizeof text, "%d", i->pending);
	right(l, c->pending, LOOK_PLAIN, i->pending > 0 ? text : "");
	target_put(l, c->target, i->target);
}

static bool is_clashing(const struct overview *ov, int64_t item)
{
	for (size_t i = 0; i < ov->clashing.n; i++)
		if (ov->clashing.p[i] == item)
			return true;
	return false;
}

static void item_draw(struct ui *ui, struct line *l, struct overview *ov, int pane,
		      const struct shown *s)
{
	const struct item_line *i = &s->item;
	struct arena mem = { 0 };
	struct columns c;
	char left[16];
	date due = i->due, act = i->act_by;
	int days = i->left;
	bool done = i->all_in;

	columns_make(ov, pane, draw_cols(), &c);
	if (item_line_is_lit(i))
		line_light(l, 1, i->light);
	if (is_clashing(ov, s->key))
		line_put(l, CLASH_COL, 1, LOOK_BOLD, STR_LIT("!"));
	put(l, c.number, LOOK_PLAIN, i->item.number);
	put(l, c.title, LOOK_PLAIN, i->item.title);
	if (c.title.cols > 0)
		search_mark(&ov->search, l, c.title.col, c.title.cols, str_of(i->item.title));
	if (ov->unit != 0) {
		unit_cells(ui, l, &c, s, &mem);
		done = i->duty.key != 0 && duty_is_in(&i->duty);
		due = i->duty.key ? i->duty.due : DATE_NONE;
	} else {
		all_cells(l, &c, s);
		/* Of several units the name is cut, not their number. */
		if (c.leads.cols > 0 && width_cols(str_of(s->leads)) <= c.leads.cols)
			search_mark(&ov->search, l, c.leads.col, c.leads.cols, str_of(s->leads));
	}
	right(l, c.act, LOOK_PLAIN, i->review == DATE_NONE ? day_short(act, ui->today, &mem) : "-");
	if (i->review != DATE_NONE) {
		right(l, c.due, LOOK_PLAIN, day_short(i->review, ui->today, &mem));
		/* TRANSLATORS: in place of the days left; 5 columns. */
		right(l, c.left, LOOK_PLAIN, _("cont."));
	} else {
		right(l, c.due, LOOK_PLAIN, day_short(due, ui->today, &mem));
		right(l, c.left, LOOK_PLAIN, left_text(days, done, due != DATE_NONE, left));
	}
	arena_clear(&mem);
}

static void date_draw(struct ui *ui, struct line *l, const struct shown *s)
{
	const struct date_line *d = &s->date;
	struct arena mem = { 0 };
	char text[80];
	int cols = draw_cols(), right_cols = cols >= 60 ? 22 : 5;

	put(l, (struct span){ 1, 5 }, LOOK_PLAIN, day_short(d->due, ui->today, &mem));
	put(l, (struct span){ 7, 4 }, LOOK_PLAIN, say_weekday(d->due));
	if (s->later) {
		put(l, (struct span){ 15, 9 }, LOOK_PLAIN, "...");
		arena_clear(&mem);
		return;
	}
	line_light(l, 12, d->light);
	snprintf(text, sizeof text, _("owed %d"), d->owed);
	put(l, (struct span){ 15, cols >= 60 ? 9 : 8 }, LOOK_PLAIN, text);
	if (d->begun) {
		snprintf(text, sizeof text, _("silent %d"), d->silent);
		put(l, (struct span){ cols >= 60 ? 34 : 24, 11 }, LOOK_PLAIN, text);
		snprintf(text, sizeof text, _("in %d"), d->in);
		put(l, (struct span){ 25, cols >= 60 ? 9 : 0 }, LOOK_PLAIN, text);
	} else if (*d->what) {
		snprintf(text, sizeof text, _("items %.60s"), d->what);
		put(l, (struct span){ 25, cols - 25 - right_cols - 1 }, LOOK_PLAIN, text);
	}
	if (cols < 60)
		left_text(d->left, false, true, text);
	else if (d->left < 0)
		snprintf(text, sizeof text,
			 ngettext("%d working day over", "%d working days over",
				  (unsigned long)-d->left),
			 -d->left);
	else
		snprintf(text, sizeof text,
			 ngettext("%d working day left", "%d working days left",
				  (unsigned long)d->left),
			 d->left);
	right(l, (struct span){ cols - right_cols, right_cols }, LOOK_PLAIN,
	      !d->begun || d->silent > 0 ? text
	      : cols < 60		   ? "-"
	      : d->unheard		   ? say_unheard(d->unheard, &mem)
					   : _("all in"));
	arena_clear(&mem);
}

void row_draw(struct ui *ui, struct overview *ov, int pane, const struct shown *s, int row,
	      bool chosen)
{
	struct line *l = line_at(row);

	if (chosen && !draw_is_text())
		line_put(l, 0, 1, LOOK_PLAIN, STR_LIT(">"));
	if (s->gone)
		line_put(l, 4, draw_cols() - 4, LOOK_DIM, str_of(_("(no longer there)")));
	else if (s->is_date)
		date_draw(ui, l, s);
	else
		item_draw(ui, l, ov, pane, s);
	if (!s->is_date && marks_have(ov->screen.marks, &(struct marked){ .item = s->key,
		.unit = ov->unit }))
		marks_sign(l);
	line_end(l);
}
