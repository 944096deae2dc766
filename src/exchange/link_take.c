/* What the other side sends: taken as it comes, or kept until somebody agrees. */
#include "exchange/link_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "base/gettext.h"
#include "base/json.h"
#include "exchange/line.h"
#include "store/log_body.h"

#include "base/ban.h"

typedef VEC(struct str) line_list;

/* ---- what is offered ---- */

static bool file_is_here(struct link *k, struct str sha, struct err *err)
{
	char name[HASH_TEXT_SIZE];
	uint8_t hash[HASH_SIZE];

	return hex_parse(sha, hash, sizeof hash) && file_known(k->l->db, hex_text(hash, sizeof hash, name), err);
}

static bool wants(struct link *k, const struct json_node *files, struct err *err)
{
	struct buf line = { 0 };
	struct json j;

	json_init(&j, &line);
	json_object(&j);
	json_key(&j, "wants");
	json_array(&j);
	for (size_t i = 0; i < json_count(files); i++)
		if (!file_is_here(k, json_as_str(json_at(files, i)), err))
			json_int(&j, (int64_t)i);
	json_array_end(&j);
	json_object_end(&j);
	buf_byte(&line, '\n');
	wire_put(&k->wire, buf_str(&line));
	buf_clear(&line);
	return err->code == ERR_NONE && wire_send(&k->wire, err);
}

static bool offer_read(struct link *k, struct err *err)
{
	struct json_doc *doc = link_control(k, err);
	const struct json_node *files = doc ? json_get(json_root(doc), "files") : NULL;
	bool ok = false;

	if (doc) {
		k->sum->comes = json_get_int(json_root(doc), "offer", -1);
		ok = k->sum->comes >= 0 && json_count(files) <= BUNDLE_FILES_MOST &&
				     tips_get(json_root(doc), &k->mem, &k->tips)
			     ? wants(k, files, err)
			     : link_odd(err);
	}
	json_doc_free(doc);
	return ok;
}

/* ---- a part ---- */

static bool part_read(struct link *k, int64_t n, size_t line_most, size_t most, struct buf *to, struct err *err)
{
	struct str line;

	for (int64_t i = 0; i < n; i++) {
		if (!wire_line(&k->wire, line_most, &line, err))
			return false;
		buf_put(to, line);
		buf_byte(to, '\n');
		if (to->n > most)
			return err_set(err, ERR_INPUT, _("the other side has sent too large a part"));
	}
	return true;
}

static bool sum_fits(struct link *k, const struct buf *part, struct err *err)
{
	struct json_doc *doc = link_control(k, err);
	struct sha256_ctx sum;
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	if (!doc)
		return false;
	sha256_init(&sum);
	sha256_update(&sum, part->n, (const uint8_t *)buf_text(part));
	sha256_digest(&sum, sizeof hash, hash);
	bool fits = str_is(json_get_str(json_root(doc), "sum"), hex_text(hash, HASH_SIZE, hex));

	json_doc_free(doc);
	return fits || err_set(err, ERR_INPUT,
			       _("a part is not as it was sent: a byte of it has changed on the way; "
				 "nothing of it was taken"));
}

static bool spool_write(struct link *k, struct str bytes, struct err *err)
{
	while (bytes.n > 0) {
		ssize_t n = write(k->spool, bytes.p, bytes.n);

		if (n < 0 && errno != EINTR)
			return err_errno(err, _("cannot write beside %s"), db_path(k->l->db));
		bytes = str_from(bytes, n > 0 ? (size_t)n : 0);
	}
	return true;
}

static bool file_take(struct link *k, struct str line, struct err *err)
{
	struct buf bytes = { 0 };
	char sha[HASH_TEXT_SIZE];
	bool ok = line_to_file(line, sha, &bytes) || link_odd(err);

	if (ok && k->spool < 0) {
		ok = db_begin(k->l->db, err) && file_keep(k->l->db, sha, buf_str(&bytes), err) &&
		     db_commit(k->l->db, err);
		if (!ok)
			db_rollback(k->l->db);
		*vec_push(&k->kept) = arena_strdup(&k->mem, sha);
	}
	buf_clear(&bytes);
	return ok;
}

/* What none of the changes that came names is none of ours. */
static bool files_sift(struct link *k, struct err *err)
{
	bool ok = k->kept.n == 0 || db_begin(k->l->db, err);

	ok = ok && (k->kept.n == 0 ||
		    (files_drop_unnamed(k->l->db, &k->kept, err) && db_commit(k->l->db, err)));
	if (!ok)
		db_rollback(k->l->db);
	vec_clear(&k->kept);
	return ok;
}

static bool changes_take(struct link *k, struct str part, struct err *err)
{
	line_list lines = { 0 };
	struct str line;
	bool ok = true;

	while (ok && part.n > 0 && str_cut(&part, '\n', &line)) {
		*vec_push(&lines) = line;
		ok = change_known(k->l->db, line, err) ||
		     (err->code == ERR_NONE && take_begins(k->l, line, &k->begins, err));
	}
	ok = ok && err->code == ERR_NONE && take_begins_fit(k->begins, err) &&
		  ledger_merge(k->l, lines.p, lines.n, k->o->clocks, &k->sum->sum, err);

	vec_clear(&lines);
	return ok;
}

static bool got(struct link *k, int64_t n, struct err *err)
{
	struct buf line = { 0 };

	buf_printf(&line, "{\"got\":%lld}\n", (long long)n);
	wire_put(&k->wire, buf_str(&line));
	buf_clear(&line);
	return wire_send(&k->wire, err);
}

static bool files_part(struct link *k, int64_t n, struct err *err)
{
	struct buf part = { 0 };
	bool ok = ((n == 1 && k->sum->came == 0 && k->spool_files < BUNDLE_FILES_MOST) || link_odd(err)) &&
		  part_read(k, n, BUNDLE_FILE_MOST, BUNDLE_FILE_MOST + 1, &part, err) &&
		  sum_fits(k, &part, err) &&
		  file_take(k, str_to(buf_str(&part), part.n - 1), err) &&
		  (k->spool < 0 || spool_write(k, buf_str(&part), err));

	k->spool_files += ok;
	buf_clear(&part);
	return ok && got(k, n, err);
}

static bool changes_part(struct link *k, int64_t n, struct err *err)
{
	struct buf part = { 0 };
	bool ok = ((n >= 1 && n <= PART_LINES) || link_odd(err)) &&
		  part_read(k, n, LINE_MOST, PART_BYTES + LINE_MOST + 1, &part, err) &&
		  sum_fits(k, &part, err) &&
		  (k->spool < 0 ? changes_take(k, buf_str(&part), err) : spool_write(k, buf_str(&part), err));

	k->sum->came += ok ? n : 0;
	buf_clear(&part);
	return ok && got(k, n, err) && link_tell(k, LINK_COMES, k->sum->came, k->sum->comes, err);
}

bool link_take(struct link *k, struct err *err)
{
	bool ok = offer_read(k, err), done = false;

	while (ok && !done) {
		struct json_doc *doc = link_control(k, err);
		const struct json_node *root = doc ? json_root(doc) : NULL;
		int64_t files = json_get_int(root, "files", 0), changes = json_get_int(root, "changes", 0);

		done = json_as_bool(json_get(root, "done"));
		json_doc_free(doc);
		if (!doc)
			ok = false;
		else if (files)
			ok = files_part(k, files, err);
		else if (changes)
			ok = changes_part(k, changes, err);
		else if (!done)
			ok = link_odd(err);
	}
	k->sum->more |= ok && k->sum->came < k->sum->comes;
	return ok && files_sift(k, err);
}

bool link_tips(struct link *k, struct err *err)
{
	struct tip_gate *g = tip_gate_new(k->l, &k->tips, err);
	bool ok = g && tip_gate_keep(g, err);

	tip_gate_free(g);
	return ok;
}

/* ---- until somebody agrees, or all of it can be judged ---- */

bool link_spool(struct link *k, struct err *err)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s.XXXXXX", db_path(k->l->db));
	k->spool = mkostemp(path.p, O_CLOEXEC);
	if (k->spool < 0)
		err_errno(err, _("cannot write beside %s"), db_path(k->l->db));
	else
		unlink(path.p);
	buf_clear(&path);
	return k->spool >= 0;
}

static bool told(void *user, int64_t done, int64_t all)
{
	struct link *k = user;

	return !k->o->told || k->o->told(k->o->user, LINK_TAKES, done, all);
}

bool link_unspool(struct link *k, const char *broke, struct err *err)
{
	struct bundle_head head = { k->sum->with, "", k->sum->came, k->spool_files, k->theirs,
				    k->tips };
	struct arena mem = { 0 };
	struct take_look look = { .changes = 0 };
	struct bundle *b = bundle_bare(k->spool, db_path(k->l->db), &head, err);

	k->spool = -1;
	bool ok = b && take_look(k->l, b, TAKE_TRY_MS, &mem, &look, err);

	if (ok && k->o->agreed && (look.changes > 0 || k->o->clocks))
		ok = k->o->agreed(k->o->user, b, &look, broke, err);
	if (ok && (head.changes > 0 || head.files > 0 || k->o->clocks))
		ok = take_bundle(k->l, b, k->o->clocks, told, k, &k->sum->sum, err);
	take_look_clear(&look);
	bundle_close(b);
	arena_clear(&mem);
	return ok;
}
