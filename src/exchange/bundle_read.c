/* Reading a bundle: judged whole, then line by line. */
#include "exchange/bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>
#include <zlib.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "base/json_read.h"
#include "base/mem.h"
#include "base/vec.h"
#include "exchange/line.h"
#include "store/log_body.h"

#include "base/ban.h"

enum { PIECE = 1 << 16, HEAD_MOST = 2 << 20 };

/* Half a hash. */
struct line_mark { uint8_t b[16]; };

struct bundle {
	gzFile file;
	int fd;                      /* what file reads, as it is packed; lent */
	char *path;
	struct buf line;
	int64_t read;                /* bytes of lines so far */
	int64_t at;                  /* lines so far, with the one that is being read */
	/* What each line was when the whole was judged: it is read again while it is taken, and may
	 * have been written over between. */
	VEC(struct line_mark) marks;
	bool judged;
	struct arena mem;
	struct bundle_head head;
	bool bare;                   /* its lines alone, without the first and the last */
	const char *courier;
	struct tip_gate *gate;       /* once somebody has asked */
};

static bool wrong(const struct bundle *b, const char *what, struct err *err)
{
	return err_set(err, ERR_INPUT, _("%s, line %lld: %s; nothing of it was taken"), b->path,
		       (long long)b->at, what);
}

/* What was judged is not what stands there now. */
static bool changed(const struct bundle *b, struct err *err)
{
	return err_set(err, ERR_INPUT,
		       _("%s, line %lld: the file was written over while it was read; what was taken "
			 "before it is sound"),
		       b->path, (long long)b->at);
}

static bool cut_short(const struct bundle *b, struct err *err)
{
	if (b->judged)
		return changed(b, err);
	return err_set(err, ERR_INPUT,
		       _("%s ends after line %lld, or is damaged there: have it sent again; nothing of "
			 "it was taken"),
		       b->path, (long long)(b->at - 1));
}

static bool line_same(struct bundle *b, struct err *err)
{
	uint8_t hash[HASH_SIZE];
	struct line_mark mark;

	if (b->bare)
		return true;
	hash_bytes(b->line.n ? b->line.p : "", b->line.n, hash);
	memcpy(mark.b, hash, sizeof mark.b);
	if (!b->judged)
		*vec_push(&b->marks) = mark;
	else if ((size_t)b->at > b->marks.n ||
		 memcmp(b->marks.p[b->at - 1].b, mark.b, sizeof mark.b) != 0)
		return changed(b, err);
	return true;
}

/* The next line without its end; false at the end of the file or where err is filled. */
static bool line_read(struct bundle *b, size_t most, struct err *err)
{
	char piece[PIECE];

	buf_reset(&b->line);
	b->at++;
	for (;;) {
		if (!gzgets(b->file, piece, sizeof piece)) {
			int code;

			gzerror(b->file, &code);
			/* What follows the last line of a cut file is no line. */
			if (code != Z_OK || b->line.n > 0)
				return cut_short(b, err);
			b->at--;
			return false;
		}
		size_t n = strlen(piece);

		if (n == 0)
			return wrong(b, _("it holds a NUL"), err);
		bool end = piece[n - 1] == '\n';

		buf_add(&b->line, piece, n - end);
		b->read += (int64_t)n;
		if (b->line.n > most)
			return wrong(b, _("it is too long"), err);
		if (b->read > BUNDLE_BYTES_MOST || b->at > BUNDLE_LINES_MOST)
			return err_set(err, ERR_INPUT,
				       _("%s holds more than %d lines or %lld bytes: nothing of it was "
					 "taken"),
				       b->path, (int)BUNDLE_LINES_MOST, (long long)BUNDLE_BYTES_MOST);
		/* gzgets() stops at its own end, too, and at a NUL nobody sees. */
		if (!end && n < sizeof piece - 1)
			return gzeof(b->file) ? cut_short(b, err) : wrong(b, _("it holds a NUL"), err);
		if (end)
			return true;
	}
}

static bool line_next(struct bundle *b, size_t most, struct err *err)
{
	return line_read(b, most, err) && line_same(b, err);
}

/* ---- the first line ---- */

static bool head_take(struct bundle *b, const struct json_node *root, struct err *err)
{
	struct str format = json_get_str(root, "format");
	struct err no_name = { 0 };

	if (str_starts(format, STR_LIT("duban-bundle/")) && !str_is(format, "duban-bundle/1"))
		return err_set(err, ERR_INPUT,
			       _("%s was made by a newer duban: it needs that one here, too"), b->path);
	b->head.from = arena_str(&b->mem, json_get_str(root, "from"));
	b->head.made = arena_str(&b->mem, json_get_str(root, "made"));
	b->head.changes = json_get_int(root, "changes", -1);
	b->head.files = json_get_int(root, "files", -1);
	if (!str_is(format, "duban-bundle/1") || !site_fits(b->head.from, &no_name) ||
	    b->head.changes < 0 ||
	    b->head.changes > BUNDLE_LINES_MOST || b->head.files < 0 ||
	    b->head.files > BUNDLE_FILES_MOST)
		return wrong(b, _("it is no first line of a bundle"), err);
	return (line_get_marks(root, &b->head.has) && tips_get(root, &b->mem, &b->head.tips)) ||
	       wrong(b, _("it is no first line of a bundle"), err);
}

static bool head_read(struct bundle *b, struct err *err)
{
	struct err no_json = { 0 };
	struct json_doc *doc = NULL;
	bool ok = false;

	vec_clear(&b->head.has);
	if (!line_next(b, HEAD_MOST, err)) {
		if (!b->judged && (err->code == ERR_NONE || b->at <= 1))
			err_set(err, ERR_INPUT, _("%s is no bundle of duban"), b->path);
		return false;
	}
	doc = json_read(buf_str(&b->line), &no_json);
	if (doc)
		ok = head_take(b, json_root(doc), err);
	else
		err_set(err, ERR_INPUT, _("%s is no bundle of duban"), b->path);
	json_doc_free(doc);
	return ok;
}

/* ---- the whole ---- */

static bool end_fits(struct bundle *b, const struct sha256_ctx *sum, struct err *err)
{
	struct sha256_ctx copy = *sum;
	struct buf want = { 0 };
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	sha256_digest(&copy, sizeof hash, hash);
	buf_printf(&want, "{\"end\":\"%s\"}", hex_text(hash, HASH_SIZE, hex));
	bool fits = str_eq(buf_str(&want), buf_str(&b->line));

	buf_clear(&want);
	if (!fits)
		return err_set(err, ERR_INPUT,
			       _("%s is not as it was made: a byte of it has changed on the way; have it "
				 "sent again; nothing of it was taken"),
			       b->path);
	return line_next(b, PIECE, err) ? wrong(b, _("it stands behind the end"), err)
					: err->code == ERR_NONE;
}

static bool judge(struct bundle *b, struct err *err)
{
	struct sha256_ctx sum;

	sha256_init(&sum);
	if (!head_read(b, err))
		return false;
	for (int64_t i = 0; i <= b->head.files + b->head.changes; i++) {
		sha256_update(&sum, b->line.n, (const uint8_t *)b->line.p);
		sha256_update(&sum, 1, (const uint8_t *)"\n");
		if (!line_next(b, i < b->head.files ? BUNDLE_FILE_MOST : LINE_MOST, err))
			return err->code == ERR_NONE ? (b->at++, cut_short(b, err)) : false;
	}
	return end_fits(b, &sum, err);
}

static int open_regular(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | gate_open_flags(path));
	struct stat info;

	if (fd < 0) {
		err_errno(err, _("cannot read %s"), path);
	} else if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
		close(fd);
		fd = -1;
		err_set(err, ERR_INPUT, _("%s is no file"), path);
	}
	return fd;
}

/* A ledger itself, as whoever copies a whole one to somebody has it at hand. */
static bool is_ledger(int fd, const char *path, struct err *err)
{
	static const char begin[] = "SQLite format 3";
	char found[sizeof begin];

	if (pread(fd, found, sizeof found, 0) != (ssize_t)sizeof found ||
	    memcmp(found, begin, sizeof begin) != 0)
		return false;
	err_set(err, ERR_INPUT,
		_("%s is a ledger, no file of changes: \"duban --db %s sync make FILE\" makes one of it"),
		path, path);
	return true;
}

struct bundle *bundle_open(const char *path, struct err *err)
{
	int fd = open_regular(path, err);
	struct bundle *b;

	if (fd < 0)
		return NULL;
	if (is_ledger(fd, path, err)) {
		close(fd);
		return NULL;
	}
	b = mem_alloc(sizeof *b);
	b->path = mem_strdup(path);
	b->fd = fd;
	b->file = gzdopen(fd, "rb");
	if (!b->file) {
		close(fd);
		err_set(err, ERR_INPUT, _("cannot read %s"), path);
	}
	if (b->file && judge(b, err)) {
		b->judged = true;
		if (bundle_rewind(b, err))
			return b;
	}
	bundle_close(b);
	return NULL;
}

struct bundle *bundle_bare(int fd, const char *path, const struct bundle_head *head, struct err *err)
{
	struct bundle *b = mem_alloc(sizeof *b);

	b->path = mem_strdup(path);
	b->bare = true;
	b->head = (struct bundle_head){ arena_strdup(&b->mem, head->from), "", head->changes,
					head->files, { 0 }, { 0 } };
	for (size_t i = 0; i < head->has.n; i++)
		*vec_push(&b->head.has) = head->has.p[i];
	for (size_t i = 0; i < head->tips.n; i++)
		*vec_push(&b->head.tips) = head->tips.p[i];
	b->fd = fd;
	b->file = lseek(fd, 0, SEEK_SET) == 0 ? gzdopen(fd, "rb") : NULL;
	if (!b->file) {
		close(fd);
		err_errno(err, _("cannot read %s"), path);
	}
	if (b->file && bundle_rewind(b, err))
		return b;
	bundle_close(b);
	return NULL;
}

static bool copy_packed(int from, int to, int64_t *n)
{
	char piece[PIECE];
	ssize_t got;

	for (*n = 0; (got = pread(from, piece, sizeof piece, *n)) > 0; *n += got)
		if (*n + got > BUNDLE_BYTES_MOST || write(to, piece, (size_t)got) != got)
			return false;
	return got == 0 && lseek(to, 0, SEEK_SET) == 0;
}

int bundle_hold(struct bundle *b, struct err *err)
{
	int fd = memfd_create("duban", MFD_CLOEXEC);
	gzFile file;
	int64_t n;

	if (fd < 0 || !copy_packed(b->fd, fd, &n) || !(file = gzdopen(fd, "rb"))) {
		err_errno(err, _("cannot read %s"), b->path);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	gzclose(b->file);
	b->file = file;
	b->fd = fd;
	return bundle_rewind(b, err) ? fd : -1;
}

void bundle_close(struct bundle *b)
{
	if (!b)
		return;
	if (b->file)
		gzclose(b->file);
	free(b->path);
	buf_clear(&b->line);
	tip_gate_free(b->gate);
	vec_clear(&b->head.has);
	vec_clear(&b->head.tips);
	vec_clear(&b->marks);
	arena_clear(&b->mem);
	free(b);
}

const struct bundle_head *bundle_head(const struct bundle *b)
{
	return &b->head;
}

void bundle_brought(struct bundle *b, const char *courier)
{
	b->courier = arena_strdup(&b->mem, courier);
}

const char *bundle_courier(const struct bundle *b)
{
	return b->courier;
}

/* ---- line by line ---- */

static bool to_start(struct bundle *b, struct err *err)
{
	b->read = 0;
	b->at = b->bare;
	if (b->bare)
		return gzrewind(b->file) == 0 || cut_short(b, err);
	return gzrewind(b->file) == 0 ? head_read(b, err) : cut_short(b, err);
}

bool bundle_rewind(struct bundle *b, struct err *err)
{
	return to_start(b, err);
}

bool bundle_file(struct bundle *b, char sha[HASH_TEXT_SIZE], struct buf *bytes, struct err *err)
{
	if (b->at > b->head.files || !line_next(b, BUNDLE_FILE_MOST, err))
		return false;
	return line_to_file(buf_str(&b->line), sha, bytes) ||
	       wrong(b, _("the file in it is not what its name says"), err);
}

bool bundle_change(struct bundle *b, struct str *line, struct err *err)
{
	while (b->at <= b->head.files)
		if (!line_next(b, BUNDLE_FILE_MOST, err))
			return err->code == ERR_NONE && cut_short(b, err);
	if (b->at > b->head.files + b->head.changes)
		return false;
	if (!line_next(b, LINE_MOST, err))
		return err->code == ERR_NONE && cut_short(b, err);
	*line = buf_str(&b->line);
	return true;
}

/* ---- what is signed ---- */

static bool gate_fill(struct bundle *b, struct tip_gate *g, struct err *err)
{
	struct str line = STR_LIT("");
	bool ok = true;

	while (ok && bundle_change(b, &line, err))
		ok = tip_gate_line(g, line, err);
	return ok && err->code == ERR_NONE && tip_gate_judge(g, err) && bundle_rewind(b, err);
}

struct tip_gate *bundle_gate(struct ledger *l, struct bundle *b, struct err *err)
{
	if (b->gate)
		return b->gate;
	b->gate = tip_gate_new(l, &b->head.tips, err);
	if (b->gate && tip_gate_looks(b->gate) && !gate_fill(b, b->gate, err)) {
		tip_gate_free(b->gate);
		b->gate = NULL;
	}
	return b->gate;
}
