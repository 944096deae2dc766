#include "exchange/sign.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/clean.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "exchange/keygen.h"
#include "model/ident.h"
#include "model/person.h"
#include "model/setting.h"
#include "store/signer.h"

#include "base/ban.h"

#define NAMESPACE "duban-bundle"
enum { SIGNERS_MOST = 256 << 10, SIG_MOST = 64 << 10 };

/* No name of a file is an option. */
static void path_put(struct buf *to, const char *path, const char *ending)
{
	buf_printf(to, "%s%s%s", path[0] == '-' ? "./" : "", path, ending);
}

/* ---- making ---- */

bool sign_make(const char *path, const char *key, struct err *err)
{
	struct buf file = { 0 }, sig = { 0 };
	struct child child;
	int status;

	path_put(&file, path, "");
	path_put(&sig, path, SIGN_ENDING);
	const char *const argv[] = { KEYGEN, "-q", "-Y", "sign", "-f", key, "-n", NAMESPACE, file.p, NULL };
	bool ok = file_exists(sig.p) ? err_set(err, ERR_REFUSED, _("%s exists already"), sig.p)
				     : child_start(&child, argv, -1, err);

	if (ok) {
		/* It may ask for the key's passphrase, as long as somebody needs to type it. */
		status = child_end(&child, 5 * KEYGEN_PATIENCE_MS);
		ok = status == 0 && file_exists(sig.p);
		if (!ok)
			err_set(err, ERR_INPUT,
				_("ssh-keygen could not sign with %s: what it said stands above"), key);
	} else {
		keygen_missing(err);
	}
	buf_clear(&file);
	buf_clear(&sig);
	return ok;
}

/* ---- judging ---- */

static bool signers_write(struct ledger *l, const char *more, struct buf *to, struct err *err)
{
	struct arena mem = { 0 };
	signer_list list = { 0 };
	bool ok = signers_read(l->db, &mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		struct str kind, bytes;

		if (gate_name_fits(str_of(list.p[i].login)) && keygen_key_words(str_of(list.p[i].key), &kind, &bytes))
			buf_printf(to, "%s namespaces=\"" NAMESPACE "\" %.*s %.*s\n", list.p[i].login,
				   STR_ARG(kind), STR_ARG(bytes));
	}
	ok = ok && (!*more || file_read(more, SIGNERS_MOST, to, err));
	vec_clear(&list);
	arena_clear(&mem);
	return ok;
}

struct judging { const char *signers, *sig; int file; };

/* The one whose key it is, "" where it is nobody's. */
static bool signer_find(const struct judging *j, struct arena *mem, const char **who, struct err *err)
{
	const char *const argv[] = { KEYGEN, "-Y", "find-principals", "-n", NAMESPACE, "-f", j->signers, "-s", j->sig, NULL };
	char said[KEYGEN_SAID_MOST];
	int status = keygen_run(argv, -1, said, err);
	struct str all = str_of(said), first = { "", 0 };

	if (status < 0)
		return false;
	*who = "";
	if (status == 0 && str_cut(&all, '\n', &first))
		*who = arena_str(mem, str_to(first, 200));
	return true;
}

/* known: by that name; else whether it is sound at all. */
static bool signature_holds(const struct judging *j, const char *who, bool *holds, struct err *err)
{
	const char *const known[] = { KEYGEN, "-Y", "verify", "-f", j->signers, "-I", who, "-n", NAMESPACE, "-s", j->sig, NULL };
	const char *const any[] = { KEYGEN, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", j->sig, NULL };
	char said[KEYGEN_SAID_MOST];
	int status = lseek(j->file, 0, SEEK_SET) == 0 ? keygen_run(*who ? known : any, j->file, said, err) : 255;

	*holds = status == 0;
	return status >= 0;
}

static bool judge(const struct judging *j, const char *path, struct arena *mem, struct signature *to, struct err *err)
{
	const char *who;
	bool holds;

	if (!signer_find(j, mem, &who, err) || !signature_holds(j, who, &holds, err)) {
		if (err->code != ERR_NOT_FOUND)
			return false;
		err_clear(err);
		to->how = SIGNED_UNREAD;
		return true;
	}
	if (!holds)
		return err_set(err, ERR_INPUT,
			       _("%s is not what was signed in %s%s: one of them has changed, or they do not belong "
				 "together; nothing of it was taken"),
			       path, path, SIGN_ENDING);
	to->how = *who ? SIGNED_KNOWN : SIGNED_UNKNOWN;
	to->by = who;
	return true;
}

bool sign_required(struct ledger *l)
{
	struct arena mem = { 0 };
	bool required = strcmp(setting_value(l, setting_find("signatures"), &mem).text, "required") == 0;

	arena_clear(&mem);
	return required;
}

/* Where signatures are asked for, whoever signed answers for what is in it: a person of the ledger by
 * their role; whom the host's file of signers names is trusted for all. */
static bool brought_by(struct ledger *l, struct bundle *b, const struct signature *s, struct err *err)
{
	struct arena mem = { 0 };
	struct id id = ident_person(str_of(s->by));
	struct person_row row = { .key = "" };

	if (s->how == SIGNED_KNOWN && sign_required(l) && person_get(l->db, &id, &mem, &row, err) && *row.key)
		bundle_brought(b, s->by);
	arena_clear(&mem);
	return err->code == ERR_NONE;
}

bool sign_check(struct ledger *l, struct bundle *b, const char *path, const char *signers,
		struct arena *mem, struct signature *to, struct err *err)
{
	struct buf sig = { 0 }, known = { 0 }, bytes = { 0 };
	char keys_path[32], sig_path[32];
	int keys_fd = -1, sig_fd = -1, file = -1;
	bool ok = true;

	*to = (struct signature){ SIGNED_NOT, "" };
	buf_printf(&sig, "%s%s", path, SIGN_ENDING);
	if (file_exists(sig.p))
		ok = file_read(sig.p, SIG_MOST, &bytes, err) &&
		     signers_write(l, signers, &known, err) &&
		     (sig_fd = keygen_file(&bytes, sig_path, err)) >= 0 &&
		     (keys_fd = keygen_file(&known, keys_path, err)) >= 0 &&
		     (file = bundle_hold(b, err)) >= 0 &&
		     judge(&(struct judging){ keys_path, sig_path, file }, path, mem, to, err) &&
		     brought_by(l, b, to, err) &&
		     bundle_rewind(b, err);
	if (keys_fd >= 0)
		close(keys_fd);
	if (sig_fd >= 0)
		close(sig_fd);
	buf_clear(&sig);
	buf_clear(&known);
	buf_clear(&bytes);
	return ok;
}

bool sign_enough(struct ledger *l, const char *path, const struct signature *s, struct err *err)
{
	if (!sign_required(l) || s->how == SIGNED_KNOWN)
		return true;
	if (s->how == SIGNED_UNREAD)
		return err_set(err, ERR_REFUSED,
			       _("%s is signed, but ssh-keygen (Debian package openssh-client) is not installed here, and this "
				 "ledger asks for signatures; nothing of it was taken"),
			       path);
	return err_set(err, ERR_REFUSED,
		       s->how == SIGNED_NOT
			       ? _("%s is not signed, and this ledger asks for it (\"duban set signatures\"): have it made "
				   "with \"sync make --sign\"; nothing of it was taken")
			       : _("%s is signed with a key that nobody here is known by, and this ledger asks for a known "
				   "one (\"duban set signatures\"); nothing of it was taken"),
		       path);
}

void sign_say(struct ledger *l, const struct signature *s, struct buf *to)
{
	struct arena mem = { 0 };

	if (s->how == SIGNED_KNOWN)
		buf_printf(to, _("  signed by %s\n"), person_name(l, s->by, &mem));
	else if (s->how == SIGNED_UNKNOWN)
		buf_puts(to, _("  signed with a key that nobody here is known by\n"));
	else if (s->how == SIGNED_UNREAD)
		buf_puts(to, _("  signed, but ssh-keygen (Debian package openssh-client) is not installed here to say by whom\n"));
	arena_clear(&mem);
}
