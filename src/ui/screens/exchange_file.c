/* Taking and making bundles from the exchange screen. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "exchange/sign.h"
#include "exchange/take.h"
#include "exchange/take_say.h"
#include "model/own_lost.h"
#include "model/sight.h"
#include "ui/busy.h"
#include "ui/file_typed.h"
#include "ui/screens/exchange_private.h"
#include "ui/term.h"

#include "base/ban.h"

static const char *conf_of(struct ui *ui, const char *name, struct arena *mem)
{
	return ui->options->conf ? conf_path(ui->options->conf, name, mem) : "";
}

/* ---- taking ---- */

/* A bundle that somebody is asked about. */
struct offered { struct bundle *bundle; };

static void offered_free(void *user)
{
	struct offered *o = user;

	bundle_close(o->bundle);
	free(o);
}

static bool taken_so_far(void *user, int64_t done, int64_t all)
{
	struct arena mem = { 0 };
	bool goes_on = busy_goes_on(user, arena_printf(&mem,
						       _("taking: %lld of %lld changes, Esc stops"),
						       (long long)done, (long long)all));

	arena_clear(&mem);
	return goes_on || done == all;
}

static void take_yes(struct ui *ui, void *user)
{
	struct offered *o = user;
	struct arena mem = { 0 };
	struct merged sum = { 0 };
	struct err err = { 0 };
	int64_t behind = log_newest(ui->ledger->db, &err);
	bool ok = take_bundle(ui->ledger, o->bundle, false, taken_so_far, ui, &sum, &err);

	ui_refresh(ui);
	if (!ok)
		ui_error(ui, &err);
	else
		ui_say(ui, _("taken: %lld changes; %lld were here already%s"), (long long)sum.taken,
		       (long long)sum.known, own_losses_text(ui->ledger, behind, &mem));
	arena_clear(&mem);
}

/* What is known already needs no question: that the other copy has it is kept. */
static void offer(struct ui *ui, const char *path, struct bundle *b, const struct signature *s,
		  const struct take_look *look)
{
	struct offered *o = mem_alloc(sizeof *o);
	struct buf text = { 0 };

	o->bundle = b;
	if (look->changes == 0) {
		take_yes(ui, o);
		offered_free(o);
		return;
	}
	take_say(ui->ledger, path, b, look, &text);
	sign_say(ui->ledger, s, &text);
	buf_puts(&text, _("Take it?"));
	ask_open(ui, buf_text(&text), take_yes, o, offered_free);
	buf_clear(&text);
}

static void take_ask(struct ui *ui, const char *begin);

static void take_typed(struct ui *ui, void *user, const char *text)
{
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct take_look look = { .changes = 0 };
	const char *path = file_typed(str_trim(str_of(text)), &mem);
	struct bundle *b = NULL;
	struct signature s;

	(void)user;
	if (*path) {
		busy_goes_on(ui, _("looking at what would come ..."));
		b = gate_path(path, &err) ? bundle_open(path, &err) : NULL;
	}
	if (b && sign_check(ui->ledger, b, path, conf_of(ui, "sync.signers", &mem), &mem, &s, &err) &&
	    sign_enough(ui->ledger, path, &s, &err) && take_look(ui->ledger, b, TAKE_TRY_MS, &mem, &look, &err)) {
		offer(ui, path, b, &s, &look);
	} else if (*path) {
		bundle_close(b);
		ui_error(ui, &err);
		take_ask(ui, text);
	}
	take_look_clear(&look);
	arena_clear(&mem);
}

static void take_ask(struct ui *ui, const char *begin)
{
	prompt_open_file(ui, _("file of another copy:"), begin, take_typed, NULL, NULL);
}

void exchange_take(struct ui *ui)
{
	take_ask(ui, "");
}

/* ---- making ---- */

/* As duban sync make: the key may have a passphrase, which is asked for without the screens. */
static bool made_signed(struct ui *ui, const char *path, struct err *err)
{
	struct arena mem = { 0 };
	const char *key = conf_of(ui, "sync.key", &mem);
	bool ok = true;

	if (*key) {
		term_leave();
		ok = sign_make(path, key, err);
		term_return();
	}
	if (!ok)
		unlink(path);
	arena_clear(&mem);
	return ok;
}

bool exchange_sign(struct ui *ui, struct err *err)
{
	struct arena mem = { 0 };
	const char *key = conf_of(ui, "sync.site-key", &mem);
	bool ok = true;

	if (*key && db_is_writable(ui->ledger->db)) {
		term_leave();
		ok = tip_sign(ui->ledger, key, err);
		term_return();
	}
	arena_clear(&mem);
	return ok;
}

/* Each of the files that hold it. */
static bool parts_signed(struct ui *ui, const char *path, int files, struct err *err)
{
	struct arena mem = { 0 };
	bool ok = made_signed(ui, path, err);

	for (int i = 2; ok && i <= files; i++)
		ok = made_signed(ui, arena_printf(&mem, "%s.%d", path, i), err);
	arena_clear(&mem);
	return ok;
}

static void make_ask(struct ui *ui, const char *site, const char *begin);

/* Of a copy: does the file bring it anything? */
static void made_say(struct ui *ui, const char *site, const char *text, const struct bundle_made *made)
{
	if (site && made->changes == 0)
		ui_say(ui, _("%s: %s has all that is here; the file says what this copy has, and nothing new"), text,
		       site);
	else if (made->files > 1)
		ui_say(ui, _("%s and %s.2 to .%d: %lld changes, to be taken in this order"), text, text,
		       made->files, (long long)made->changes);
	else
		ui_say(ui, ngettext("%s: %lld change", "%s: %lld changes", (unsigned long)made->changes),
		       text, (long long)made->changes);
}

static void make_typed(struct ui *ui, void *user, const char *text)
{
	const char *site = user;
	struct arena mem = { 0 };
	struct err err = { 0 };
	have_list has = { 0 };
	struct bundle_made made = { 0 };
	const char *path = file_typed(str_trim(str_of(text)), &mem);

	if (!*path)
		ui_say(ui, _("a file name is needed"));
	else if ((site && !site_has(ui->ledger->db, site, &has, &err)) ||
		 !gate_path(path, &err) || !exchange_sign(ui, &err) ||
		 !bundle_make(ui->ledger, path, &has, NULL, &made, &err) ||
		 !parts_signed(ui, path, made.files, &err))
		ui_error(ui, &err);
	else
		made_say(ui, site, text, &made);
	if (!*path || err.code != ERR_NONE)
		make_ask(ui, site, text);
	vec_clear(&has);
	arena_clear(&mem);
}

/* What was typed stands there still where it could not be. */
static void make_ask(struct ui *ui, const char *site, const char *begin)
{
	struct arena mem = { 0 };

	prompt_open_file(ui,
			 site ? arena_printf(&mem, _("file for %s:"), site)
			      : _("file for any copy, with all changes:"),
			 begin, make_typed, site ? mem_strdup(site) : NULL, free);
	arena_clear(&mem);
}

/* Of that day the first one that is not there yet: files of the same day go to the same copy, too. */
static const char *name_free(const char *stem, struct arena *mem)
{
	enum { TRIED_MOST = 100 };
	const char *name = arena_printf(mem, "%s.dbn", stem);

	for (int i = 2; i < TRIED_MOST && file_exists(file_typed(str_of(name), mem)); i++)
		name = arena_printf(mem, "%s-%d.dbn", stem, i);
	return name;
}

void exchange_make(struct ui *ui, const char *site)
{
	struct arena mem = { 0 };
	char day[DATE_TEXT_SIZE];
	struct err err = { 0 };

	if (sight_give(ui->ledger, "sync-make", &err))
		make_ask(ui, site,
			 name_free(arena_printf(&mem, "%s-%s", site ? site : "all", date_text(ui->today, day)),
				   &mem));
	else
		ui_error(ui, &err);
	arena_clear(&mem);
}
