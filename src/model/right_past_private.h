/* What the files of right_past.h share: right_who.c who somebody was, right_past.c what they may write,
 * right_settle.c what is to be judged anew. */
#ifndef MODEL_RIGHT_PAST_PRIVATE_H
#define MODEL_RIGHT_PAST_PRIVATE_H

#include "model/right_past.h"

/* More than the people of a city hall: two that share a place are asked for in turns. */
enum { MEMO = 512 };

/* Who somebody was to those who knew the same of people and copies. */
struct memo {
	uint64_t mark;
	char *by, *site;
	struct right_who who;
	bool has_unit;
	struct id unit;
	id_list speaks;        /* units that the copy spoke for */
};

struct rights {
	struct db *db;
	bool loaded;
	int64_t upto, chain;   /* the newest line and chain of the log as they were loaded */
	grants grants;
	id_list admins;        /* who ever was admin to anybody */
	id_list every;         /* rows that ever gave a copy all units */
	struct memo memo[2][MEMO];      /* as they were; as they would be with what is apart */
	struct judge judge;
};

/* right_who.c: reads what rights rest on, once. */
bool rights_load(struct rights *r, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same up to that line, the one before one's own. Nothing that was written since the last time speaks
 * of people, mostly: then all is known still. */
bool rights_follow(struct rights *r, int64_t newest, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* ROLE_NONE where the person was not there. */
bool role_then(const struct past *p, const struct id *person, enum role *role, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Who made the line, to those who knew what the mark stands for (past_grants()); lent until the next
 * one is asked for with the same past.apart. NULL: err is filled. */
const struct memo *who_then(struct rights *r, const struct past *p, const struct past_line *line,
			    uint64_t mark, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* right_past.c: the judge of the merge (struct judge, rule). */
bool rights_rule(void *user, const struct past *p, struct str line, struct ruling *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
