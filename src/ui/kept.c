#include "ui/kept.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/mem.h"

#include "base/ban.h"

enum { KEPT_MAX = 1 << 20 };

struct kept {
	struct json_doc *doc;
	const struct json_node *fields;
	int64_t at_ms;
};

/* DIR/duban/WHAT; false: nothing names a folder. */
static bool folder_of(const char *what, char to[PATH_MAX])
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int n;

	if (state && state[0] == '/')
		n = snprintf(to, PATH_MAX, "%s/duban/%s", state, what);
	else if (home && home[0] == '/')
		n = snprintf(to, PATH_MAX, "%s/.local/state/duban/%s", home, what);
	else
		return false;
	return n > 0 && n < PATH_MAX;
}

/* The hash over ledger, person and form: none of them shows in a file's name. */
bool kept_path(struct ledger *l, const char *what, const char *form, char to[PATH_MAX])
{
	char *real = realpath(db_path(l->db), NULL);
	const struct str parts[] = {
		str_of(real ? real : db_path(l->db)), str_of(l->by), str_of(form),
	};
	struct id id = id_derive("form", parts, 3);
	char hex[ID_TEXT_SIZE], folder[PATH_MAX];
	int n;

	free(real);
	id_text(&id, hex);
	if (!folder_of(what, folder))
		return false;
	n = snprintf(to, PATH_MAX, "%s/%s.json", folder, hex);
	return n > 0 && n < PATH_MAX;
}

static bool path_of(struct ledger *l, const char *form, char to[PATH_MAX])
{
	return kept_path(l, "forms", form, to);
}

enum { FORMS_LOOKED_AT = 1000 };

/* The form that a file of the folder is of, if it is one of this ledger and person: its name says
 * so. NULL: of another. */
static const char *form_in(struct ledger *l, const char *path, int64_t *at_ms, struct arena *mem)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	struct json_doc *doc =
		file_read(path, KEPT_MAX, &text, &err) ? json_read(buf_str(&text), &err) : NULL;
	const char *form = doc ? arena_str(mem, json_get_str(json_root(doc), "form")) : "";
	char own[PATH_MAX];

	if (doc && !clock_parse(json_get_str(json_root(doc), "at"), at_ms))
		*at_ms = 0;
	json_doc_free(doc);
	buf_clear(&text);
	return *form && path_of(l, form, own) && strcmp(own, path) == 0 ? form : NULL;
}

void kept_list(struct ledger *l, struct arena *mem, kept_forms *to)
{
	char folder[PATH_MAX];
	DIR *dir = folder_of("forms", folder) ? opendir(folder) : NULL;
	int64_t newest = 0;

	for (int n = 0; dir && n < FORMS_LOOKED_AT; n++) {
		const struct dirent *e = readdir(dir);
		int64_t at = 0;

		if (!e)
			break;
		const char *form =
			e->d_name[0] == '.'
				? NULL
				: form_in(l, arena_printf(mem, "%s/%s", folder, e->d_name), &at,
					  mem);

		if (!form)
			continue;
		*vec_push(to) = form;
		if (to->n == 1 || at > newest) {
			to->p[to->n - 1] = to->p[0];
			to->p[0] = form;
			newest = at;
		}
	}
	if (dir)
		closedir(dir);
}

bool kept_write(struct ledger *l, const char *form, const struct kept_field *fields, size_t n,
		struct err *err)
{
	struct buf text = { 0 };
	struct json j;
	char path[PATH_MAX], at[CLOCK_TEXT_SIZE];
	bool done;

	if (!path_of(l, form, path))
		return err_set(err, ERR_SYSTEM,
			       _("neither XDG_STATE_HOME nor HOME names a folder: half-typed forms "
				 "are not kept"));
	json_init(&j, &text);
	json_object(&j);
	json_key(&j, "format");
	json_text(&j, "duban-form/1");
	json_key(&j, "ledger");
	json_text(&j, db_path(l->db));
	json_key(&j, "by");
	json_text(&j, l->by);
	json_key(&j, "form");
	json_text(&j, form);
	json_key(&j, "at");
	json_text(&j, clock_text(clock_now_ms(l->clock), at));
	json_key(&j, "fields");
	json_object(&j);
	for (size_t i = 0; i < n; i++) {
		json_key(&j, fields[i].name);
		json_str(&j, fields[i].text);
	}
	json_object_end(&j);
	json_object_end(&j);
	done = file_make_parents(path, err) &&
	       file_write_quick(path, buf_str(&text), 0600, err);
	buf_clear(&text);
	return done;
}

void kept_forget(struct ledger *l, const char *form)
{
	char path[PATH_MAX];

	if (path_of(l, form, path))
		unlink(path);
}

struct kept *kept_read(struct ledger *l, const char *form)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	struct json_doc *doc = NULL;
	struct kept *k = NULL;
	char path[PATH_MAX];

	if (path_of(l, form, path) && file_read(path, KEPT_MAX, &text, &err))
		doc = json_read(buf_str(&text), &err);
	buf_clear(&text);
	if (!doc)
		return NULL;
	if (str_is(json_get_str(json_root(doc), "format"), "duban-form/1") &&
	    str_is(json_get_str(json_root(doc), "form"), form)) {
		k = mem_alloc(sizeof *k);
		*k = (struct kept){ .doc = doc, .fields = json_get(json_root(doc), "fields") };
		if (!clock_parse(json_get_str(json_root(doc), "at"), &k->at_ms))
			k->at_ms = 0;
		return k;
	}
	json_doc_free(doc);
	return NULL;
}

void kept_free(struct kept *k)
{
	if (!k)
		return;
	json_doc_free(k->doc);
	free(k);
}

struct str kept_text(const struct kept *k, const char *field)
{
	return json_get_str(k->fields, field);
}

int64_t kept_at_ms(const struct kept *k)
{
	return k->at_ms;
}
