/* What somebody knew who made a change: the log as it stood for them, whatever came later here or was
 * written apart. By it a change is judged: in any order of arrival all copies come to the same. */
#ifndef STORE_PAST_H
#define STORE_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "store/log.h"

struct json_doc;

/* The past of the line with this key. */
struct past {
	struct db *db;
	int64_t key, chain, seq;
	/* Of people and copies also what others wrote of them apart from it, and nobody since:
	 * what it would have known a little later. */
	bool apart;
	/* The line itself, where whoever asks has read it as JSON; NULL: it is read when it is asked
	 * for. Lent. */
	const struct json_doc *doc;
	/* Instead: the log as it stands here, all of it. */
	bool all;
};

/* Why a line is not in force, whoever may what: it builds on what is not, or that it could not know;
 * it makes a row whose id is bound to somebody else. As it is kept. */
#define REFUSED_PAST "past"
#define REFUSED_MADE "made"

/* What is made of a line by whoever judges (model/right.h). */
struct ruling {
	bool may;
	char why[64];          /* where it may not: as it is kept beside it */
	/* why it would not, had its maker known what was written of people apart from it; "" it
	 * would */
	char disputed[64];
};
struct judge {
	bool (*rule)(void *user, const struct past *p, struct str line, struct ruling *to,
		     struct err *err);
	/* People or copies were written of, or places in the log moved. */
	void (*changed)(void *user);
	void *user;
};
/* Who judges lines of others from now on; lent, NULL: all may be written. */
void db_set_judge(struct db *db, const struct judge *judge) __attribute__((nonnull(1)));
bool refused_any(struct db *db, struct err *err) __attribute__((nonnull));
/* Does it stand as ruled: refused or not, disputed or not? What is kept for being newer does. */
bool ruling_stands(struct db *db, int64_t change, const struct ruling *r, bool *as, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What was ruled about a change ("refused", "disputed"); why "": nothing any more. */
bool ruling_note(struct db *db, const char *table, int64_t change, const char *why,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

/* A line, as who judges it reads it: of a batch this one alone. Texts in the arena. */
struct past_line {
	const char *site, *by, *verb;
	bool has_undo;
	struct change_hash undo;
	log_writes writes;             /* to be cleared */
};

/* The next line behind that key, its text in mem; to->key 0: there is none. */
bool past_next(struct db *db, int64_t key, struct arena *mem, struct past *to, struct str *line,
	       struct err *err) __attribute__((nonnull, warn_unused_result));
/* line: as it stands in the log. */
bool past_line_read(const struct past *p, struct str line, struct arena *mem, struct past_line *to,
		    struct err *err) __attribute__((nonnull, warn_unused_result));

/* A cell as it was in force then; V_NULL where there was none. Column: on the wire, or "gone". */
bool past_value(const struct past *p, enum kind k, const struct id *id, const char *column,
		struct arena *mem, struct value *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Did any write then say that of the column, whatever was said later? Column: on the wire. */
bool past_ever(const struct past *p, enum kind k, const struct id *id, const char *column,
	       struct str text, bool *ever, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Was the row there, and not gone? */
bool past_has(const struct past *p, enum kind k, const struct id *id, bool *has, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Had nobody but `by` made it? False where it was not there. */
bool past_made_by(const struct past *p, enum kind k, const struct id *id, struct str by, bool *is,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
/* Who made the change with this hash, in mem; NULL: it did not know of it. */
bool past_author(const struct past *p, const struct change_hash *hash, struct arena *mem,
		 const char **by, struct err *err) __attribute__((nonnull, warn_unused_result));

/* ---- what rights rest on: writes of people, and of the units that copies speak for ---- */

struct grant {
	enum kind kind;                /* KIND_PERSON or KIND_SPEAKS */
	struct id row;
	int64_t key, chain, seq;
	bool head;
};
typedef VEC(struct grant) grants;
bool grants_read(struct db *db, grants *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Is one of the writes behind that key, up to the other, about people or what copies speak for? */
bool grants_between(struct db *db, int64_t key, int64_t upto, bool *any, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The newest chain: another one where one was split since, so that places in it are no longer what
 * they were. */
int64_t chain_newest(struct db *db, struct err *err) __attribute__((nonnull));
/* Persons of whom a line may say that they are admin, in force or not; sorted. None is left out. */
bool grants_admins(struct db *db, id_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Rows of which a line may say that they give a copy all units, in force or not; sorted. None is left
 * out. */
bool grants_every(struct db *db, id_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Adds the changes that are in force and were made apart from that grant. by, site: of that author, on
 * that copy alone, as far as it is sure ("": of all). */
bool grants_beside(struct db *db, const struct grant *g, const char *by, const char *site,
		   keys *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Adds those that are disputed. */
bool grants_disputed(struct db *db, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The copy that a row of kind speaks is about; "" where it may ever have been about another. */
bool speaks_site(struct db *db, const struct id *row, struct arena *mem, const char **site,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* Rows of which a line may have said that they give the copy a unit, in force or not, gone ones too;
 * sorted. None is left out: what each said then, past_value() tells. */
bool speaks_rows(struct db *db, const char *site, id_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A number that is the same where the same of them count for p, and how many there are that were
 * written apart from it. */
bool past_grants(const struct past *p, const grants *all, uint64_t *mark, size_t *apart,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
