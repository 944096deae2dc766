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
		     struct err *err)
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

static bool put_all(struct writer *w, struct ledger *l, const keys *lack, struct err *err)
{
	struct arena mem = { 0 };
	file_hashes files = { 0 };
	bool ok = files_of(l->db, lack, &mem, &files, err) &&
		  put_head(w, l, (int64_t)lack->n, (int64_t)files.n, err);

	for (size_t i = 0; ok && i < files.n; i++)
		ok = put_file(w, l, files.p[i], err);
	for (size_t i = 0; ok && i < lack->n; i++)
		ok = put_change(w, l, lack->p[i], err);
	ok = ok && put_end(w, err);
	vec_clear(&files);
	arena_clear(&mem);
	return ok;
}

static bool write_to(int fd, const char *path, struct ledger *l, const keys *lack, struct err *err)
{
	struct writer w = { .file = gzdopen(fd, "wb"), .path = path };
	bool ok;

	if (!w.file) {
		close(fd);
		return err_set(err, ERR_FULL, _("cannot write %s"), path);
	}
	sha256_init(&w.sum);
	ok = put_all(&w, l, lack, err);
	if (gzclose(w.file) != Z_OK && ok)
		ok = err_errno(err, _("cannot write %s"), path);
	buf_clear(&w.line);
	return ok;
}

static bool make_beside(struct ledger *l, const char *path, const keys *lack, struct err *err)
{
	struct buf beside = { 0 };
	bool ok = false;

	buf_printf(&beside, "%s.XXXXXX", path);
	int fd = mkostemp(beside.p, O_CLOEXEC);

	if (fd < 0) {
		err_errno(err, _("cannot write beside %s"), path);
	} else {
		ok = write_to(fd, path, l, lack, err) && file_place(beside.p, path, err);
		if (!ok)
			unlink(beside.p);
	}
	buf_clear(&beside);
	return ok;
}

bool bundle_make(struct ledger *l, const char *path, const have_list *has, int64_t *n,
		 struct err *err)
{
	keys lack = { 0 };
	bool ok = false;

	if (file_exists(path))
		return err_set(err, ERR_REFUSED, _("%s exists already"), path);
	/* One look at the log, whoever writes meanwhile. */
	if (!db_read_begin(l->db, err))
		return false;
	if (lack_read(l->db, has, &lack, err))
		ok = make_beside(l, path, &lack, err);
	db_read_end(l->db);
	*n = (int64_t)lack.n;
	vec_clear(&lack);
	return ok;
}
