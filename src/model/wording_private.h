/* What the files of the wording reader share. A wording is folded once (wording_lex), its points in
 * time are read and resolved (wording_point), its rhythms (wording_rhythm), and put together
 * (wording). Places are bytes of the folded text. */
#ifndef MODEL_WORDING_PRIVATE_H
#define MODEL_WORDING_PRIVATE_H

#include <stdint.h>

#include "model/wording.h"

/* ---- wording_lex: a text made ready for comparing ---- */

/* Folded, without blanks and line breaks but for one between two ASCII letters or digits. */
struct lex {
	struct str source;
	struct str f;
	/* where each folded byte's character begins in source; map[f.n] is source.n */
	const uint32_t *map;
};

void lex_init(struct lex *x, struct arena *mem, struct str source) __attribute__((nonnull));
/* Steps over word where it stands at *i. Words are written as they fold: , ; : ( ) for
 * ，；：（）. */
bool lex_eat(const struct lex *x, size_t *i, const char *word) __attribute__((nonnull));
bool lex_sees(const struct lex *x, size_t i, const char *word) __attribute__((nonnull));
/* The first of a NULL-ended list that stands at *i: its index, stepped over; -1 none. Longer words
 * stand first. */
int lex_any(const struct lex *x, size_t *i, const char *const *words) __attribute__((nonnull));
bool lex_sees_any(const struct lex *x, size_t i, const char *const *words) __attribute__((nonnull));
/* Does one of the words end at i? *from gets where it begins. */
bool lex_ends_any(const struct lex *x, size_t i, const char *const *words,
	size_t *from) __attribute__((nonnull));
/* A whole number, Arabic or Chinese; above 99,999,999 it gives that. */
bool lex_number(const struct lex *x, size_t *i, int *value) __attribute__((nonnull));
/* The same, Arabic digits only, exactly n of them (n 0: any). */
bool lex_digits(const struct lex *x, size_t *i, int n, int *value) __attribute__((nonnull));
/* One character further, or behind a whole number, so that no number is read from its middle. */
void lex_skip(const struct lex *x, size_t *i) __attribute__((nonnull));
/* of the text, or a sign that parts clauses */
bool lex_at_end(const struct lex *x, size_t i) __attribute__((nonnull));
/* likewise before i */
bool lex_at_start(const struct lex *x, size_t i) __attribute__((nonnull));
/* without blanks at the ends */
struct str lex_source(const struct lex *x, size_t from, size_t to) __attribute__((nonnull));
/* Does one of a NULL-ended list stand anywhere in s? */
bool text_says(struct str s, const char *const *words) __attribute__((nonnull));

/* ---- the reader ---- */

/* A reading in making. */
struct found {
	struct reading r;
	size_t from, to;          /* its date words */
	bool day;                 /* it names a day, and no longer stretch */
	bool month;               /* it names a month alone, the 3 of 3、6月20日 */
	bool plain;               /* a rhythm that says how often and names no day */
};

struct reader {
	struct arena *mem;
	struct lex x;
	date issued;
	date base;                /* years left out: the first such date on or after it */
	const struct calendar *cal;
	VEC(struct found) all;
	struct readings *to;
	bool asked_issue;         /* the issue date was asked for */
};

void reader_warn(struct reader *w, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull));
void reader_ask_issue(struct reader *w) __attribute__((nonnull));
struct found *reader_add(struct reader *w, enum deadline_kind kind, size_t from,
	size_t to) __attribute__((nonnull, returns_nonnull));
extern const char *const part_signs[];       /* , 、 : and a blank */

/* ---- wording_deliverable: what is due by a deadline ---- */

/* Sets clause, text and deliverable of the k-th found, from the words behind or before it. */
void deliverable_take(struct reader *w, size_t k) __attribute__((nonnull));
/* 遇节假日顺延: a rule for days off, and nothing that is due. */
void deliverable_day_off(struct reading *r) __attribute__((nonnull));
/* "11月20日、30日前分别报送": what stands behind the last holds for all. */
void deliverables_share(struct reader *w) __attribute__((nonnull));

/* ---- wording_point ---- */

enum { YEAR_FIRST = PAPER_YEAR_FIRST, YEAR_LAST = PAPER_YEAR_LAST };

enum grain { GRAIN_NONE, GRAIN_DAY, GRAIN_WEEK, GRAIN_THIRD, GRAIN_MONTH, GRAIN_QUARTER, GRAIN_HALF,
	GRAIN_YEAR, GRAIN_HOLIDAY };
enum edge { EDGE_NONE, EDGE_BEGIN, EDGE_MIDDLE, EDGE_END };
enum counted { COUNTED_UNSAID, COUNTED_IN, COUNTED_OUT };     /* 含当日, 不含当日 */

/* A point in time as it is said: a day or a longer stretch. */
struct point {
	enum grain grain;
	enum edge edge;
	int year;                 /* 0: left out */
	int month, day;           /* day -1: the last one */
	/* third of a month, quarter, half; week: 1 Monday ... 7, 0 all of it */
	int part;
	/* of the weekday, of the month's weeks: 1 ... 5, -1 the last; 0 none: the day is day */
	int nth;
	bool fixed;               /* first and last are known: 本周, 明天 */
	date first, last;
	const char *holiday;      /* as calendars name it; month and day 0 where it moves */
	int month_beside, day_beside;   /* said beside a day of a week; 0 not */
	int weekday;              /* said beside a day: 0 not */
	enum counted counted;
	int minute;
	bool needs_issue;         /* 本月 and the like, without an issue date */
	bool odd;                 /* a time or number that does not exist */
	size_t from, to;          /* its words */
};

/* Reads a point at *i and steps over it. after: the beginning of a range whose end this may be
 * (9月1日至30日); NULL: none. */
bool point_read(struct reader *w, size_t *i, const struct point *after,
	struct point *p) __attribute__((nonnull(1, 2, 4)));
/* 一 to 六, 1 to 6, 日 天 末 behind 周 or 星期: 1 Monday ... 7; 0 none. */
int point_weekday(const struct lex *x, size_t *i) __attribute__((nonnull));
/* A time of the day, "17时30分", "下午5点", "下班"; -1 and unmoved where none stands there; 9999
 * where it does not exist. */
int point_time(const struct lex *x, size_t *i) __attribute__((nonnull));
/* "11.20", "11/20" as an end of a range. */
bool point_month_day(const struct lex *x, size_t *i, struct point *p) __attribute__((nonnull));
/* "春节", "“五一”劳动节", where 前, 期间 or 后 is bound to it. */
bool point_holiday(struct reader *w, size_t *i, struct point *p) __attribute__((nonnull));
/* First and last day of p. Without a year: such that the last day (before: the day before the
 * first) is the first one on or after from. UNKNOWN where the issue date would be needed, WRONG
 * where no such day exists: both have warned. */
enum resolved { RESOLVED, RESOLVED_UNKNOWN, RESOLVED_WRONG };
enum resolved point_resolve(struct reader *w, const struct point *p, date from, bool before,
			    date *first, date *last) __attribute__((nonnull));
/* Signs and words between two ends: 至 到 - ~. */
bool point_connector(const struct lex *x, size_t *i) __attribute__((nonnull));

extern const char *const before_words[];     /* 之前 以前 前 */
extern const char *const within_words[];     /* 之内 以内 内 */
extern const char *const week_words[];       /* 星期 礼拜 周 */
/* 前 that says "before", and not 前期 or 前后. */
bool point_before(const struct lex *x, size_t *i) __attribute__((nonnull));
bool point_sees_before(const struct lex *x, size_t i) __attribute__((nonnull));
/* "（含20日）", "（含11月20日）", "（星期二）" behind 前. */
void point_counted(const struct lex *x, size_t *i, struct point *p) __attribute__((nonnull));
/* "前3日", "前5个工作日" at i: so long before the day is not reckoned, but said. */
bool point_days_before(struct reader *w, size_t from, size_t i) __attribute__((nonnull));
/* Reads what stands beside a day, with or without brackets: weekday, 含当日, time. */
void point_notes(const struct lex *x, size_t *i, struct point *p) __attribute__((nonnull));

/* ---- wording_span: deadlines of one point, and of a range ---- */

/* Reads a deadline of one point, or from one to another, at *i, with what stands around it: 截至,
 * 前, 起, 至. */
bool point_deadline(struct reader *w, size_t *i) __attribute__((nonnull));

/* ---- wording_relative: those that count from something ---- */

enum { COUNT_MAX = 3650 };

/* Reads "5个工作日", "一个月", "半年", "24小时" at *i; false where none stands there. *unit: 'w'
 * working days, 'd' days, 'm' months. A count above COUNT_MAX is one too many. */
bool count_read(struct reader *w, size_t *i, int *count, char *unit) __attribute__((nonnull));
/* So much after from; DATE_NONE where from is that. */
date count_from(const struct reader *w, date from, int count, char unit) __attribute__((nonnull));
/* Reads "5个工作日内", "自收到之日起一个月内" at *i. */
bool relative_deadline(struct reader *w, size_t *i) __attribute__((nonnull));

/* ---- wording_rhythm: what opens a recurring deadline ---- */

/* Reads a recurring deadline at *i. */
bool rhythm_read(struct reader *w, size_t *i) __attribute__((nonnull));

/* A recurring deadline in making. */
struct making {
	struct rhythm r;
	bool wrong;
	bool plain;               /* nothing but how often was said: its last day is taken */
	bool counted;             /* the day is the n-th of its kind: 第3个工作日, 前5日 */
	size_t from;
};

enum opening {
	OPEN_NONE,
	OPEN_DAY,
	OPEN_WORKDAY,
	OPEN_WEEK,
	OPEN_THIRD,
	OPEN_HALF_MONTH,
	OPEN_MONTH,
	OPEN_EVEN,
	OPEN_ODD,
	OPEN_QUARTER,
	OPEN_HALF,
	OPEN_YEAR,
};

/* ---- wording_tail: what follows 每周, 每旬, and who reads the longer ones ---- */

/* Reads at *i what stands behind 每月, 每季度 and so on, and makes the rule. */
void tail_read(struct making *k, size_t *i, struct reader *w, enum opening opens)
	__attribute__((nonnull));

/* ---- wording_stretch, wording_year: what follows 每月, 每季度, 每半年; 每年 ---- */

void tail_month(struct making *k, size_t *i, struct reader *w) __attribute__((nonnull));
/* Every step-th month from first. */
void tail_months(struct making *k, size_t *i, struct reader *w, int first,
	int step) __attribute__((nonnull));
/* Stretches of 3 or 6 months. */
void tail_stretch(struct making *k, size_t *i, struct reader *w, int length)
	__attribute__((nonnull));
void tail_year(struct making *k, size_t *i, struct reader *w) __attribute__((nonnull));

/* ---- wording_days: the day that a rhythm names ---- */

enum { TAIL_DAYS_MAX = 31, TAIL_LAST_DAY = -1 };

extern const char *const end_words[];        /* 月底 月末 底 末 终 */
extern const char *const ended_words[];      /* 终了后 结束后 期满后 ... */
/* "10日", "10日、25日", "20日至25日" (its end counts), "20" before 前. How many; 0 none. */
int tail_days(const struct lex *x, size_t *i, int days[TAIL_DAYS_MAX]) __attribute__((nonnull));
/* The day within a month: what stands behind 每月, 末月, 次月. False: nothing was said, the last
 * day is meant. */
bool tail_day(struct making *k, size_t *i, struct reader *w) __attribute__((nonnull));
/* "前5个工作日", "第3个工作日", "最后一个工作日", "倒数第二个工作日", "第二个周五", "最后一周周五",
 * "前5日". */
bool tail_counted_day(struct making *k, size_t *i, struct reader *w) __attribute__((nonnull));
/* "后10日内", "结束后5个工作日内": so many days into what follows. False where that does not stand
 * there. */
bool tail_days_after(struct making *k, size_t *i, struct reader *w) __attribute__((nonnull));
/* Sets the days of a month. A day that some months lack falls back to their last one, and returns.
 * months: those the rule has, 0 all. to: where the words end. */
void tail_set_days(struct making *k, const int *days, int n, struct reader *w,
	size_t to) __attribute__((nonnull));
void tail_last_day(struct making *k) __attribute__((nonnull));
void tail_working_days(struct rhythm *r) __attribute__((nonnull));
void tail_add_month(struct rhythm *r, int month) __attribute__((nonnull));
/* Every step-th month from first. */
void tail_every_months(struct rhythm *r, int first, int step) __attribute__((nonnull));
/* As they stand in the source, for sentences. */
struct str tail_words(const struct reader *w, size_t from, size_t to) __attribute__((nonnull));

#endif
