#include "exchange/tip_gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/map.h"
#include "base/mem.h"
#include "exchange/sign.h"
#include "store/log_body.h"
#include "store/merge.h"

#include "base/ban.h"

/* A change that is new here, of a copy whose key is known. */
struct gate_line {
	struct change_hash hash, prev;
	bool has_prev, is_signed;
	size_t site;                 /* place in the keys */
};

/* What is told of a copy. */
struct gate_site {
	int64_t lines, unsigned_lines;
	int64_t upto;                /* the newest change that it signed; 0: none */
	bool broken;                 /* there is a tip which it has not signed */
};

struct tip_gate {
	struct ledger *l;
	struct arena mem;
	const tip_list *tips;
	bool *holds;                 /* of each tip */
	bool required, no_keygen;
	site_keys keys;
	struct gate_site *sites;     /* as keys */
	VEC(struct gate_line) lines;
	struct map *by_hash;         /* place in lines + 1 */
};

bool tip_gate_closes(struct ledger *l, bool *closes, struct err *err)
{
	struct arena mem = { 0 };
	site_keys all = { 0 };
	bool ok = site_keys_read(l->db, &mem, &all, err);

	*closes = ok && all.n > 0 && (l->courier || sign_required(l));
	vec_clear(&all);
	arena_clear(&mem);
	return ok;
}

/* SIZE_MAX: its key is not known. */
static size_t site_at(const struct tip_gate *g, struct str site)
{
	for (size_t i = 0; i < g->keys.n; i++)
		if (str_is(site, g->keys.p[i].site))
			return i;
	return SIZE_MAX;
}

/* ---- the tips ---- */

/* What is kept already says nothing new: its change is here, with all before it. */
static bool tip_is_new(struct tip_gate *g, const struct tip *t, struct err *err)
{
	struct buf line = { 0 };

	tip_text(t, &line);
	bool kept = tip_is_kept(g->l->db, &t->hash, buf_str(&line), err);

	buf_clear(&line);
	return !kept && err->code == ERR_NONE;
}

static bool tip_judge(struct tip_gate *g, size_t i, struct err *err)
{
	const struct tip *t = &g->tips->p[i];
	size_t site = site_at(g, str_of(t->site));

	if (site == SIZE_MAX || g->no_keygen || !tip_is_new(g, t, err))
		return err->code == ERR_NONE;
	if (!tip_holds(t, g->keys.p[site].key, &g->holds[i], err)) {
		if (err->code != ERR_NOT_FOUND)
			return false;
		err_clear(err);
		g->no_keygen = true;
		return true;
	}
	if (!g->holds[i])
		g->sites[site].broken = true;
	else if (t->seq > g->sites[site].upto)
		g->sites[site].upto = t->seq;
	return true;
}

struct tip_gate *tip_gate_new(struct ledger *l, const tip_list *tips, struct err *err)
{
	struct tip_gate *g = mem_alloc(sizeof *g);

	*g = (struct tip_gate){ .l = l, .tips = tips, .by_hash = map_new() };
	if (!site_keys_read(l->db, &g->mem, &g->keys, err))
		goto fail;
	g->required = g->keys.n > 0 && sign_required(l);
	g->holds = mem_alloc((tips->n + 1) * sizeof *g->holds);
	g->sites = mem_alloc((g->keys.n + 1) * sizeof *g->sites);
	memset(g->holds, 0, (tips->n + 1) * sizeof *g->holds);
	memset(g->sites, 0, (g->keys.n + 1) * sizeof *g->sites);
	for (size_t i = 0; i < tips->n; i++)
		if (!tip_judge(g, i, err))
			goto fail;
	if (!g->required || !g->no_keygen)
		return g;
	err_set(err, ERR_REFUSED,
		_("copies have signed what they made, but ssh-keygen (Debian package openssh-client) is not installed "
		  "here, and this ledger asks for signatures; nothing of it was taken"));
fail:
	tip_gate_free(g);
	return NULL;
}

void tip_gate_free(struct tip_gate *g)
{
	if (!g)
		return;
	vec_clear(&g->keys);
	vec_clear(&g->lines);
	map_free(g->by_hash);
	free(g->holds);
	free(g->sites);
	arena_clear(&g->mem);
	free(g);
}

/* ---- the lines ---- */

bool tip_gate_looks(const struct tip_gate *g)
{
	return g->keys.n > 0;
}

static struct gate_line *line_at(const struct tip_gate *g, const struct change_hash *hash)
{
	intptr_t *at = map_at(g->by_hash, (struct str){ (const char *)hash->b, HASH_SIZE }, false);

	return at ? &g->lines.p[*at - 1] : NULL;
}

static void line_note(struct tip_gate *g, const struct change_hash *hash, const struct body *b, size_t site)
{
	intptr_t *at = map_at(g->by_hash, (struct str){ (const char *)hash->b, HASH_SIZE }, true);

	if (*at)
		return;
	*vec_push(&g->lines) = (struct gate_line){ .hash = *hash, .prev = b->prev,
						   .has_prev = b->has_prev, .site = site };
	*at = (intptr_t)g->lines.n;
	g->sites[site].lines++;
}

bool tip_gate_line(struct tip_gate *g, struct str line, struct err *err)
{
	struct arena page = { 0 };
	struct err unsound = { 0 };
	struct change_hash hash;
	struct body b;

	if (change_known(g->l->db, line, err) || err->code != ERR_NONE)
		return err->code == ERR_NONE;
	/* What is no sound line is found out where it is taken. */
	if (body_read_head(line, &page, &b, &unsound)) {
		size_t site = site_at(g, str_of(b.site));

		hash_bytes(line.p, line.n, hash.b);
		if (site != SIZE_MAX)
			line_note(g, &hash, &b, site);
	}
	arena_clear(&page);
	return true;
}

/* The one before: among the lines, or among those that wait here. */
static bool step_back(struct tip_gate *g, struct change_hash *at, bool *more, struct err *err)
{
	struct gate_line *line = line_at(g, at);
	struct arena page = { 0 };
	struct err unsound = { 0 };
	struct body b;
	struct str text;

	if (line) {
		*more = line->has_prev && !line->is_signed;
		*at = line->prev;
		return true;
	}
	*more = tip_held(g->l->db, at, &page, &text, err) && body_read_head(text, &page, &b, &unsound) &&
		b.has_prev;
	if (*more)
		*at = b.prev;
	arena_clear(&page);
	return err->code == ERR_NONE;
}

static bool tip_reach(struct tip_gate *g, const struct tip *t, struct err *err)
{
	size_t site = site_at(g, str_of(t->site));
	struct change_hash at = t->hash;
	bool more = true;

	while (more) {
		struct gate_line *line = line_at(g, &at);

		/* A name that another copy's changes stand behind proves nothing of them. */
		if (line && line->site != site)
			break;
		if (!step_back(g, &at, &more, err))
			return false;
		if (line)
			line->is_signed = true;
	}
	return true;
}

bool tip_gate_judge(struct tip_gate *g, struct err *err)
{
	for (size_t i = 0; i < g->tips->n; i++)
		if (g->holds[i] && !tip_reach(g, &g->tips->p[i], err))
			return false;
	for (size_t i = 0; i < g->lines.n; i++)
		g->sites[g->lines.p[i].site].unsigned_lines += !g->lines.p[i].is_signed;
	return true;
}

bool tip_gate_opens(const struct tip_gate *g, struct str line)
{
	struct change_hash hash;

	if (!g->required)
		return true;
	hash_bytes(line.p, line.n, hash.b);
	const struct gate_line *at = line_at(g, &hash);

	return !at || at->is_signed;
}

bool tip_gate_proves(const void *gate, struct str line)
{
	const struct tip_gate *g = gate;
	struct change_hash hash;

	hash_bytes(line.p, line.n, hash.b);
	const struct gate_line *at = line_at(g, &hash);

	return at && at->is_signed;
}

int64_t tip_gate_shut(const struct tip_gate *g)
{
	int64_t n = 0;

	for (size_t i = 0; g->required && i < g->keys.n; i++)
		n += g->sites[i].unsigned_lines;
	return n;
}

/* ---- what is told, what is kept ---- */

static void site_say(const struct tip_gate *g, const char *name, const struct gate_site *s, struct buf *to)
{
	if (s->upto > 0)
		buf_printf(to, _("  %s has signed what it made up to its change %lld\n"), name,
			   (long long)s->upto);
	if (s->broken)
		buf_printf(to, _("  what is said to be a signature of %s is none of its key\n"), name);
	if (s->unsigned_lines == 0)
		return;
	if (g->no_keygen)
		buf_printf(to,
			   _("  %s: what it signed cannot be judged here without ssh-keygen (Debian package "
			     "openssh-client)\n"),
			   name);
	else
		buf_printf(to,
			   g->required ? _("  %s has not signed %lld changes that are said to be its own: they are left "
					   "out\n")
				       : _("  %s has not signed %lld changes that are said to be its own\n"),
			   name, (long long)s->unsigned_lines);
}

/* Whose key is not known, but who has signed what is not here. */
static bool is_strange(const struct tip_gate *g, const struct tip *t)
{
	struct err ignore = { 0 };

	return site_at(g, str_of(t->site)) == SIZE_MAX && !tip_is_here(g->l->db, &t->hash, &ignore);
}

void tip_gate_say(const struct tip_gate *g, struct buf *to)
{
	for (size_t i = 0; i < g->keys.n; i++)
		if (g->sites[i].lines > 0)
			site_say(g, g->keys.p[i].site, &g->sites[i], to);
	for (size_t i = 0; i < g->tips->n; i++)
		if (is_strange(g, &g->tips->p[i]))
			buf_printf(to, _("  %s has signed what it made up to its change %lld; nobody here knows its key\n"),
				   g->tips->p[i].site, (long long)g->tips->p[i].seq);
}

static bool keep_one(struct tip_gate *g, size_t i, struct err *err)
{
	const struct tip *t = &g->tips->p[i];
	struct buf line = { 0 };
	bool ok = true;

	tip_text(t, &line);
	if (g->holds[i] || site_at(g, str_of(t->site)) == SIZE_MAX)
		ok = tip_keep(g->l->db, &t->hash, buf_str(&line), err);
	buf_clear(&line);
	return ok;
}

bool tip_gate_keep(struct tip_gate *g, struct err *err)
{
	bool ok = g->tips->n == 0 || db_begin(g->l->db, err);

	if (g->tips->n == 0 || !ok)
		return ok;
	for (size_t i = 0; ok && i < g->tips->n; i++)
		ok = keep_one(g, i, err);
	if (ok && db_commit(g->l->db, err))
		return true;
	db_rollback(g->l->db);
	return false;
}
