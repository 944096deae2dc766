/* Holidays as points in time: 春节前, “五一”期间, 国庆节后. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

static const struct {
	const char *words[5];      /* longer ones first */
	const char *name;          /* of the calendars */
	int month, day;            /* where no table is at hand; 0: it moves */
	bool number;               /* 五一, 十一: a holiday only before 前, 节 and the like */
} holidays[] = {
	{ { "农历新年", "春节", NULL }, "春节", 0, 0, false },
	{ { "大年三十", "除夕", NULL }, "春节", 0, 0, false },
	{ { "元宵节", "正月十五", NULL }, "元宵节", 0, 0, false },
	{ { "元旦节", "元旦", NULL }, "元旦", 1, 1, false },
	{ { "清明节", "清明", NULL }, "清明节", 0, 0, false },
	{ { "五一国际劳动节", "五一劳动节", "国际劳动节", "劳动节", NULL }, "劳动节", 5, 1, false },
	{ { "五一", NULL }, "劳动节", 5, 1, true },
	{ { "端午节", "端午", NULL }, "端午节", 0, 0, false },
	{ { "中秋节", "中秋", NULL }, "中秋节", 0, 0, false },
	{ { "十一国庆节", "国庆节", "国庆", NULL }, "国庆节", 10, 1, false },
	{ { "十一", NULL }, "国庆节", 10, 1, true },
	{ { "七一", NULL }, "七一", 7, 1, true },
	{ { "八一", NULL }, "八一", 8, 1, true },
};

/* "元旦春节前", "元旦、春节前": steps over the second of two holidays. */
static void other_holiday(struct reader *w, size_t from, size_t *i)
{
	static const char *const joints[] = { "、", "和", "及", NULL };
	const struct lex *x = &w->x;
	for (size_t k = 0; k < sizeof holidays / sizeof *holidays; k++) {
		size_t at = *i;
		lex_any(x, &at, joints);
		if (lex_any(x, &at, holidays[k].words) < 0)
			continue;
		lex_eat(x, &at, "两");
		lex_eat(x, &at, "节");
		if (!point_sees_before(x, at) && !lex_sees(x, at, "期间") && !lex_sees(x, at, "假"))
			continue;
		reader_warn(w, _("“%.*s” names two holidays: the first is taken"),
			    STR_ARG(lex_source(x, from, at)));
		*i = at;
		return;
	}
}

bool point_holiday(struct reader *w, size_t *i, struct point *p)
{
	static const char *const behind[] = { "节", "假", "长假", "期间", NULL };
	static const char *const again[] = { "国际劳动节", "劳动节", "国庆节", NULL };
	static const char *const leave[] = { "放假", "假期", "长假", "黄金周", NULL };
	const struct lex *x = &w->x;
	for (size_t k = 0; k < sizeof holidays / sizeof *holidays; k++) {
		size_t at = *i;
		bool quoted = lex_eat(x, &at, "\"");
		if (lex_any(x, &at, holidays[k].words) < 0 || (quoted && !lex_eat(x, &at, "\"")))
			continue;
		if (quoted)
			lex_any(x, &at, again);      /* “五一”劳动节 */
		if (holidays[k].number && !lex_ends_any(x, at, again, &(size_t){ 0 }) &&
			!point_sees_before(x, at) && !lex_sees_any(x, at, behind))
			continue;
		lex_eat(x, &at, "节");
		other_holiday(w, *i, &at);
		lex_any(x, &at, leave);
		/* Only what is bound to it is a deadline: 春节前, 春节期间, 春节后. */
		if (!point_sees_before(x, at) && !lex_sees(x, at, "期间") && !lex_sees(x, at, "后"))
			return false;
		p->edge = lex_eat(x, &at, "期间") ? EDGE_END : EDGE_NONE;
		p->grain = GRAIN_HOLIDAY;
		p->holiday = holidays[k].name;
		p->month = holidays[k].month;
		p->day = holidays[k].day;
		*i = at;
		return true;
	}
	/* 年前 is before the Spring Festival. */
	if (!p->year && lex_at_start(x, *i) && lex_sees(x, *i, "年前")) {
		*i += strlen("年");
		reader_warn(w, _("“%s” is read as before the Spring Festival"), "年前");
		p->grain = GRAIN_HOLIDAY;
		p->holiday = "春节";
		return true;
	}
	return false;
}
