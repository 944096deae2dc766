/* A bundle: changes of one copy for another, as a file. gzip of lines, so that zcat and jq read it:
 *
 *	{"format":"duban-bundle/1","from":"county-03","made":"...","changes":N,"files":M,"has":["16 hex digits",...],
 *	 "tips":[...]}                            (exchange/tip.h)
 *	{"file":"SHA-256 in hex","bytes":"base64"}        M of these: source files that changes name
 *	{"v":1,"site":...}                                N changes as they stand in the log, parents first
 *	{"end":"SHA-256 in hex of all bytes before this line"}
 *
 * Hostile until checked: the whole file is read and judged before anything of it is used. */
#ifndef EXCHANGE_BUNDLE_H
#define EXCHANGE_BUNDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "exchange/tip_gate.h"
#include "model/ledger.h"
#include "store/site.h"

enum { BUNDLE_LINES_MOST = 2000000, BUNDLE_FILE_MOST = 12 << 20, BUNDLE_FILES_MOST = 10000 };
#define BUNDLE_BYTES_MOST ((int64_t)1 << 30)

/* What one file may hold; a reader takes no more. */
struct bundle_room { int64_t lines, bytes; };
struct bundle_made { int64_t changes; int files; };
/* Writes what somebody who has these marks lacks into a new file; what one has no room for goes into
 * FILE.2, FILE.3 ..., each sound by itself, to be taken in this order. Refused where one of them
 * exists; nothing is left of what was begun. room NULL: what a reader takes. */
bool bundle_make(struct ledger *l, const char *path, const have_list *has,
		 const struct bundle_room *room, struct bundle_made *made, struct err *err)
	__attribute__((nonnull(1, 2, 3, 5, 6), warn_unused_result));

struct bundle;
/* What its first line says. */
struct bundle_head {
	const char *from, *made;
	int64_t changes, files;
	have_list has;
	tip_list tips;
};
/* Opens one and judges it whole: form, limits, its end. NULL: err says what is wrong with it; of a
 * later form ERR_INPUT with advice. */
struct bundle *bundle_open(const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* One that came by other ways and was judged there: fd holds files and changes, a line each, and becomes
 * the bundle's; path is what it is called where it cannot be read. */
struct bundle *bundle_bare(int fd, const char *path, const struct bundle_head *head, struct err *err)
	__attribute__((nonnull, warn_unused_result));
const struct bundle_head *bundle_head(const struct bundle *b) __attribute__((nonnull));
/* From now on it is read from a copy of the file as it stands, which nobody else can write to: what is
 * judged of that copy holds of what is taken. At its first change; the copy's bytes, as they are packed,
 * are lent. -1: err is filled. */
int bundle_hold(struct bundle *b, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Who has signed it, where that is to count: no more than they may write is taken (struct ledger, courier).
 * NULL: nobody was named. */
void bundle_brought(struct bundle *b, const char *courier) __attribute__((nonnull));
const char *bundle_courier(const struct bundle *b) __attribute__((nonnull));
/* From its first change on again. */
bool bundle_rewind(struct bundle *b, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The next change, lent until the next call; false at the end, or err is filled. */
bool bundle_change(struct bundle *b, struct str *line, struct err *err) __attribute__((nonnull));
/* What of it its copies have signed, judged at its first change; lent for as long as the bundle is. NULL:
 * err is filled. */
struct tip_gate *bundle_gate(struct ledger *l, struct bundle *b, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The next source file (before the changes). */
bool bundle_file(struct bundle *b, char sha[HASH_TEXT_SIZE], struct buf *bytes, struct err *err)
	__attribute__((nonnull));
void bundle_close(struct bundle *b);

#endif
