/* duban lights: the rules by which lights are given: lists them, tries one, chooses one. */
#include <string.h>

#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/paths.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/rule_files.h"
#include "model/setting.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt lights_options[] = {
	{ "use", OPT_FLAG, NULL, N_("choose it: one change, which undo takes back"), OPTION(use) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ "", false, false },
	{ N_("rule"), false, false },
	{ N_("file"), false, false },
	{ N_("meaning"), false, true },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* All of share/rules that can be chosen. One that is at fault is told, and the others are there. */
static bool files_read(struct cli *c, rule_files *list, struct err *err)
{
	size_t n = 0;

	if (!rule_files_read(c->paths->share, &c->mem, list, err))
		return false;
	for (size_t i = 0; i < list->n; i++) {
		char line[1024];
		if (list->p[i].fault.code == ERR_NONE) {
			list->p[n++] = list->p[i];
			continue;
		}
		err_line(&list->p[i].fault, line, sizeof line);
		cli_say(line);
	}
	list->n = n;
	return true;
}

/* ---- the list ---- */

static void json_rule(struct cli *c, struct json *j, const struct rule *r, const char *file)
{
	struct rule now = setting_rule(c->ledger);
	json_object(j);
	json_key_text(j, "name", r->name);
	json_key_text(j, "file", file);
	json_key_text(j, "about", r->about);
	json_key(j, "in_force");
	json_bool(j, rule_eq(r, &now));
	json_object_end(j);
}

static void put_row(struct table *t, const struct rule *r, const char *file, bool in_force)
{
	table_cell(t, in_force ? "*" : "");
	table_cell(t, r->name);
	table_cell(t, file ? file : _("(in the ledger)"));
	table_cell(t, r->about);
}

static void put_list(struct cli *c, const rule_files *list)
{
	struct rule now = setting_rule(c->ledger);
	struct table t;
	struct json j;
	struct err unread = { 0 };
	bool found = false, newer = setting_rule_unread(c->ledger, &unread);
	for (size_t i = 0; i < list->n; i++)
		found |= rule_eq(&list->p[i].rule, &now);
	if (c->opt.json) {
		cli_json(c, &j, "duban-lights/1");
		json_key_text(&j, "unread", newer ? unread.text : NULL);
		json_key(&j, "rules");
		json_array(&j);
		if (!found)
			json_rule(c, &j, &now, NULL);
		for (size_t i = 0; i < list->n; i++)
			json_rule(c, &j, &list->p[i].rule, list->p[i].name);
		json_array_end(&j);
		json_object_end(&j);
		return;
	}
	if (newer)
		cli_say(unread.text);
	table_init(&t, columns, COLUMNS);
	if (!found)
		put_row(&t, &now, NULL, true);
	for (size_t i = 0; i < list->n; i++)
		put_row(&t, &list->p[i].rule, list->p[i].name, rule_eq(&list->p[i].rule, &now));
	table_print(&t, out_columns(), &c->out);
	table_clear(&t);
}

/* ---- one rule ---- */

/* A path, the name of a file of share/rules, or what the rule calls itself. */
static const struct rule_file *file_find(struct cli *c, const char *word, rule_files *list,
					 struct err *err)
{
	const char *name;
	struct buf known = { 0 };
	if (strchr(word, '/') || (file_exists(word) && strstr(word, ".txt")))
		return gate_path(word, err) && rule_file_add(list, word, word, err) ? &list->p[0] : NULL;
	/* The one that is named is read for itself: its faults are errors. */
	const char *path = arena_printf(&c->mem, "%s/rules/%s.txt", c->paths->share, word);
	if (file_exists(path))
		return rule_file_add(list, word, path, err) ? &list->p[0] : NULL;
	if (!cli_text(c, word, &name, err) || !files_read(c, list, err))
		return NULL;
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->p[i].rule.name, name) == 0)
			return &list->p[i];
	for (size_t i = 0; i < list->n; i++)
		buf_printf(&known, " %s", list->p[i].name);
	err_set(err, ERR_NOT_FOUND, _("no rule of lights is called %s; there are:%s"), name,
		buf_text(&known));
	buf_clear(&known);
	return NULL;
}

static const enum light order[] = { LIGHT_RED, LIGHT_YELLOW, LIGHT_UNKNOWN, LIGHT_GREEN };
enum { LIGHTS = sizeof order / sizeof *order };

static void json_counts(struct json *j, const char *key, const int64_t *counts)
{
	json_key(j, key);
	json_object(j);
	for (int i = 0; i < LIGHTS; i++)
		json_key_int(j, light_name(order[i]), counts[order[i]]);
	json_object_end(j);
}

static void put_counts(struct cli *c, const char *label, const int64_t *counts)
{
	buf_printf(&c->out, "%s", label);
	for (int i = 0; i < LIGHTS; i++)
		buf_printf(&c->out, "  %s %lld", light_word(order[i]), (long long)counts[order[i]]);
	buf_puts(&c->out, "\n");
}

/* From which light to which, and how many: those that change. */
static void json_turns(struct json *j, const struct rule_trial *t)
{
	json_key(j, "turned");
	json_array(j);
	for (int from = 0; from < LIGHTS; from++)
		for (int to = 0; to < LIGHTS; to++) {
			if (from == to || t->turned[order[from]][order[to]] == 0)
				continue;
			json_object(j);
			json_key_text(j, "from", light_name(order[from]));
			json_key_text(j, "to", light_name(order[to]));
			json_key_int(j, "n", t->turned[order[from]][order[to]]);
			json_object_end(j);
		}
	json_array_end(j);
}

static bool put_trial(struct cli *c, const struct rule_file *f, struct err *err)
{
	struct rule_trial t = { .changed = 0 };
	struct json j;
	if (!rule_try(c->ledger, &f->rule, c->plan, &t, err))
		return false;
	if (c->opt.json) {
		cli_json(c, &j, "duban-lights/1");
		json_key(&j, "rules");
		json_array(&j);
		json_rule(c, &j, &f->rule, f->name);
		json_array_end(&j);
		json_key(&j, "trial");
		json_object(&j);
		json_counts(&j, "now", t.now);
		json_counts(&j, "then", t.then);
		json_key_int(&j, "changed", t.changed);
		json_turns(&j, &t);
		json_object_end(&j);
		json_object_end(&j);
		return true;
	}
	buf_printf(&c->out, "%s%s%s\n", f->rule.name, f->rule.about[0] ? ": " : "", f->rule.about);
	put_counts(c, _("now "), t.now);
	put_counts(c, _("then"), t.then);
	buf_printf(&c->out, "%s\n", rule_trial_text(&t, &c->mem));
	return true;
}

static bool choose(struct cli *c, const struct rule_file *f, struct err *err)
{
	struct outcome out;
	if (!setting_change(c->ledger, "light-rule", buf_text(&f->text), &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	rule_files list = { 0 };
	const struct rule_file *one;
	bool done;
	if (c->opt.use && argc == 0)
		return err_set(err, ERR_USE, _("--use needs a rule: duban lights lists them"));
	if (!cli_open(c, err))
		return false;
	if (argc == 0) {
		done = files_read(c, &list, err);
		if (done)
			put_list(c, &list);
	} else {
		one = file_find(c, argv[0], &list, err);
		done = one && (c->opt.use ? choose(c, one, err) : put_trial(c, one, err));
	}
	rule_files_clear(&list);
	return done;
}

const struct cli_command cmd_lights = {
	.name = "lights",
	.args = N_("[RULE]"),
	.help = N_("the rules of the lights; with one: what it would change, or choose it"),
	.opts = lights_options,
	.max_args = 1,
	.run = run,
};
