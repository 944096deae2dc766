/* What the files of a link share. */
#ifndef EXCHANGE_LINK_PRIVATE_H
#define EXCHANGE_LINK_PRIVATE_H

#include "base/json_read.h"
#include "exchange/link.h"
#include "store/files.h"

/* A part: what is lost at most where the line breaks, and what one commit takes. */
enum { PART_LINES = 500, PART_BYTES = 4 << 20, CONTROL_MOST = 2 << 20 };

struct link {
	struct ledger *l;
	const struct link_options *o;
	struct wire wire;
	struct link_sum *sum;
	have_list theirs;         /* what the other one has, as it said first */
	bool answers;             /* was started; else it calls */
	int spool;                /* where it is kept until somebody agreed; -1: taken as it comes */
	int64_t spool_files;
	file_hashes kept;         /* files that were taken as they came; texts in mem */
	tip_list tips;            /* that came with the offer; texts in mem */
	struct arena mem;
	int64_t begins;           /* first changes of copies that are new here, in what came */
};

/* A line of the link's own, as JSON; {"error": ...} is ERR_REFUSED with what the other says. NULL: err
 * is filled. The caller frees. */
struct json_doc *link_control(struct link *k, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The other one does not keep to this. Always false. */
bool link_odd(struct err *err) __attribute__((nonnull));
bool link_tell(struct link *k, enum link_step step, int64_t done, int64_t all, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* link_give.c: offers what the other one lacks, and sends it */
bool link_give(struct link *k, struct err *err) __attribute__((nonnull, warn_unused_result));
/* link_take.c: takes what it sends, or puts it into the spool */
bool link_take(struct link *k, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Keeps the tips that came, once what they are about was taken. */
bool link_tips(struct link *k, struct err *err) __attribute__((nonnull, warn_unused_result));
/* A file without a name beside the ledger. */
bool link_spool(struct link *k, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Asks about what lies in the spool where somebody is to be asked, and takes it. */
bool link_unspool(struct link *k, const char *broke, struct err *err)
	__attribute__((nonnull(1, 3), warn_unused_result));

#endif
