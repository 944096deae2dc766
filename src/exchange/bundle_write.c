/* Writing a bundle: beside the file, then in its place. */
#include "exchange/bundle.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <zlib.h>

#include "base/file.h"
#include "base/gettext.h"
#include "exchange/line.h"
#include "model/sight.h"
#include "store/files.h"

#include "base/ban.h"

struct writer {
	gzFile file;
	struct sha256_ctx sum;
	struct buf line;
	const char *path;
};

static bool put_bytes(struct writer *w, struct str s, struct err *err)
{
	if (s.n > 0 && gzwrite(w->file, s.p, (unsigned)s.n) != (int)s.n)
		return err_errno(err, _("cannot write %s"), w->path);
	return true;
}

/* A line and its end, counted into the sum. */
static bool put_line(struct writer *w, struct str line, struct err *err)
{
	sha256_update(&w->sum, line.n, (const uint8_t *)line.p);
	sha256_update(&w->sum, 1, (const uint8_t *)"\n");
	return put_bytes(w, line, err) && put_bytes(w, STR_LIT("\n"), err);
}

static bool put_head(struct writer *w, struct ledger *l, int64_t changes, int64_t files,
		     const tip_list *tips, struct err *err)
{
	struct json j;
	have_list has = { 0 };
	char at[CLOCK_TEXT_SIZE];

	if (!have_read(l->db, &has, err))
		return false;
	buf_reset(&w->line);
	json_init(&j, &w->line);
	json_object(&j);
	json_key(&j, "format");
	json_text(&j, "duban-bundle/1");
	json_key(&j, "from");
	json_text(&j, db_site(l->db));
	json_key(&j, "made");
	json_text(&j, clock_text(clock_now_ms(l->clock), at));
	json_key(&j, "changes");
	json_int(&j, changes);
	json_key(&j, "files");
	json_int(&j, files);
	line_put_marks(&j, &has);
	tips_put(&j, tips);
	json_object_end(&j);
	vec_clear(&has);
	return put_line(w, buf_str(&w->line), err);
}

static bool put_file(struct writer *w, struct ledger *l, const char *sha, struct err *err)
{
	buf_reset(&w->line);
	return line_from_file(l, sha, &w->line, err) && put_line(w, buf_str(&w->line), err);
}

static bool put_change(struct writer *w, struct ledger *l, int64_t key, struct err *err)
{
	struct arena mem = { 0 };
	struct str line;
	bool ok = lack_line(l->db, key, &mem, &line, err) && put_line(w, line, err);

	arena_clear(&mem);
	return ok;
}

static bool put_end(struct writer *w, struct err *err)
{
	uint8_t sum[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	sha256_digest(&w->sum, sizeof sum, sum);
	buf_reset(&w->line);
	buf_printf(&w->line, "{\"end\":\"%s\"}\n", hex_text(sum, HASH_SIZE, hex));
	return put_bytes(w, buf_str(&w->line), err);
}

/* ---- what goes into one file ---- */

/* Changes that follow one another, and the source files that they name. */
struct part {
	keys changes;
	file_hashes files;
	struct arena mem;            /* of the hashes */
	const tip_list *tips;        /* of all parts: behind a change of this one, too */
};

static void part_clear(struct part *p)
{
	vec_clear(&p->changes);
	vec_clear(&p->files);
	arena_clear(&p->mem);
}

/* Its first line and its last. */
enum { PART_MARGIN = 2 << 20 };

static int64_t bytes_of(struct ledger *l, int64_t key, struct err *err)
{
	struct arena mem = { 0 };
	struct str line = { 0 };
	int64_t n = lack_line(l->db, key, &mem, &line, err) ? (int64_t)line.n + 1 : 0;

	arena_clear(&mem);
	return n;
}

static int64_t bytes_of_file(struct ledger *l, const char *sha, struct err *err)
{
	struct buf line = { 0 };
	int64_t n = line_from_file(l, sha, &line, err) ? (int64_t)line.n + 1 : 0;

	buf_clear(&line);
	return n;
}

/* Does it fit, as it is filled? */
static bool part_fits(struct ledger *l, const struct part *p, const struct bundle_room *room,
		      struct err *err)
{
	int64_t bytes = PART_MARGIN;

	for (size_t i = 0; i < p->changes.n; i++)
		bytes += bytes_of(l, p->changes.p[i], err);
	for (size_t i = 0; i < p->files.n; i++)
		bytes += bytes_of_file(l, p->files.p[i], err);
	return bytes <= room->bytes && p->files.n <= BUNDLE_FILES_MOST &&
	       (int64_t)(p->changes.n + p->files.n) + 2 <= room->lines;
}

static bool part_take(struct ledger *l, struct part *p, const keys *lack, size_t from, size_t n,
		      struct err *err)
{
	part_clear(p);
	for (size_t i = 0; i < n; i++)
		*vec_push(&p->changes) = lack->p[from + i];
	return files_of(l->db, &p->changes, &p->mem, &p->files, err);
}

/* As many from there on as fit, or about so many; one goes in any case: a line and its files are within
 * all bounds. */
static bool part_fill(struct ledger *l, struct part *p, const keys *lack, size_t from,
		      const struct bundle_room *room, struct err *err)
{
	size_t n = lack->n - from;

	if ((int64_t)n > room->lines - 2 && room->lines > 3)
		n = (size_t)room->lines - 2;
	while (part_take(l, p, lack, from, n, err) && n > 1 && !part_fits(l, p, room, err))
		n = n - n / 4 - 1;
	return err->code == ERR_NONE;
}

/* ---- writing one ---- */

static bool put_all(struct writer *w, struct ledger *l, const struct part *p, struct err *err)
{
	bool ok = put_head(w, l, (int64_t)p->changes.n, (int64_t)p->files.n, p->tips, err);

	for (size_t i = 0; ok && i < p->files.n; i++)
		ok = put_file(w, l, p->files.p[i], err);
	for (size_t i = 0; ok && i < p->changes.n; i++)
		ok = put_change(w, l, p->changes.p[i], err);
	return ok && put_end(w, err);
}

static bool write_to(int fd, const char *path, struct ledger *l, const struct part *p,
		     struct err *err)
{
	struct writer w = { .file = gzdopen(fd, "wb"), .path = path };
	bool ok;

	if (!w.file) {
		close(fd);
		return err_set(err, ERR_FULL, _("cannot write %s"), path);
	}
	sha256_init(&w.sum);
	ok = put_all(&w, l, p, err);
	if (gzclose(w.file) != Z_OK && ok)
		ok = err_errno(err, _("cannot write %s"), path);
	buf_clear(&w.line);
	return ok;
}

static bool make_beside(struct ledger *l, const char *path, const struct part *p, struct err *err)
{
	struct buf beside = { 0 };
	bool ok = false;

	if (file_exists(path))
		return err_set(err, ERR_REFUSED, _("%s exists already"), path);
	buf_printf(&beside, "%s.XXXXXX", path);
	int fd = mkostemp(beside.p, O_CLOEXEC);

	if (fd < 0) {
		err_errno(err, _("cannot write beside %s"), path);
	} else {
		ok = write_to(fd, path, l, p, err) && file_place(beside.p, path, err);
		if (!ok)
			unlink(beside.p);
	}
	buf_clear(&beside);
	return ok;
}

/* ---- one after another ---- */

/* Of the first the path itself. */
static const char *part_path(const char *path, int at, struct buf *room)
{
	buf_reset(room);
	buf_puts(room, path);
	if (at > 1)
		buf_printf(room, ".%d", at);
	return buf_text(room);
}

static bool make_parts(struct ledger *l, const char *path, const keys *lack, const tip_list *tips,
		       const struct bundle_room *room, struct bundle_made *made, struct err *err)
{
	struct part p = { .tips = tips };
	struct buf name = { 0 };
	bool ok = true;

	do {
		ok = part_fill(l, &p, lack, (size_t)made->changes, room, err) &&
		     make_beside(l, part_path(path, made->files + 1, &name), &p, err);
		if (ok) {
			made->files++;
			made->changes += (int64_t)p.changes.n;
		}
	} while (ok && made->changes < (int64_t)lack->n);
	while (!ok && made->files > 0)
		unlink(part_path(path, made->files--, &name));
	part_clear(&p);
	buf_clear(&name);
	return ok;
}

bool bundle_make(struct ledger *l, const char *path, const have_list *has,
		 const struct bundle_room *room, struct bundle_made *made, struct err *err)
{
	static const struct bundle_room all = { BUNDLE_LINES_MOST, BUNDLE_BYTES_MOST };
	keys lack = { 0 };
	tip_list tips = { 0 };
	struct arena mem = { 0 };

	*made = (struct bundle_made){ .changes = 0 };
	/* Before anything is looked for. */
	if (file_exists(path))
		return err_set(err, ERR_REFUSED, _("%s exists already"), path);
	if (!sight_give(l, "sync-make", err))
		return false;
	/* One look at the log, whoever writes meanwhile. */
	if (!db_read_begin(l->db, err))
		return false;
	bool ok = lack_read(l->db, has, &lack, err) && tips_for(l, &lack, &mem, &tips, err) &&
		  make_parts(l, path, &lack, &tips, room ? room : &all, made, err);

	db_read_end(l->db);
	vec_clear(&lack);
	vec_clear(&tips);
	arena_clear(&mem);
	return ok;
}
