/* What the files that write a draft share: the change, and the row of it that is being filled. */
#ifndef NOTICE_COMMIT_PRIVATE_H
#define NOTICE_COMMIT_PRIVATE_H

#include "model/ident.h"
#include "notice/known.h"
#include "notice/match.h"
#include "notice/notice_private.h"
#include "store/rows.h"

struct commit {
	const struct draft *d;
	struct ledger *l;
	struct change *c;
	const struct match *match;   /* NULL: a plan of its own */
	const struct earlier *earlier;
	struct known *known;
	struct arena mem;
	struct id plan;
	struct id *units, *items, *figures;
	struct id *deadlines;        /* of the item that is being filled; in mem */
	enum kind kind;              /* the row that is being filled */
	struct id row;
	bool fresh;                  /* it is not there yet */
};

static inline void put_row(struct commit *m, enum kind kind, const struct id *id)
{
	m->kind = kind;
	m->row = *id;
	m->fresh = row_key(m->l->db, kind, id) == 0;
	change_row(m->c, kind, id);
}

/* What a row says no more is set to nothing. */
static inline void put(struct commit *m, const char *column, struct value v)
{
	change_set(m->c, m->kind, &m->row, column, v);
}

static inline void put_str(struct commit *m, const char *column, struct str s)
{
	put(m, column, V_STR(s));
}

static inline void put_date(struct commit *m, const char *column, date d)
{
	char text[DATE_TEXT_SIZE];

	put(m, column, d == DATE_NONE ? V_NULL : V_TEXT(date_text(d, text)));
}

static inline void put_int(struct commit *m, const char *column, int64_t n)
{
	put(m, column, V_INT(n));
}

static inline void put_int_if(struct commit *m, const char *column, bool is, int64_t n)
{
	put(m, column, is ? V_INT(n) : V_NULL);
}

static inline void put_id(struct commit *m, const char *column, const struct id *id)
{
	put(m, column, V_ID(*id));
}

/* What goes on by other ways once it is there: an item is closed, a measure done. */
static inline void put_first(struct commit *m, const char *column, const char *word)
{
	if (m->fresh)
		put(m, column, V_TEXT(word));
}

static inline void put_gone(struct commit *m, enum kind kind, const struct id *id)
{
	change_set(m->c, kind, id, "gone", V_INT(1));
}

/* commit_items.c: figures first, since targets name them. */
void commit_figures(struct commit *m);
void commit_items(struct commit *m);

#endif
