/* Is a line that comes from elsewhere what it says: its form, what it follows from. */
#include "base/gettext.h"
#include "base/utf8.h"
#include "store/merge_private.h"
#include "store/site.h"

#include "base/ban.h"

/* A day that a stamp may lie behind: who sets the day of all (--today) leaves the stamps alone. */
#define AT_AHEAD_MS_MOST ((int64_t)2 * 24 * 60 * 60 * 1000)

/* ---- is it sound? ---- */

/* Any text without controls: they would be escaped in a line that was written as it should be. */
static bool line_is_clean(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if ((unsigned char)line.p[i] < ' ' || line.p[i] == 0x7F)
			return false;
	return utf8_flaw(line) < 0;
}

/* Is what stands before the first ",\"set\":[" the whole of the object but its last member? Then the
 * log, which reads a line's head alone, reads what was read here, and need not be asked. */
static bool head_is_plain(struct str line, const struct json_doc *doc)
{
	const struct json_node *root = json_root(doc), *value;
	ptrdiff_t at = str_find(line, STR_LIT(",\"set\":["));
	size_t n = json_count(root);
	const char *last = n > 0 ? json_pair(root, n - 1, &value) : NULL;
	bool in_text = false;
	int depth = 0;

	for (ptrdiff_t i = 0; i < at; i++) {
		if (in_text && line.p[i] == '\\')
			i++;
		else if (line.p[i] == '"')
			in_text = !in_text;
		else if (!in_text)
			depth += (line.p[i] == '{' || line.p[i] == '[') -
				 (line.p[i] == '}' || line.p[i] == ']');
	}
	return at > 0 && depth == 1 && !in_text && last && strcmp(last, "set") == 0;
}

/* Texts that we would have cut; a day after the stamp, which is never before the clock. */
static bool head_fits(const struct body *b, struct err *err)
{
	if (strlen(b->by) >= LINE_NAME_MOST + LINE_CHARACTER ||
	    strlen(b->verb) >= LINE_NAME_MOST + LINE_CHARACTER ||
	    strlen(b->say) >= LINE_SAY_MOST + LINE_CHARACTER)
		return err_set(err, ERR_INPUT,
			       _("change %lld: its author, deed or sentence is too long"),
			       (long long)b->seq);
	if (b->at_ms - (b->hlc >> 16) > AT_AHEAD_MS_MOST)
		return err_set(err, ERR_INPUT, _("change %lld: its day is after its stamp"),
			       (long long)b->seq);
	return true;
}

bool line_read(struct str line, struct arena *mem, struct body *to, struct json_doc **doc,
	       struct err *err)
{
	if (line.n > LINE_MOST)
		return err_set(err, ERR_INPUT, _("a line of %zu bytes: at most %d are taken"),
			       line.n, (int)LINE_MOST);
	if (!line_is_clean(line))
		return err_set(err, ERR_INPUT, _("a line with control characters or broken UTF-8"));
	/* Read as the log reads it: what has another form would stop the whole log later. */
	*doc = json_read(line, err);
	if (!*doc || !body_read(*doc, mem, to, err) ||
	    (!head_is_plain(line, *doc) && !body_read_head(line, mem, to, err)) ||
	    !site_fits(to->site, err) || !head_fits(to, err))
		return false;
	if (body_count(*doc) > LINE_SETS_MOST)
		return err_set(err, ERR_INPUT, _("a line of %zu writes: at most %d are taken"),
			       body_count(*doc), (int)LINE_SETS_MOST);
	return true;
}

/* ---- what it follows from ---- */

/* Of several that are missing the one with the greatest hash is waited for: hashes know nothing of
 * the order in which lines come, so half of the others have come by then, and a line that lacks
 * thousands is tried a dozen times. */
static void parent_missing(struct parents *p, const struct change_hash *hash)
{
	if (!p->n_missing++ || memcmp(hash->b, p->missing.b, HASH_SIZE) > 0)
		p->missing = *hash;
}

static void parent_find(struct db *db, const struct change_hash *hash, struct parents *p,
			struct log_place *to, struct err *err)
{
	if (!place_find(db, hash, to, err)) {
		parent_missing(p, hash);
		return;
	}
	p->all_applied = p->all_applied && to->applied != APPLIED_NOT;
	p->hlc = to->hlc > p->hlc ? to->hlc : p->hlc;
}

bool parents_find(struct db *db, const struct body *b, struct parents *p, struct err *err)
{
	p->all_applied = true;
	p->has_prev = b->has_prev;
	if (b->has_prev)
		parent_find(db, &b->prev, p, &p->prev, err);
	for (size_t i = 0; i < b->n_seen; i++)
		parent_find(db, &b->seen[i], p, vec_push(&p->seen), err);
	return p->n_missing == 0 && err->code == ERR_NONE;
}

static bool site_is(struct db *db, int64_t chain, const char *site, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM chain WHERE id = ?1 AND site = ?2", err);
	stmt_int(&st, 1, chain);
	stmt_text(&st, 2, str_of(site));
	bool is = stmt_row(&st, err);

	return stmt_close(&st) && is;
}

/* A later line of an action follows the one before it: nobody's other changes pass for a part of it. */
static bool part_follows(struct db *db, const struct body *b, const struct parents *p, struct err *err)
{
	struct arena mem = { 0 };
	struct body prev = { .seq = 0 };
	struct stmt st;

	if (b->parts < 2 || b->part == 1)
		return true;
	stmt_open(&st, db, "SELECT body FROM change WHERE id = ?1", err);
	stmt_int(&st, 1, p->prev.key);
	bool follows = p->has_prev && stmt_row(&st, err) &&
		       body_read_head(stmt_get_str(&st, 0), &mem, &prev, err) &&
		       prev.parts == b->parts && prev.part == b->part - 1 &&
		       id_eq(&prev.batch, &b->batch);

	arena_clear(&mem);
	return stmt_close(&st) && follows;
}

bool line_follows(struct db *db, const struct body *b, const struct parents *p, struct err *fault,
		  struct err *err)
{
	if (b->seq != (p->has_prev ? p->prev.seq : 0) + 1)
		return err_set(fault, ERR_INPUT,
			       _("change %lld: its number does not follow %lld"),
			       (long long)b->seq, (long long)(p->has_prev ? p->prev.seq : 0));
	if (b->hlc <= p->hlc)
		return err_set(fault, ERR_INPUT,
			       _("change %lld: its stamp is not after the one before"),
			       (long long)b->seq);
	if (p->has_prev && !site_is(db, p->prev.chain, b->site, err))
		return err_set(fault, ERR_INPUT,
			       _("change %lld: it says to be of %s, and follows one of another copy"),
			       (long long)b->seq, b->site);
	if (err->code == ERR_NONE && !part_follows(db, b, p, err))
		return err_set(fault, ERR_INPUT,
			       _("change %lld: the beginning of its action is missing"),
			       (long long)b->seq);
	return err->code == ERR_NONE;
}
