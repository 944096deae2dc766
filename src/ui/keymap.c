#include "ui/keymap.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

#include "base/ban.h"

static const struct { const char *mode, *parent; } modes[] = {
	{ "any", NULL },
	{ "list", "any" }, { "overview", "list" }, { "item", "list" }, { "unit", "list" },
	{ "plans", "list" }, { "units", "list" }, { "calls", "list" }, { "gaps", "list" },
	{ "day", "list" },
	{ "month", "any" }, { "grid", "list" }, { "help", "list" }, { "log", "list" },
	{ "lights", "list" }, { "change", "list" }, { "exchange", "list" },
	{ "who", "list" },
	{ "field", "any" }, { "chooser", "field" }, { "form", "field" }, { "form-more", NULL },
	{ "prompt", "field" }, { "filter", "field" }, { "cell", "field" },
	{ "ask", "any" }, { "paste", "any" }, { "verbs", "list" }, { "views", "any" },
	{ "sort", "any" },
};
enum { MODES = sizeof modes / sizeof *modes, NO_MODE = -1 };

/* The first key of a command in a mode is the one that is shown. */
static const struct binding defaults[] = {
	{ "any", "?", "help" }, { "any", ":", "command" }, { "any", "U", "undo" },
	{ "any", "Backspace", "undo-ask" },
	{ "any", "Ctrl-R", "redo" }, { "any", "q", "back" }, { "any", "Esc", "escape" },
	{ "any", "Ctrl-L", "redraw" },
	{ "any", "Ctrl-Z", "put-aside" }, { "any", "Ctrl-C", "interrupt" },
	{ "list", "j", "down" }, { "list", "Down", "down" }, { "list", "k", "up" },
	{ "list", "Up", "up" },
	{ "list", "Ctrl-F", "page-down" }, { "list", "PgDn", "page-down" },
	{ "list", "Ctrl-B", "page-up" }, { "list", "PgUp", "page-up" },
	{ "list", "g", "first" }, { "list", "Home", "first" }, { "list", "G", "last" },
	{ "list", "End", "last" },
	{ "list", "h", "left" }, { "list", "Left", "left" }, { "list", "l", "right" },
	{ "list", "Right", "right" },
	{ "list", "Enter", "open" },
	{ "list", "Tab", "next-pane" }, { "list", "Shift-Tab", "previous-pane" },
	{ "list", "/", "search" }, { "list", "n", "next-match" }, { "list", "N", "previous-match" },
	{ "list", "u", "unit" }, { "list", "]", "next-silent" }, { "list", "[", "previous-silent" },
	{ "list", "P", "plan" }, { "list", "f", "filter" }, { "list", "o", "sort" },
	{ "list", "X", "exchange" }, { "exchange", "s", "sync" },
	{ "exchange", "t", "take" }, { "exchange", "m", "make" }, { "exchange", "e", "settle" },
	{ "exchange", "1", "settle-first" }, { "exchange", "2", "settle-second" },
	{ "list", "r", "report" }, { "list", "=", "none" }, { "list", "z", "zero" },
	{ "list", "s", "sign" }, { "list", "a", "accept" },
	{ "list", "x", "return" }, { "list", "c", "urge" }, { "list", "d", "close" },
	{ "list", "i", "remark" }, { "list", "t", "extend" },
	{ "list", "e", "measure" },
	{ "unit", "e", "members" }, { "unit", "C", "contact" }, { "units", "C", "contact" },
	{ "calls", "C", "contact" },
	{ "gaps", "C", "contact" }, { "gaps", "e", "members" }, { "gaps", "T", "edit-deadline" },
	{ "unit", "E", "edit-unit" }, { "item", "E", "edit-item" },
	{ "item", "T", "edit-deadline" }, { "list", "A", "assign" },
	{ "plans", "E", "edit-plan" }, { "plans", "A", "hand-over" },
	{ "plans", "+", "new-plan" }, { "list", "I", "instruct" },
	{ "overview", "1", "pane-1" }, { "overview", "2", "pane-2" }, { "overview", "3", "pane-3" },
	{ "overview", "p", "print" }, { "overview", "+", "new-item" }, { "item", "p", "print" },
	{ "unit", "p", "print" },
	{ "units", "p", "print" }, { "units", "o", "sort" },
	{ "list", "w", "calls" }, { "calls", "p", "print" }, { "calls", "o", "sort" },
	{ "calls", "F", "promises" },
	{ "list", "v", "views" }, { "views", "1", "news" }, { "views", "2", "pending" },
	{ "views", "3", "asked" },
	{ "views", "j", "down" }, { "views", "Down", "down" }, { "views", "k", "up" },
	{ "views", "Up", "up" }, { "views", "Enter", "open" }, { "views", "+", "view-save" },
	{ "views", "=", "view-save-own" }, { "views", "-", "view-remove" },
	{ "list", "M", "month" }, { "list", "L", "log" }, { "log", "f", "filter" },
	{ "list", "m", "grid" },
	{ "overview", "Space", "mark" }, { "overview", "*", "mark-all" },
	{ "item", "Space", "mark" }, { "item", "*", "mark-all" },
	{ "unit", "Space", "mark" }, { "unit", "*", "mark-all" }, { "calls", "Space", "mark" },
	{ "calls", "*", "mark-all" }, { "day", "Space", "mark" }, { "day", "*", "mark-all" },
	{ "overview", ".", "again" }, { "item", ".", "again" }, { "unit", ".", "again" },
	{ "calls", ".", "again" }, { "grid", ".", "again" },
	{ "grid", "0", "figure" }, { "grid", "1", "figure" }, { "grid", "2", "figure" },
	{ "grid", "3", "figure" }, { "grid", "4", "figure" }, { "grid", "5", "figure" },
	{ "grid", "6", "figure" }, { "grid", "7", "figure" }, { "grid", "8", "figure" },
	{ "grid", "9", "figure" },
	{ "grid", "Home", "line-start" }, { "grid", "End", "line-end" },
	{ "grid", "Space", "mark" }, { "grid", "*", "mark-all" }, { "grid", "-", "mark-row" },
	{ "grid", "|", "mark-column" }, { "grid", "#", "mark-block" },
	{ "grid", ">", "next-date" }, { "grid", "<", "previous-date" },
	{ "month", "h", "left" }, { "month", "Left", "left" }, { "month", "l", "right" },
	{ "month", "Right", "right" }, { "month", "j", "down" }, { "month", "Down", "down" },
	{ "month", "k", "up" }, { "month", "Up", "up" }, { "month", "g", "first" },
	{ "month", "Home", "first" }, { "month", "G", "last" }, { "month", "End", "last" },
	{ "month", "[", "previous-month" }, { "month", "PgUp", "previous-month" },
	{ "month", "Ctrl-B", "previous-month" }, { "month", "]", "next-month" },
	{ "month", "PgDn", "next-month" }, { "month", "Ctrl-F", "next-month" },
	{ "month", "f", "filter" }, { "month", "P", "plan" }, { "month", "Enter", "open" }, { "month", "M", "today" },
	/* Where text is typed: a character is text, so all of these are other keys. */
	{ "field", "Left", "char-left" }, { "field", "Right", "char-right" },
	{ "field", "Home", "line-start" }, { "field", "Ctrl-A", "line-start" },
	{ "field", "End", "line-end" }, { "field", "Ctrl-E", "line-end" },
	{ "field", "Backspace", "delete-back" }, { "field", "Delete", "delete-char" },
	{ "field", "Ctrl-D", "delete-char" },
	{ "field", "Ctrl-W", "delete-word" }, { "field", "Ctrl-U", "delete-start" },
	{ "field", "Ctrl-K", "delete-end" },
	{ "field", "Ctrl-Y", "put-back" }, { "field", "Ctrl-G", "help" },
	{ "form", "Enter", "field-done" }, { "form", "Down", "next-row-or-field" },
	{ "form", "Tab", "next-field" }, { "form", "Up", "previous-row-or-field" },
	{ "form", "Ctrl-N", "new-line" },
	{ "form", "Shift-Tab", "previous-field" },
	{ "form", "Esc", "form-leave" }, { "form", "Ctrl-X", "form-more" },
	{ "form-more", "Ctrl-E", "edit-outside" }, { "form-more", "Ctrl-X", "form-anew" },
	{ "chooser", "Enter", "choose" }, { "chooser", "Down", "next-row" },
	{ "chooser", "Tab", "next-row" }, { "chooser", "Up", "previous-row" },
	{ "chooser", "Shift-Tab", "previous-row" }, { "chooser", "PgDn", "page-down" },
	{ "chooser", "PgUp", "page-up" },
	{ "cell", "Enter", "figure-save" }, { "cell", "Esc", "form-leave" },
	{ "filter", "Enter", "line-done" }, { "filter", "Tab", "complete" },
	{ "filter", "Shift-Tab", "complete-back" }, { "filter", "Up", "line-before" },
	{ "filter", "Down", "line-after" },
	{ "prompt", "Up", "line-before" }, { "prompt", "Down", "line-after" },
	{ "prompt", "Enter", "line-done" }, { "prompt", "Tab", "complete" },
	{ "paste", "y", "yes" }, { "paste", "n", "no" }, { "paste", "j", "down" },
	{ "paste", "Down", "down" }, { "paste", "k", "up" }, { "paste", "Up", "up" },
	{ "paste", "PgDn", "page-down" }, { "paste", "Ctrl-F", "page-down" },
	{ "paste", "PgUp", "page-up" }, { "paste", "Ctrl-B", "page-up" },
	{ "paste", "g", "first" }, { "paste", "Home", "first" }, { "paste", "G", "last" },
	{ "paste", "End", "last" },
	{ "sort", "j", "down" }, { "sort", "Down", "down" }, { "sort", "Right", "down" },
	{ "sort", "Tab", "down" }, { "sort", "k", "up" }, { "sort", "Up", "up" },
	{ "sort", "Left", "up" }, { "sort", "Shift-Tab", "up" }, { "sort", "Enter", "open" },
	{ "sort", "o", "sort" }, { "ask", "y", "yes" }, { "ask", "1", "yes" }, { "ask", "n", "no" }, { "ask", "0", "no" },
	{ "ask", "Down", "down" }, { "ask", "j", "down" }, { "ask", "Up", "up" }, { "ask", "k", "up" },
	{ "ask", "PgDn", "page-down" }, { "ask", "PgUp", "page-up" },
	{ NULL, NULL, NULL },
};

struct bound {
	struct binding as;          /* owned texts where own is set */
	int mode;                   /* its place among modes */
	struct ui_key key;
	bool own;                   /* from the configuration */
	char from[256];
	int line;
};

struct keymap {
	VEC(struct bound) all;
	int parents[MODES];         /* where a mode's keys are looked for next */
	conf_errors *errors;        /* while it is made */
};

const struct binding *binding_table(void)
{
	return defaults;
}

static int mode_find(const char *mode)
{
	for (int i = 0; mode && i < MODES; i++)
		if (strcmp(modes[i].mode, mode) == 0)
			return i;
	return NO_MODE;
}

const char *mode_parent(const char *mode)
{
	int at = mode_find(mode);

	return at == NO_MODE ? NULL : modes[at].parent;
}

bool mode_takes_text(const char *mode)
{
	while (mode && strcmp(mode, "field") != 0)
		mode = mode_parent(mode);
	return mode != NULL;
}

static struct bound *bound_find(const struct keymap *m, int mode, struct ui_key k)
{
	for (size_t i = 0; i < m->all.n; i++)
		if (m->all.p[i].mode == mode && key_eq(m->all.p[i].key, k))
			return &m->all.p[i];
	return NULL;
}

/* Its first key in that very mode; NULL: none. */
static const char *key_in(const struct keymap *m, int mode, const char *command)
{
	for (size_t i = 0; i < m->all.n; i++)
		if (m->all.p[i].mode == mode && strcmp(m->all.p[i].as.command, command) == 0)
			return m->all.p[i].as.key;
	return NULL;
}

static void bound_drop(struct keymap *m, size_t i)
{
	if (m->all.p[i].own)
		free((char *)m->all.p[i].as.key);
	memmove(&m->all.p[i], &m->all.p[i + 1], (m->all.n - i - 1) * sizeof *m->all.p);
	m->all.n--;
}

static struct err *fault(struct keymap *m, const char *file, int line)
{
	struct err *e = vec_push(m->errors);

	e->code = ERR_INPUT;
	snprintf(e->at.source, sizeof e->at.source, "%s", file);
	e->at.line = line;
	return e;
}

/* One key of a setting takes its place. */
static void key_bind(struct keymap *m, int mode, const struct command *c, struct str key,
		     const char *file, int line)
{
	char *name = mem_strndup(key.p, key.n);
	struct bound *had;
	struct ui_key k;

	if (!key_parse(name, &k)) {
		struct err *e = fault(m, file, line);

		snprintf(e->text, sizeof e->text, _("keys.%s.%s: there is no key \"%s\""),
			 modes[mode].mode, c->name, name);
		free(name);
		return;
	}
	had = bound_find(m, mode, k);
	if (had && had->own && strcmp(had->as.command, c->name) != 0) {
		struct err *e = fault(m, file, line);

		snprintf(e->text, sizeof e->text,
			 _("keys.%s.%s: \"%s\" is the key of %s already (%s:%d), and stays it"),
			 modes[mode].mode, c->name, name, had->as.command, had->from, had->line);
		free(name);
		return;
	}
	if (had)
		bound_drop(m, (size_t)(had - m->all.p));
	had = vec_push(&m->all);
	*had = (struct bound){ .as = { modes[mode].mode, name, c->name }, .mode = mode, .key = k,
			       .own = true, .line = line };
	snprintf(had->from, sizeof had->from, "%s", file);
}

/* keys.MODE.COMMAND = "KEY KEY ..." */
static void setting_take(void *user, const char *name, const char *value, const char *file,
			 int line)
{
	struct keymap *m = user;
	const char *dot = strchr(name, '.'), *last = strrchr(name, '.');
	struct str rest = str_trim(str_of(value)), key;
	const struct command *c = NULL;
	char word[32] = "";

	if (dot && last > dot && (size_t)(last - dot) <= sizeof word) {
		memcpy(word, dot + 1, (size_t)(last - dot - 1));
		for (c = command_table(); c->name && strcmp(c->name, last + 1) != 0; c++)
			;
	}
	int mode = mode_find(word);

	if (!c || mode == NO_MODE || !c->name) {
		struct err *e = fault(m, file, line);

		snprintf(e->text, sizeof e->text,
			 mode == NO_MODE ? _("%s: there is no such mode of keys")
					 : _("%s: there is no such command"),
			 name);
		return;
	}
	for (size_t i = m->all.n; i-- > 0;)
		if (!m->all.p[i].own && m->all.p[i].mode == mode &&
		    strcmp(m->all.p[i].as.command, c->name) == 0)
			bound_drop(m, i);
	while (rest.n > 0 && str_cut(&rest, ' ', &key))
		if (str_trim(key).n > 0)
			key_bind(m, mode, c, str_trim(key), file, line);
}

/* A command whose last default key went to another: that is a conflict which nobody wrote down,
 * so it is told. */
static void lost_tell(struct keymap *m)
{
	for (const struct binding *b = defaults; b->mode; b++) {
		int mode = mode_find(b->mode);
		struct ui_key k;
		const struct bound *now;

		if (!key_parse(b->key, &k) || key_in(m, mode, b->command))
			continue;
		now = bound_find(m, mode, k);
		if (now && now->own) {
			struct err *e = fault(m, now->from, now->line);

			snprintf(e->text, sizeof e->text,
				 _("keys.%s.%s: \"%s\" was the only key of %s, which has none now"),
				 b->mode, now->as.command, b->key, b->command);
		}
	}
}

struct keymap *keymap_new(const struct conf *conf, conf_errors *errors)
{
	struct keymap *m = mem_alloc(sizeof *m);

	for (int i = 0; i < MODES; i++)
		m->parents[i] = mode_find(modes[i].parent);
	for (const struct binding *b = defaults; b->mode; b++) {
		struct bound *to = vec_push(&m->all);

		to->as = *b;
		to->mode = mode_find(b->mode);
		key_parse(b->key, &to->key);
	}
	m->errors = errors;
	if (conf) {
		conf_each(conf, "keys", setting_take, m);
		lost_tell(m);
	}
	m->errors = NULL;
	return m;
}

void keymap_free(struct keymap *m)
{
	if (!m)
		return;
	while (m->all.n > 0)
		bound_drop(m, m->all.n - 1);
	vec_clear(&m->all);
	free(m);
}

const char *keymap_get(const struct keymap *m, const char *mode, struct ui_key k)
{
	for (int at = mode_find(mode); at != NO_MODE; at = m->parents[at]) {
		const struct bound *b = bound_find(m, at, k);

		if (b)
			return b->as.command;
	}
	return NULL;
}

const struct binding *keymap_at(const struct keymap *m, const char *mode, size_t i)
{
	for (int at = mode_find(mode); at != NO_MODE; at = m->parents[at])
		for (size_t k = 0; k < m->all.n; k++)
			if (m->all.p[k].mode == at && i-- == 0)
				return &m->all.p[k].as;
	return NULL;
}

const char *keymap_key(const struct keymap *m, const char *mode, const char *command)
{
	for (int at = mode_find(mode); at != NO_MODE; at = m->parents[at]) {
		const char *key = key_in(m, at, command);

		if (key)
			return key;
	}
	return "";
}
