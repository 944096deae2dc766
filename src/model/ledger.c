#include "model/ledger.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/clash.h"
#include "model/clocks.h"
#include "model/derive.h"
#include "model/ident.h"
#include "model/people.h"
#include "model/person.h"
#include "model/right_mine.h"
#include "model/right_past.h"
#include "model/say.h"
#include "model/setting.h"
#include "model/sight.h"
#include "model/speaks.h"
#include "model/workdays.h"
#include "store/db.h"
#include "store/rows.h"
#include "store/site.h"

#include "base/ban.h"

/* So many clashes of a trial are told one by one. */
enum { TRIAL_NAMED = 20 };

static struct calendar *calendar_of(const struct ledger_options *o, struct err *err)
{
	struct buf dir = { 0 };
	struct calendar *cal;

	if (!o->share_dir)
		return calendar_new();
	buf_printf(&dir, "%s/calendar", o->share_dir);
	cal = calendar_load(buf_text(&dir), err);
	buf_clear(&dir);
	return cal;
}

/* The first change: whose units these are, and who began. */
static bool ledger_init(struct ledger *l, const char *region, struct err *err)
{
	struct outcome out = { .changed = false };
	struct id setting = ident_setting(STR_LIT("region")), person = ident_person(str_of(l->by));
	struct change *c = ledger_begin(l, "init", _("begins the ledger"), err);

	if (!c)
		return false;
	change_row(c, KIND_SETTING, &setting);
	change_field(c, "name", V_TEXT("region"));
	change_field(c, "value", V_TEXT(region ? region : ""));
	change_row(c, KIND_PERSON, &person);
	change_field(c, "login", V_TEXT(l->by));
	if (!derive_horizon_set(l, ledger_today(l) + HORIZON_DAYS, err)) {
		ledger_abandon(l, c);
		return false;
	}
	return ledger_commit(l, c, &out, err);
}

/* Duties are derived up to a horizon. One that draws near is moved on here; a ledger that cannot be
 * written shows what it has. */
static bool ledger_derive_on(struct ledger *l, struct err *err)
{
	date horizon = derive_horizon(l), today = ledger_today(l);

	if (!db_is_writable(l->db) || (horizon != DATE_NONE && today + HORIZON_LEAST <= horizon))
		return true;
	return ledger_derive_all(l, today + HORIZON_DAYS, err);
}

/* A sample lives in days of its own: the one it was made for is today, unless the user named
 * another. */
static bool ledger_enter_sample(struct ledger *l, struct clock *clock, struct err *err)
{
	const char *day = db_meta(l->db, "sample_today");

	return !day || clock->fixed || clock->today_only != DATE_NONE ||
	       clock_set(clock, str_of(day), false, err);
}

/* Own days decide what duties come to: they are read first, and noted as what duties were derived
 * with. */
static bool commit_derive(struct ledger *l, const touched_list *touched, bool days, struct err *err)
{
	return (!days || workdays_load(l, err)) && derive_touched(l, touched, err) &&
	       (!days || workdays_note(l, err));
}

/* What came of others' lines. */
static bool merge_commit(struct ledger *l, const touched_list *touched, struct err *err)
{
	struct err ignore = { 0 };
	bool days = false;

	for (size_t i = 0; i < touched->n; i++)
		days |= touched->p[i].kind == KIND_DAY;
	if (commit_derive(l, touched, days, err) && db_commit(l->db, err))
		return true;
	db_rollback(l->db);
	(void)(days && workdays_load(l, &ignore));
	return false;
}

/* Lines of a newer form may be understood by now: the first program of each form tries them. */
static bool ledger_take_kept(struct ledger *l, struct err *err)
{
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	bool ok = true;

	if (db_is_writable(l->db) && merge_kept_due(l->db, err)) {
		ok = db_begin(l->db, err) && merge_kept(l->db, &touched, &sum, err) &&
		     rights_settle(l->rights, &touched, err) &&
		     merge_commit(l, &touched, err);
		if (!ok)
			db_rollback(l->db);
	}
	vec_clear(&touched);
	return ok && err->code == ERR_NONE;
}

static bool take_due_once(struct ledger *l, struct err *err)
{
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	bool ok = db_begin(l->db, err) &&
		  merge_due(l->db, clock_now_ms(l->clock), &touched, &sum, err) &&
		  rights_settle(l->rights, &touched, err) && merge_commit(l, &touched, err);

	if (!ok)
		db_rollback(l->db);
	vec_clear(&touched);
	return ok;
}

/* Who took what others waited for may have been ended before their turn: whoever opens the file goes
 * on. What hinders that hinders nobody from reading. */
static void ledger_take_due(struct ledger *l)
{
	struct err ignore = { 0 };

	while (db_is_writable(l->db) && merge_is_due(l->db, &ignore) && take_due_once(l, &ignore))
		;
	if (ignore.code != ERR_NONE)
		rights_stale(l->rights);
}

/* Lines of others are judged as one's own are. */
static bool ledger_judged(struct ledger *l)
{
	l->rights = rights_new(l->db);
	db_set_judge(l->db, rights_as_judge(l->rights));
	return true;
}

struct ledger *ledger_open(const struct ledger_options *o, struct err *err)
{
	struct ledger *l = mem_alloc(sizeof *l);
	struct db_options db = { .path = o->path, .create = o->create, .read_only = o->read_only,
		.clock = o->clock, .ids = o->ids, .place = o->place };

	l->clock = o->clock;
	l->ids = o->ids;
	snprintf(l->by, sizeof l->by, "%s", o->by ? o->by : "");
	l->share_dir = o->share_dir ? mem_strdup(o->share_dir) : NULL;
	if (!(l->cal = calendar_of(o, err)) || !(l->db = db_open(&db, err)) || !ledger_judged(l) ||
	    !workdays_load(l, err) || (o->create && !o->bare && !ledger_init(l, o->region, err)) ||
	    !ledger_enter_sample(l, o->clock, err) || !ledger_take_kept(l, err) ||
	    !ledger_derive_on(l, err) ||
	    !workdays_settle(l, err) || !derive_rule_settle(l, err)) {
		ledger_close(l);
		return NULL;
	}
	ledger_take_due(l);
	if (!sight_settle(l, err)) {
		ledger_close(l);
		return NULL;
	}
	return l;
}

/* Plays the log into a ledger in memory and takes that in place of the file. */
static bool ledger_play(struct ledger *l, int64_t before_ms, struct err *err)
{
	struct db *then = db_scratch(l->db, err);
	bool ok = then && db_begin(then, err) &&
		  log_play(l->db, before_ms, then, &l->passed, err) && db_commit(then, err);

	if (!ok) {
		db_close(then);
		return false;
	}
	db_close(l->db);
	rights_free(l->rights);
	l->rights = NULL;
	l->db = then;
	return true;
}

bool ledger_asof(struct ledger *l, struct clock *clock, date day, struct err *err)
{
	char text[DATE_TEXT_SIZE];
	struct sight_kept kept;

	date_text(day, text);
	if (day > ledger_today(l))
		return err_set(err, ERR_INPUT,
			       _("%s is still to come: nobody knows how the ledger will stand"),
			       text);
	if (!sight_keep(l, &kept, err) ||
	    !ledger_play(l, clock_midnight_ms(clock, day + 1), err) || !workdays_load(l, err) ||
	    !clock_set(clock, str_of(text), false, err) ||
	    !ledger_derive_all(l, day + HORIZON_DAYS, err))
		return false;
	l->past = true;
	db_freeze(l->db);
	return sight_put(l, &kept, err);
}

void ledger_close(struct ledger *l)
{
	if (!l)
		return;
	db_close(l->db);
	rights_free(l->rights);
	setting_rule_forget(l);
	calendar_free(l->cal);
	pinyin_close(l->pinyin);
	free(l->share_dir);
	free(l);
}

const struct pinyin *ledger_pinyin(struct ledger *l)
{
	if (l->share_dir)
		l->pinyin = pinyin_open(l->share_dir, &l->pinyin_fault);
	/* once, whatever came of it */
	free(l->share_dir);
	l->share_dir = NULL;
	return l->pinyin;
}

date ledger_today(const struct ledger *l)
{
	return clock_today(l->clock);
}

struct change *ledger_begin(struct ledger *l, const char *verb, const char *say, struct err *err)
{
	if (!right_ask(l, verb, 0, err) || !db_begin(l->db, err))
		return NULL;
	/* A line that knows of no other would begin another ledger than the one that is being taken. */
	if (strcmp(verb, "init") != 0 && log_newest(l->db, err) == 0 && err->code == ERR_NONE)
		err_set(err, ERR_REFUSED, _("this ledger is empty as yet: first take a file with all changes of another copy "
					    "(duban sync take FILE)"));
	if (err->code != ERR_NONE || !workdays_follow(l, err)) {
		db_rollback(l->db);
		return NULL;
	}
	return change_new(l->db, l->by, verb, say);
}

bool ledger_follow(struct ledger *l, struct err *err)
{
	return workdays_follow(l, err) && sight_settle(l, err);
}

/* The one item that was made or put right itself; of several none is meant. */
static int64_t commit_item(struct ledger *l, const touched_list *touched)
{
	int64_t item = 0;

	for (size_t i = 0; i < touched->n; i++) {
		int64_t key = touched->p[i].kind == KIND_ITEM
				      ? row_key(l->db, KIND_ITEM, &touched->p[i].id)
				      : 0;

		if (key && item && key != item)
			return 0;
		item = key ? key : item;
	}
	return item;
}

/* An entry tells what was done; duties may go along with it (a figure of theirs, too). */
static void commit_place(struct ledger *l, const touched_list *touched, struct outcome *out)
{
	static const enum kind kinds[] = { KIND_ENTRY, KIND_DUTY, KIND_RECEIPT };

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < touched->n && !out->item; i++) {
			const struct touched *t = &touched->p[i];
			if (t->kind != kinds[k])
				continue;
			out->item = row_ref(l->db, t->kind, &t->id, "item");
			out->unit = row_ref(l->db, t->kind, &t->id, "unit");
		}
	if (!out->item)
		out->item = commit_item(l, touched);
}

/* A sentence for one line of a form: what was done to whom stands in its head already, what it came
 * to stands at the end. */
static const char *say_narrow(const char *say, struct arena *mem)
{
	enum { SAY_COLS = 44, HEAD_COLS = 18 };
	struct str s = str_of(say);
	size_t head, tail;

	if (width_cols(s) <= SAY_COLS)
		return say;
	head = tail = width_fit(s, HEAD_COLS, NULL);
	while (width_cols(str_from(s, tail)) > SAY_COLS - HEAD_COLS - 3)
		utf8_next(s, &tail);
	return arena_printf(mem, "%.*s ~ %s", (int)head, say, say + tail);
}

/* Two people at the same field: the second is told what the first wrote, and does as they like. */
static bool commit_first(struct ledger *l, struct change *c, struct err *err)
{
	struct arena mem = { 0 };
	struct log_line other;
	int64_t key;
	date day;
	int hour, minute;

	if (!l->seen)
		return true;
	if (!change_overtaken(c, l->seen, &key, err))
		return false;
	if (!key)
		return true;
	l->seen = log_newest(l->db, err);
	if (log_at(l->db, key, &mem, &other, err)) {
		clock_civil(l->clock, other.at_ms, &day, &hour, &minute);
		err_set(err, ERR_OVERTAKEN, _("%s was first (%s%s%02d:%02d): %s"),
			person_name(l, other.by, &mem),
			day == ledger_today(l) ? "" : say_day(day, ledger_today(l), &mem),
			day == ledger_today(l) ? "" : " ", hour, minute,
			say_narrow(other.say, &mem));
	}
	arena_clear(&mem);
	return false;
}

/* Does it follow from them who is shown what? */
static bool touches_sight(const touched_list *touched)
{
	static const bool kinds[KINDS] = {
		[KIND_PERSON] = true, [KIND_SETTING] = true, [KIND_MEMBER] = true, [KIND_HEIR] = true,
		[KIND_UNIT] = true,
	};

	for (size_t i = 0; i < touched->n; i++)
		if (kinds[touched->p[i].kind])
			return true;
	return false;
}

/* May they write that? It stands in the log already, where it is read as others will read it. */
static bool commit_judge(struct ledger *l, int64_t before, const touched_list *touched,
			 struct err *err)
{
	return rights_judge_own(l, before, err) &&
	       rights_settle(l->rights, touched, err);
}

/* Does what is taken back leave this copy a voice? */
static bool undo_speaks(struct ledger *l, const char *verb, const touched_list *touched, struct err *err)
{
	bool takes_back = strcmp(verb, "undo") == 0 || strcmp(verb, "redo") == 0;

	for (size_t i = 0; takes_back && i < touched->n; i++)
		if (touched->p[i].kind == KIND_SPEAKS)
			return speaks_here(l, err);
	return true;
}

bool ledger_commit(struct ledger *l, struct change *c, struct outcome *out, struct err *err)
{
	touched_list touched = { 0 };
	bool empty = false, days = false, ok, refused = false;
	int64_t before = log_newest(l->db, err);
	struct err ignore = { 0 };

	out->changed = false;
	ok = commit_first(l, c, err) && change_append(c, &out->hash, &touched, &empty, err);
	for (size_t i = 0; i < touched.n; i++)
		days |= touched.p[i].kind == KIND_DAY;
	if (ok && !empty) {
		refused = !(ok = commit_judge(l, before, &touched, err) &&
				 undo_speaks(l, change_verb(c), &touched, err));
		commit_place(l, &touched, out);
		ok = ok && commit_derive(l, &touched, days, err) && db_commit(l->db, err);
		out->changed = ok;
	}
	if (!out->changed) {
		db_rollback(l->db);
		rights_stale(l->rights);
	}
	if (refused && err->code == ERR_REFUSED)
		right_tried(l, change_verb(c), err);
	if (!ok && days && !workdays_load(l, &ignore))
		ok = false;
	if (out->changed && touches_sight(&touched) && !sight_settle(l, err))
		ok = false;
	vec_clear(&touched);
	change_free(c);
	return ok;
}

/* Whoever brings it may write that, or who made it, where that is proved. */
static bool door_opens(struct ledger *l, struct str line, bool *may, struct err *err)
{
	const struct proof *proof = l->proof;

	return rights_door(l->rights, l->courier, line, may, err) &&
	       (*may || !proof || !proof->holds(proof->user, line) ||
		rights_door(l->rights, NULL, line, may, err));
}

/* Whoever brings it is asked first. */
static bool merge_brought(struct ledger *l, struct str line, int64_t now_ms, touched_list *touched,
			  struct merged *sum, struct err *err)
{
	bool may = true;
	bool ok = !l->courier || change_known(l->db, line, err) ||
		  (err->code == ERR_NONE && door_opens(l, line, &may, err));

	sum->barred += !may;
	return ok && (!may || merge_line(l->db, line, now_ms, touched, sum, err));
}

/* That somebody agreed stands in the log behind it, in the same write. */
static bool merge_agreed(struct ledger *l, int64_t before, const struct merged *sum, struct err *err)
{
	return sum->agreed == before || clocks_note(l, sum->agreed - before, err);
}

static bool merge_lines(struct ledger *l, const struct str *lines, size_t n, bool agreed,
			touched_list *touched, struct merged *sum, struct err *err)
{
	int64_t now_ms = agreed ? INT64_MAX : clock_now_ms(l->clock);
	bool ok = lines || merge_due(l->db, now_ms, touched, sum, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = merge_brought(l, lines[i], now_ms, touched, sum, err);
	return ok && (!agreed || merge_early(l->db, touched, sum, err));
}

/* One write: of these lines; or, NULL, of some that waited and are due. */
static bool merge_write(struct ledger *l, const struct str *lines, size_t n, bool agreed,
			struct merged *sum, struct err *err)
{
	touched_list touched = { 0 };
	int64_t before = sum->agreed;
	bool ok;

	if (!db_begin(l->db, err))
		return false;
	rights_stale(l->rights);
	ok = workdays_follow(l, err) && merge_lines(l, lines, n, agreed, &touched, sum, err) &&
	     merge_agreed(l, before, sum, err) &&
	     rights_settle(l->rights, &touched, err) && merge_commit(l, &touched, err);
	if (!ok) {
		db_rollback(l->db);
		rights_stale(l->rights);
	} else if (touches_sight(&touched)) {
		ok = sight_settle(l, err);
	}
	vec_clear(&touched);
	return ok;
}

static bool merge_rest(struct ledger *l, bool agreed, struct merged *sum, struct err *err)
{
	bool ok = true;

	while (ok && merge_is_due(l->db, err))
		ok = merge_write(l, NULL, 0, agreed, sum, err);
	return ok && err->code == ERR_NONE;
}

bool ledger_merge(struct ledger *l, const struct str *lines, size_t n, bool agreed,
		  struct merged *sum, struct err *err)
{
	return merge_write(l, lines, n, agreed, sum, err) && merge_rest(l, agreed, sum, err);
}

/* The first clashes that the trial has brought, to be read before they are gone again. */
static bool trial_clashes(struct ledger *l, int64_t behind, struct arena *mem, struct trial *to,
			  struct err *err)
{
	clash_lines list = { 0 };
	bool ok = to->clashes == 0 || clashes_tell(l, mem, &list, err);

	for (size_t i = 0; i < list.n && to->apart.n < TRIAL_NAMED; i++)
		if (clash_since(&list.p[i]) > behind)
			*vec_push(&to->apart) = arena_printf(mem, "%s: %s", list.p[i].row,
							     clash_said(&list.p[i], mem));
	clash_lines_clear(&list);
	return ok;
}

bool ledger_try(struct ledger *l, const struct str *lines, size_t n, int64_t within_ms,
		struct arena *mem, struct trial *to, struct err *err)
{
	touched_list touched = { 0 };
	int64_t end, now_ms = clock_now_ms(l->clock), before = 0, newest = 0;
	person_rows people = { 0 };
	size_t done = 0;
	bool ok;

	*to = (struct trial){ .whole = false };
	if (!db_begin(l->db, err))
		return false;
	end = db_monotonic_ms() + within_ms;
	rights_stale(l->rights);
	newest = log_newest(l->db, err);
	ok = err->code == ERR_NONE && clash_count(l, &before, err) && people_read(l, mem, &people, err) &&
	     workdays_follow(l, err);
	while (ok && done < n && db_monotonic_ms() < end)
		ok = merge_brought(l, lines[done++], now_ms, &touched, &to->sum, err);
	to->whole = ok && done == n && db_monotonic_ms() < end;
	if (to->whole) {
		ok = rights_settle(l->rights, &touched, err) && clash_count(l, &to->clashes, err);
		to->clashes -= before;
		ok = ok && trial_clashes(l, newest, mem, to, err) && people_differ(l, &people, mem, &to->roles, err);
	} else {
		to->sum = (struct merged){ .taken = 0 };
	}
	db_rollback(l->db);
	rights_stale(l->rights);
	vec_clear(&touched);
	vec_clear(&people);
	return ok;
}

void ledger_abandon(struct ledger *l, struct change *c)
{
	change_free(c);
	db_rollback(l->db);
}

bool ledger_check(struct ledger *l, struct arena *mem, sentences *found, struct err *err)
{
	/* What is checked is checked whole. */
	bool done = db_see(l->db, &(struct sight){ .narrow = false }, err) &&
		    log_check(l->db, mem, found, err) && rights_check(l->rights, mem, found, err) &&
		    derive_check(l, mem, found, err);

	return sight_settle(l, err) && done;
}
