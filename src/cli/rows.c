#include "cli/rows.h"

#include "base/gettext.h"
#include "model/duty.h"
#include "model/extension.h"
#include "model/level.h"
#include "model/rule.h"
#include "model/setting.h"
#include "base/ban.h"

void json_key_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text(j, text);
}

void json_key_int(struct json *j, const char *key, int64_t n)
{
	json_key(j, key);
	json_int(j, n);
}

static const char *report_name(char report)
{
	switch (report) {
	case 'r':
		return "report";
	case 'n':
		return "none";
	case 'z':
		return "zero";
	case 'j':
		return "joint";
	default:
		return NULL;
	}
}

static const char *state_name(char state)
{
	return state == 'c' ? "closed" : state == 's' ? "suspended" : "open";
}

void json_duty_state(struct json *j, const struct duty_state *d)
{
	json_key_text(j, "occurrence", d->occ);
	cli_json_date(j, "due", d->due);
	cli_json_date(j, "act_by", d->act_by);
	cli_json_date(j, "first_due", d->first_due);
	cli_json_date(j, "begins", d->begins);
	json_key(j, "standing");
	json_bool(j, d->standing);
	json_key_text(j, "report", report_name(d->report));
	cli_json_date(j, "reported", d->reported);
	json_key_text(j, "review",
		      d->review == 'a'   ? "accepted"
		      : d->review == 'x' ? "returned"
					 : NULL);
	json_key_text(j, "extension",
		      d->extension == 'a'   ? "asked"
		      : d->extension == 'g' ? "granted"
		      : d->extension == 'r' ? "refused"
					    : NULL);
	cli_json_date(j, "asked", d->extension ? d->asked : DATE_NONE);
	json_key_text(j, "state", state_name(d->state));
	json_key(j, "in");
	json_bool(j, duty_is_in(d));
	json_key(j, "unheard");
	json_bool(j, d->unheard && !duty_is_in(d));
	if (d->parts) {
		json_key_int(j, "parts", d->parts);
		json_key_int(j, "parts_in", d->parts_in);
	}
}

static bool json_leads(struct cli *c, struct json *j, int64_t item, struct err *err)
{
	keys units = { 0 };
	struct unit_row unit;
	bool done = leads_read(c->ledger->db, item, &units, err);
	json_key(j, "lead");
	json_array(j);
	for (size_t i = 0; done && i < units.n; i++) {
		done = unit_get(c->ledger->db, units.p[i], &c->mem, &unit, err);
		if (done)
			json_text(j, unit.name);
	}
	json_array_end(j);
	vec_clear(&units);
	return done;
}

bool json_item(struct cli *c, struct json *j, const struct item_line *line, struct err *err)
{
	struct db *db = c->ledger->db;
	struct id plan = { 0 }, parent = { 0 };
	bool has_parent = line->item.parent && row_id(db, KIND_ITEM, line->item.parent, &parent);
	json_object(j);
	cli_json_id(j, "id", &line->item.id);
	if (row_id(db, KIND_PLAN, line->item.plan, &plan))
		cli_json_id(j, "plan", &plan);
	json_key_text(j, "number", line->item.number);
	json_key_text(j, "kind", line->item.kind);
	json_key_text(j, "title", line->item.title);
	if (has_parent)
		cli_json_id(j, "parent", &parent);
	else
		json_key_text(j, "parent", NULL);
	json_key_text(j, "state", line->item.state);
	json_key_text(j, "light", item_line_is_lit(line) ? light_name(line->light) : NULL);
	if (!json_leads(c, j, line->item.key, err))
		return false;
	json_key_int(j, "owed", line->owed);
	json_key_int(j, "in", line->in);
	json_key_int(j, "pending", line->pending);
	cli_json_date(j, "due", line->due);
	cli_json_date(j, "act_by", line->act_by);
	json_key_int(j, "left", line->left);
	cli_json_date(j, "next_review", line->review);
	json_key_text(j, "target", line->target);
	if (!line->role)
		return true;
	json_key_text(j, "role", line->role);
	cli_json_date(j, "signed", line->signed_on);
	json_key(j, "duty");
	if (!line->duty.key) {
		json_null(j);
		return true;
	}
	json_object(j);
	json_duty_state(j, &line->duty);
	json_object_end(j);
	return true;
}

static void json_key_known(struct json *j, const char *key, int n)
{
	json_key(j, key);
	if (n < 0)
		json_null(j);
	else
		json_int(j, n);
}

static void json_turn(struct json *j, const char *key, date d)
{
	cli_json_date(j, key, d == DATE_NEVER ? DATE_NONE : d);
}

/* By which rule, which of its lines, and what it looked at. */
static void json_light(struct cli *c, struct json *j, const struct duty_state *d)
{
	date today = ledger_today(c->ledger);
	struct rule rule = setting_rule(c->ledger);
	const struct rule_line *by = rule_deciding(&rule, c->ledger->cal, d, today);
	json_key_text(j, "rule", rule.name);
	json_key_known(j, "rule_line", by ? by->line : -1);
	json_key_text(j, "level", by && by->level[0] ? by->level : NULL);
	json_turn(j, "yellow_from", d->yellow_from);
	json_turn(j, "red_from", d->red_from);
	json_key(j, "facts");
	json_object(j);
	cli_json_date(j, "since", d->since);
	json_key_known(j, "elapsed_permille", rule_elapsed(d, today));
	json_key_known(j, "done_permille", rule_done(d));
	json_key_int(j, "share_done", d->share_done);
	json_key_int(j, "share_of", d->share_of);
	json_key_int(j, "urged", d->urged);
	cli_json_date(j, "promised", d->promised);
	json_key_text(j, "judged", duty_judged_name(d->judged));
	json_key_int(j, "missed_running", d->missed_running);
	json_key_int(j, "missed_before", d->missed_before);
	json_key(j, "fell");
	json_bool(j, d->fell);
	json_object_end(j);
}

/* What was asked and answered about the date, from the entries; null where nothing was. */
static void json_extension(struct cli *c, struct json *j, const struct duty_state *d)
{
	struct extension x;
	json_key(j, "extensions");
	if (!d->extension) {
		json_null(j);
		return;
	}
	extension_read(c->ledger, d, &c->mem, &x);
	json_object(j);
	json_key_int(j, "asked", x.asked);
	json_key_int(j, "granted", x.granted);
	json_key_int(j, "late", x.late);
	cli_json_date(j, "asked_on", x.asked_on);
	cli_json_date(j, "answered_on", x.answered_on);
	json_key_text(j, "why", x.why);
	json_object_end(j);
}

/* In, but after its date: by how many working days. Else null. */
static void json_late(struct cli *c, struct json *j, const struct duty_state *d)
{
	bool is_late;
	int late = rule_late(c->ledger->cal, d, &is_late);

	if (is_late && duty_is_in(d)) {
		json_key_int(j, "late", late);
	} else {
		json_key(j, "late");
		json_null(j);
	}
}

void json_duty(struct cli *c, struct json *j, const struct duty_line *line)
{
	json_object(j);
	json_key_text(j, "item", line->item.number);
	cli_json_id(j, "item_id", &line->item.id);
	json_key_text(j, "title", line->item.title);
	json_key_text(j, "unit", line->unit.name);
	cli_json_id(j, "unit_id", &line->unit.id);
	json_duty_state(j, &line->duty);
	json_extension(c, j, &line->duty);
	json_key_text(j, "light", light_name(line->light));
	json_key_text(j, "reason", light_reason_duty(c->ledger, &line->duty, &c->mem));
	json_light(c, j, &line->duty);
	cli_json_date(j, "signed", line->signed_on);
	json_key_text(j, "figures", line->figures);
	json_key_text(j, "before", line->before);
	json_key_text(j, "change", line->more);
	json_key_int(j, "left", line->left);
	json_late(c, j, &line->duty);
	cli_json_date(j, "next_review", line->review);
	json_key_int(j, "periods_owed", line->periods);
	json_key(j, "urged");
	if (line->last.key) {
		json_object(j);
		cli_json_date(j, "on", line->last.on);
		json_key_text(j, "way", line->last.way);
		json_key_text(j, "level", level_name(line->last.level));
		json_key_text(j, "who", line->last.who);
		cli_json_date(j, "promised", line->last.promised);
		json_object_end(j);
	} else {
		json_null(j);
	}
	json_object_end(j);
}

static void json_contacts(struct json *j, const contact_rows *contacts)
{
	json_key(j, "contacts");
	json_array(j);
	for (size_t i = 0; i < contacts->n; i++) {
		json_object(j);
		json_key_text(j, "name", contacts->p[i].name);
		json_key_text(j, "phone", contacts->p[i].phone);
		json_key_text(j, "note", contacts->p[i].note);
		cli_json_date(j, "until", contacts->p[i].to);
		json_object_end(j);
	}
	json_array_end(j);
}

static void json_names(struct json *j, const name_rows *names)
{
	json_key(j, "names");
	json_array(j);
	for (size_t i = 0; i < names->n; i++) {
		json_object(j);
		json_key_text(j, "name", names->p[i].name);
		json_key_text(j, "kind", names->p[i].kind);
		json_object_end(j);
	}
	json_array_end(j);
}

void json_unit(struct json *j, const struct unit_line *u, const name_rows *names,
	       const contact_rows *contacts)
{
	json_object(j);
	cli_json_id(j, "id", &u->unit.id);
	json_key_text(j, "name", u->unit.name);
	json_key_text(j, "short", u->unit.shortname);
	json_key_text(j, "kind", u->unit.kind);
	json_key_text(j, "region", u->unit.region);
	json_key_text(j, "light", light_name(u->light));
	json_key_int(j, "owed", u->owed);
	json_key_int(j, "in", u->in);
	json_key_int(j, "silent", u->silent);
	json_key_int(j, "unheard", u->unheard);
	cli_json_date(j, "heard", u->heard);
	json_key_int(j, "overdue", u->overdue);
	json_key_int(j, "returned", u->returned);
	json_key_int(j, "met", u->met);
	json_key_int(j, "judged", u->judged);
	json_names(j, names);
	json_contacts(j, contacts);
	json_object_end(j);
}

const char *word_left(struct cli *c, date due, int left, bool in)
{
	if (in || due == DATE_NONE)
		return "-";
	if (left < 0)
		return arena_printf(&c->mem, _("over %d"), -left);
	return arena_printf(&c->mem, "%d", left);
}

const char *word_date(struct cli *c, date d)
{
	char text[DATE_TEXT_SIZE];
	return d == DATE_NONE ? "-" : arena_strdup(&c->mem, date_text(d, text));
}

const char *word_due(struct cli *c, const struct duty_line *line)
{
	const struct duty_state *d = &line->duty;
	if (d->standing)
		return _("ongoing");
	/* Closed, it keeps its date while another copy moved the deadline: that is no extension. */
	if (d->due <= d->first_due)
		return word_date(c, d->due);
	return arena_printf(&c->mem, _("%s (first %s)"), word_date(c, d->due),
			    word_date(c, d->first_due));
}
