/* How it begins and ends, and who speaks when. */
#include "exchange/link_private.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/json.h"
#include "exchange/line.h"
#include "model/right_mine.h"
#include "model/sight.h"

#include "base/ban.h"

/* A login may greet before the program does. Somebody may think before the last word. */
enum { NOISE_LINES_MOST = 200, THINKS_S = 1800, LAST_WORDS_MS = 1000 };

bool link_odd(struct err *err)
{
	return err_set(err, ERR_INPUT,
		       _("the other side speaks otherwise than duban does: nothing more of it was taken"));
}

bool link_tell(struct link *k, enum link_step step, int64_t done, int64_t all, struct err *err)
{
	return !k->o->told || k->o->told(k->o->user, step, done, all) ||
	       err_set(err, ERR_STOPPED,
		       _("stopped after %lld of %lld changes: what was taken stays, the rest can be "
			 "taken any time"),
		       (long long)done, (long long)all);
}

static bool said_error(const struct json_node *root, struct err *err)
{
	struct str text = json_get_str(root, "error");
	struct buf clean = { 0 };

	if (!text.p)
		return false;
	clean_text(&clean, str_to(text, 400));
	err_set(err, ERR_REFUSED, _("the other side says: %s"), buf_text(&clean));
	buf_clear(&clean);
	return true;
}

struct json_doc *link_control(struct link *k, struct err *err)
{
	struct str line;
	struct err no_json = { 0 };

	if (!wire_line(&k->wire, CONTROL_MOST, &line, err))
		return NULL;
	struct json_doc *doc = json_read(line, &no_json);

	if (!doc)
		return link_odd(err), NULL;
	if (!said_error(json_root(doc), err))
		return doc;
	json_doc_free(doc);
	return NULL;
}

/* ---- who one is, and what one has ---- */

static void put_became(struct json *j, const struct merged *m)
{
	const struct { const char *name; int64_t n; } became[] = {
		{ "taken", m->taken }, { "known", m->known }, { "kept", m->kept },
		{ "waiting", m->waiting }, { "early", m->early }, { "many", m->many }, { "refused", m->faulty },
		{ "left", m->left }, { "barred", m->barred }, { "without_right", m->refused },
	};

	for (size_t i = 0; i < sizeof became / sizeof *became; i++) {
		json_key(j, became[i].name);
		json_int(j, became[i].n);
	}
}

/* became: of what came; NULL: nothing has come yet. */
static bool put_marks(struct link *k, const char *word, const char *is, const struct merged *became,
		      struct err *err)
{
	have_list has = { 0 };
	struct buf line = { 0 };
	struct json j;
	bool ok = have_read(k->l->db, &has, err);

	json_init(&j, &line);
	json_object(&j);
	json_key(&j, word);
	json_text(&j, is);
	json_key(&j, "from");
	json_text(&j, db_site(k->l->db));
	line_put_marks(&j, &has);
	if (k->sum->withheld) {
		json_key(&j, "withheld");
		json_int(&j, 1);
	}
	if (became)
		put_became(&j, became);
	json_object_end(&j);
	buf_byte(&line, '\n');
	wire_put(&k->wire, buf_str(&line));
	vec_clear(&has);
	buf_clear(&line);
	return ok && wire_send(&k->wire, err);
}

/* For the next bundle, and for the list of copies; at_ms: when all that it has had come, 0: it has not
 * yet. Not of one that goes by this one's name, nor by who may not say it. */
static bool heard(struct link *k, const have_list *has, int64_t at_ms, struct err *err)
{
	bool counts;

	if (!right_heard(k->l, &counts, err))
		return false;
	if (!counts || strcmp(k->sum->with, db_site(k->l->db)) == 0)
		return true;
	if (!db_begin(k->l->db, err))
		return false;
	if (site_heard(k->l->db, k->sum->with, has, at_ms, err) &&
	    db_commit(k->l->db, err))
		return true;
	db_rollback(k->l->db);
	return false;
}

static bool hello_put(struct link *k, struct err *err)
{
	return put_marks(k, "link", "duban-link/1", NULL, err);
}

static bool hello_read(struct link *k, struct str line, struct err *err)
{
	struct err no_json = { 0 };
	struct json_doc *doc = json_read(line, &no_json);
	const struct json_node *root = doc ? json_root(doc) : NULL;
	struct str from = json_get_str(root, "from");
	bool ok = false;

	snprintf(k->sum->with, sizeof k->sum->with, "%.*s", (int)(from.n < 60 ? from.n : 60), from.n ? from.p : "");
	if (!doc || said_error(root, err))
		link_odd(err);
	else if (!str_is(json_get_str(root, "link"), "duban-link/1"))
		err_set(err, ERR_INPUT,
			_("the duban of the other side is of another version: exchange by files, or bring both to one version"));
	else if (!site_fits(k->sum->with, &no_json) || !line_get_marks(root, &k->theirs))
		link_odd(err);
	else
		ok = heard(k, &k->theirs, 0, err);
	if (doc && json_get_int(root, "withheld", 0) == 1)
		k->sum->withheld = true;
	if (!ok)
		k->sum->with[0] = '\0';
	json_doc_free(doc);
	return ok;
}

static void noise_keep(struct link *k, struct str line)
{
	struct buf clean = { 0 };

	clean_text(&clean, str_to(line, sizeof k->sum->noise - 1));
	snprintf(k->sum->noise, sizeof k->sum->noise, "%s", buf_text(&clean));
	buf_clear(&clean);
}

static bool hello_get(struct link *k, struct err *err)
{
	struct str line;

	for (int i = 0; i < NOISE_LINES_MOST; i++) {
		if (!wire_line(&k->wire, CONTROL_MOST, &line, err))
			return false;
		if (str_starts(line, STR_LIT("{\"link\":")) || str_starts(line, STR_LIT("{\"error\":")))
			return hello_read(k, line, err);
		noise_keep(k, line);
	}
	return link_odd(err);
}

static void theirs_read(struct link *k, const struct json_node *root)
{
	struct merged *m = &k->sum->theirs;

	*m = (struct merged){ .taken = json_get_int(root, "taken", 0),
			      .known = json_get_int(root, "known", 0),
			      .kept = json_get_int(root, "kept", 0),
			      .waiting = json_get_int(root, "waiting", 0),
			      .early = json_get_int(root, "early", 0),
			      .many = json_get_int(root, "many", 0),
			      .faulty = json_get_int(root, "refused", 0),
			      .refused = json_get_int(root, "without_right", 0),
			      .left = json_get_int(root, "left", 0),
			      .barred = json_get_int(root, "barred", 0) };
	k->sum->told_theirs = true;
}

static bool bye_put(struct link *k, struct err *err)
{
	return put_marks(k, "bye", "duban-link/1", &k->sum->sum, err);
}

static bool bye_get(struct link *k, struct err *err)
{
	have_list has = { 0 };
	struct json_doc *doc = link_control(k, err);
	const struct json_node *root = doc ? json_root(doc) : NULL;
	bool ok = false;

	if (root && (!json_get_str(root, "bye").p || !line_get_marks(root, &has))) {
		link_odd(err);
	} else if (root) {
		theirs_read(k, root);
		ok = heard(k, &has, clock_now_ms(k->l->clock), err);
	}
	json_doc_free(doc);
	vec_clear(&has);
	return ok;
}

/* ---- the two sides ---- */

/* Where somebody is to be asked, or what is signed must be told from what is not, nothing is taken before
 * all of it is here. */
static bool spool_open(struct link *k, struct err *err)
{
	bool closes;

	return tip_gate_closes(k->l, &closes, err) && ((!k->o->agreed && !closes) || link_spool(k, err));
}

/* ok: all has come. What came before it broke is sound. */
static bool spool_take(struct link *k, bool ok, struct err *err)
{
	struct err later = { 0 };

	if (k->spool < 0)
		return ok && link_tips(k, err);
	if (k->sum->with[0] && (ok || err->code == ERR_SYSTEM) &&
	    !link_unspool(k, ok ? NULL : err->text, ok ? err : &later))
		ok = false;
	return ok;
}

static bool call(struct link *k, struct err *err)
{
	bool ok = spool_open(k, err) && hello_get(k, err) && hello_put(k, err) && link_give(k, err) &&
		  link_take(k, err);

	ok = spool_take(k, ok, err);
	return ok && bye_put(k, err) && bye_get(k, err);
}

static bool answer(struct link *k, struct err *err)
{
	struct err gone = { 0 };

	/* A log cannot be narrowed: who is not shown all of it brings theirs, and takes none. */
	k->sum->withheld = sight_is_narrow(k->l->db);
	bool ok = spool_open(k, err) && hello_put(k, err) && hello_get(k, err) && link_take(k, err);

	if (!spool_take(k, ok, err) || !link_give(k, err))
		return false;
	/* All is done: who leaves without a word harms nothing. */
	k->wire.quiet_ms = THINKS_S * 1000;
	return !bye_get(k, &gone) || bye_put(k, err);
}

static void last_words(struct link *k, const struct err *err)
{
	struct err none = { 0 };
	struct buf line = { 0 };
	struct json j;

	json_init(&j, &line);
	json_object(&j);
	json_key(&j, "error");
	json_text(&j, err->text);
	json_object_end(&j);
	buf_byte(&line, '\n');
	k->wire.quiet_ms = LAST_WORDS_MS;
	k->wire.goes_on = NULL;
	/* Not into the middle of another line. */
	if (k->wire.put.n == 0 && !k->wire.ended) {
		wire_put(&k->wire, buf_str(&line));
		(void)!wire_send(&k->wire, &none);
	}
	buf_clear(&line);
}

/* Who was refused finds the line broken, mostly, and the reason still in it. */
static void their_last_words(struct link *k, struct err *err)
{
	struct err said = { 0 };

	k->wire.quiet_ms = LAST_WORDS_MS;
	while (err->code == ERR_SYSTEM && !k->wire.ended && said.code == ERR_NONE)
		json_doc_free(link_control(k, &said));
	if (said.code == ERR_REFUSED)
		*err = said;
}

static bool run(struct ledger *l, bool calls, const struct link_options *o, struct link_sum *sum,
		struct err *err)
{
	struct link k = { .l = l, .o = o, .sum = sum, .answers = !calls, .spool = -1 };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;

	*sum = (struct link_sum){ .gives = 0 };
	k.wire = (struct wire){ .in = o->in, .out = o->out, .goes_on = o->goes_on, .user = o->user,
				.quiet_ms = (o->quiet_s > 0 ? o->quiet_s : LINK_QUIET_S) * 1000 };
	sigaction(SIGPIPE, &ignore, &before);
	bool ok = calls ? call(&k, err) : answer(&k, err);

	if (!ok && err->code == ERR_SYSTEM)
		their_last_words(&k, err);
	if (!ok)
		last_words(&k, err);
	sigaction(SIGPIPE, &before, NULL);
	if (k.spool >= 0)
		close(k.spool);
	vec_clear(&k.theirs);
	vec_clear(&k.tips);
	arena_clear(&k.mem);
	wire_clear(&k.wire);
	return ok;
}

bool link_call(struct ledger *l, const struct link_options *o, struct link_sum *sum, struct err *err)
{
	return run(l, true, o, sum, err);
}

bool link_answer(struct ledger *l, const struct link_options *o, struct link_sum *sum, struct err *err)
{
	return run(l, false, o, sum, err);
}
