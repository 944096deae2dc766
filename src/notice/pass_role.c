/* Cells of units to single names with their role. The column says the role, unless words in
 * the cell do ("牵头单位：…", "…牵头，…配合"); where nothing marks a lead the first unit named
 * leads, as asked (rule: domain research, Hangzhou 2020). */
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

struct cell_walk {
	struct draft *d;
	size_t row;
	enum work_role role;          /* of what comes now */
	size_t since;            /* first mention that a role word behind it is meant for */
	int cell, line;
};

static bool role_of_word(const struct words *w, struct str folded, enum work_role *r)
{
	for (int k = WORD_ROLE_LEAD; k <= WORD_ROLE_SUPERVISOR; k++)
		if (words_has(w, (enum word_kind)k, folded)) {
			*r = (enum work_role)(k - WORD_ROLE_LEAD);
			return true;
		}
	return false;
}

/* "牵头单位：市发改委": takes the label off; it holds until the next one. */
static struct str take_label(struct cell_walk *c, struct str s)
{
	size_t at = 0, end;
	uint32_t k;

	while (end = at, (k = utf8_next(s, &at)) != 0)
		if (k == ':' || k == 0xff1a)
			break;
	if (!k || !role_of_word(c->d->in->words, draft_fold(c->d, str_to(s, end)), &c->role))
		return s;
	c->since = c->d->in->mentions.n;
	return str_trim(str_from(s, at));
}

static void set_roles(struct cell_walk *c, enum work_role r, bool with_next)
{
	for (size_t i = c->since; i < c->d->in->mentions.n; i++)
		c->d->in->mentions.p[i].role = r;
	c->since = c->d->in->mentions.n + with_next;
}

/* "市发改委牵头", "市发改委（牵头）": takes the word off; it is meant for all names since the
 * last such word. */
static struct str take_role(struct cell_walk *c, struct str s, enum work_role *own)
{
	const struct words *w = c->d->in->words;
	struct str inner;

	for (int k = WORD_ROLE_LEAD; k <= WORD_ROLE_SUPERVISOR; k++) {
		static const char *const close[] = { "", "）", ")" };
		static const char *const open[] = { "", "（", "(" };

		for (size_t i = 0; i < 3; i++) {
			size_t n;

			if (!str_ends(s, str_of(close[i])))
				continue;
			inner = str_to(s, s.n - strlen(close[i]));
			n = words_end(w, (enum word_kind)k, inner);
			inner = str_to(inner, inner.n - n);
			if (n == 0 || !str_ends(inner, str_of(open[i])))
				continue;
			inner = str_trim(str_to(inner, inner.n - strlen(open[i])));
			*own = (enum work_role)(k - WORD_ROLE_LEAD);
			/* A bracket marks its own name only. */
			if (i > 0) {
							return inner;
			}
			set_roles(c, *own, inner.n > 0);
			return inner;
		}
	}
	return s;
}

static void add_mention(struct cell_walk *c, struct str text, enum work_role role)
{
	struct mention *m = vec_push(&c->d->in->mentions);

	*m = (struct mention){ .row = c->row,
		.role = role,
		.text = text,
		.line = c->line,
		.cell = c->cell,
		.name = -1 };
}

/* "…等部门": an open end is asked about; what is answered is added. */
static struct str take_open_end(struct cell_walk *c, struct str s)
{
	struct draft *d = c->d;
	size_t n = words_end(d->in->words, WORD_OPEN, s);
	struct str own, name, word = str_from(s, s.n - n);

	if (n == 0)
		return s;
	draft_ask(d,
		(struct question){ .kind = Q_OPEN,
			.line = c->line,
			.key = draft_text(d, "%d/%d", c->line, c->cell),
			.other = ANSWER_UNITS,
			.text = draft_text(d,
				_("The list ends in “%.*s”. Which others does it mean?"),
				STR_ARG(word)),
			.choices = { "" } },
		&own);
	while (draft_next_named(&own, &name))
		add_mention(c, draft_keep(d, name), c->role);
	return str_trim(str_to(s, s.n - n));
}

/* A deadline behind the names: "…，6月底完成". */
static bool is_deadline(struct draft *d, struct str s)
{
	struct readings r = { 0 };
	bool found = false;

	if (words_end(d->in->words, WORD_ENDING, s) > 0 || str_find(s, STR_LIT("月")) < 0)
		return false;
	wording_read(&d->in->mem, s, d->plan.issued, d->in->o.cal, &r);
	for (size_t i = 0; i < r.list.n; i++)
		found = found || r.list.p[i].kind == DEADLINE_ONCE ||
			r.list.p[i].kind == DEADLINE_PHASE ||
			r.list.p[i].kind == DEADLINE_RECURRING;
	readings_clear(&r);
	return found;
}

static void read_name(struct cell_walk *c, struct str raw)
{
	struct draft *d = c->d;
	struct task_row *row = &d->in->rows.p[c->row];
	struct str s = draft_one_line(d, raw);
	enum work_role own;

	s = take_label(c, s);
	own = c->role;
	while (str_ends(s, STR_LIT("。")))
		s = str_to(s, s.n - strlen("。"));
	s = take_role(c, s, &own);
	if (s.n && row->part[COL_DEADLINE].text.n == 0 && row->deadline_from < 0 &&
		is_deadline(d, s)) {
		row->part[COL_DEADLINE] = (struct part){
			.there = true, .text = s, .first = c->line, .last = c->line
		};
		return;
	}
	if (s.n)
		s = take_open_end(c, s);
	if (s.n)
		add_mention(c, s, own);
}

static void read_cell(struct draft *d, size_t row, enum work_role role, const struct part *p)
{
	struct cell_walk c = { .d = d,
		.row = row,
		.role = role,
		.since = d->in->mentions.n,
		.cell = d->in->cells++,
		.line = p->first };
	const char *counted = p->text.p;
	struct str name;
	size_t at = 0;

	while (unit_split(p->text, &at, &name)) {
		for (; counted < name.p; counted++)
			c.line += *counted == '\n';
		if (name.n)
			read_name(&c, name);
	}
}

static bool has_lead(const struct draft_private *in, size_t from)
{
	for (size_t i = from; i < in->mentions.n; i++)
		if (in->mentions.p[i].role == ROLE_LEAD)
			return true;
	return false;
}

/* No lead column, and no word that marks one: asked once for the table. */
static void first_leads(struct draft *d, size_t row, size_t from, int *table, int *choice)
{
	struct draft_private *in = d->in;
	const struct task_row *r = &in->rows.p[row];

	if (!r->first_leads && *table != r->table) {
		*table = r->table;
		*choice = draft_ask(d,
			(struct question){ .kind = Q_LEAD,
				.line = in->mentions.p[from].line,
				.key = draft_text(d, "table/%d", in->mentions.p[from].line),
				.text = _("Nothing says who leads these tasks. Who leads each of "
					  "them?"),
				.choices = { _("the first unit named"), _("all units named"),
					_("nobody") } },
			NULL);
	}
	if (r->first_leads || *choice == 0)
		in->mentions.p[from].role = ROLE_LEAD;
	else if (*choice == 1)
		for (size_t i = from; i < in->mentions.n; i++)
			in->mentions.p[i].role = ROLE_LEAD;
}

bool pass_role(struct draft *d, struct err *err)
{
	static const enum column_role columns[WORK_ROLES] = { COL_LEAD, COL_RESPONSIBLE,
		COL_SUPERVISOR };
	struct draft_private *in = d->in;
	int table = -1, choice = 0;

	for (size_t i = 0; i < in->rows.n; i++) {
		bool lead_column = in->rows.p[i].part[COL_LEAD].there;

		if (in->rows.p[i].left_out)
			continue;
		if (!draft_fits(d, err))
			return false;
		for (int r = 0; r < WORK_ROLES; r++) {
			const struct part *p = &in->rows.p[i].part[columns[r]];
			size_t from = in->mentions.n;
			struct part copy = p->text.n ? *p : in->rows.p[i].carried_units[r];

			if (copy.text.n)
				read_cell(d, i, (enum work_role)r, &copy);
			if (r == ROLE_RESPONSIBLE && from < in->mentions.n && !has_lead(in, from) &&
				(!lead_column || in->rows.p[i].first_leads))
				first_leads(d, i, from, &table, &choice);
		}
	}
	return true;
}
