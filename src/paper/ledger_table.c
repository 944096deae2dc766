/* The ledger 台账: the notice's table, and beside it who is in. */
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/define.h"
#include "model/duty.h"
#include "model/figure.h"
#include "model/target.h"
#include "model/reorg.h"
#include "model/view.h"
#include "paper/paper.h"
#include "store/list.h"

#include "base/ban.h"

/* In the order of the cells that item_put() gives. */
static const struct doc_column columns[] = {
	{ .name = "number", .head = N_("no.") },
	{ .name = "item", .head = N_("item"), .weight = 3 },
	{ .name = "lead", .head = N_("lead"), .weight = 3 },
	{ .name = "responsible", .head = N_("responsible"), .weight = 2 },
	{ .name = "due", .head = N_("deadline"), .cols = 10 },
	{ .name = "owed", .head = N_("owed"), .cols = 4, .right = true, .number = true },
	{ .name = "in", .head = N_("in"), .cols = 4, .right = true, .number = true },
	{ .name = "silent", .head = N_("silent"), .cols = 4, .right = true, .number = true },
	{ .name = "pending", .head = N_("waiting"), .place = DOC_DATA, .number = true },
	{ .name = "later", .head = N_("begins later"), .place = DOC_DATA, .number = true },
	{ .name = "text", .head = N_("task"), .place = DOC_BELOW },
	{ .name = "wording", .head = N_("by when"), .place = DOC_BELOW },
	{ .name = "targets", .head = N_("target"), .place = DOC_BELOW },
	{ .name = "measures", .head = N_("measures"), .place = DOC_BELOW },
	{ .name = "light", .head = N_("light"), .place = DOC_DATA },
	{ .name = "reason", .head = N_("reason"), .place = DOC_BELOW },
	{ .name = "plan", .head = N_("plan"), .place = DOC_DATA },
};

/* owed = in + silent + unheard, as on the screens: what has begun, or was sent before it began. later:
 * the rest of what is listed. unheard: of copies that have not exchanged since. */
struct count { int owed, in, silent, pending, later, unheard; };

struct table {
	struct ledger *l;
	struct doc *to;
	int64_t unit;
	const struct paper_filter *filter;
	const char *plan;             /* title */
	struct count sum;
	int led, ownerless;           /* items without items below them */
	/* their lead units, as issued; after reorganisations: those that go on as one are one */
	int leads, leads_now;
	/* of the figures of all items, each once; in the document's memory */
	definition_lines said;
	struct arena mem;             /* of one item */
	struct err *err;
};

static void count_add(struct count *to, const struct count *more)
{
	to->owed += more->owed;
	to->in += more->in;
	to->silent += more->silent;
	to->pending += more->pending;
	to->later += more->later;
	to->unheard += more->unheard;
}

/* The item's own duties (not those of the items below it), as the tallies of the screens count
 * them. */
static bool item_count(struct table *t, const struct item_line *line, struct count *to)
{
	date today = ledger_today(t->l);
	duty_states list = { 0 };
	bool ok = duty_states_read(t->l->db, line->item.key, t->unit, &list, t->err);

	*to = (struct count){ .owed = 0 };
	for (size_t i = 0; i < list.n; i++) {
		const struct duty_state *d = &list.p[i];

		/* Beside the day that a filtered row shows: what is owed that day. */
		if (d->standing || d->state == 's' ||
		    (line->n_fits ? d->due != line->due : d->shows > today))
			continue;
		to->in += duty_is_in(d);
		to->pending += duty_is_in(d) && d->state != 'c' && !d->review;
		to->silent += duty_is_silent(d, today);
		to->unheard += duty_is_unheard(d, today);
		to->later += !duty_is_in(d) && d->begins > today;
	}
	to->owed = to->in + to->silent + to->unheard;
	vec_clear(&list);
	return ok;
}

/* As documents of the table's day write it. */
static const char *name_of_day(struct table *t, const struct unit_row *unit)
{
	name_rows names = { 0 };
	struct err none = { 0 };
	bool known = names_read(t->l->db, unit->key, &t->mem, &names, &none) && names.n > 0;
	const char *name = known ? unit_name_on(names.p, names.n, ledger_today(t->l)) : NULL;

	vec_clear(&names);
	return name ? name : unit->name;
}

/* "市法院、市工商局": the units of a role, in their order. */
static bool units_text(struct table *t, const assignment_rows *list, const char *role,
		       const char **to)
{
	struct buf text = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < list->n; i++) {
		struct unit_row unit;

		if (strcmp(list->p[i].role, role) != 0)
			continue;
		if ((ok = unit_get(t->l->db, list->p[i].unit, &t->mem, &unit, t->err)))
			buf_printf(&text, "%s%s", text.n ? _(", ") : "", name_of_day(t, &unit));
	}
	*to = arena_strdup(&t->mem, buf_text(&text));
	buf_clear(&text);
	return ok;
}

/* Who leads it on the paper's day: a reorganised unit stands with what it was, so that the notice's
 * names are found. */
static bool leads_text(struct table *t, int64_t item, const char **to)
{
	struct buf text = { 0 };
	keys leads = { 0 };
	bool ok = reorg_leads(t->l, item, &leads, t->err);

	for (size_t i = 0; ok && i < leads.n; i++) {
		struct unit_row unit;
		const char *was = reorg_parts_text(t->l, item, leads.p[i], &t->mem);

		if ((ok = unit_get(t->l->db, leads.p[i], &t->mem, &unit, t->err)))
			buf_puts(&text,
				 arena_printf(&t->mem, *was ? _("%s%s (%s)") : "%s%s%s",
					      text.n ? _(", ") : "", name_of_day(t, &unit), was));
	}
	*to = arena_strdup(&t->mem, buf_text(&text));
	vec_clear(&leads);
	buf_clear(&text);
	return ok;
}

/* The deadlines in the notice's words. */
static bool wording_text(struct table *t, int64_t item, const char **to)
{
	struct buf text = { 0 };
	deadline_rows list = { 0 };
	bool ok = deadlines_read(t->l->db, item, &t->mem, &list, t->err);

	for (size_t i = 0; i < list.n; i++)
		if (*list.p[i].text)
			buf_printf(&text, "%s%s", text.n ? _("; ") : "", list.p[i].text);
	*to = arena_strdup(&t->mem, buf_text(&text));
	buf_clear(&text);
	vec_clear(&list);
	return ok;
}

/* "力争 > 50%  73/131 = 55.7%  达标": each target, over all units or of the one. */
static bool targets_text(struct table *t, const struct item_line *item, const char **to)
{
	struct buf text = { 0 };
	target_rows list = { 0 };
	bool ok = targets_read(t->l->db, item->item.key, &t->mem, &list, t->err);

	for (size_t i = 0; ok && i < list.n; i++) {
		struct target_line line;

		if (item->duty.key && !target_is_of(&list.p[i], item->duty.deadline))
			continue;
		ok = item->duty.key ? target_line_duty(t->l, &list.p[i], &item->duty, &t->mem,
						       &line, t->err)
				    : target_line_item(t->l, &list.p[i], item->item.key, &t->mem,
						       &line, t->err);
		ok = ok && definitions_read(t->l, &list.p[i], &t->to->mem, &t->said, t->err);
		if (!ok)
			break;
		/* What the share is of, where that is not plain. */
		const char *note = *line.base || line.given < line.owing
					   ? target_line_note(&list.p[i], &line, &t->mem)
					   : "";
		buf_printf(&text, "%s%s%s%s", text.n ? _("; ") : "",
			   target_line_text(&line, &t->mem), *note ? _("; ") : "", note);
	}
	*to = arena_strdup(&t->mem, buf_text(&text));
	buf_clear(&text);
	vec_clear(&list);
	return ok;
}

/* "2/7": how many are done of those that apply. */
static bool measures_text(struct table *t, int64_t item, const char **to)
{
	measure_rows list = { 0 };
	bool ok = measures_read(t->l->db, item, &t->mem, &list, t->err);
	int done = 0, all = 0;

	for (size_t i = 0; i < list.n; i++) {
		all += strcmp(list.p[i].state, "na") != 0;
		done += strcmp(list.p[i].state, "done") == 0;
	}
	*to = all ? arena_printf(&t->mem, _("%d of %d done"), done, all) : "";
	vec_clear(&list);
	return ok;
}

static void count_put(struct doc *to, const struct count *c)
{
	doc_cell_int(to, c->owed);
	doc_cell_int(to, c->in);
	doc_cell_int(to, c->silent);
	doc_cell_int(to, c->pending);
	doc_cell_int(to, c->later);
}

/* What a row says of one item; one struct, so that reading and writing stay apart. */
struct item_texts { const char *lead, *responsible, *wording, *targets, *measures, *reason; };

static bool item_read(struct table *t, const struct item_line *item, struct item_texts *to)
{
	assignment_rows assigned = { 0 };
	int64_t key = item->item.key;
	bool ok = assignments_read(t->l->db, key, &t->mem, &assigned, t->err) &&
		  (item->item.children > 0 ? units_text(t, &assigned, "lead", &to->lead)
					   : leads_text(t, key, &to->lead)) &&
		  units_text(t, &assigned, "responsible", &to->responsible) &&
		  wording_text(t, key, &to->wording) && targets_text(t, item, &to->targets) &&
		  measures_text(t, key, &to->measures);

	vec_clear(&assigned);
	if (!ok)
		return false;
	if (!*to->lead && item->item.children == 0)
		to->lead = _("(nobody leads)");
	if (!item_line_is_lit(item))
		to->reason = _("the lead units report, this one does not by itself");
	else if (item->duty.key)
		to->reason = light_reason_duty(t->l, &item->duty, &t->mem);
	else
		to->reason = item->n_fits ? light_reason_fits_whole(t->l, item->fits, item->n_fits,
								    &t->mem)
					  : light_reason_item_whole(t->l, key, &t->mem);
	return true;
}

/* Does the notice's wording say more than the title? */
static bool text_says_more(const struct item_row *item)
{
	struct str text = str_trim(str_of(item->text ? item->text : ""));

	if (str_ends(text, STR_LIT("。")))
		text.n -= sizeof "。" - 1;
	return strcmp(item->kind, "task") == 0 && text.n > 0 && !str_is(text, item->title);
}

static void item_put(struct table *t, const struct item_line *line, const struct count *c,
		     const struct item_texts *texts)
{
	const struct item_row *item = &line->item;
	bool group = item->children > 0 && c->owed + c->later == 0;
	struct doc *to = t->to;

	doc_row(to, DOC_ROW);
	doc_cell(to, item->number);
	doc_cell(to, item->title);
	doc_cell(to, texts->lead);
	doc_cell(to, texts->responsible);
	doc_cell_date(to, group ? DATE_NONE : line->due);
	/* What is owed below a group stands with its items: a number here would be counted
	 * twice. */
	if (group)
		for (int i = 0; i < 5; i++)
			doc_cell(to, "");
	else
		count_put(to, c);
	doc_cell(to, text_says_more(item) ? item->text : "");
	doc_cell(to, texts->wording);
	doc_cell(to, texts->targets);
	doc_cell(to, texts->measures);
	doc_cell(to, item_line_is_lit(line) ? light_word(line->light) : "");
	doc_cell(to, texts->reason);
	doc_cell(to, t->plan);
}

/* Each lead unit of each item is one: the base that reports are counted on. */
static bool leads_count(struct table *t, int64_t item)
{
	keys issued = { 0 }, now = { 0 };
	bool ok = leads_read(t->l->db, item, &issued, t->err) &&
		  reorg_leads(t->l, item, &now, t->err);

	t->leads += (int)issued.n;
	t->leads_now += (int)now.n;
	vec_clear(&issued);
	vec_clear(&now);
	return ok;
}

static bool item_add(struct table *t, int64_t key);

static bool children_add(struct table *t, int64_t key)
{
	item_rows children = { 0 };
	struct arena mem = { 0 };
	bool ok = children_read(t->l->db, key, &mem, &children, t->err);

	for (size_t i = 0; ok && i < children.n; i++)
		ok = item_add(t, children.p[i].key);
	vec_clear(&children);
	arena_clear(&mem);
	return ok;
}

/* The item, and without a unit or a filter those below it. */
static bool item_add(struct table *t, int64_t key)
{
	const struct query of = { .unit = t->unit, .where = t->filter ? t->filter->where : NULL };
	struct item_line line;
	struct item_texts texts = { 0 };
	struct count c;
	bool ok = view_item_of(t->l, key, t->unit, &of, &t->mem, &line, t->err) &&
		  item_count(t, &line, &c) && item_read(t, &line, &texts);

	if (ok) {
		item_put(t, &line, &c, &texts);
		count_add(&t->sum, &c);
		ok = line.item.children > 0 || leads_count(t, key);
		t->led += line.item.children == 0 && line.n_leads > 0;
		t->ownerless += line.item.children == 0 && line.n_leads == 0;
	}
	bool below = ok && !t->unit && !t->filter && line.item.children > 0;

	arena_clear(&t->mem);
	return ok && (!below || children_add(t, key));
}

/* Rows of one list of a plan; campaigns that stand below an item have come with it. */
static bool list_add(struct table *t, enum list_of of, int64_t plan)
{
	struct query q = { .of = of, .plan = plan, .unit = t->unit, .due = DATE_NONE,
		.today = ledger_today(t->l), .where = t->filter ? t->filter->where : NULL };
	struct list list = { 0 };
	struct err gone = { 0 };

	list_start(&list, &q);
	bool ok = list_need(t->l->db, &list, SIZE_MAX, t->err);

	for (size_t i = 0; ok && i < list.keys.n; i++) {
		struct item_row item;
		bool below = of == LIST_CAMPAIGNS && !t->unit && !t->filter &&
			     item_get(t->l->db, list.keys.p[i], &t->mem, &item, &gone) &&
			     item.parent;

		ok = below || item_add(t, list.keys.p[i]);
	}
	list_clear(&list);
	return ok;
}

static bool plans_add(struct table *t, const plan_rows *plans, int64_t only)
{
	bool ok = true;

	for (size_t i = 0; ok && i < plans->n; i++) {
		if (only && plans->p[i].key != only)
			continue;
		t->plan = plans->p[i].title;
		if (!only && plans->n > 1)
			doc_part(t->to, paper_plan_text(&plans->p[i], &t->to->mem));
		else
			doc_fact(t->to, _("plan"), "%s",
				 paper_plan_text(&plans->p[i], &t->to->mem));
		ok = list_add(t, LIST_TASKS, plans->p[i].key) &&
		     list_add(t, LIST_CAMPAIGNS, plans->p[i].key);
	}
	return ok;
}

static void sum_put(struct table *t)
{
	const struct count *c = &t->sum;

	doc_row(t->to, DOC_SUM);
	doc_cell(t->to, _("sum"));
	for (int i = 0; i < 4; i++)
		doc_cell(t->to, "");
	count_put(t->to, c);
	if (c->unheard)
		doc_fact(t->to, _("base"),
			 ngettext("%d item; owed %d = in %d + silent %d + not exchanged %d",
				  "%d items; owed %d = in %d + silent %d + not exchanged %d",
				  (unsigned long)t->led),
			 t->led, c->owed, c->in, c->silent, c->unheard);
	else
		doc_fact(t->to, _("base"),
			 ngettext("%d item; owed %d = in %d + silent %d",
				  "%d items; owed %d = in %d + silent %d", (unsigned long)t->led),
			 t->led, c->owed, c->in, c->silent);
	if (t->leads != t->leads_now && !t->unit)
		doc_fact(t->to, "", _("lead duties: %d as issued, %d now"), t->leads, t->leads_now);
	if (t->ownerless)
		doc_fact(t->to, "",
			 ngettext("besides %d item that no unit leads",
				  "besides %d items that no unit leads",
				  (unsigned long)t->ownerless),
			 t->ownerless);
	if (c->later)
		doc_fact(t->to, "", _("not counted: %d whose period has not begun"), c->later);
}

static bool subject_put(struct table *t)
{
	struct unit_row unit;

	if (!t->unit)
		return true;
	if (!unit_get(t->l->db, t->unit, &t->mem, &unit, t->err))
		return false;
	t->to->subject = arena_printf(&t->to->mem, _("of %s"), unit.name);
	return true;
}

static bool fill(struct paper_job *j, struct err *err)
{
	const struct paper_filter *f = j->filter;
	struct table t = { .l = j->l, .to = j->to, .unit = j->key, .filter = f, .err = err };
	plan_rows plans = { 0 };

	if (f)
		doc_fact(j->to, _("filter"), "%s", f->said);
	doc_table(j->to, "items", "", f ? _("no item is left by this filter")
				       : _("there are no items: \"duban import\" reads a notice"),
		  columns, sizeof columns / sizeof *columns);
	bool ok = subject_put(&t) &&
		  plans_read(j->l->db, j->plan == 0, &j->to->mem, &plans, err) &&
		  plans_add(&t, &plans, j->plan);

	if (ok && j->to->tables.p[0].rows.n > 0)
		sum_put(&t);
	for (size_t i = 0; ok && i < t.said.n; i++)
		doc_note(j->to, _("what is counted: %s"), t.said.p[i]);
	vec_clear(&t.said);
	vec_clear(&plans);
	arena_clear(&t.mem);
	return ok;
}

bool ledger_table(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
{
	return ledger_table_where(l, plan, unit, NULL, to, err);
}

bool ledger_table_where(struct ledger *l, int64_t plan, int64_t unit, const struct paper_filter *f,
			struct doc *to, struct err *err)
{
	struct paper_job job = { .l = l, .plan = plan, .key = unit, .filter = f, .to = to };

	return paper_make(&job, "ledger", _("ledger of what is owed"), fill, err);
}
