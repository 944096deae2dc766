#include "ui/file_fits.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/clean.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "ui/file_typed.h"

#include "base/ban.h"

enum { LOOKED_AT_MOST = 20000, FITTING_MOST = 1000 };

/* The name as it would be typed; NULL: nobody can. In mem. */
static const char *name_typed(const char *name, struct arena *mem)
{
	struct buf text = { 0 }, back = { 0 };
	enum charset found;
	struct err none = { 0 };
	const char *typed = NULL;

	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ')
			return NULL;
	if (charset_read(str_of(name), name, &text, &found, &none) && !clean_needed(buf_str(&text))) {
		charset_to_locale(buf_str(&text), &back);
		if (str_is(buf_str(&back), name))
			typed = arena_strdup(mem, buf_text(&text));
	}
	buf_clear(&text);
	buf_clear(&back);
	return typed;
}

/* Of a plain file "", of a folder "/"; NULL: neither, or nothing for a session that is locked. */
static const char *kind_sign(int folder, const char *name)
{
	struct stat st;

	if (fstatat(folder, name, &st, gate_locked() ? AT_SYMLINK_NOFOLLOW : 0) != 0)
		return NULL;
	if (S_ISREG(st.st_mode))
		return gate_locked() && st.st_nlink != 1 ? NULL : "";
	return S_ISDIR(st.st_mode) && !gate_locked() ? "/" : NULL;
}

static int name_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void folder_read(DIR *dir, struct str before, struct str begins, struct arena *mem, file_names *to)
{
	const struct dirent *e;

	for (int n = 0; n < LOOKED_AT_MOST && to->n < FITTING_MOST && (e = readdir(dir)); n++) {
		const char *name = e->d_name[0] == '.' && (begins.n == 0 || gate_locked())
					   ? NULL
					   : name_typed(e->d_name, mem);
		const char *sign = name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
						   str_starts(str_of(name), begins)
					   ? kind_sign(dirfd(dir), e->d_name)
					   : NULL;

		if (sign)
			*vec_push(to) = arena_printf(mem, "%.*s%s%s", STR_ARG(before), name, sign);
	}
}

void files_fitting(struct str typed, struct arena *mem, file_names *to)
{
	size_t cut = typed.n;

	while (cut > 0 && typed.p[cut - 1] != '/')
		cut--;
	struct str before = str_to(typed, cut);

	if (gate_locked() && cut > 0)
		return;
	DIR *dir = opendir(cut > 0 ? file_typed(before, mem) : ".");

	if (!dir)
		return;
	folder_read(dir, before, str_from(typed, cut), mem, to);
	closedir(dir);
	if (to->n > 1)
		qsort(to->p, to->n, sizeof *to->p, name_order);
}

struct str files_common(const file_names *names)
{
	struct str common = names->n > 0 ? str_of(names->p[0]) : (struct str){ "", 0 };

	for (size_t i = 1; i < names->n; i++) {
		size_t at = 0, same = 0;

		while (at < common.n) {
			size_t from = at;

			utf8_next(common, &at);
			if (strncmp(names->p[i] + from, common.p + from, at - from) != 0)
				break;
			same = at;
		}
		common = str_to(common, same);
	}
	return common;
}

const char *files_place(struct arena *mem)
{
	char folder[1024];
	bool known = getcwd(folder, sizeof folder) && utf8_flaw(str_of(folder)) < 0;
	const char *name = known ? strrchr(folder, '/') : NULL;

	if (!known)
		return _("files are those of the folder in which duban was started");
	if (!gate_locked())
		return arena_printf(mem, _("names without a folder are in %s"), folder);
	/* Where that lies on the host is nobody's business here. */
	return arena_printf(mem, _("files are in your own exchange folder, exchange/%s"),
			    name ? name + 1 : folder);
}
