/* The configuration as text: an example of all options, and what holds with where it is from. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/conf_private.h"
#include "base/ban.h"

static void put_quoted(struct buf *to, const char *text)
{
	buf_byte(to, '"');
	for (; *text; text++) {
		if (*text == '\n') {
			buf_puts(to, "\\n");
			continue;
		}
		if (*text == '"' || *text == '\\')
			buf_byte(to, '\\');
		buf_byte(to, *text);
	}
	buf_byte(to, '"');
}

static void put_value(struct buf *to, const struct conf_option *o, const char *text)
{
	if (o->type == CONF_BOOL || o->type == CONF_INT)
		buf_puts(to, text);
	else
		put_quoted(to, text);
}

/* The help text as comment lines of at most 80 columns; English, so letters are columns. */
static void put_comment(struct buf *to, const char *indent, const char *text)
{
	struct str rest = str_of(text), word;
	size_t cols = 0;
	while (str_cut(&rest, ' ', &word)) {
		if (!cols || cols + 1 + word.n > 80) {
			buf_printf(to, "%s%s#", cols ? "\n" : "", indent);
			cols = strlen(indent) * 8 + 1;
		}
		buf_byte(to, ' ');
		buf_put(to, word);
		cols += 1 + word.n;
	}
	buf_byte(to, '\n');
}

static void put_limits(struct buf *to, const struct conf_option *o, const char *indent)
{
	if (o->type == CONF_INT)
		buf_printf(to, "%s# %ld to %ld\n", indent, o->min, o->max);
	else if (o->type == CONF_BOOL)
		buf_printf(to, "%s# true, false\n", indent);
	else if (o->type == CONF_CHOICE)
		buf_printf(to, "%s# one of %s\n", indent, o->choices);
}

static size_t group_len(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot ? (size_t)(dot - name) : 0;
}

void conf_write_example(const struct conf_option *table, struct buf *to)
{
	struct str open = { "", 0 };
	buf_puts(to, "# Configuration of duban: every option with its default.\n"
		     "# Read: the system's file, then yours, then the one named by --config; later "
		     "ones win.\n");
	for (const struct conf_option *o = table; o->name; o++) {
		struct str group = { o->name, group_len(o->name) };
		if (!str_eq(group, open)) {
			if (open.n)
				buf_puts(to, "};\n");
			if (group.n)
				buf_printf(to, "\n%.*s = {", STR_ARG(group));
			open = group;
			buf_byte(to, '\n');
		} else {
			buf_byte(to, '\n');
		}
		const char *indent = group.n ? "\t" : "";
		const char *name = group.n ? o->name + group.n + 1 : o->name;
		put_comment(to, indent, o->help);
		put_limits(to, o, indent);
		buf_printf(to, "%s%s = ", indent, name);
		if (o->type == CONF_GROUP)
			buf_puts(to, "{ }");
		else
			put_value(to, o, o->otherwise);
		buf_puts(to, ";\n");
	}
	if (open.n)
		buf_puts(to, "};\n");
}

static void put_origin(struct buf *to, const char *from, int line)
{
	if (*from)
		buf_printf(to, ";    # %s:%d\n", from, line);
	else
		buf_printf(to, ";    # %s\n", _("default"));
}

void conf_show(const struct conf *c, struct buf *to)
{
	for (size_t i = 0; c->table[i].name; i++) {
		const struct conf_value *v = &c->values[i];
		if (c->table[i].type == CONF_GROUP)
			continue;
		buf_printf(to, "%s = ", c->table[i].name);
		put_value(to, &c->table[i], v->text);
		put_origin(to, v->from, v->line);
	}
	for (size_t i = 0; i < c->loose.n; i++) {
		buf_printf(to, "%s = ", c->loose.p[i].name);
		put_quoted(to, c->loose.p[i].value);
		put_origin(to, c->loose.p[i].file, c->loose.p[i].line);
	}
}
