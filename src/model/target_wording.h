/* Demands on figures in running text: "比例力争超过50%", "数量不低于红黑名单数量的10%",
 * "至少形成一个应用场景". Pure. Rules: domain.md 4.4. */
#ifndef MODEL_TARGET_WORDING_H
#define MODEL_TARGET_WORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* none: a value that is only reported */
enum comparator { CMP_NONE, CMP_GT, CMP_GE, CMP_LT, CMP_LE, CMP_EQ };
/* ">" ">=" ...; "" for none */
const char *comparator_word(enum comparator c);
bool comparator_parse(struct str word, enum comparator *c);
enum scope { SCOPE_EACH, SCOPE_SUM, SCOPE_JOINT };
const char *scope_word(enum scope s);                                    /* "each" "sum" "joint" */
bool scope_parse(struct str word, enum scope *s);

struct target_reading {
	struct str text;            /* the clause it was read from, lent */
	struct str metric;          /* what is measured: numerator, "联合奖惩案例数量" */
	/* denominator, "红黑名单数量"; empty: a count, or a ratio whose base is not said */
	struct str base;
	struct str excluded;        /* "已注销、吊销和无法联系上的"; empty */
	enum comparator comparator;
	/* threshold as written: 50 % is 50 and 100, 八成 80 and 100, 1/10 1 and 10; den 0: a
	 * count */
	int64_t num, den;
	enum scope scope;
	bool soft;                  /* 力争 */
	const char *measure_word;   /* "个", "例", "%": in the arena; "" unknown */
};

typedef VEC(struct target_reading) target_readings;

/* Every threshold in the text, in its order. Strict: 超过 高于 大于 多于; inclusive: 不低于 不少于
 * 至少 以上 达到; upper: 低于 不超过 以下 控制在…以内. */
void target_read(struct arena *mem, struct str text, target_readings *to) __attribute__((nonnull));
/* A text that says what to report without demanding a value ("报送银行机构不良贷款率"): the
 * quantity reported, as readings without comparator; rates get measure word "%". Nothing where the
 * text reports no quantity. */
void target_read_reported(struct arena *mem, struct str text, target_readings *to)
	__attribute__((nonnull));

#endif
