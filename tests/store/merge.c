/* Copies of one ledger that write apart and come together: on real files, with lines that are lost, cut, repeated and out of order, with clocks hours
 * apart and backups brought back unnoticed. In the end all copies have the same log and the same rows, and who holds a cell and what clashes is what a
 * naive reckoning over the whole log says. The number of seeds of each size: MERGE_SEEDS (20; all: 40 of three copies,
 * 300 of eight, 40 of fourteen). */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "model/ident.h"
#include "model/right_past.h"
#include "store/lack.h"
#include "store/log_body.h"
#include "store/merge.h"
#include "store/store_private.h"

enum { SITES_MOST = 14, UNITS = 5, HOURS_OFF = 6 };

static const char *const people[] = { "wang", "li", "zhao", "sun" };
enum { PEOPLE = 4 };

struct site {
	struct clock clock;
	struct id_maker ids;
	struct db *db;
	char path[512], backup[520];
	bool kept;              /* there is a backup */
	struct rights *rights;
};

struct world {
	struct site sites[SITES_MOST];
	int n;
	uint64_t seed;
	bool rights;            /* people have roles, copies units of their own, and others try what they may not */
	int64_t splits, acted, rollbacks, refused, newer, strays;
};

static unsigned roll(struct world *w, unsigned below)
{
	w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(w->seed >> 33) % below;
}

static void must(bool ok, const struct err *err, int line)
{
	if (!ok)
		CHECK_FAIL_AT(line, "%s", err->text);
}
#define MUST(call) must((call), &err, __LINE__)

static void site_open(struct site *s, bool create, const char *name)
{
	struct err err = { 0 };

	s->db = db_open(&(struct db_options){ .path = s->path, .create = create, .site = name, .clock = &s->clock, .ids = &s->ids, .busy_ms = 20 }, &err);
	if (!s->db)
		CHECK_FAIL("%s", err.text);
	rights_free(s->rights);
	s->rights = rights_new(s->db);
	db_set_judge(s->db, rights_as_judge(s->rights));
	/* A disk that is not there need not be waited for. */
	MUST(db_run(s->db, "PRAGMA synchronous = OFF", &err));
	/* What waited comes in many writes. */
	s->db->follow = 1;
}

static void world_make(struct world *w, int n, uint64_t seed)
{
	struct err err = { 0 };

	*w = (struct world){ .n = n, .seed = seed * 7919 + 17, .rights = seed % 2 };
	for (int i = 0; i < n; i++) {
		struct site *s = &w->sites[i];
		char name[32];

		snprintf(name, sizeof name, "seed%d-%d.db", (int)seed, i);
		snprintf(s->path, sizeof s->path, "%s", check_path(name));
		snprintf(s->backup, sizeof s->backup, "%s.bak", s->path);
		s->ids = (struct id_maker){ .seeded = true, .seed = seed * 100 + (uint64_t)i };
		MUST(clock_init(&s->clock, "Asia/Shanghai", &err) && clock_set(&s->clock, STR_LIT("2018-11-21"), true, &err));
		clock_step(&s->clock, ((int64_t)roll(w, 2 * HOURS_OFF * 60) - HOURS_OFF * 60) * 60000);
		snprintf(name, sizeof name, "site-%d", i);
		site_open(s, true, name);
	}
}

static void world_end(struct world *w)
{
	for (int i = 0; i < w->n; i++) {
		db_close(w->sites[i].db);
		rights_free(w->sites[i].rights);
		unlink(w->sites[i].path);
		unlink(w->sites[i].backup);
	}
}

/* ---- what people do ---- */

static struct id unit_id(unsigned k)
{
	char word[16];

	snprintf(word, sizeof word, "u%u", k);
	return ground_id(KIND_UNIT, word);
}

/* The same row may be made at several copies, with the same or other fields. */
static void fill_unit(struct world *w, struct change *c, unsigned k)
{
	struct id id = unit_id(k);
	char text[32];

	change_row(c, KIND_UNIT, &id);
	change_field(c, "name", V_TEXT("单位"));
	snprintf(text, sizeof text, "r%u", roll(w, 3));
	change_field(c, "region", V_TEXT(text));
}

static bool unit_is_here(struct db *db, unsigned k)
{
	struct id id = unit_id(k);
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM unit WHERE id = ?1", &err);
	stmt_id(&st, 1, &id);
	bool is = stmt_row(&st, &err);

	MUST(stmt_close(&st));
	return is;
}

/* With the unit, or alone where that is here: then it is all that a clerk, or a copy of its own unit, may write. */
static void fill_contact(struct world *w, struct site *s, struct change *c, unsigned k)
{
	struct id id = change_id(c, KIND_CONTACT);
	char text[32];

	if (!w->rights || roll(w, 3) == 0 || !unit_is_here(s->db, k))
		fill_unit(w, c, k);
	change_row(c, KIND_CONTACT, &id);
	change_field(c, "unit", V_ID(unit_id(k)));
	snprintf(text, sizeof text, "%u", roll(w, 100000));
	change_field(c, "phone", V_TEXT(text));
}

static void fill_edit(struct world *w, struct change *c, unsigned k)
{
	static const char *const columns[] = { "short", "region", "kind" };
	struct id id = unit_id(k);
	char text[32];

	snprintf(text, sizeof text, "v%u", roll(w, 4));
	fill_unit(w, c, k);
	change_set(c, KIND_UNIT, &id, columns[roll(w, 3)], V_TEXT(text));
}

/* One is the same as another: apart, they come to rings. */
static void fill_same(struct world *w, struct change *c, unsigned k)
{
	struct id id = unit_id(k);
	unsigned other = roll(w, UNITS);

	if (other != k)
		fill_unit(w, c, other);
	fill_unit(w, c, k);
	change_set(c, KIND_UNIT, &id, "same_as", other != k && roll(w, 4) ? V_ID(unit_id(other)) : V_NULL);
}

/* A role for somebody, or one taken away; whether they may is judged. */
static void fill_role(struct world *w, struct change *c)
{
	static const char *const roles[] = { "admin", "admin", "clerk", "clerk", "viewer", "" };
	const char *login = people[roll(w, PEOPLE)], *role = roles[roll(w, 6)];
	struct id id = ident_person(str_of(login));

	change_row(c, KIND_PERSON, &id);
	change_field(c, "login", V_TEXT(login));
	change_set(c, KIND_PERSON, &id, "role", *role ? V_TEXT(role) : V_NULL);
	if (roll(w, 9) == 0)
		change_set(c, KIND_PERSON, &id, "gone", V_INT(1));
}

/* A copy speaks for all units, so that one that was given none speaks for nothing; or no more. */
static void fill_all(struct world *w, struct change *c)
{
	char site[32];

	snprintf(site, sizeof site, "site-%u", roll(w, (unsigned)w->n));
	struct id id = ident_speaks(str_of(site), NULL);

	change_row(c, KIND_SPEAKS, &id);
	change_field(c, "site", V_TEXT(site));
	change_field(c, "all", V_INT(1));
	if (roll(w, 3))
		change_set(c, KIND_SPEAKS, &id, "gone", V_INT(1));
}

/* A copy speaks for a unit from now on, or no more. Now and then somebody writes into such a row what no program does: another copy's name. */
static void fill_speaks(struct world *w, struct change *c, unsigned k)
{
	struct id unit = unit_id(k), id;
	char site[32];

	if (roll(w, 4) == 0) {
		fill_all(w, c);
		return;
	}
	snprintf(site, sizeof site, "site-%u", roll(w, (unsigned)w->n));
	id = ident_speaks(str_of(site), &unit);
	fill_unit(w, c, k);
	change_row(c, KIND_SPEAKS, &id);
	change_field(c, "site", V_TEXT(site));
	change_field(c, "unit", V_ID(unit));
	snprintf(site, sizeof site, "site-%u", roll(w, (unsigned)w->n));
	if (roll(w, 6) == 0)
		change_set(c, KIND_SPEAKS, &id, "site", V_TEXT(site));
	else if (roll(w, 2))
		change_set(c, KIND_SPEAKS, &id, "gone", V_INT(1));
}

/* What others did, too: whether they may is judged. */
static bool fill_undo(struct world *w, struct site *s, const char *by, struct change *c, struct err *err)
{
	const char *whose = w->rights && roll(w, 2) ? people[roll(w, PEOPLE)] : by;
	struct arena mem = { 0 };
	struct log_line line;
	int undone, kept;
	const char *why;
	bool ok = log_last(s->db, whose, false, &mem, &line, err) && change_invert(c, &line.hash, &mem, &undone, &kept, &why, err);

	if (ok)
		change_undoes(c, &line.hash);
	arena_clear(&mem);
	return ok;
}

/* Who has not the right to is not stopped here: the line is put into the log as another copy would take
 * it. */
static bool own_judged(struct world *w, struct site *s, int64_t before, touched_list *touched)
{
	struct err err = { 0 };
	struct arena mem = { 0 };
	struct past p;
	struct str line;
	struct right right = { .why = RIGHT_GIVEN };
	struct merged sum = { 0 };

	if (!w->rights)
		return true;
	rights_stale(s->rights);
	MUST(past_next(s->db, before, &mem, &p, &line, &err));
	if (p.key)
		MUST(rights_judge(s->rights, &p, line, &right, NULL, &err));
	if (right.why != RIGHT_GIVEN) {
		db_rollback(s->db);
		MUST(db_begin(s->db, &err) && merge_line(s->db, line, INT64_MAX, touched, &sum, &err));
		CHECK_INT(sum.refused, 1);
	}
	MUST(rights_settle(s->rights, touched, &err));
	arena_clear(&mem);
	return right.why == RIGHT_GIVEN;
}

static void act(struct world *w, struct site *s)
{
	struct err err = { 0 };
	struct change_hash hash;
	touched_list touched = { 0 };
	bool empty, ok = true;
	unsigned k = roll(w, UNITS), what = roll(w, w->rights ? 16 : 12);
	const char *by = people[w->rights ? roll(w, PEOPLE) : 0];
	int64_t before = log_newest(s->db, &err);
	struct id id = unit_id(k);

	/* Whole minutes: now and then two copies have the same stamp. */
	clock_step(&s->clock, (int64_t)roll(w, 10) * 60000);
	MUST(db_begin(s->db, &err));
	struct change *c = change_new(s->db, by, "edit", "edit");

	if (what < 5) {
		fill_edit(w, c, k);
	} else if (what < 7) {
		fill_contact(w, s, c, k);
	} else if (what == 7) {
		fill_unit(w, c, k);
		change_set(c, KIND_UNIT, &id, "gone", roll(w, 3) ? V_INT(1) : V_NULL);
	} else if (what < 10) {
		ok = fill_undo(w, s, by, c, &err);
	} else if (what < 12) {
		fill_same(w, c, k);
	} else if (what < 15) {
		fill_role(w, c);
	} else {
		fill_speaks(w, c, k);
	}
	if (ok) {
		MUST(change_append(c, &hash, &touched, &empty, &err));
		if (!own_judged(w, s, before, &touched))
			w->refused++;
		MUST(db_commit(s->db, &err));
		w->acted++;
	} else {
		db_rollback(s->db);
	}
	change_free(c);
	vec_clear(&touched);
}

/* ---- those of a newer form ---- */

static bool newest_of(struct db *db, const char *name, struct change_hash *hash, int64_t *seq)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db, "SELECT c.hash, c.seq FROM chain h JOIN change c ON c.id = h.tip WHERE h.site = ?1 ORDER BY c.id DESC LIMIT 1", &err);
	stmt_text(&st, 1, str_of(name));
	bool there = stmt_row(&st, &err) && stmt_get_hash(&st, 0, hash);

	*seq = there ? stmt_get_int(&st, 1) : 0;
	MUST(stmt_close(&st));
	return there;
}

/* A copy with a newer program, of which there is only its log, writes behind what it last wrote, knowing of what s wrote last. Its first lines are
 * understood here, those from a newer one on are kept. */
static void act_newer(struct world *w, struct site *s)
{
	struct err err = { 0 };
	struct change_hash prev, seen;
	struct buf line = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct id id = unit_id(roll(w, UNITS));
	char hex[HASH_TEXT_SIZE], row[ID_TEXT_SIZE], at[CLOCK_TEXT_SIZE], name[32];
	int64_t seq, ignored;

	snprintf(name, sizeof name, "newer-%u", roll(w, 2));
	bool follows = newest_of(s->db, name, &prev, &seq), knows = newest_of(s->db, db_site(s->db), &seen, &ignored);
	int64_t hlc = stmt_number(s->db, "SELECT max(hlc) FROM change", 0, 1, &err) + 1 + roll(w, 1000);

	buf_printf(&line, "{\"v\":%d,\"site\":\"%s\",\"seq\":%d,\"prev\":", roll(w, 3) ? 1 : 99, name, (int)seq + 1);
	buf_printf(&line, follows ? "\"%s\"" : "null", follows ? hex_text(prev.b, HASH_SIZE, hex) : "");
	buf_printf(&line, ",\"hlc\":\"%016llx\",\"at\":\"%s\",\"by\":\"wang\",\"do\":\"edit\",\"say\":\"\",\"seen\":[", (long long)hlc, clock_text(hlc >> 16, at));
	if (knows)
		buf_printf(&line, "\"%s\"", hex_text(seen.b, HASH_SIZE, hex));
	buf_printf(&line, "],\"set\":[[\"unit\",\"%s\",{\"name\":\"单位\",\"region\":\"n%u\"}]]}", id_text(&id, row), roll(w, 4));
	MUST(db_begin(s->db, &err));
	MUST(merge_line(s->db, buf_str(&line), INT64_MAX, &touched, &sum, &err) && db_commit(s->db, &err));
	/* It is here, whether it is understood or not. */
	if (!change_known(s->db, buf_str(&line), &err))
		CHECK_FAIL("a line of a newer copy is not kept: %s", sum.fault);
	w->newer += sum.kept;
	buf_clear(&line);
	vec_clear(&touched);
}

/* A copy with a program of its own, which does not ask whether it knows the rows that it writes to and names. Who follows it has seen a line that
 * may be refused. */
static void act_stray(struct world *w, struct site *s)
{
	struct err err = { 0 };
	struct change_hash prev, seen;
	struct buf line = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct id id = unit_id(roll(w, UNITS)), other = unit_id(roll(w, UNITS));
	char hex[HASH_TEXT_SIZE], row[ID_TEXT_SIZE], second[ID_TEXT_SIZE], at[CLOCK_TEXT_SIZE], name[32];
	int64_t seq, ignored;
	unsigned what = roll(w, 3);

	snprintf(name, sizeof name, "stray-%u", roll(w, 2));
	bool follows = newest_of(s->db, name, &prev, &seq), knows = newest_of(s->db, db_site(s->db), &seen, &ignored) && roll(w, 2);
	int64_t hlc = stmt_number(s->db, "SELECT max(hlc) FROM change", 0, 1, &err) + 1 + roll(w, 1000);

	buf_printf(&line, "{\"v\":1,\"site\":\"%s\",\"seq\":%d,\"prev\":", name, (int)seq + 1);
	buf_printf(&line, follows ? "\"%s\"" : "null", follows ? hex_text(prev.b, HASH_SIZE, hex) : "");
	buf_printf(&line, ",\"hlc\":\"%016llx\",\"at\":\"%s\",\"by\":\"wang\",\"do\":\"edit\",\"say\":\"\",\"seen\":[", (long long)hlc, clock_text(hlc >> 16, at));
	if (knows)
		buf_printf(&line, "\"%s\"", hex_text(seen.b, HASH_SIZE, hex));
	id_text(&id, row);
	id_text(&other, second);
	if (what == 0)
		buf_printf(&line, "],\"set\":[[\"unit\",\"%s\",\"short\",null,\"s%u\"]]}", row, roll(w, 4));
	else if (what == 1)
		buf_printf(&line, "],\"set\":[[\"unit\",\"%s\",{\"name\":\"单位\",\"same_as\":\"%s\"}]]}", row, second);
	else
		buf_printf(&line, "],\"set\":[[\"unit\",\"%s\",{\"name\":\"单位\"}],[\"unit\",\"%s\",\"gone\",null,1]]}", row, second);
	MUST(db_begin(s->db, &err));
	MUST(merge_line(s->db, buf_str(&line), INT64_MAX, &touched, &sum, &err) && db_commit(s->db, &err));
	if (!change_known(s->db, buf_str(&line), &err))
		CHECK_FAIL("a line of a stray copy is not kept: %s", sum.fault);
	w->strays += sum.refused;
	buf_clear(&line);
	vec_clear(&touched);
}

/* ---- exchange ---- */

struct link { unsigned lost, twice, cut, mixed; };      /* one in so many; 0: never */

/* What one write left of those that waited. */
static void deliver_due(struct site *to, struct merged *sum)
{
	struct err err = { 0 };
	touched_list touched = { 0 };

	while (merge_is_due(to->db, &err)) {
		touched.n = 0;
		MUST(db_begin(to->db, &err));
		MUST(merge_due(to->db, INT64_MAX, &touched, sum, &err) && rights_settle(to->rights, &touched, &err) && db_commit(to->db, &err));
	}
	vec_clear(&touched);
}

static void deliver(struct world *w, struct site *to, struct str line)
{
	struct err err = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };

	MUST(db_begin(to->db, &err));
	MUST(merge_line(to->db, line, INT64_MAX, &touched, &sum, &err) && rights_settle(to->rights, &touched, &err) &&
	     db_commit(to->db, &err));
	deliver_due(to, &sum);
	if (sum.faulty)
		CHECK_FAIL("a sound line is refused: %s", sum.fault);
	w->splits += sum.splits;
	vec_clear(&touched);
}

static void exchange(struct world *w, struct site *from, struct site *to, const struct link *link)
{
	struct err err = { 0 };
	struct arena mem = { 0 };
	have_list has = { 0 };
	keys lack = { 0 };

	MUST(have_read(to->db, &has, &err) && lack_read(from->db, &has, &lack, &err));
	size_t end = link->cut && lack.n && roll(w, link->cut) == 0 ? roll(w, (unsigned)lack.n) : lack.n;

	for (size_t i = 0; link->mixed && roll(w, link->mixed) == 0 && i + 1 < end; i++) {
		size_t other = i + roll(w, (unsigned)(end - i));
		int64_t key = lack.p[i];

		lack.p[i] = lack.p[other];
		lack.p[other] = key;
	}
	for (size_t i = 0; i < end; i++) {
		struct str line;

		MUST(lack_line(from->db, lack.p[i], &mem, &line, &err));
		if (link->lost && roll(w, link->lost) == 0)
			continue;
		deliver(w, to, line);
		if (link->twice && roll(w, link->twice) == 0)
			deliver(w, to, line);
	}
	vec_clear(&has);
	vec_clear(&lack);
	arena_clear(&mem);
}

static void copy_file(const char *from, const char *to)
{
	struct buf bytes = { 0 };
	struct err err = { 0 };

	MUST(file_read(from, 1 << 28, &bytes, &err) && file_write(to, buf_str(&bytes), 0600, &err));
	buf_clear(&bytes);
}

/* A backup is made, or one is brought back: what was done since is gone here, though others may have it. */
static void backup_or_back(struct world *w, struct site *s, bool back)
{
	char name[64], wal[520];
	struct err err = { 0 };

	if (back && !s->kept)
		return;
	snprintf(name, sizeof name, "%s", db_site(s->db));
	if (!back) {
		unlink(s->backup);
		MUST(db_backup(s->db, s->backup, &err));
		s->kept = true;
		return;
	}
	db_close(s->db);
	snprintf(wal, sizeof wal, "%s-wal", s->path);
	unlink(wal);
	copy_file(s->backup, s->path);
	w->rollbacks++;
	/* What was made up before the backup must not be made up again. */
	s->ids.seed += 1000003;
	site_open(s, false, NULL);
	CHECK_STR(db_site(s->db), name);
}

static void live(struct world *w, int steps)
{
	static const struct link bad = { .lost = 12, .twice = 9, .cut = 4, .mixed = 3 };

	for (int i = 0; i < steps; i++) {
		struct site *s = &w->sites[roll(w, (unsigned)w->n)];
		unsigned what = roll(w, 100);

		if (what < 60)
			act(w, s);
		else if (what < 63)
			act_newer(w, s);
		else if (what < 67)
			act_stray(w, s);
		else if (what < 92)
			exchange(w, s, &w->sites[roll(w, (unsigned)w->n)], &bad);
		else
			backup_or_back(w, s, what >= 96);
	}
}

static void come_together(struct world *w)
{
	static const struct link good = { 0 };

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < w->n; i++)
			for (int k = 0; k < w->n; k++)
				if (i != k)
					exchange(w, &w->sites[i], &w->sites[k], &good);
}

/* ---- the naive reckoning ---- */

struct told { struct body body; struct change_hash hash; struct json_doc *doc; uint8_t *past; bool applied, refused; };
struct write { enum kind kind; struct id row; char col[32]; size_t told; char *value; bool head, force; };

/* A write of a column, or a row that is made (column ""). */
struct deed { size_t told; enum kind kind; struct id id; bool made; const char *column, *value; };

struct naive {
	struct arena mem;
	VEC(struct deed) deeds;
	VEC(struct told) log;
	VEC(struct write) writes;
	struct map *by_hash;
};

static size_t naive_find(struct naive *n, const struct change_hash *hash)
{
	intptr_t *at = map_at(n->by_hash, (struct str){ (const char *)hash->b, HASH_SIZE }, false);

	CHECK(at != NULL);
	return at ? (size_t)*at - 1 : 0;
}

static void naive_past(struct naive *n, struct told *t, const struct change_hash *of)
{
	size_t at = naive_find(n, of);

	for (size_t i = 0; i < n->log.n; i++)
		t->past[i] |= n->log.p[at].past[i];
	t->past[at] = 1;
}

static void naive_writes(struct naive *n, size_t at)
{
	struct field room[COLUMNS_MOST];
	struct body_set s;
	struct err err = { 0 };

	for (size_t i = 0; i < body_count(n->log.p[at].doc); i++) {
		struct buf text = { 0 };
		struct write *w = vec_push(&n->writes);

		MUST(body_get(n->log.p[at].doc, i, room, &s, &err));
		*w = (struct write){ .kind = s.kind, .row = s.id, .told = at };
		snprintf(w->col, sizeof w->col, "%s", s.makes_row ? "*" : column_name(s.kind, s.column));
		s.old = V_NULL;
		body_put(&text, &s);
		w->value = arena_strdup(&n->mem, buf_text(&text));
		buf_clear(&text);
	}
}

/* Neither it nor anything in its past is of a newer form. */
static bool naive_understands(const struct naive *n, const struct told *t)
{
	bool ok = t->body.version <= SCHEMA_VERSION;

	for (size_t i = 0; ok && i < n->log.n; i++)
		ok = !t->past[i] || n->log.p[i].body.version <= SCHEMA_VERSION;
	return ok;
}

/* ---- rights, by the naive reckoning ---- */

static const char *value_said(struct naive *n, const struct value *v)
{
	char hex[ID_TEXT_SIZE];

	if (v->type == VALUE_ID)
		return arena_strdup(&n->mem, id_text(&v->id, hex));
	return v->type == VALUE_TEXT ? arena_str(&n->mem, v->text) : v->type == VALUE_INT ? "1" : "";
}

static void naive_deeds(struct naive *n, size_t at)
{
	struct field room[COLUMNS_MOST];
	struct body_set s;
	struct err err = { 0 };

	for (size_t w = 0; w < body_count(n->log.p[at].doc); w++) {
		MUST(body_get(n->log.p[at].doc, w, room, &s, &err));
		struct deed d = { .told = at, .kind = s.kind, .id = s.id, .made = s.makes_row, .column = "", .value = "" };

		if (!s.makes_row) {
			d.column = column_name(s.kind, s.column);
			d.value = value_said(n, &s.new);
		}
		*vec_push(&n->deeds) = d;
		for (size_t f = 0; s.makes_row && s.kind != KIND_UNIT && f < s.n; f++) {
			d.column = column_name(s.kind, s.fields[f].column);
			d.value = value_said(n, &s.fields[f].value);
			*vec_push(&n->deeds) = d;
		}
	}
}

static bool naive_knew(const struct naive *n, size_t i, const struct deed *d)
{
	return d->told < i && n->log.p[i].past[d->told] && !n->log.p[d->told].refused;
}

/* The newest that i knew of and that counts: a column's own write before what the row was made with. */
static const char *naive_cell(struct naive *n, size_t i, enum kind kind, const struct id *id, const char *column)
{
	const char *own = NULL, *made = NULL;

	for (size_t k = n->deeds.n; k-- > 0 && !own;) {
		const struct deed *d = &n->deeds.p[k];

		if (d->kind != kind || !id_eq(&d->id, id) || !naive_knew(n, i, d))
			continue;
		if (!d->made && strcmp(d->column, column) == 0)
			own = d->value;
		else if (d->made && !made && (strcmp(d->column, column) == 0 || !*d->column))
			made = *d->column ? d->value : "";
	}
	return own ? own : made ? made : "";
}

static const char *naive_role(struct naive *n, size_t i, const char *login)
{
	struct id id = ident_person(str_of(login));

	return *naive_cell(n, i, KIND_PERSON, &id, "gone") ? "" : naive_cell(n, i, KIND_PERSON, &id, "role");
}

static bool naive_admin(struct naive *n, size_t i)
{
	bool any = false;

	for (int p = 0; p < PEOPLE; p++)
		any |= strcmp(naive_role(n, i, people[p]), "admin") == 0;
	return any;
}

static bool naive_was_admin(struct naive *n, size_t i, const char *login)
{
	struct id id = ident_person(str_of(login));

	for (size_t k = 0; k < n->deeds.n; k++) {
		const struct deed *d = &n->deeds.p[k];

		if (d->kind == KIND_PERSON && id_eq(&d->id, &id) && strcmp(d->column, "role") == 0 && strcmp(d->value, "admin") == 0 && naive_knew(n, i, d))
			return true;
	}
	return false;
}

static bool naive_anybody_was(struct naive *n, size_t i)
{
	bool any = false;

	for (int p = 0; p < PEOPLE; p++)
		any |= naive_was_admin(n, i, people[p]);
	return any;
}

/* Who made the row that i knew of: nobody but by? *there: was it made at all? */
static bool naive_made(struct naive *n, size_t i, const struct body_set *of, const char *by, bool *there)
{
	bool others = false;

	*there = false;
	for (size_t k = 0; k < n->deeds.n; k++) {
		const struct deed *d = &n->deeds.p[k];

		if (!d->made || *d->column || d->kind != of->kind || !id_eq(&d->id, &of->id) || !naive_knew(n, i, d))
			continue;
		*there = true;
		others |= strcmp(n->log.p[d->told].body.by, by) != 0;
	}
	return *there && !others;
}

static int naive_rank(const char *role)
{
	return strcmp(role, "admin") == 0 ? 3 : strcmp(role, "clerk") == 0 ? 2 : 1;
}

/* Does the line make what the write is about, or was it there? */
static bool naive_row_there(struct naive *n, size_t i, size_t at, const struct body_set *of)
{
	bool there;

	for (size_t w = 0; w < at; w++) {
		struct field room[COLUMNS_MOST];
		struct body_set s;
		struct err err = { 0 };

		MUST(body_get(n->log.p[i].doc, w, room, &s, &err));
		if (s.makes_row && s.kind == of->kind && id_eq(&s.id, &of->id))
			return true;
	}
	(void)naive_made(n, i, of, "", &there);
	return there;
}

/* The same_as of a unit that is made with it is an admin's. */
static bool field_names_unit(const struct body_set *s)
{
	for (size_t f = 0; s->makes_row && f < s->n; f++)
		if (s->fields[f].value.type == VALUE_ID)
			return true;
	return false;
}

static bool naive_write_refused(struct naive *n, size_t i, const struct body_set *s, int rank)
{
	const char *by = n->log.p[i].body.by;
	bool there;

	if (s->kind == KIND_PERSON || s->kind == KIND_SPEAKS)
		return rank < 3;
	if (s->kind == KIND_UNIT && !s->makes_row)
		return rank < 3 && !(rank == 2 && s->column == COLUMN_GONE && naive_made(n, i, s, by, &there));
	return rank < 2 || (s->kind == KIND_UNIT && rank < 3 && field_names_unit(s));
}

/* The units that the line's copy spoke for, as it knew: their ids, one behind another. */
static const char *naive_spoken(struct naive *n, size_t i)
{
	const char *all = "";

	for (size_t k = 0; k < n->deeds.n; k++) {
		const struct deed *d = &n->deeds.p[k];

		if (d->kind == KIND_SPEAKS && d->made && !*d->column && naive_knew(n, i, d) &&
		    !*naive_cell(n, i, KIND_SPEAKS, &d->id, "gone") &&
		    *naive_cell(n, i, KIND_SPEAKS, &d->id, "unit") && strcmp(naive_cell(n, i, KIND_SPEAKS, &d->id, "site"), n->log.p[i].body.site) == 0)
			all = arena_printf(&n->mem, "%s %s", all, naive_cell(n, i, KIND_SPEAKS, &d->id, "unit"));
	}
	return all;
}

/* Was it said, as the line knew, of a copy that it speaks for all units; of the line's own? */
static bool naive_every(struct naive *n, size_t i, bool *own)
{
	bool said = false;

	*own = false;
	for (size_t k = 0; k < n->deeds.n; k++) {
		const struct deed *d = &n->deeds.p[k];

		if (d->kind != KIND_SPEAKS || !d->made || *d->column || !naive_knew(n, i, d) || *naive_cell(n, i, KIND_SPEAKS, &d->id, "gone") ||
		    !*naive_cell(n, i, KIND_SPEAKS, &d->id, "all"))
			continue;
		said = true;
		*own |= strcmp(naive_cell(n, i, KIND_SPEAKS, &d->id, "site"), n->log.p[i].body.site) == 0;
	}
	return said;
}

/* A contact's unit: as the line makes it, else as it was. */
static const char *naive_unit(struct naive *n, size_t i, const struct id *contact)
{
	for (size_t k = 0; k < n->deeds.n; k++) {
		const struct deed *d = &n->deeds.p[k];

		if (d->told == i && d->made && strcmp(d->column, "unit") == 0 && id_eq(&d->id, contact))
			return d->value;
	}
	return naive_cell(n, i, KIND_CONTACT, contact, "unit");
}

static bool naive_beyond_site(struct naive *n, size_t i, const struct body_set *s)
{
	const char *units = naive_spoken(n, i), *unit;
	bool own, said = naive_every(n, i, &own);

	if (own || (!said && !*units))
		return false;
	unit = s->kind == KIND_CONTACT ? naive_unit(n, i, &s->id) : "";
	return !*unit || !strstr(units, unit);
}

/* The roles that a line leaves: an admin among them? */
static bool naive_admin_left(struct naive *n, size_t i, bool *gives)
{
	const char *role[PEOPLE];
	bool any = false, gone[PEOPLE] = { false }, written[PEOPLE] = { false };

	*gives = false;
	for (int p = 0; p < PEOPLE; p++)
		role[p] = naive_role(n, i, people[p]);
	for (size_t w = 0; w < body_count(n->log.p[i].doc); w++) {
		struct field room[COLUMNS_MOST];
		struct body_set s;
		struct err err = { 0 };

		MUST(body_get(n->log.p[i].doc, w, room, &s, &err));
		for (int p = 0; p < PEOPLE; p++) {
			struct id id = ident_person(str_of(people[p]));
			int column = kind_column(KIND_PERSON, STR_LIT("role"));

			if (s.kind != KIND_PERSON || !id_eq(&s.id, &id))
				continue;
			for (size_t f = 0; s.makes_row && f < s.n; f++)
				if (s.fields[f].column == column)
					role[p] = arena_str(&n->mem, s.fields[f].value.text);
			if (!s.makes_row && s.column == column)
				role[p] = s.new.type == VALUE_TEXT ? arena_str(&n->mem, s.new.text) : "";
			gone[p] |= !s.makes_row && s.column == COLUMN_GONE && s.new.type == VALUE_INT;
			if (gone[p])
				role[p] = "";
			written[p] |= s.makes_row || s.column == column;
		}
	}
	for (int p = 0; p < PEOPLE; p++) {
		any |= strcmp(role[p], "admin") == 0;
		*gives |= written[p] && *role[p];
	}
	return any;
}

static bool naive_refused(struct naive *n, size_t i)
{
	struct told *t = &n->log.p[i];
	int rank = naive_rank(naive_role(n, i, t->body.by));
	bool admin = naive_admin(n, i), bound = admin || naive_anybody_was(n, i), refused = false, people_too = false, gives;

	/* Where no admin is left, who was one is one. */
	if (!admin && naive_was_admin(n, i, t->body.by))
		rank = 3;
	for (size_t w = 0; w < body_count(t->doc) && !refused; w++) {
		struct field room[COLUMNS_MOST];
		struct body_set s;
		struct err err = { 0 };

		MUST(body_get(t->doc, w, room, &s, &err));
		people_too |= s.kind == KIND_PERSON;
		refused = (bound && (naive_write_refused(n, i, &s, rank) || naive_beyond_site(n, i, &s))) || (!s.makes_row && !naive_row_there(n, i, w, &s));
		for (size_t f = 0; s.makes_row && f < s.n && !refused; f++)
			if (s.fields[f].value.type == VALUE_ID)
				refused = !naive_row_there(n, i, w, &(struct body_set){ .kind = KIND_UNIT, .id = s.fields[f].value.id });
		if (!s.makes_row && s.new.type == VALUE_ID && !refused)
			refused = !naive_row_there(n, i, w, &(struct body_set){ .kind = KIND_UNIT, .id = s.new.id });
	}
	if (!refused && bound && rank < 3 && t->body.has_undo)
		refused = strcmp(n->log.p[naive_find(n, &t->body.undo)].body.by, t->body.by) != 0;
	if (!refused && people_too)
		refused = !naive_admin_left(n, i, &gives) && (bound || gives);
	return refused;
}

static void naive_load(struct naive *n, struct db *db)
{
	struct err err = { 0 };
	struct stmt st;

	*n = (struct naive){ .by_hash = map_new() };
	stmt_open(&st, db, "SELECT body, applied FROM change ORDER BY hlc, hash", &err);
	while (stmt_row(&st, &err)) {
		struct str body = stmt_get_str(&st, 0);
		struct told *t = vec_push(&n->log);

		*t = (struct told){ .applied = stmt_get_int(&st, 1) == 1, .doc = json_read(body, &err) };
		MUST(t->doc && body_read(t->doc, &n->mem, &t->body, &err));
		hash_bytes(body.p, body.n, t->hash.b);
		*map_at(n->by_hash, (struct str){ (const char *)t->hash.b, HASH_SIZE }, true) = (intptr_t)n->log.n;
	}
	MUST(stmt_close(&st));
	for (size_t i = 0; i < n->log.n; i++) {
		struct told *t = &n->log.p[i];

		t->past = arena_alloc(&n->mem, n->log.n);
		memset(t->past, 0, n->log.n);
		if (t->body.has_prev)
			naive_past(n, t, &t->body.prev);
		for (size_t k = 0; k < t->body.n_seen; k++)
			naive_past(n, t, &t->body.seen[k]);
		if (!naive_understands(n, t) && t->applied)
			CHECK_FAIL("what builds on a newer one is in force");
		if (!naive_understands(n, t))
			continue;
		naive_deeds(n, i);
		t->refused = naive_refused(n, i);
		if (!t->refused)
			naive_writes(n, i);
	}
}

static bool same_cell(const struct write *a, const struct write *b)
{
	return id_eq(&a->row, &b->row) && strcmp(a->col, b->col) == 0;
}

/* What a write that made the row said of a column, as text. */
static const char *made_with(struct naive *n, const struct write *w, int column)
{
	struct field room[COLUMNS_MOST];
	struct body_set s;
	struct err err = { 0 };

	for (size_t i = 0; i < body_count(n->log.p[w->told].doc); i++) {
		MUST(body_get(n->log.p[w->told].doc, i, room, &s, &err));
		if (!s.makes_row || !id_eq(&s.id, &w->row))
			continue;
		for (size_t f = 0; f < s.n; f++) {
			const struct value *v = &s.fields[f].value;
			char hex[ID_TEXT_SIZE];

			if (s.fields[f].column == column && v->type == VALUE_TEXT)
				return arena_str(&n->mem, v->text);
			if (s.fields[f].column == column && v->type == VALUE_ID)
				return arena_strdup(&n->mem, id_text(&v->id, hex));
		}
	}
	return "";
}

/* Did somebody write the column who knew of all that made the row? */
static bool is_settled(const struct naive *n, const struct write *made, const char *column)
{
	for (size_t i = 0; i < n->writes.n; i++) {
		const struct write *x = &n->writes.p[i];
		bool all = id_eq(&x->row, &made->row) && strcmp(x->col, column) == 0;

		for (size_t k = 0; all && k < n->writes.n; k++) {
			const struct write *m = &n->writes.p[k];

			all = !same_cell(m, made) || !m->head || n->log.p[x->told].past[m->told];
		}
		if (all)
			return true;
	}
	return false;
}

static bool made_apart(struct naive *n, const struct write *a, const struct write *b)
{
	for (int column = 0; column < kind_info(a->kind)->n; column++)
		if (strcmp(made_with(n, a, column), made_with(n, b, column)) != 0 && !is_settled(n, a, column_name(a->kind, column)))
			return true;
	return false;
}

static bool apart(const struct naive *n, const struct write *a, const struct write *b)
{
	return a->told != b->told && !n->log.p[a->told].past[b->told] && !n->log.p[b->told].past[a->told];
}

/* The log is in the order of (hlc, hash), so the last write of a cell is in force. */
static void naive_heads(struct naive *n)
{
	for (size_t i = 0; i < n->writes.n; i++) {
		struct write *w = &n->writes.p[i];

		w->head = w->force = true;
		for (size_t k = 0; k < n->writes.n; k++) {
			const struct write *v = &n->writes.p[k];

			if (k == i || !same_cell(v, w))
				continue;
			w->head = w->head && !n->log.p[v->told].past[w->told];
			w->force = w->force && v->told < w->told;
		}
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void lines_put(struct buf *to, char **lines, size_t n)
{
	if (n > 0)
		qsort(lines, n, sizeof *lines, by_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(lines[i], lines[i - 1]) != 0)
			buf_printf(to, "%s\n", lines[i]);
}

static bool takes_away(const struct write *w)
{
	return strcmp(w->col, "gone") == 0 && strstr(w->value, "\"gone\",null,1]");
}

/* Every head and every clash, a line each. */
static void naive_say(struct naive *n, struct buf *to)
{
	VEC(char *) lines = { 0 };
	char row[ID_TEXT_SIZE], hash[HASH_TEXT_SIZE];

	for (size_t i = 0; i < n->writes.n; i++) {
		const struct write *w = &n->writes.p[i];

		if (!w->head)
			continue;
		*vec_push(&lines) = arena_printf(&n->mem, "head %s %s %s", id_text(&w->row, row), w->col,
			hex_text(n->log.p[w->told].hash.b, HASH_SIZE, hash));
		for (size_t k = 0; k < n->writes.n; k++) {
			const struct write *v = &n->writes.p[k];

			if (k == i || !v->head || !id_eq(&v->row, &w->row))
				continue;
			if (same_cell(v, w) && strcmp(v->value, w->value) != 0 && (strcmp(w->col, "*") != 0 || made_apart(n, w, v)))
				*vec_push(&lines) = arena_printf(&n->mem, "clash %s %s", row, w->col);
			if (takes_away(w) && strcmp(v->col, "gone") != 0 && apart(n, v, w))
				*vec_push(&lines) = arena_printf(&n->mem, "clash %s %s", row, CLASH_GONE);
		}
	}
	lines_put(to, lines.p, lines.n);
	vec_clear(&lines);
}

static void naive_free(struct naive *n)
{
	for (size_t i = 0; i < n->log.n; i++)
		json_doc_free(n->log.p[i].doc);
	vec_clear(&n->log);
	vec_clear(&n->writes);
	vec_clear(&n->deeds);
	map_free(n->by_hash);
	arena_clear(&n->mem);
}

/* ---- what a copy says ---- */

static void site_say(struct db *db, struct buf *to)
{
	struct arena mem = { 0 };
	VEC(char *) lines = { 0 };
	struct err err = { 0 };
	clash_list clashes = { 0 };
	struct stmt st;
	char row[ID_TEXT_SIZE], hash[HASH_TEXT_SIZE];

	stmt_open(&st, db, "SELECT c.row, c.col, h.hash FROM cell c JOIN change h ON h.id = c.change WHERE c.head", &err);
	while (stmt_row(&st, &err)) {
		struct id id = stmt_get_id(&st, 0);
		struct change_hash h = { 0 };

		CHECK(stmt_get_hash(&st, 2, &h));
		*vec_push(&lines) = arena_printf(&mem, "head %s %s %s", id_text(&id, row), stmt_get_text(&st, 1, &mem), hex_text(h.b, HASH_SIZE, hash));
	}
	MUST(stmt_close(&st));
	MUST(clashes_read(db, &clashes, &err));
	for (size_t i = 0; i < clashes.n; i++)
		*vec_push(&lines) = arena_printf(&mem, "clash %s %s", id_text(&clashes.p[i].row, row), clashes.p[i].column);
	lines_put(to, lines.p, lines.n);
	vec_clear(&lines);
	vec_clear(&clashes);
	arena_clear(&mem);
}

/* The first line of a that b lacks; "" none. */
static const char *line_lacking(const struct buf *a, const struct buf *b, struct buf *to)
{
	const char *all = buf_text(a), *other = buf_text(b);

	buf_reset(to);
	for (const char *end; to->n == 0 && (end = strchr(all, '\n')); all = end + 1) {
		buf_reset(to);
		buf_add(to, all, (size_t)(end - all) + 1);
		if (strstr(other, buf_text(to)))
			buf_reset(to);
	}
	return buf_text(to);
}

#define ROWS "SELECT coalesce((SELECT group_concat(line, char(10)) FROM (SELECT hex(u.id) || '|' || ifnull(u.gone, '-') || '|' || u.name || '|' || " \
	"ifnull(u.short, '-') || '|' || ifnull(u.region, '-') || '|' || ifnull(u.kind, '-') || '|' || ifnull((SELECT hex(id) FROM unit WHERE key = u.same_as), '-') || " \
	"ifnull((SELECT hex(target) FROM ring WHERE row = u.id), '') AS line FROM unit u UNION ALL SELECT hex(c.id) || '|' || " \
	"ifnull(c.gone, '-') || '|' || c.phone || '|' || hex(u.id) FROM contact c JOIN unit u ON u.key = c.unit UNION ALL SELECT hex(s.id) || '|' || " \
	"ifnull(s.gone, '-') || '|' || s.site FROM speaks s ORDER BY line)), '')"
#define DISPUTED "SELECT coalesce((SELECT group_concat(h) FROM (SELECT hex(substr(c.hash, 1, 4)) || d.why AS h FROM disputed d JOIN change c ON " \
	"c.id = d.change ORDER BY c.hash)), '')"
#define LOG "SELECT count(*) || ' ' || coalesce((SELECT group_concat(h) FROM (SELECT hex(substr(hash, 1, 4)) || applied AS h FROM change ORDER BY hash)), '') FROM change"

static void ask(struct db *db, const char *sql, struct buf *to)
{
	struct err err = { 0 };
	struct stmt st;

	buf_reset(to);
	stmt_open(&st, db, sql, &err);
	if (stmt_row(&st, &err))
		buf_put(to, stmt_get_str(&st, 0));
	MUST(stmt_close(&st));
}

/* What is in force by the naive reckoning is what the rows show: check does that. */
static void site_check(struct site *s, uint64_t seed, int i)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	MUST(log_check(s->db, &mem, &found, &err) && rights_check(s->rights, &mem, &found, &err));
	if (found.n > 0)
		CHECK_FAIL("seed %d, site %d: %s", (int)seed, i, found.p[0]);
	vec_clear(&found);
	arena_clear(&mem);
}

/* What is refused is what the naive reckoning refuses. */
static void naive_refusals(struct naive *n, struct world *w, uint64_t seed)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, w->sites[0].db, "SELECT hash, applied FROM change", &err);
	while (stmt_row(&st, &err)) {
		struct change_hash hash;
		char hex[HASH_TEXT_SIZE];

		CHECK(stmt_get_hash(&st, 0, &hash));
		if (n->log.p[naive_find(n, &hash)].refused != (stmt_get_int(&st, 1) == 2))
			CHECK_FAIL("seed %d: %.8s is %srefused", (int)seed, hex_text(hash.b, HASH_SIZE, hex), stmt_get_int(&st, 1) == 2 ? "" : "not ");
	}
	MUST(stmt_close(&st));
}

static void world_compare(struct world *w, uint64_t seed)
{
	struct buf first = { 0 }, other = { 0 }, lacks = { 0 }, more = { 0 };
	struct naive naive;

	for (int q = 0; q < 3; q++) {
		static const char *const all[] = { LOG, DISPUTED, ROWS }, *const names[] = { "logs", "disputes", "rows" };

		ask(w->sites[0].db, all[q], &first);
		for (int i = 1; i < w->n; i++) {
			ask(w->sites[i].db, all[q], &other);
			if (!str_eq(buf_str(&first), buf_str(&other)))
				CHECK_FAIL("seed %d: %s of site %d differ:\n%s\n%s", (int)seed, names[q], i, buf_text(&first), buf_text(&other));
		}
	}
	naive_load(&naive, w->sites[0].db);
	naive_refusals(&naive, w, seed);
	naive_heads(&naive);
	buf_reset(&first);
	naive_say(&naive, &first);
	for (int i = 0; i < w->n; i++) {
		buf_reset(&other);
		site_say(w->sites[i].db, &other);
		if (!str_eq(buf_str(&first), buf_str(&other)))
			CHECK_FAIL("seed %d, site %d: by the log there is: %s and there is besides: %s", (int)seed, i, line_lacking(&first, &other, &lacks),
				line_lacking(&other, &first, &more));
		site_check(&w->sites[i], seed, i);
		/* What nobody has any more, because its only copy was a file brought back, is waited for in vain. */
		CHECK_INT(stmt_number(w->sites[i].db, "SELECT count(*) FROM held WHERE why NOT LIKE 'waits %' OR substr(why, 7) IN "
			"(SELECT lower(hex(hash)) FROM change) OR hash IN (SELECT hash FROM change)", 0, -1, &(struct err){ 0 }), 0);
	}
	naive_free(&naive);
	buf_clear(&first);
	buf_clear(&other);
	buf_clear(&lacks);
	buf_clear(&more);
}

/* all: how many seeds are known to tell something. */
static void run_seeds(int sites, uint64_t from, uint64_t all, int steps)
{
	const char *text = getenv("MERGE_SEEDS");
	uint64_t seeds = !text ? 20 : strcmp(text, "all") == 0 ? all : (uint64_t)atoi(text);
	int64_t splits = 0, rollbacks = 0, rings = 0, newer = 0, strays = 0, refused = 0, disputed = 0;
	static int begun;
	struct world w;

	/* What fails is looked at where it is smallest. */
	if (begun++ > 0)
		check_skip("fewer copies fail");
	for (uint64_t seed = from; seed < from + seeds; seed++) {
		world_make(&w, sites, seed);
		live(&w, steps);
		come_together(&w);
		world_compare(&w, seed);
		rings += stmt_number(w.sites[0].db, "SELECT count(*) FROM ring", 0, 0, &(struct err){ 0 });
		disputed += stmt_number(w.sites[0].db, "SELECT count(*) FROM disputed", 0, 0, &(struct err){ 0 });
		refused += w.refused;
		splits += w.splits;
		rollbacks += w.rollbacks;
		newer += w.newer;
		strays += w.strays;
		world_end(&w);
	}
	/* What is to be tried was tried; a few seeds may have nothing of it. */
	if (seeds >= 20) {
		CHECK(splits > 0);
		CHECK(rollbacks > 0);
		CHECK(rings > 0);
		CHECK(newer > 0);
		CHECK(strays > 0);
		CHECK(refused > 0);
		CHECK(disputed > 0);
	}
	begun--;
}

static void test_three(void) { run_seeds(3, 2001, 40, 120); }
static void test_eight(void) { run_seeds(8, 1, 300, 200); }
static void test_fourteen(void) { run_seeds(14, 1001, 40, 260); }

int main(void)
{
	static const struct check_test tests[] = { CHECK_TEST(test_three), CHECK_TEST(test_eight), CHECK_TEST(test_fourteen) };

	return check_main(tests, CHECK_N(tests));
}
