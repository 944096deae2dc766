/* Both ways through one pipe, that of ssh mostly. Who calls and who answers speak in turns, so that
 * neither waits for a pipe that nobody empties; all of it is lines:
 *
 *	answers  {"link":"duban-link/1","from":"city","has":["16 hex digits",...]}
 *	calls    the same of its own
 *	calls    {"offer":N,"files":["SHA-256 in hex",...],"tips":[...]}     changes and files that the other
 *	                                                       lacks, what copies have signed (exchange/tip.h)
 *	answers  {"wants":[0,2,...]}                            of the files
 *	calls    {"files":1} or {"changes":n}, n lines as in a bundle, {"sum":"SHA-256 of these lines"}
 *	answers  {"got":n}, a part later at the latest some
 *	calls    {"done":true}
 *	         and once more with the sides changed; then
 *	calls    {"bye":"duban-link/1","from":...,"has":[...],"taken":n,...}, answered by the same
 *
 * or, at any time, {"error":"a sentence"}. Files come first, then changes, parents first, so that what
 * has come is sound wherever the line breaks; the next call goes on from there. The other side is
 * hostile until checked: a part is judged whole before it is used, and no limit of a bundle is
 * wider here. */
#ifndef EXCHANGE_LINK_H
#define EXCHANGE_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/bundle.h"
#include "exchange/take.h"
#include "exchange/wire.h"
#include "model/ledger.h"

enum { LINK_QUIET_S = 120 };

/* What is told of: changes that went out, that came in, that were taken of what came before. */
enum link_step { LINK_GIVES, LINK_COMES, LINK_TAKES };
/* False: it is stopped there, with ERR_STOPPED; what was done stays. */
typedef bool link_told(void *user, enum link_step step, int64_t done, int64_t all);
/* What would come, all of it or what came until the line broke (broke: why; NULL): shall it be taken?
 * False: err is filled. */
typedef bool link_agreed(void *user, const struct bundle *b, const struct take_look *look,
			 const char *broke, struct err *err);

struct link_options {
	int in, out;              /* lent; nothing of the other side's has been read */
	int quiet_s;              /* so long it may be silent; 0: LINK_QUIET_S */
	bool clocks;              /* also changes whose clock runs ahead */
	wire_goes_on *goes_on;    /* may be NULL, as may told */
	link_told *told;
	link_agreed *agreed;      /* NULL: what comes is taken as it comes */
	void *user;
};

/* What it came to, also where it failed. */
struct link_sum {
	char with[64];            /* the other copy's name; "": it never said it */
	int64_t gives, gave;      /* changes that the other lacked; that it has got */
	int64_t comes, came;      /* that it offered; that came */
	struct merged sum;        /* what became of these here */
	bool told_theirs;
	struct merged theirs;     /* what became of ours there (but fault); where told_theirs */
	bool more;                /* one time was not enough */
	/* who answers took what came and gave nothing: who called is not shown all of it there */
	bool withheld;
	char noise[200];          /* the last line of what came before it spoke, if it never did */
};

/* Who has started the other side. */
bool link_call(struct ledger *l, const struct link_options *o, struct link_sum *sum, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Who was started: agreed is not asked. */
bool link_answer(struct ledger *l, const struct link_options *o, struct link_sum *sum, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
