#include "cli/setup.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "model/wording.h"
#include "base/ban.h"

/* $VARIABLE/duban/NAME, or ~/otherwise/duban/NAME. */
static const char *xdg_path(struct cli *c, const char *variable, const char *otherwise,
			    const char *name)
{
	const char *base = getenv(variable);
	if (base && base[0] == '/')
		return arena_printf(&c->mem, "%s/duban/%s", base, name);
	const char *home = getenv("HOME");
	return arena_printf(&c->mem, "%s/%s/duban/%s", home && *home ? home : "", otherwise, name);
}

static void read_files(struct cli *c, conf_errors *errors)
{
	conf_free(c->conf);
	c->conf = conf_new(settings_table());
	conf_read(c->conf, arena_printf(&c->mem, "%s/duban.conf", c->paths->conf), false, errors);
	conf_read(c->conf, xdg_path(c, "XDG_CONFIG_HOME", ".config", "duban.conf"), false, errors);
	if (c->opt.config)
		conf_read(c->conf, c->opt.config, true, errors);
}

/* The language may stand in the configuration, and its faults be told in that language: read
 * again then. */
static bool read_configuration(struct cli *c, struct err *err)
{
	conf_errors errors = { 0 };
	bool known =
		!c->opt.lang || strcmp(c->opt.lang, "zh_CN") == 0 || strcmp(c->opt.lang, "en") == 0;
	if (c->opt.lang && known)
		locale_choose(c->opt.lang);
	read_files(c, &errors);
	if (!c->opt.lang && conf_get(c->conf, "language")->number != 0) {
		locale_choose(conf_get(c->conf, "language")->text);
		if (errors.n > 0) {
			vec_clear(&errors);
			read_files(c, &errors);
		}
	}
	for (size_t i = 0; i < errors.n; i++) {
		char line[1024];
		err_line(&errors.p[i], line, sizeof line);
		cli_say(line);
	}
	vec_clear(&errors);
	return known ||
	       err_set(err, ERR_USE, _("no such language here: %s; there are zh_CN and en"),
		       c->opt.lang);
}

static bool set_clock(struct cli *c, struct err *err)
{
	const struct conf_value *zone = conf_get(c->conf, "timezone");
	struct err fault = { 0 };
	if (!clock_init(&c->clock, zone->text, &fault)) {
		if (zone->line) {
			snprintf(fault.at.source, sizeof fault.at.source, "%.*s",
				 (int)sizeof fault.at.source - 1, zone->from);
			fault.at.line = zone->line;
		}
		char line[1024];
		err_line(&fault, line, sizeof line);
		cli_say(line);
		if (!clock_init(&c->clock, "Asia/Shanghai", err))
			return false;
	}
	return !c->opt.today || clock_set(&c->clock, str_of(c->opt.today), c->test, err);
}

static bool set_who(struct cli *c, struct err *err)
{
	const char *name = c->opt.as, *utf8;
	const struct passwd *me = name ? NULL : getpwuid(getuid());
	if (!name)
		name = me ? me->pw_name : getenv("LOGNAME");
	if (!name)
		name = "?";
	/* The line in authorized_keys is UTF-8, whatever the terminal speaks; the gate has judged it. */
	if (c->opt.locked)
		utf8 = name;
	else if (!locale_read(name, &c->mem, &utf8, err))
		return false;
	if (!*utf8 || strlen(utf8) >= sizeof c->by)
		return err_set(err, ERR_USE, _("--as takes a name of 1 to %d bytes"),
			       (int)sizeof c->by - 1);
	snprintf(c->by, sizeof c->by, "%s", utf8);
	return true;
}

bool setup_read(struct cli *c, struct err *err)
{
	return read_configuration(c, err) && set_clock(c, err) && set_who(c, err);
}

const char *cli_ledger_path(struct cli *c)
{
	const char *set = conf_get(c->conf, "ledger")->text;
	if (c->opt.db)
		return c->opt.db;
	if (!*set)
		return xdg_path(c, "XDG_DATA_HOME", ".local/share", "ledger.db");
	const char *home = getenv("HOME");
	if (strncmp(set, "~/", 2) == 0 && home && *home)
		return arena_printf(&c->mem, "%s%s", home, set + 1);
	return set;
}

/* In tests a ledger may be said to lie on a file system of the network, by its number. */
static int64_t place_pretended(const struct cli *c)
{
	const char *type = c->test ? getenv("DUBAN_TEST_PLACE") : NULL;
	return type ? (int64_t)strtoll(type, NULL, 16) : 0;
}

struct ledger_options cli_ledger_options(struct cli *c)
{
	return (struct ledger_options){ .path = cli_ledger_path(c),
					.share_dir = c->paths->share,
					.by = c->by,
					.clock = &c->clock,
					.ids = &c->ids,
					.place = place_pretended(c) };
}

bool cli_date(const char *word, date *to, struct err *err)
{
	*to = DATE_NONE;
	if (!word || day_typed_whole(str_of(word), to))
		return paper_day_check(*to, err);
	return err_set(err, ERR_INPUT, _("not a day: %s (such as 2018-11-20)"), word);
}

bool cli_text(struct cli *c, const char *word, const char **to, struct err *err)
{
	*to = NULL;
	return !word || locale_read(word, &c->mem, to, err);
}

void cli_json(struct cli *c, struct json *j, const char *format)
{
	c->json_out = true;
	json_init(j, &c->out);
	json_object(j);
	json_key(j, "format");
	json_text(j, format);
	if (c->ledger && c->ledger->past)
		cli_json_date(j, "asof", ledger_today(c->ledger));
}

void cli_json_date(struct json *j, const char *key, date d)
{
	char text[DATE_TEXT_SIZE];
	json_key(j, key);
	json_text(j, d == DATE_NONE ? NULL : date_text(d, text));
}

void cli_json_id(struct json *j, const char *key, const struct id *id)
{
	char text[ID_TEXT_SIZE];
	json_key(j, key);
	json_text(j, id_text(id, text));
}
