#include "model/setting.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/near.h"
#include "model/act.h"
#include "model/duty.h"
#include "model/ident.h"
#include "model/right_mine.h"
#include "store/merge.h"
#include "store/rows.h"

#include "base/ban.h"

static bool rule_check(const char *text, struct err *err)
{
	struct rule r;

	return !*text || rule_read(str_of(text), "light-rule", &r, err);
}

static const char *rule_brief(const char *text, struct arena *mem)
{
	struct rule r;
	struct err ignore = { 0 };

	if (!*text)
		r = rule_plain();
	else if (!rule_read(str_of(text), "", &r, &ignore))
		return _("a rule that this version cannot read");
	return arena_strdup(mem, r.name);
}

/* Names and values stand in the log: none is renamed, none used again for something else. */
static const struct setting settings[] = {
	{ { .name = "named-day", .type = CONF_CHOICE, .choices = "counts|excluded",
		.otherwise = "counts",
	    .help = N_("Does the day that a deadline names (\"by 20 November\") still count? counts: due on that day; excluded: due the day before.") },
	  .moves = true },
	{ { .name = "day-off", .type = CONF_CHOICE, .choices = "none|next|previous",
		.otherwise = "none",
	    .help = N_("A deadline that falls on a day off. none: it stays, and the working day before is the one to act by; next, previous: it becomes the "
		"working day after, or before.") },
	  .moves = true },
	{ { .name = "review", .type = CONF_CHOICE,
		.choices = "monthly|quarterly|half-yearly|yearly", .otherwise = "quarterly",
	    .help = N_("How often is work that goes on after its phase looked at again? Always on the last day of the period.") },
	  .moves = false },
	{ { .name = "soft-targets", .type = CONF_CHOICE, .choices = "shown|judged",
		.otherwise = "shown",
	    .help = N_("What is asked for \"if possible\" (力争): shown: it stands there and reddens no light; judged: like any other target.") },
	  .moves = true },
	{ { .name = "signatures", .type = CONF_CHOICE, .choices = "shown|required",
		.otherwise = "shown",
	    .help = N_("Files of other copies. shown: who signed one is said, and none need be; required: only what somebody known here has signed is taken.") },
	  .moves = false },
	{ { .name = "reporter-sees", .type = CONF_CHOICE, .choices = "own|all", .otherwise = "own",
	    .help = N_("What does a reporter (填报) see? own: what concerns the own unit and its members; all: what everybody sees.") },
	  .moves = false },
	{ { .name = "internal-remarks", .type = CONF_CHOICE, .choices = "office|all", .otherwise = "office",
	    .help = N_("Remarks that are for the office alone. office: viewers and reporters are not shown them; all: everybody is.") },
	  .moves = false },
	{ { .name = COPIES_SETTING, .type = CONF_INT, .min = 1, .max = 100000, .otherwise = "1000",
	    .help = N_("How many copies does the ledger take? Two that go by one name count as two. What would be one more waits until there is room.") },
	  .moves = false },
	{ { .name = "light-rule", .type = CONF_TEXT, .max = RULE_MOST_BYTES, .otherwise = "",
	    .help = N_("By which rule are the lights given? The whole text of the rule; duban lights shows, tries and chooses rules.") },
	  .moves = true, .check = rule_check, .brief = rule_brief,
	  .said = N_("lights by the rule %s from now on"),
	  .by = "duban lights --use" },
	{ .is.name = NULL },
};

const struct setting *setting_table(void)
{
	return settings;
}

const struct setting *setting_find(const char *name)
{
	for (const struct setting *s = settings; s->is.name; s++)
		if (strcmp(s->is.name, name) == 0)
			return s;
	return NULL;
}

const struct setting *setting_of_id(const struct id *id)
{
	for (const struct setting *s = settings; s->is.name; s++) {
		struct id own = ident_setting(str_of(s->is.name));
		if (id_eq(&own, id))
			return s;
	}
	return NULL;
}

struct setting_value setting_value(struct ledger *l, const struct setting *s, struct arena *mem)
{
	struct setting_value v = { .text = setting_get(l->db, s->is.name, mem) };
	struct err unknown = { 0 };

	v.set = v.text && conf_takes(&s->is, v.text, &v.number, &unknown) &&
		(!s->check || s->check(v.text, &unknown));
	if (!v.set) {
		v.text = s->is.otherwise;
		if (!conf_takes(&s->is, v.text, &v.number, &unknown))
			v.number = 0;
	}
	return v;
}

const char *setting_brief(const struct setting *s, const char *text, struct arena *mem)
{
	return s->brief ? s->brief(text, mem) : text;
}

/* Each change judges by it, and it is hardly ever another one. */
struct rule_kept {
	char *text;     /* as it stands in the ledger; "": none was chosen */
	struct rule rule;
};

void setting_rule_forget(struct ledger *l)
{
	if (l->rule)
		free(l->rule->text);
	free(l->rule);
	l->rule = NULL;
}

static void rule_keep(struct ledger *l, const char *text, const struct rule *r)
{
	setting_rule_forget(l);
	l->rule = mem_alloc(sizeof *l->rule);
	l->rule->text = mem_strdup(text);
	l->rule->rule = *r;
}

/* False: one was chosen that cannot be read; *to is the plain one then. */
static bool rule_chosen(struct ledger *l, struct rule *to, struct err *err)
{
	struct arena mem = { 0 };
	const char *in_force = setting_get(l->db, "light-rule", &mem), *text = in_force ? in_force : "";
	bool kept = l->rule && strcmp(l->rule->text, text) == 0;
	bool good = kept || !*text || rule_read(str_of(text), "light-rule", to, err);

	if (kept)
		*to = l->rule->rule;
	else if (!good || !*text)
		*to = rule_plain();
	if (good && !kept)
		rule_keep(l, text, to);
	arena_clear(&mem);
	return good;
}

struct rule setting_rule(struct ledger *l)
{
	struct err ignore = { 0 };
	struct rule r;

	(void)rule_chosen(l, &r, &ignore);
	return r;
}

bool setting_rule_unread(struct ledger *l, struct err *fault)
{
	struct rule r;
	struct err why = { 0 };

	if (rule_chosen(l, &r, &why))
		return false;
	err_set(fault, ERR_INPUT,
		_("the rule of lights that was chosen is of a newer duban (line %d cannot be read "
		  "here): until then %s holds"),
		why.at.line, r.name);
	return true;
}

const char *setting_allowed(const struct setting *s, struct arena *mem)
{
	switch (s->is.type) {
	case CONF_BOOL: return "true|false";
	case CONF_CHOICE: return s->is.choices;
	case CONF_INT: return arena_printf(mem, "%ld..%ld", s->is.min, s->is.max);
	case CONF_TEXT: case CONF_GROUP: break;
	}
	return arena_printf(mem, _("a text of %ld to %ld bytes"), s->is.min, s->is.max);
}

long setting_number(struct ledger *l, const char *name)
{
	const struct setting *s = setting_find(name);
	struct arena mem = { 0 };
	long number = s ? setting_value(l, s, &mem).number : 0;

	arena_clear(&mem);
	return number;
}

static bool refuse_unknown(const char *name, struct err *err)
{
	struct near near = { .word = str_of(name) };

	for (const struct setting *s = settings; s->is.name; s++)
		near_offer(&near, s->is.name);
	if (near.best)
		return err_set(err, ERR_USE, _("unknown setting %s: did you mean %s?"), name,
			       near.best);
	return err_set(err, ERR_USE, _("unknown setting %s: duban set lists them"), name);
}

bool setting_change(struct ledger *l, const char *name, const char *value, struct outcome *out,
		    struct err *err)
{
	const struct setting *s = setting_find(name);
	struct arena mem = { 0 };
	struct id id = ident_setting(str_of(name));
	struct change *c = NULL;
	long number;

	*out = (struct outcome){ .done = 0 };
	if (!s)
		return refuse_unknown(name, err);
	if (!conf_takes(&s->is, value, &number, err) || (s->check && !s->check(value, err)))
		return false;
	const char *brief = setting_brief(s, value, &mem);
	outcome_say(out, s->said ? arena_printf(&mem, _(s->said), brief)
				 : arena_printf(&mem, _("set %s to %s"), name, brief));
	c = right_ask_from(l, "set", ROLE_ADMIN, err) ? ledger_begin(l, "set", out->said, err) : NULL;
	if (c) {
		change_row(c, KIND_SETTING, &id);
		change_field(c, "name", V_TEXT(name));
		change_set(c, KIND_SETTING, &id, "value", V_TEXT(value));
	}
	bool done = c && ledger_commit(l, c, out, err);
	out->done = out->changed;
	if (done && !out->changed)
		outcome_say(out, s->said ? arena_printf(&mem, _("%s is in force already"), brief)
					 : arena_printf(&mem, _("%s is %s already"), name, brief));
	arena_clear(&mem);
	return done;
}

/* ---- a rule of one item's own ---- */

static bool deadline_has_dates(const struct deadline_row *d)
{
	return d->due != DATE_NONE || strcmp(d->kind, "recurring") == 0 ||
	       strcmp(d->kind, "relative") == 0;
}

static bool fill_deadlines(struct change *c, const deadline_rows *list, date due, const char *value)
{
	bool any = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct deadline_row *d = &list->p[i];
		if (!deadline_has_dates(d) || (due != DATE_NONE && d->due != due))
			continue;
		change_set(c, KIND_DEADLINE, &d->id, "day_off",
			   strcmp(value, "office") == 0 ? V_NULL : V_TEXT(value));
		any = true;
	}
	return any;
}

bool setting_change_item(struct ledger *l, int64_t item, date due, const char *value,
			 struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	deadline_rows list = { 0 };
	struct item_row row;
	struct change *c = NULL;
	enum day_off rule;
	bool done = false;

	*out = (struct outcome){ .done = 0 };
	if (strcmp(value, "office") != 0 && !day_off_parse(value, &rule))
		return err_set(err, ERR_INPUT, _("%s must be one of %s"), "day-off",
			       "none|next|previous|office");
	if (!item_get(l->db, item, &mem, &row, err) ||
	    !deadlines_read(l->db, item, &mem, &list, err))
		goto out;
	outcome_say(out, arena_printf(&mem, _("set day-off of item %s to %s"), row.number, value));
	if (!(c = ledger_begin(l, "set", out->said, err)))
		goto out;
	if (!fill_deadlines(c, &list, due, value)) {
		ledger_abandon(l, c);
		err_set(err, ERR_NOT_FOUND, _("item %s has no such deadline"), row.number);
		goto out;
	}
	done = ledger_commit(l, c, out, err);
	out->done = out->changed;
	outcome_unchanged(out);
out:
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}
