#include "exchange/tip.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gettext.h"
#include "exchange/keygen.h"
#include "store/site.h"

#include "base/ban.h"

#define NAMESPACE "duban-tip"
#define ARMOUR_BEGIN "-----BEGIN SSH SIGNATURE-----"
#define ARMOUR_END "-----END SSH SIGNATURE-----"
enum { SIG_MOST = 8192, TIPS_BESIDE = 100 };

/* ---- its line ---- */

static void tip_put(struct json *j, const struct tip *t)
{
	char hex[HASH_TEXT_SIZE];

	json_object(j);
	json_key(j, "tip");
	json_text(j, hex_text(t->hash.b, HASH_SIZE, hex));
	json_key(j, "site");
	json_text(j, t->site);
	json_key(j, "seq");
	json_int(j, t->seq);
	json_key(j, "sig");
	json_text(j, t->sig);
	json_object_end(j);
}

void tip_text(const struct tip *t, struct buf *to)
{
	struct json j;

	json_init(&j, to);
	tip_put(&j, t);
}

void tips_put(struct json *j, const tip_list *tips)
{
	if (tips->n == 0)
		return;
	json_key(j, "tips");
	json_array(j);
	for (size_t i = 0; i < tips->n; i++)
		tip_put(j, &tips->p[i]);
	json_array_end(j);
}

static bool is_base64(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!memchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", s.p[i], 65))
			return false;
	return s.n > 0 && s.n <= SIG_MOST;
}

static bool tip_get(const struct json_node *n, struct arena *mem, struct tip *to)
{
	struct str sig = json_get_str(n, "sig");
	struct err no_name = { 0 };

	*to = (struct tip){ .site = arena_str(mem, json_get_str(n, "site")),
			    .seq = json_get_int(n, "seq", 0) };
	if (!is_base64(sig) || to->seq < 1 || !site_fits(to->site, &no_name) ||
	    !hex_parse(json_get_str(n, "tip"), to->hash.b, HASH_SIZE))
		return false;
	to->sig = arena_str(mem, sig);
	return true;
}

bool tips_get(const struct json_node *root, struct arena *mem, tip_list *to)
{
	const struct json_node *tips = json_get(root, "tips");
	size_t n = json_count(tips);

	vec_clear(to);
	if (n > TIPS_MOST)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!tip_get(json_at(tips, i), mem, vec_push(to)))
			return false;
	return true;
}

/* ---- which of them travel ---- */

static bool kept_get(const char *line, struct arena *mem, struct tip *to)
{
	struct err no_json = { 0 };
	struct json_doc *doc = json_read(str_of(line), &no_json);
	bool ok = doc && tip_get(json_root(doc), mem, to);

	json_doc_free(doc);
	return ok;
}

bool tips_for(struct ledger *l, const keys *changes, struct arena *mem, tip_list *to, struct err *err)
{
	tip_lines kept = { 0 };
	keys sorted = { 0 };
	size_t bytes = 0, beside = 0;
	bool ok = tip_lines_read(l->db, mem, &kept, err);

	for (size_t i = 0; i < changes->n && kept.n > 0; i++)
		*vec_push(&sorted) = changes->p[i];
	keys_sort(&sorted);
	/* Those of what is sent first; what was signed only after it had been sent comes besides. */
	for (int pass = 0; ok && pass < 2; pass++)
		for (size_t i = 0; i < kept.n && to->n < TIPS_MOST && bytes < TIPS_BYTES_MOST; i++) {
			bool sent = keys_has(&sorted, kept.p[i].change);
			struct tip t;

			if (sent != (pass == 0) || (!sent && beside++ >= TIPS_BESIDE) ||
			    !kept_get(kept.p[i].line, mem, &t))
				continue;
			*vec_push(to) = t;
			bytes += strlen(kept.p[i].line);
		}
	vec_clear(&kept);
	vec_clear(&sorted);
	return ok;
}

/* ---- what is signed ---- */

static void message_put(const struct tip *t, struct buf *to)
{
	char hex[HASH_TEXT_SIZE];

	buf_printf(to, "duban-tip/1\n%s\n%" PRId64 "\n%s\n", t->site, t->seq,
		   hex_text(t->hash.b, HASH_SIZE, hex));
}

const char *site_key_of(const site_keys *all, struct str site)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_is(site, all->p[i].site))
			return all->p[i].key;
	return NULL;
}

static bool holds_by(const struct tip *t, const char *signers, const char *sig, int message, bool *holds,
		     struct err *err)
{
	const char *const argv[] = { KEYGEN, "-Y", "verify", "-f", signers, "-I", t->site, "-n", NAMESPACE,
				     "-s", sig, NULL };
	char said[KEYGEN_SAID_MOST];
	int status = keygen_run(argv, message, said, err);

	*holds = status == 0;
	return status >= 0;
}

bool tip_holds(const struct tip *t, const char *key, bool *holds, struct err *err)
{
	struct buf message = { 0 }, sig = { 0 }, signers = { 0 };
	char sig_path[32], signers_path[32], message_path[32];
	int sig_fd = -1, signers_fd = -1, message_fd = -1;
	struct str kind, bytes;
	bool ok = true;

	*holds = false;
	if (!keygen_key_words(str_of(key), &kind, &bytes))
		return true;
	message_put(t, &message);
	buf_printf(&sig, ARMOUR_BEGIN "\n%s\n" ARMOUR_END "\n", t->sig);
	buf_printf(&signers, "%s namespaces=\"" NAMESPACE "\" %.*s %.*s\n", t->site, STR_ARG(kind),
		   STR_ARG(bytes));
	ok = (sig_fd = keygen_file(&sig, sig_path, err)) >= 0 &&
	     (signers_fd = keygen_file(&signers, signers_path, err)) >= 0 &&
	     (message_fd = keygen_file(&message, message_path, err)) >= 0 &&
	     holds_by(t, signers_path, sig_path, message_fd, holds, err);
	if (sig_fd >= 0)
		close(sig_fd);
	if (signers_fd >= 0)
		close(signers_fd);
	if (message_fd >= 0)
		close(message_fd);
	buf_clear(&message);
	buf_clear(&sig);
	buf_clear(&signers);
	return ok;
}

/* ---- this copy's own ---- */

/* The inside of the armour, in one line; "": it is none. */
static const char *armour_inside(const char *said, struct arena *mem)
{
	const char *from = strstr(said, ARMOUR_BEGIN), *end = from ? strstr(from, ARMOUR_END) : NULL;
	struct buf text = { 0 };

	for (from = from ? from + strlen(ARMOUR_BEGIN) : NULL; end && from < end; from++)
		if (*from > ' ')
			buf_byte(&text, *from);
	const char *inside = is_base64(buf_str(&text)) ? arena_strdup(mem, buf_text(&text)) : "";

	buf_clear(&text);
	return inside;
}

static bool sign(struct tip *t, const char *key, struct arena *mem, struct err *err)
{
	const char *const argv[] = { KEYGEN, "-q", "-Y", "sign", "-f", key, "-n", NAMESPACE, NULL };
	struct buf message = { 0 };
	char path[32], said[KEYGEN_SAID_MOST] = "";
	int status = -1;

	message_put(t, &message);
	int fd = keygen_file(&message, path, err);

	if (fd >= 0) {
		status = keygen_run(argv, fd, said, err);
		close(fd);
	}
	buf_clear(&message);
	if (status < 0)
		return keygen_missing(err);
	t->sig = status == 0 ? armour_inside(said, mem) : "";
	return *t->sig || err_set(err, ERR_INPUT,
				  _("this copy's newest change could not be signed with %s (sync.site-key): it is a "
				    "private key without a passphrase, or a public one whose other half an agent has"),
				  key);
}

/* Others would say that it does not fit. */
static bool fits_known(struct ledger *l, const struct tip *t, struct arena *mem, struct err *err)
{
	site_keys all = { 0 };
	bool ok = site_keys_read(l->db, mem, &all, err), holds = true;
	const char *known = site_key_of(&all, str_of(t->site));

	ok = ok && (!known || tip_holds(t, known, &holds, err));
	vec_clear(&all);
	if (ok && !holds)
		return err_set(err, ERR_REFUSED,
			       _("the ledger knows the copy %s by another key than the one it signs with "
				 "(sync.site-key): \"duban site key %s FILE.pub\" enters it"),
			       t->site, t->site);
	return ok;
}

static bool keep_own(struct ledger *l, const struct tip *t, struct err *err)
{
	struct buf line = { 0 };
	bool ok = db_begin(l->db, err);

	tip_text(t, &line);
	if (ok && !(tip_keep(l->db, &t->hash, buf_str(&line), err) && db_commit(l->db, err))) {
		db_rollback(l->db);
		ok = false;
	}
	buf_clear(&line);
	return ok;
}

/* Is a tip kept of it that the known key has signed, or any where none is known? */
static bool is_signed(struct ledger *l, const struct tip *own, struct arena *mem, bool *is,
		      struct err *err)
{
	tip_lines kept = { 0 };
	struct tip t;
	struct err none = { 0 };
	bool ok = tip_lines_read(l->db, mem, &kept, err);

	*is = false;
	for (size_t i = 0; ok && !*is && i < kept.n; i++)
		*is = kept_get(kept.p[i].line, mem, &t) &&
		      memcmp(t.hash.b, own->hash.b, HASH_SIZE) == 0 && fits_known(l, &t, mem, &none);
	vec_clear(&kept);
	return ok;
}

bool tip_sign(struct ledger *l, const char *key, struct err *err)
{
	struct arena mem = { 0 };
	struct tip t = { .site = db_site(l->db), .sig = "" };
	bool is = false;
	bool ok = !*key || !tip_own(l->db, &t.hash, &t.seq, err) ||
		  (is_signed(l, &t, &mem, &is, err) &&
		   (is || (sign(&t, key, &mem, err) && fits_known(l, &t, &mem, err) &&
			   keep_own(l, &t, err))));

	arena_clear(&mem);
	return ok && err->code == ERR_NONE;
}
