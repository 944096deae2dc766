#include "ui/marks.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/call.h"
#include "model/view.h"
#include "store/rows.h"

#include "base/ban.h"

enum { SIGN_COL = 3, NAMED_MOST = 3 };

struct marked mark_of_duty(const struct duty_state *d)
{
	struct marked k = { .item = d->item, .unit = d->unit, .deadline = d->deadline };

	memcpy(k.occ, d->occ, sizeof k.occ);
	return k;
}

static bool is_same(const struct marked *a, const struct marked *b)
{
	return a->item == b->item && a->unit == b->unit && a->deadline == b->deadline &&
	       strcmp(a->occ, b->occ) == 0;
}

bool marks_have(const struct marks *m, const struct marked *k)
{
	for (size_t i = 0; i < m->list.n; i++)
		if (is_same(&m->list.p[i], k))
			return true;
	return false;
}

static void mark_take(struct marks *m, const struct marked *k)
{
	size_t n = 0;

	for (size_t i = 0; i < m->list.n; i++)
		if (!is_same(&m->list.p[i], k))
			m->list.p[n++] = m->list.p[i];
	m->list.n = n;
}

void marks_turn(struct ui *ui, struct marks *m, const mark_list *which)
{
	size_t before = m->list.n;

	if (which->n == 0)
		ui_say(ui, _("nothing is owed here"));
	for (size_t i = 0; i < which->n; i++) {
		if (marks_have(m, &which->p[i]))
			continue;
		if (m->list.n == MARKS_MOST) {
			m->list.n = before;
			ui_say(ui, _("no more than %d can be marked at once"), MARKS_MOST);
			return;
		}
		*vec_push(&m->list) = which->p[i];
	}
	if (m->list.n == before)
		for (size_t i = 0; i < which->n; i++)
			mark_take(m, &which->p[i]);
}

void marks_drop(struct marks *m)
{
	vec_clear(&m->list);
	m->acted = false;
}

bool marks_command(struct marks *m, const char *command)
{
	m->acted = false;
	if (m->list.n == 0 || strcmp(command, "escape") != 0)
		return false;
	marks_drop(m);
	return true;
}

void marks_refresh(struct ui *ui, struct marks *m)
{
	if (m->acted && ui->outcome && ui->outcome->done > 0)
		marks_drop(m);
	m->acted &= !ui->outcome;
}

/* ---- how they are told ---- */

void marks_sign(struct line *l)
{
	line_put(l, SIGN_COL, 1, LOOK_PLAIN, STR_LIT("*"));
}

void marks_count(const struct marks *m, size_t hidden, struct buf *to)
{
	if (m->list.n > 0)
		buf_printf(to, _("marked %zu"), m->list.n);
	if (hidden > 0)
		buf_printf(to, _(", not listed %zu"), hidden);
}

const char *marks_names(struct ui *ui, const mark_list *hidden, struct arena *mem)
{
	const char *names = "";

	for (size_t i = 0; i < hidden->n && i < NAMED_MOST; i++) {
		const struct marked *k = &hidden->p[i];
		struct item_row item = { .number = "" };
		struct unit_row unit = { .name = "" };
		struct err ignore = { 0 };

		if (k->item && !item_get(ui->ledger->db, k->item, mem, &item, &ignore))
			item.number = "?";
		if (k->unit && !unit_get(ui->ledger->db, k->unit, mem, &unit, &ignore))
			unit.name = "?";
		names = arena_printf(mem, "%s%s%s%s%s", names, i ? _(", ") : "", unit.name,
				     *unit.name && *item.number ? " " : "", item.number);
	}
	return hidden->n > NAMED_MOST ? arena_printf(mem, "%s %s", names, _("and more")) : names;
}

/* ---- a verb on all of it ---- */

/* What is to be done once somebody said yes. */
struct block {
	const struct verb *verb;
	duty_states duties;
};

static void block_free(void *user)
{
	struct block *b = user;

	vec_clear(&b->duties);
	free(b);
}

static void block_do(struct ui *ui, void *user)
{
	const struct block *b = user;
	struct verb_call call = { .duties = b->duties.p, .n = b->duties.n, .on = DATE_NONE,
		.promised = DATE_NONE };
	struct outcome out = { 0 };
	struct err err = { 0 };

	if (do_verb_has_form(b->verb))
		do_verb(ui, b->verb->name, b->duties.p, b->duties.n, 0);
	else if (verb_run(ui->ledger, b->verb, &call, &out, &err))
		again_note(&ui->again, b->verb, &call), ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

/* Those that the verb can be done on, as they are now. */
static void sift(struct ui *ui, const struct verb *v, const duty_states *marked, duty_states *to,
		 struct err *why)
{
	for (size_t i = 0; i < marked->n; i++) {
		struct duty_state d;
		struct err err = { 0 };

		if (duty_state_get(ui->ledger->db, marked->p[i].key, &d) &&
		    verb_can(ui->ledger, v, &d, &err))
			*vec_push(to) = d;
		else if (why->code == ERR_NONE)
			*why = err;
	}
}

static const char *question(const struct verb *v, size_t n, size_t left, const char *why,
			    const char *hidden, struct arena *mem)
{
	const char *unseen = *hidden ? arena_printf(mem, _(" Not listed: %s."), hidden) : "";

	if (left > 0)
		return arena_printf(
			mem, _("%s: %zu of %zu marked duties?%s The others stay as they are (%s)"),
			_(v->label), n, n + left, unseen, why);
	return arena_printf(mem,
			    ngettext("%s: %zu marked duty?%s", "%s: all %zu marked duties?%s",
				     (unsigned long)n),
			    _(v->label), n, unseen);
}

void verb_on_many(struct ui *ui, const struct verb *v, const duty_states *marked,
		  const char *hidden)
{
	struct block *b = mem_alloc(sizeof *b);
	struct arena mem = { 0 };
	struct err why = { 0 };

	b->verb = v;
	sift(ui, v, marked, &b->duties, &why);
	size_t n = b->duties.n, left = marked->n - n;
	if (n == 0) {
		if (why.code == ERR_NONE)
			err_set(&why, ERR_NOT_FOUND,
				_("what was to be reported is not there any more"));
		ui_error(ui, &why);
		block_free(b);
	} else if (n > 1 && !(v->needs & TAKES_MANY)) {
		ui_say(ui, _("%s: one at a time"), _(v->label));
		block_free(b);
	} else if (left == 0 && !*hidden && do_verb_has_form(v)) {
		/* The form says how many. */
		block_do(ui, b);
		block_free(b);
	} else {
		ask_open(ui, question(v, n, left, why.text, hidden, &mem), block_do, b, block_free);
	}
	arena_clear(&mem);
}

/* Of an item: what a unit owes for it now; without a unit what its lead units owe, as far as it is
 * still to be done. */
static bool item_duties(struct ui *ui, const struct marked *k, const struct verb *v,
			duty_states *to, struct err *err)
{
	struct arena mem = { 0 };
	struct item_line line;
	duty_states all = { 0 };
	bool ok;

	if (k->unit) {
		ok = view_item(ui->ledger, k->item, k->unit, &mem, &line, err);
		if (ok && line.duty.key)
			*vec_push(to) = line.duty;
		arena_clear(&mem);
		return ok;
	}
	ok = view_item_duties(ui->ledger, k->item, &all, err);
	for (size_t i = 0; ok && i < all.n; i++) {
		struct err ignore = { 0 };

		if (all.p[i].key && verb_can(ui->ledger, v, &all.p[i], &ignore) &&
		    (v->needs & (NEED_IN | NEED_CLOSED | NEED_ASKED) || !duty_is_in(&all.p[i])))
			*vec_push(to) = all.p[i];
	}
	vec_clear(&all);
	return ok;
}

bool marks_duties(struct ui *ui, const struct marks *m, const struct verb *v, duty_states *to,
		  struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < m->list.n; i++) {
		const struct marked *k = &m->list.p[i];
		duty_states owed = { 0 };

		if (k->deadline) {
			struct duty_state d;
			int64_t key = duty_state_key(ui->ledger->db, k->item, k->unit, k->deadline,
						     k->occ);
			if (key && duty_state_get(ui->ledger->db, key, &d))
				*vec_push(to) = d;
		} else if (k->item) {
			ok = item_duties(ui, k, v, to, err);
		} else {
			ok = call_duties(ui->ledger, ui->plan, k->unit, &owed, err);
			for (size_t n = 0; ok && n < owed.n; n++)
				*vec_push(to) = owed.p[n];
			vec_clear(&owed);
		}
	}
	return ok;
}

void marks_verb(struct ui *ui, struct marks *m, const struct verb *v, const mark_list *hidden)
{
	struct arena mem = { 0 };
	duty_states list = { 0 };
	struct err err = { 0 };

	m->acted = true;
	if (!db_is_writable(ui->ledger->db))
		ui_say(ui, _("this ledger can only be read"));
	else if (v->needs & NEED_MEASURE)
		ui_say(ui, _("%s: one at a time"), _(v->label));
	else if (!marks_duties(ui, m, v, &list, &err))
		ui_error(ui, &err);
	else if (list.n == 0)
		ui_say(ui, _("%s: nothing that is marked waits for it"), _(v->label));
	else
		verb_on_many(ui, v, &list, marks_names(ui, hidden, &mem));
	vec_clear(&list);
	arena_clear(&mem);
}
