/* Verbs on what is marked. */
#include "base/gettext.h"
#include "base/mem.h"
#include "model/call.h"
#include "model/view.h"
#include "ui/marks.h"
#include "ui/narrow.h"
#include "ui/seen.h"

#include "base/ban.h"

/* What is to be done once somebody said yes. */
struct block {
	const struct verb *verb;
	struct marks *marks;
	duty_states duties;
	bool sure;             /* what looks like a slip was asked about */
};

static void block_free(void *user)
{
	struct block *b = user;

	vec_clear(&b->duties);
	free(b);
}

static void block_do(struct ui *ui, void *user);

/* What looks like a slip is one more question. */
static void block_ask(struct ui *ui, const struct block *b, const char *doubt)
{
	struct arena mem = { 0 };
	struct block *sure = mem_alloc(sizeof *sure);

	sure->verb = b->verb;
	sure->marks = b->marks;
	sure->sure = true;
	for (size_t i = 0; i < b->duties.n; i++)
		*vec_push(&sure->duties) = b->duties.p[i];
	ask_open(ui, arena_printf(&mem, _("%s: %s?"), _(b->verb->label), doubt), block_do, sure,
		 block_free);
	arena_clear(&mem);
}

static void block_do(struct ui *ui, void *user)
{
	const struct block *b = user;
	struct verb_call call = { .duties = b->duties.p, .n = b->duties.n, .sure = b->sure,
		.on = DATE_NONE, .promised = DATE_NONE };
	struct outcome out = { 0 };
	struct err err = { 0 };

	if (do_verb_has_form(b->verb)) {
		ui->form_seen = b->marks->seen;
		do_verb(ui, b->verb->name, b->duties.p, b->duties.n, 0);
		ui->form_seen = 0;
		return;
	}
	seen_begin(ui, b->marks->seen);
	bool done = verb_run(ui->ledger, b->verb, &call, &out, &err);
	seen_end(ui);
	if (done) {
		again_note(&ui->again, b->verb, &call);
		ui_changed(ui, &out);
		return;
	}
	if (err.code == ERR_DOUBT) {
		block_ask(ui, b, err.text);
		return;
	}
	seen_refused(ui, &err);
	/* Told once. */
	if (err.code == ERR_OVERTAKEN)
		b->marks->seen = ui->seen;
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
			    const char *unseen, struct arena *mem)
{
	if (left > 0)
		return arena_printf(
			mem, _("%s: %zu of %zu marked duties?%s The others stay as they are (%s)"),
			_(v->label), n, n + left, unseen, why);
	return arena_printf(mem,
			    ngettext("%s: %zu marked duty?%s", "%s: all %zu marked duties?%s",
				     (unsigned long)n),
			    _(v->label), n, unseen);
}

/* One question that says how many, what it needs in one form, one change. What it cannot be done on
 * stays as it is. unseen: of marks that are not listed, "" none */
static void verb_on_many(struct ui *ui, struct marks *m, const struct verb *v,
			 const duty_states *marked, const char *unseen)
{
	struct block *b = mem_alloc(sizeof *b);
	struct arena mem = { 0 };
	struct err why = { 0 };

	b->verb = v;
	b->marks = m;
	sift(ui, v, marked, &b->duties, &why);
	size_t n = b->duties.n, left = marked->n - n;
	if (n == 0) {
		if (why.code == ERR_NONE)
			err_set(&why, ERR_NOT_FOUND,
				_("what was to be reported is not there any more"));
		ui_error(ui, &why);
		block_free(b);
	} else if (left == 0 && !*unseen && do_verb_has_form(v)) {
		/* The form says how many. */
		block_do(ui, b);
		block_free(b);
	} else {
		ask_open(ui, question(v, n, left, why.text, unseen, &mem), block_do, b, block_free);
	}
	arena_clear(&mem);
}

/* ---- what is marked, as duties ---- */

/* Of an item: what a unit owes for it now; without a unit what its lead units owe, as far as it is
 * still to be done. */
static bool item_duties(struct ui *ui, const struct marked *k, const struct verb *v,
			duty_states *to, struct err *err)
{
	struct arena mem = { 0 };
	struct item_line line;
	duty_states all = { 0 };
	/* as its row shows them */
	struct query of = { .of = LIST_DUTIES, .due = DATE_NONE, .today = ui->today };
	bool ok;

	narrow_query(ui, &of);
	if (k->unit) {
		ok = view_item_of(ui->ledger, k->item, k->unit, &of, &mem, &line, err);
		if (ok && line.duty.key)
			*vec_push(to) = line.duty;
		arena_clear(&mem);
		return ok;
	}
	ok = view_item_duties_of(ui->ledger, k->item, &of, &all, err);
	for (size_t i = 0; ok && i < all.n; i++) {
		struct err ignore = { 0 };

		if (all.p[i].key && verb_can(ui->ledger, v, &all.p[i], &ignore) &&
		    (v->needs & (NEED_IN | NEED_CLOSED | NEED_ASKED) || !duty_is_in(&all.p[i])))
			*vec_push(to) = all.p[i];
	}
	vec_clear(&all);
	return ok;
}

/* The duties of one mark, as they are now: of an item those that the verb can be done on. */
static bool mark_duties(struct ui *ui, const struct marked *k, const struct verb *v,
			duty_states *to, struct err *err)
{
	struct duty_state d;
	duty_states owed = { 0 };
	bool ok = true;

	if (k->deadline) {
		int64_t key = duty_state_key(ui->ledger->db, k->item, k->unit, k->deadline, k->occ);

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
	return ok;
}

/* Is it a verb for many at once? What is done to a whole item goes to those below it too, and is
 * asked about one by one. */
static bool is_for_many(struct ui *ui, const struct marks *m, const struct verb *v, struct err *err)
{
	bool one = v->needs & NEED_MEASURE || !(v->needs & TAKES_MANY);

	if (!db_is_writable(ui->ledger->db))
		return err_set(err, ERR_READ_ONLY, _("this ledger can only be read"));
	for (size_t i = 0; i < m->list.n && v->needs & GOES_BELOW; i++)
		one = one || m->list.p[i].unit == 0;
	return !one || err_set(err, ERR_USE, _("%s: one at a time"), _(v->label));
}

bool marks_can(struct ui *ui, const struct marks *m, const struct verb *v, struct err *err)
{
	duty_states list = { 0 };
	struct err why = { 0 };
	bool can = false;

	if (!is_for_many(ui, m, v, err))
		return false;
	for (size_t i = 0; i < m->list.n && !can; i++) {
		list.n = 0;
		if (!mark_duties(ui, &m->list.p[i], v, &list, &why))
			break;
		for (size_t k = 0; k < list.n && !can; k++)
			can = verb_can(ui->ledger, v, &list.p[k], &why);
	}
	vec_clear(&list);
	if (!can && why.code != ERR_NONE)
		*err = why;
	return can || err_set(err, ERR_REFUSED, _("%s: nothing that is marked waits for it"),
			      _(v->label));
}

void marks_verb(struct ui *ui, struct marks *m, const struct verb *v)
{
	struct arena mem = { 0 };
	duty_states list = { 0 };
	struct err err = { 0 };
	bool ok = is_for_many(ui, m, v, &err);

	m->acted = true;
	for (size_t i = 0; ok && i < m->list.n; i++)
		ok = mark_duties(ui, &m->list.p[i], v, &list, &err);
	if (!ok)
		ui_error(ui, &err);
	else if (list.n == 0)
		ui_say(ui, _("%s: nothing that is marked waits for it"), _(v->label));
	else
		verb_on_many(ui, m, v, &list, marks_unseen(ui, m, &mem));
	vec_clear(&list);
	arena_clear(&mem);
}
