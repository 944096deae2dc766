#include "base/conf_private.h"

#include <errno.h>
#include <libconfig.h>
#include <limits.h>
#include <stdio.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/utf8.h"
#include "base/ban.h"

enum {
	FILE_MAX_BYTES = 256 * 1024,     /* libconfig's time grows with the square of the size */
	TEXT_MAX_BYTES = 4096,
};

/* One file while it is read. */
struct reading {
	struct conf *conf;
	const char *path;
	struct str text;
	conf_errors *errors;
};

static size_t option_count(const struct conf_option *table)
{
	size_t n = 0;
	while (table[n].name)
		n++;
	return n;
}

static const struct conf_option *option_find(const struct conf_option *table, struct str name)
{
	for (; table->name; table++)
		if (str_is(name, table->name))
			return table;
	return NULL;
}

/* The index of word in "auto|never|always", or -1. */
static long choice_index(const char *choices, struct str word)
{
	struct str rest = str_of(choices), one;
	for (long i = 0; str_cut(&rest, '|', &one); i++)
		if (str_eq(one, word))
			return i;
	return -1;
}

/* Takes over text, which the value then owns. */
static void value_set(struct conf_value *v, long number, char *text, const char *from, int line)
{
	free(v->text);
	v->number = number;
	v->text = text;
	v->line = line;
	snprintf(v->from, sizeof v->from, "%s", from);
}

bool conf_takes(const struct conf_option *o, const char *text, long *number, struct err *err)
{
	long most = o->max ? o->max : TEXT_MAX_BYTES, bytes = (long)strlen(text);
	char *end;

	errno = 0;
	*number = 0;
	switch (o->type) {
	case CONF_BOOL:
		*number = strcmp(text, "true") == 0;
		return *number || strcmp(text, "false") == 0 ||
			err_set(err, ERR_INPUT, _("%s must be %s"), o->name, _("true or false"));
	case CONF_INT:
		*number = strtol(text, &end, 10);
		return (!errno && end > text && !*end && *number >= o->min && *number <= o->max) ||
		       err_set(err, ERR_INPUT, _("%s must be a whole number from %ld to %ld"),
			       o->name, o->min, o->max);
	case CONF_CHOICE:
		*number = choice_index(o->choices, str_of(text));
		return *number >= 0 ||
		       err_set(err, ERR_INPUT, _("%s must be one of %s"), o->name, o->choices);
	case CONF_TEXT: case CONF_GROUP:
		break;
	}
	return (bytes >= o->min && bytes <= most) ||
	       err_set(err, ERR_INPUT, _("%s must be a text of %ld to %ld bytes"), o->name, o->min,
		       most);
}

static long option_number(const struct conf_option *o, const char *text)
{
	switch (o->type) {
	case CONF_BOOL:
		return strcmp(text, "true") == 0;
	case CONF_INT:
		return strtol(text, NULL, 10);
	case CONF_CHOICE:
		return choice_index(o->choices, str_of(text));
	case CONF_TEXT: case CONF_GROUP:
		break;
	}
	return 0;
}

struct conf *conf_new(const struct conf_option *table)
{
	struct conf *c = mem_alloc(sizeof *c);
	c->table = table;
	c->values = mem_array(NULL, option_count(table) + 1, sizeof *c->values);
	for (size_t i = 0; table[i].name; i++) {
		c->values[i] = (struct conf_value){ 0 };
		if (table[i].type != CONF_GROUP)
			value_set(&c->values[i], option_number(&table[i], table[i].otherwise),
				mem_strdup(table[i].otherwise), "", 0);
	}
	return c;
}

static void loose_clear(struct loose *l)
{
	free(l->name);
	free(l->value);
	free(l->file);
}

void conf_free(struct conf *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->table[i].name; i++)
		free(c->values[i].text);
	for (size_t i = 0; i < c->loose.n; i++)
		loose_clear(&c->loose.p[i]);
	vec_clear(&c->loose);
	free(c->values);
	free(c);
}

static struct place place_at(const struct reading *r, int line)
{
	struct place p = { .line = line };
	snprintf(p.source, sizeof p.source, "%s", r->path);
	return p;
}

#define COMPLAIN(r, line, ...) \
	((void)err_at(vec_push((r)->errors), ERR_INPUT, place_at((r), (int)(line)), __VA_ARGS__))

/* libconfig cuts integers to 32 bits in silence: the digits of the line tell. */
static bool line_overflows(const struct reading *r, unsigned line)
{
	struct str rest = r->text, one = { "", 0 };
	for (unsigned i = 0; i < line; i++)
		if (!str_cut(&rest, '\n', &one))
			return false;
	long long v = 0;
	bool hex = false;
	for (size_t i = 0; i < one.n && one.p[i] != '#'; i++) {
		char c = one.p[i];
		hex = c == 'x' || c == 'X' || (hex && v);
		v = c >= '0' && c <= '9' ? v * 10 + (c - '0') : 0;
		if (v > (long long)INT_MAX + 1)
			return true;
	}
	return false;
}

static const char *type_words(const struct conf_option *o)
{
	switch (o->type) {
	case CONF_BOOL:
		return _("true or false");
	case CONF_INT:
		return _("a whole number");
	case CONF_CHOICE:
		return o->choices;
	case CONF_TEXT: case CONF_GROUP:
		break;
	}
	return _("a text in quotation marks");
}

static bool type_fits(const struct conf_option *o, const config_setting_t *s)
{
	int type = config_setting_type(s);
	if (o->type == CONF_BOOL)
		return type == CONFIG_TYPE_BOOL;
	if (o->type == CONF_INT)
		return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
	return type == CONFIG_TYPE_STRING;
}

/* One setting that the table knows. The earlier value stays where this one is refused. */
static void take_value(struct reading *r, const struct conf_option *o, const config_setting_t *s)
{
	unsigned line = config_setting_source_line(s);
	char number[32] = "";
	const char *text = number;
	long n = 0;
	if (!type_fits(o, s)) {
		COMPLAIN(r, line, _("%s must be %s"), o->name, type_words(o));
		return;
	}
	if (o->type == CONF_BOOL)
		text = config_setting_get_bool(s) ? "true" : "false";
	else if (o->type == CONF_INT)
		snprintf(number, sizeof number, "%lld", config_setting_get_int64(s));
	else
		text = config_setting_get_string(s);
	if (o->type == CONF_INT && line_overflows(r, line)) {
		COMPLAIN(r, line, _("%s must be a whole number from %ld to %ld"), o->name, o->min,
			 o->max);
		return;
	}
	struct err fault = { 0 };
	if (!conf_takes(o, text, &n, &fault)) {
		fault.at = place_at(r, (int)line);
		*vec_push(r->errors) = fault;
		return;
	}
	value_set(&r->conf->values[o - r->conf->table], n, mem_strdup(text), r->path, (int)line);
}

static void refuse_unknown(struct reading *r, struct str name, unsigned line)
{
	struct near near = { .word = name };
	for (const struct conf_option *o = r->conf->table; o->name; o++)
		near_offer(&near, o->name);
	if (near.best)
		COMPLAIN(r, line, _("unknown option %.*s: did you mean %s?"), STR_ARG(name),
			 near.best);
	else
		COMPLAIN(r, line, _("unknown option %.*s: `duban config` lists them"),
			 STR_ARG(name));
}

/* Forgets what earlier files said of this name. */
static void loose_forget(struct conf *c, const char *name)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->loose.n; i++) {
		if (c->loose.p[i].reading != c->readings && strcmp(c->loose.p[i].name, name) == 0)
			loose_clear(&c->loose.p[i]);
		else
			c->loose.p[kept++] = c->loose.p[i];
	}
	c->loose.n = kept;
}

static void take_loose(struct reading *r, const char *name, const config_setting_t *s)
{
	struct conf *c = r->conf;
	int n = config_setting_length(s);
	if (config_setting_is_aggregate(s)) {
		loose_forget(c, name);
		for (int i = 0; i < n; i++)
			take_loose(r, name, config_setting_get_elem(s, (unsigned)i));
		return;
	}
	unsigned line = config_setting_source_line(s);
	const char *value = config_setting_get_string(s);
	if (!value || strlen(value) > TEXT_MAX_BYTES) {
		COMPLAIN(r, line, _("%s must be %s"), name, _("a text in quotation marks"));
		return;
	}
	loose_forget(c, name);
	*vec_push(&c->loose) = (struct loose){ mem_strdup(name), mem_strdup(value), mem_strdup(r->path),
		(int)line, c->readings };
}

/* Is there an option below the group of this name? */
static bool group_known(const struct conf_option *table, struct str name)
{
	for (; table->name; table++) {
		struct str option = str_of(table->name);
		if (option.n > name.n && option.p[name.n] == '.' && str_starts(option, name))
			return true;
	}
	return false;
}

/* All settings of one group. prefix: its full name, "" at the top; free: it lies in a free-form
 * one. */
static void take_group(struct reading *r, const config_setting_t *group, struct str prefix,
		       bool is_free)
{
	int n = config_setting_length(group);
	for (int i = 0; i < n; i++) {
		const config_setting_t *s = config_setting_get_elem(group, (unsigned)i);
		struct buf name = { 0 };
		buf_put(&name, prefix);
		if (prefix.n)
			buf_byte(&name, '.');
		buf_puts(&name, config_setting_name(s));
		const struct conf_option *o =
			is_free ? NULL : option_find(r->conf->table, buf_str(&name));
		bool loose = is_free || (o && o->type == CONF_GROUP);
		if (config_setting_is_group(s) &&
		    (loose || group_known(r->conf->table, buf_str(&name))))
			take_group(r, s, buf_str(&name), loose);
		else if (is_free)
			take_loose(r, buf_text(&name), s);
		else if (o && o->type != CONF_GROUP)
			take_value(r, o, s);
		else if (o || group_known(r->conf->table, buf_str(&name)))
			COMPLAIN(r, config_setting_source_line(s),
				_("%s must be a group: %s = { ... };"),
				buf_text(&name), buf_text(&name));
		else
			refuse_unknown(r, buf_str(&name), config_setting_source_line(s));
		buf_clear(&name);
	}
}

/* What libconfig would let pass, or do without limits. */
static bool text_sound(struct reading *r)
{
	ptrdiff_t flaw = utf8_flaw(r->text);
	struct str rest = r->text, one;
	size_t end = flaw >= 0 ? (size_t)flaw : r->text.n;
	if (memchr(r->text.p, 0, r->text.n))
		end = (size_t)((const char *)memchr(r->text.p, 0, r->text.n) - r->text.p);
	int line = 1;
	for (; str_cut(&rest, '\n', &one); line++) {
		if (one.p + one.n > r->text.p + end)
			break;
		if (str_starts(str_trim(one), STR_LIT("@include"))) {
			COMPLAIN(r, line,
				 _("@include is not supported: put the settings into this file"));
			return false;
		}
	}
	if (end == r->text.n)
		return true;
	COMPLAIN(r, line, _("this line is no UTF-8 text"));
	return false;
}

void conf_read(struct conf *c, const char *path, bool must_exist, conf_errors *errors)
{
	struct buf bytes = { 0 };
	struct err err = { 0 };
	config_t parsed;
	if (!must_exist && !file_exists(path))
		return;
	if (!file_read(path, FILE_MAX_BYTES, &bytes, &err)) {
		*vec_push(errors) = err;
		goto out;
	}
	struct reading r = { c, path, buf_str(&bytes), errors };
	if (str_starts(r.text, STR_LIT("\xef\xbb\xbf")))
		r.text = str_from(r.text, 3);
	if (!r.text.n || !text_sound(&r))
		goto out;
	c->readings++;
	config_init(&parsed);
	if (config_read_string(&parsed, r.text.p))
		take_group(&r, config_root_setting(&parsed), STR_LIT(""), false);
	else
		COMPLAIN(&r, config_error_line(&parsed), _("not a configuration: %s"),
			config_error_text(&parsed));
	config_destroy(&parsed);
out:
	buf_clear(&bytes);
}

const struct conf_value *conf_get(const struct conf *c, const char *name)
{
	const struct conf_option *o = option_find(c->table, str_of(name));
	if (!o)
		abort();      /* a name that our own table lacks: a test would have met it */
	return &c->values[o - c->table];
}

const char *conf_path(const struct conf *c, const char *name, struct arena *mem)
{
	const char *set = conf_get(c, name)->text, *home = getenv("HOME");

	return strncmp(set, "~/", 2) == 0 && home && *home ? arena_printf(mem, "%s/%s", home, set + 2) : set;
}

void conf_each(const struct conf *c, const char *group,
	void (*take)(void *user, const char *name, const char *value, const char *file, int line),
	void *user)
{
	size_t n = strlen(group);
	for (size_t i = 0; i < c->loose.n; i++) {
		const struct loose *l = &c->loose.p[i];
		if (strncmp(l->name, group, n) == 0 && l->name[n] == '.')
			take(user, l->name, l->value, l->file, l->line);
	}
}
