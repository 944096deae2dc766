/* duban person: who may come, with which key and as what; how somebody is called (the edit). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/authorized.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/ssh_key.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/people.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt person_options[] = {
	{ "key", OPT_TEXT, N_("FILE"), N_("add: the person's public key of ssh (a .pub file); without one, the role alone"),
	  OPTION(key) },
	{ "role", OPT_TEXT, N_("ROLE"),
	  N_("add: viewer 查看, reporter 填报, clerk 经办 or admin 管理"), OPTION(role) },
	{ "unit", OPT_TEXT, N_("UNIT"),
	  N_("add: where the person works; a reporter enters for it alone"), OPTION(unit) },
	{ "shown", OPT_TEXT, N_("NAME"), N_("add: the name that others know"), OPTION(shown) },
	{ "authorized-keys", OPT_TEXT, N_("FILE"),
	  N_("add, list, remove: of the account that people log in to, instead of your own"),
	  OPTION(authorized) },
	{ "remove", OPT_FLAG, NULL, N_("take it off"), OPTION(remove) },
	{ "yes", OPT_FLAG, NULL, N_("do it without asking"), OPTION(yes) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

/* ---- authorized_keys ---- */

/* NULL: err is filled. */
static const char *keys_path(struct cli *c, struct err *err)
{
	const char *home = getenv("HOME");

	if (c->opt.authorized)
		return c->opt.authorized;
	if (home && home[0] == '/')
		return arena_printf(&c->mem, "%s/.ssh/authorized_keys", home);
	err_set(err, ERR_USE, _("HOME names no folder: --authorized-keys says which file"));
	return NULL;
}

/* The line of a person with that key. */
static bool line_make(struct cli *c, const char *login, const char *key, struct authorized_line *to,
		      struct err *err)
{
	char *ledger = realpath(db_path(c->ledger->db), NULL);

	*to = (struct authorized_line){
		.program = c->paths->program,
		.name = login,
		.key = key,
		.ledger = arena_strdup(&c->mem, ledger ? ledger : db_path(c->ledger->db))
	};
	free(ledger);
	const char *const paths[] = { to->program, to->ledger };

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (!authorized_path_fits(paths[i]))
			return err_set(err, ERR_INPUT,
				       _("%s cannot stand in authorized_keys: a path without "
					 "blanks, quotes and signs of the shell is needed"),
				       paths[i]);
	return true;
}

/* ---- add ---- */

static bool call_read(struct cli *c, const char *login, struct people_call *to, struct err *err)
{
	struct buf bytes = { 0 }, key = { 0 };
	const char *role = NULL;
	bool ok = cli_text(c, c->opt.shown, &to->name, err) && cli_text(c, c->opt.role, &role, err);

	to->login = login;
	if (ok && role) {
		to->role = role_find(str_of(role));
		ok = to->role != ROLE_NONE ||
		     err_set(err, ERR_INPUT,
			     _("no such role: %s; there are viewer, reporter, clerk and admin"),
			     role);
	}
	ok = ok && (!c->opt.unit || find_unit(c, c->opt.unit, &to->unit, err));
	if (ok && c->opt.key) {
		ok = gate_path(c->opt.key, err) &&
		     file_read(c->opt.key, SSH_KEY_FILE_MOST, &bytes, err) &&
		     ssh_key_read(buf_str(&bytes), c->opt.key, &key, err);
		to->key = arena_strdup(&c->mem, buf_text(&key));
	}
	buf_clear(&bytes);
	buf_clear(&key);
	return ok;
}

/* The key that the ledger has of somebody. */
static bool key_get(struct cli *c, const char *login, const char **key, struct err *err)
{
	person_rows rows = { 0 };
	bool ok = people_read(c->ledger, &c->mem, &rows, err);

	*key = "";
	for (size_t i = 0; i < rows.n; i++)
		if (strcmp(rows.p[i].login, login) == 0)
			*key = rows.p[i].key;
	vec_clear(&rows);
	return ok;
}

/* The ledger first: who has a line and no role there might be taken for somebody whom nothing
 * restricts. All that can be refused is asked before. */
static bool add_all(struct cli *c, const struct people_call *call, const char *key,
		    struct authorized *a, const char *path, struct err *err)
{
	struct authorized_line line;
	struct outcome out = { 0 };
	struct buf text = { 0 };
	bool ok = line_make(c, call->login, key, &line, err) &&
		  authorized_put(buf_str(&a->text), &line, path, &text, err) &&
		  people_add(c->ledger, call, &out, err);
	if (ok) {
		ok = authorized_write(a, buf_str(&text), err);
		if (!ok)
			cli_say(_("the ledger has it, authorized_keys not: the same command once "
				  "more writes it"));
	}
	if (ok)
		cmd_outcome(c, &out);
	if (ok)
		cli_say(arena_printf(&c->mem, _("the key stands in %s"), path));
	buf_clear(&text);
	return ok;
}

/* An office without ssh gives roles all the same: its people open the file itself. */
static bool add_role(struct cli *c, const struct people_call *call, struct err *err)
{
	struct outcome out = { 0 };

	if (!people_add(c->ledger, call, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

static bool person_add(struct cli *c, const char *login, struct err *err)
{
	struct people_call call = { .login = login };
	struct authorized a = { .folder = -1 };

	if (!cli_open(c, err) || !call_read(c, login, &call, err))
		return false;
	const char *key = call.key;

	if (!key && !key_get(c, login, &key, err))
		return false;
	if (!*key)
		return add_role(c, &call, err);
	const char *path = keys_path(c, err);
	bool ok = path && authorized_open(&a, path, err) && add_all(c, &call, key, &a, path, err);

	authorized_close(&a);
	return ok;
}

/* ---- remove ---- */

/* The ledger first: it knows whether the last admin would go. A line whose person it does not know any
 * more goes all the same. */
static bool remove_all(struct cli *c, const char *login, struct authorized *a, const char *path,
		       struct err *err)
{
	struct authorized_line line;
	struct outcome out = { 0 };
	struct buf text = { 0 };
	struct err unknown = { 0 };
	bool ok = line_make(c, login, "", &line, err);
	int n = ok ? authorized_drop(buf_str(&a->text), line.ledger, login, &text) : 0;

	if (ok && !people_remove(c->ledger, login, &out, &unknown) &&
	    (n == 0 || unknown.code != ERR_NOT_FOUND)) {
		*err = unknown;
		ok = false;
	}
	if (ok && out.changed)
		cmd_outcome(c, &out);
	if (ok && !authorized_write(a, buf_str(&text), err)) {
		ok = false;
		cli_say(_("the ledger has it, authorized_keys not: the same command once more "
			  "writes it"));
	}
	if (ok && n > 0)
		cli_say(arena_printf(&c->mem,
				     _("the key is out of %s; sessions that are open stay so: "
				       "\"duban who\" lists them"),
				     path));
	buf_clear(&text);
	return ok;
}

static bool person_remove(struct cli *c, const char *login, struct err *err)
{
	struct authorized a = { .folder = -1 };

	if (!gate_name_fits(str_of(login)))
		return err_set(
			err, ERR_NOT_FOUND,
			_("%s has neither role nor key here: \"duban person list\" lists who has"),
			login);
	if (!cli_open(c, err))
		return false;
	const char *path = keys_path(c, err);
	bool ok = path && authorized_open(&a, path, err) && remove_all(c, login, &a, path, err);

	authorized_close(&a);
	return ok;
}

/* ---- list ---- */

static const struct table_column columns[] = {
	{ N_("login"), false, false },     { N_("who"), false, true },
	{ N_("role"), false, false },      { N_("unit"), false, true },
	{ N_("public key"), false, true }, { N_("let in"), false, false },
};

static void put_row(struct table *t, const struct person_row *p, const char *unit, bool in)
{
	char print[SSH_KEY_PRINT_SIZE];

	table_cell(t, p->login);
	table_cell(t, p->name);
	table_cell(t, role_label(role_of_word(str_of(p->role))));
	table_cell(t, *unit ? unit : "-");
	table_cell(t, *p->key ? ssh_key_print(str_of(p->key), print) : "-");
	table_cell(t, !*p->key ? "-" : in ? _("yes") : _("no"));
}

static void put_json_row(struct json *j, const struct person_row *p, const char *unit, bool in)
{
	char print[SSH_KEY_PRINT_SIZE];

	json_object(j);
	json_key_text(j, "login", p->login);
	json_key_text(j, "name", *p->name ? p->name : NULL);
	json_key_text(j, "role", *p->role ? p->role : NULL);
	json_key_text(j, "unit", *unit ? unit : NULL);
	json_key_text(j, "key", *p->key ? p->key : NULL);
	json_key_text(j, "fingerprint", *p->key ? ssh_key_print(str_of(p->key), print) : NULL);
	json_key(j, "let_in");
	json_bool(j, in);
	json_object_end(j);
}

/* What authorized_keys says; where it cannot be read nobody is let in. */
static void keys_look(struct cli *c, struct buf *to)
{
	struct err none = { 0 };
	const char *path = keys_path(c, &none);

	if (path)
		(void)!file_read(path, AUTHORIZED_FILE_MOST, to, &none);
}

/* One of them: with the unit's name, and whether authorized_keys lets the person in. */
static void put_person(struct cli *c, const struct person_row *p, struct str lines, struct table *t,
		       struct json *j)
{
	struct unit_row unit = { .name = "" };
	struct authorized_line line;
	struct err none = { 0 };
	bool in = *p->key && line_make(c, p->login, p->key, &line, &none) &&
		  authorized_has(lines, &line);

	if (p->unit)
		(void)!unit_get(c->ledger->db, p->unit, &c->mem, &unit, &none);
	if (c->opt.json)
		put_json_row(j, p, unit.name, in);
	else
		put_row(t, p, unit.name, in);
}

static bool person_list(struct cli *c, struct err *err)
{
	person_rows rows = { 0 };
	struct buf let_in = { 0 };
	struct table t;
	struct json j;

	if (!cli_open(c, err) || !people_read(c->ledger, &c->mem, &rows, err))
		return false;
	keys_look(c, &let_in);
	table_init(&t, columns, sizeof columns / sizeof *columns);
	if (c->opt.json) {
		cli_json(c, &j, "duban-people/1");
		json_key(&j, "people");
		json_array(&j);
	}
	for (size_t i = 0; i < rows.n; i++)
		put_person(c, &rows.p[i], buf_str(&let_in), &t, &j);
	if (c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	} else if (rows.n > 0) {
		table_print(&t, out_columns(), &c->out);
	} else {
		buf_printf(&c->out, "%s\n",
			   _("nobody has a role or a key: whoever opens the ledger may do all"));
	}
	table_clear(&t);
	buf_clear(&let_in);
	vec_clear(&rows);
	return true;
}

/* ---- the command ---- */

/* How somebody is called: the edit of that name. */
static bool person_name_set(struct cli *c, int argc, char **argv, struct err *err)
{
	c->edit = edit_find("person");
	return cli_edit_command(c, c->edit).run(c, argc, argv, err);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	const char *login = NULL;

	if (strcmp(argv[0], "list") == 0)
		return argc == 1 ? person_list(c, err)
				 : err_set(err, ERR_USE, _("person list takes nothing more"));
	if (strcmp(argv[0], "add") == 0)
		return argc == 2 ? cli_text(c, argv[1], &login, err) && person_add(c, login, err)
				 : err_set(err, ERR_USE, _("person add takes one name"));
	if (strcmp(argv[0], "remove") == 0)
		return argc == 2 ? cli_text(c, argv[1], &login, err) && person_remove(c, login, err)
				 : err_set(err, ERR_USE, _("person remove takes one name"));
	if (strcmp(argv[0], "name") == 0)
		return argc > 1 ? person_name_set(c, argc - 1, argv + 1, err)
				: err_set(err, ERR_USE,
					  _("person name takes a login name, and a name"));
	return argc <= 2 ? person_name_set(c, argc, argv, err)
			 : err_set(err, ERR_USE, _("person %s: it is add, list, remove or name"),
				   argv[0]);
}

const struct cli_command cmd_person = {
	.name = "person",
	.args = N_("add NAME | list | remove NAME"),
	.help = N_("who may come by ssh, with which key and as what"),
	.opts = person_options,
	.min_args = 1,
	.max_args = 3,
	.outside = true,
	.run = run,
};
