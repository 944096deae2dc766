/* Wordings of deadlines, as a clerk would find them, read against an issue date and the calendars of share/calendar. */
#include "model/wording.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "tests/lib/check.h"

/* One reading in a line: "phase 2018-11-20 (2018-11-19) 17:00 {what is due}"; start..due of a range; rule, period and shift of
 * a rhythm; "5w receipt" of a relative one. */
static void put_reading(struct buf *to, const struct reading *r)
{
	char text[RHYTHM_TEXT_SIZE];
	buf_puts(to, deadline_kind_word(r->kind));
	if (r->start != DATE_NONE)
		buf_printf(to, " %s..", date_text(r->start, text));
	if (r->due != DATE_NONE)
		buf_printf(to, "%s%s", r->start == DATE_NONE ? " " : "", date_text(r->due, text));
	if (r->due_excluded != DATE_NONE)
		buf_printf(to, " (%s)", date_text(r->due_excluded, text));
	if (r->minute == MINUTE_CLOSING)
		buf_puts(to, " closing");
	else if (r->minute != -1)
		buf_printf(to, " %02d:%02d", r->minute / 60, r->minute % 60);
	if (r->rhythm.freq != FREQ_NONE) {
		buf_printf(to, " %s", rhythm_text(&r->rhythm, text));
		buf_printf(to, " %s", period_word(r->rhythm.period));
		if (r->rhythm.period_shift)
			buf_printf(to, "%+d", r->rhythm.period_shift);
	}
	if (r->count)
		buf_printf(to, " %d%c%s", r->count, r->count_unit, r->from_receipt ? " receipt" : "");
	if (r->deliverable.n)
		buf_printf(to, " {%.*s}", STR_ARG(r->deliverable));
}

/* All readings, parted by " / ", and a "!" for each warning. */
static void put_readings(struct buf *to, const struct readings *r)
{
	for (size_t i = 0; i < r->list.n; i++) {
		buf_puts(to, i ? " / " : "");
		put_reading(to, &r->list.p[i]);
	}
	for (size_t i = 0; i < r->warn.n; i++)
		buf_byte(to, '!');
}

static const struct { int line; const char *issued, *text, *want; } cases[] = {
	/* a day, with and without 前 */
	{ __LINE__, "2018-10-31", "11月20日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日之前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日以前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20号前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11 月 20 日 前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20\n日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "１１月２０日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "二〇一八年十一月二十日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "2018年11月20日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "18年11月20日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "2018-11-20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "2018/11/20", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "2018.11.20", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "20181120", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11.20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "12.31", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "11月20日（含当日）前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20日(含)前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20日（不含当日）前", "once 2018-11-19" },
	{ __LINE__, "2018-10-31", "截至11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "截止到11月20日前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "不迟于11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "最迟于11月20日前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20日止", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20日左右", "once 2018-11-20!" },
	{ __LINE__, "2018-10-31", "11月20日前后", "once 2018-11-20!" },
	{ __LINE__, "2018-10-31", "时限：11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "于11月20日前", "once 2018-11-20 (2018-11-19)" },

	/* times of the day */
	{ __LINE__, "2018-10-31", "11月20日17时前", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "11月20日17:00前", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "11月20日17：30前", "once 2018-11-20 17:30" },
	{ __LINE__, "2018-10-31", "11月20日下午5时前", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "11月20日下午5点半前", "once 2018-11-20 17:30" },
	{ __LINE__, "2018-10-31", "11月20日上午9时前", "once 2018-11-20 09:00" },
	{ __LINE__, "2018-10-31", "11月20日中午12点前", "once 2018-11-20 12:00" },
	{ __LINE__, "2018-10-31", "11月20日晚8点前", "once 2018-11-20 20:00" },
	{ __LINE__, "2018-10-31", "11月20日下班前", "once 2018-11-20 closing" },
	{ __LINE__, "2018-10-31", "11月20日24时前", "once 2018-11-20 24:00" },
	{ __LINE__, "2018-10-31", "11月20日零时前", "once 2018-11-20 00:00" },
	{ __LINE__, "2018-10-31", "11月20日25时前", "invalid!" },
	{ __LINE__, "2018-10-31", "11月20日12:75前", "invalid!" },
	{ __LINE__, "2018-10-31", "2018-11-20 17:00前", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "11月20日（星期二）17时前", "once 2018-11-20 17:00" },

	/* weekdays beside a day */
	{ __LINE__, "2018-10-31", "11月20日（星期二）前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日(周二)前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日周二前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日（星期三）前", "invalid!" },
	{ __LINE__, "2018-10-31", "2018年11月20日（周五）", "invalid!" },

	/* days that do not exist */
	{ __LINE__, "2018-10-31", "11月31日", "invalid!" },
	{ __LINE__, "2018-10-31", "2月29日前", "invalid!" },
	{ __LINE__, "2018-10-31", "2019年2月29日前", "invalid!" },
	{ __LINE__, "2018-10-31", "2020年2月29日前", "once 2020-02-29 (2020-02-28)" },
	{ __LINE__, "2018-10-31", "13月5日前", "invalid!" },
	{ __LINE__, "2018-10-31", "0月5日", "invalid!" },
	{ __LINE__, "2018-10-31", "11月0日前", "invalid!" },
	{ __LINE__, "2018-10-31", "11月40日前", "invalid!" },
	{ __LINE__, "2018-10-31", "1900年11月20日前", "invalid!" },
	{ __LINE__, "2018-10-31", "2150年1月1日前", "invalid!" },

	/* longer stretches */
	{ __LINE__, "2018-10-31", "11月底前", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "11月末", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "11月份", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "11月", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "十二月底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2018年12月", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2018.12", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "元月底前", "once 2019-01-31" },
	{ __LINE__, "2018-10-31", "11月上旬", "once 2018-11-10" },
	{ __LINE__, "2018-10-31", "11月中旬前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月下旬", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "11月中下旬", "once 2018-11-30!" },
	{ __LINE__, "2018-10-31", "11月初", "once 2018-11-10!" },
	{ __LINE__, "2018-10-31", "年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "年末", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "年内", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "岁末", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "年中", "once 2019-06-30!" },
	{ __LINE__, "2018-10-31", "2018年底", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2018年年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2019年内完成", "once 2019-12-31 {完成}" },
	{ __LINE__, "2018-10-31", "今年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "明年6月底前", "once 2019-06-30" },
	{ __LINE__, "2018-10-31", "18年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2020年", "once 2020-12-31" },
	{ __LINE__, "2018-10-31", "到2020年建成", "once 2020-12-31 {建成}" },
	{ __LINE__, "2018-10-31", "2018年度内", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "全年", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "第四季度", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "四季度末", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "四季度底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "四季度前", "once 2019-09-30!" },
	{ __LINE__, "2018-10-31", "第4季度", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "Q4", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "前三季度", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "本季度末前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "下季度", "once 2019-03-31" },
	{ __LINE__, "2018-10-31", "季末前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "上半年", "once 2019-06-30" },
	{ __LINE__, "2018-10-31", "下半年", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2019年上半年前", "once 2018-12-31!" },
	{ __LINE__, "2018-10-31", "本月底前", "once 2018-10-31" },
	{ __LINE__, "2018-10-31", "月底前", "once 2018-10-31" },
	{ __LINE__, "2018-10-31", "下月5日前", "once 2018-11-05 (2018-11-04)" },
	{ __LINE__, "2018-10-31", "20日前", "once 2018-11-20 (2018-11-19)!" },
	{ __LINE__, "2018-10-31", "本周五前", "once 2018-11-02 (2018-11-01)" },
	{ __LINE__, "2018-10-31", "下周三下班前", "once 2018-11-07 closing" },
	{ __LINE__, "2018-10-31", "周五前", "once 2018-11-02 (2018-11-01)" },
	{ __LINE__, "2018-10-31", "周五12:00前", "once 2018-11-02 12:00" },
	{ __LINE__, "2018-10-31", "本周内", "once 2018-11-04" },
	{ __LINE__, "2018-10-31", "明天17时前", "once 2018-11-01 17:00" },
	{ __LINE__, "2018-10-31", "第五季度", "invalid!" },

	/* years left out: the first such date on or after the issue date; what was said before holds on */
	{ __LINE__, "2018-10-31", "10月31日前", "once 2018-10-31 (2018-10-30)" },
	{ __LINE__, "2018-10-31", "10月30日前", "once 2019-10-30 (2019-10-29)" },
	{ __LINE__, "2018-10-31", "1月5日前", "once 2019-01-05 (2019-01-04)" },
	{ __LINE__, "2018-10-31", "2018年11月20日前，12月5日前",
	  "once 2018-11-20 (2018-11-19) / once 2018-12-05 (2018-12-04)" },
	{ __LINE__, "2018-10-31", "2019年9月底前完成自查，11月底前完成整改",
	  "once 2019-09-30 {完成自查} / once 2019-11-30 {完成整改}" },
	{ __LINE__, "2018-10-31", "次年1月31日前", "once 2019-01-31 (2019-01-30)" },
	{ __LINE__, "2018-10-31", "2018年9月底前完成", "once 2018-09-30 {完成}!" },

	/* ranges */
	{ __LINE__, "2018-10-31", "9—12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "9-12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "9月至12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "9月～12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "11月至次年3月", "range 2018-11-01..2019-03-31" },
	{ __LINE__, "2018-10-31", "12月至3月", "range 2018-12-01..2019-03-31" },
	{ __LINE__, "2018-10-31", "2018年9月1日至11月30日", "range 2018-09-01..2018-11-30" },
	{ __LINE__, "2018-10-31", "2018年9月-2019年6月底前", "range 2018-09-01..2019-06-30" },
	{ __LINE__, "2018-10-31", "9月1日—30日", "range 2019-09-01..2019-09-30" },
	{ __LINE__, "2018-10-31", "11月15-20日", "range 2018-11-15..2018-11-20" },
	{ __LINE__, "2018-10-31", "11月25日至30日前", "range 2018-11-25..2018-11-30 (2018-11-29)" },
	{ __LINE__, "2018-10-31", "2018-2020年", "range 2018-01-01..2020-12-31" },
	{ __LINE__, "2018-10-31", "一至三季度", "range 2019-01-01..2019-09-30" },
	{ __LINE__, "2018-10-31", "第一至第三季度", "range 2019-01-01..2019-09-30" },
	{ __LINE__, "2018-10-31", "10月底至11月中旬", "range 2018-10-31..2018-11-20" },
	{ __LINE__, "2018-10-31", "即日起至11月底", "range 2018-10-31..2018-11-30" },
	{ __LINE__, "2018-10-31", "自11月1日起至12月31日止", "range 2018-11-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "自11月1日起30日内", "range 2018-11-01..2018-12-01" },
	{ __LINE__, "2018-10-31", "9月中旬至10月上旬", "range 2019-09-11..2019-10-10" },
	{ __LINE__, "2018-10-31", "2018年12月至2018年3月", "invalid!" },

	/* beginnings */
	{ __LINE__, "2018-10-31", "即日起", "start 2018-10-31.." },
	{ __LINE__, "2018-10-31", "自即日起执行", "start 2018-10-31.. {执行}" },
	{ __LINE__, "2018-10-31", "从2019年1月起", "start 2019-01-01.." },
	{ __LINE__, "2018-10-31", "自2019年1月1日起施行", "start 2019-01-01.. {施行}" },
	{ __LINE__, "2018-10-31", "11月20日后", "start 2018-11-21.." },
	{ __LINE__, "2018-10-31", "春节后", "start 2019-02-11.." },
	{ __LINE__, "2018-10-31", "自印发之日起", "start 2018-10-31.." },

	/* rhythms of months */
	{ __LINE__, "2018-10-31", "每月20日前", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每月20日之前报送", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送}" },
	{ __LINE__, "2018-10-31", "每月二十日前", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每个月20号前", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每月5日前报上月", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1 {报上月}" },
	{ __LINE__, "2018-10-31", "每月5日前将上月情况报送",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1 {将上月情况报送}" },
	{ __LINE__, "2018-10-31", "次月5日前", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1" },
	{ __LINE__, "2018-10-31", "每月次月5日前", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1" },
	{ __LINE__, "2018-10-31", "每月底前", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月月底", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月报送一次", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {报送一次}" },
	{ __LINE__, "2018-10-31", "每月31日", "recurring FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月30日前", "recurring FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月29日前", "recurring FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月10日、25日前", "recurring FREQ=MONTHLY;BYMONTHDAY=10,25 day" },
	{ __LINE__, "2018-10-31", "每月10日、20日、月底前", "recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1 day" },
	{ __LINE__, "2018-10-31", "每月10日和月末报送", "recurring FREQ=MONTHLY;BYMONTHDAY=10,-1 day {报送}" },
	{ __LINE__, "2018-10-31", "年度结束后30日内", "recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=30 year-1" },
	{ __LINE__, "2018-10-31", "10月份启动，11月底前完成，12月总结",
		"once 2018-10-31 {启动} / once 2018-11-30 {完成} / once 2018-12-31 {总结}" },
	{ __LINE__, "2018-10-31", "5月总结大会", "" },
	{ __LINE__, "2018-10-31", "2018年总结", "" },
	{ __LINE__, "2018-10-31", "五个工作日", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "1949年前", "invalid!!" },
	{ __LINE__, "2018-10-31", "每月15日、31日前", "recurring FREQ=MONTHLY;BYMONTHDAY=15,-1 day!" },
	{ __LINE__, "2018-10-31", "每月20日至25日", "recurring FREQ=MONTHLY;BYMONTHDAY=25 month" },
	{ __LINE__, "2018-10-31", "每月上旬", "recurring FREQ=MONTHLY;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "每月中旬前", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每月初", "recurring FREQ=MONTHLY;BYMONTHDAY=10 month!" },
	{ __LINE__, "2018-10-31", "每月最后一天", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月最后一个工作日", "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月前5个工作日内", "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5 month" },
	{ __LINE__, "2018-10-31", "每月第二个周二", "recurring FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2 month" },
	{ __LINE__, "2018-10-31", "每月最后一个周五", "recurring FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月终了后10日内", "recurring FREQ=MONTHLY;BYMONTHDAY=10 month-1" },
	{ __LINE__, "2018-10-31", "每月结束后5个工作日内报送",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5 month-1 {报送}" },
	{ __LINE__, "2018-10-31", "每月20日17时前", "recurring 17:00 FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每月32日", "invalid!" },
	{ __LINE__, "2018-10-31", "按月报送", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {报送}" },
	{ __LINE__, "2018-10-31", "逐月上报", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {上报}" },
	{ __LINE__, "2018-10-31", "一月一调度", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {调度}" },
	{ __LINE__, "2018-10-31", "每半月", "recurring FREQ=MONTHLY;BYMONTHDAY=15,-1 day" },
	{ __LINE__, "2018-10-31", "每双月15日", "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15 month" },
	{ __LINE__, "2018-10-31", "双月15日前", "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15 month" },
	{ __LINE__, "2018-10-31", "每逢双月15日", "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15 month" },
	{ __LINE__, "2018-10-31", "单月10日前", "recurring FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "每单月31日",
	  "recurring FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=30,31;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每两个月", "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每2个月", "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "2019年1月起，每月20日前报送",
	  "recurring 2019-01-01.. FREQ=MONTHLY;BYMONTHDAY=20 month {报送}" },
	{ __LINE__, "2018-10-31", "2019年1月至6月，每月20日前报送",
	  "recurring 2019-01-01..2019-06-30 FREQ=MONTHLY;BYMONTHDAY=20 month {报送}" },

	/* rhythms of quarters, halves, years */
	{ __LINE__, "2018-10-31", "每季度末", "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter" },
	{ __LINE__, "2018-10-31", "每季度", "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter" },
	{ __LINE__, "2018-10-31", "每季度末月25日前", "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter" },
	{ __LINE__, "2018-10-31", "每季度最后一个月25日前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter" },
	{ __LINE__, "2018-10-31", "季度末月25日前", "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter" },
	{ __LINE__, "2018-10-31", "每季度首月10日", "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter" },
	{ __LINE__, "2018-10-31", "每季度首月10日前报上季度",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter-1 {报上季度}" },
	{ __LINE__, "2018-10-31", "每季度第二个月15日",
	  "recurring FREQ=MONTHLY;BYMONTH=2,5,8,11;BYMONTHDAY=15 quarter" },
	{ __LINE__, "2018-10-31", "每季度末月31日",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=30,31;BYSETPOS=-1 quarter" },
	{ __LINE__, "2018-10-31", "每季度结束后15日内",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=15 quarter-1" },
	{ __LINE__, "2018-10-31", "季后10日内", "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter-1" },
	{ __LINE__, "2018-10-31", "每季度次月10日前", "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter-1" },
	{ __LINE__, "2018-10-31", "每季度10日前", "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter-1!" },
	{ __LINE__, "2018-10-31", "按季度通报", "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter {通报}" },
	{ __LINE__, "2018-10-31", "每三个月", "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter" },
	{ __LINE__, "2018-10-31", "每半年", "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half" },
	{ __LINE__, "2018-10-31", "每半年结束后10日内", "recurring FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10 half-1" },
	{ __LINE__, "2018-10-31", "每年6月底、12月底前", "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half" },
	{ __LINE__, "2018-10-31", "每年12月31日前", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 year" },
	{ __LINE__, "2018-10-31", "每年1月15日前报上年度",
	  "recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15 year-1 {报上年度}" },
	{ __LINE__, "2018-10-31", "每年6月30日、12月31日前", "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half" },
	{ __LINE__, "2018-10-31", "每年3月、9月底前", "recurring FREQ=MONTHLY;BYMONTH=3,9;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每年3月10日、9月20日前", "invalid!" },
	{ __LINE__, "2018-10-31", "每年2月底", "recurring FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年2月30日", "invalid!" },
	{ __LINE__, "2018-10-31", "每年4月31日前", "invalid!" },
	{ __LINE__, "2018-10-31", "每年底前", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年第四季度", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年上半年", "recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "年度终了后", "" },
	{ __LINE__, "2018-10-31", "每年度终了后3个月内", "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1 year-1" },
	{ __LINE__, "2018-10-31", "每年次年1月底前", "recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1 year-1" },

	/* rhythms of weeks, thirds of a month, days */
	{ __LINE__, "2018-10-31", "每周五", "recurring FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "每周五下班前", "recurring closing FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "每周星期五17:00前", "recurring 17:00 FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "每星期五", "recurring FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "每周一、周四", "recurring FREQ=WEEKLY;BYDAY=MO,TH day" },
	{ __LINE__, "2018-10-31", "每周一至周五", "recurring FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR day" },
	{ __LINE__, "2018-10-31", "每周", "recurring FREQ=WEEKLY;BYDAY=SU week" },
	{ __LINE__, "2018-10-31", "每周一次", "recurring FREQ=WEEKLY;BYDAY=SU week {一次}" },
	{ __LINE__, "2018-10-31", "每周一报", "recurring FREQ=WEEKLY;BYDAY=SU week {一报}" },
	{ __LINE__, "2018-10-31", "每周一报送", "recurring FREQ=WEEKLY;BYDAY=MO week {报送}" },
	{ __LINE__, "2018-10-31", "每两周", "recurring FREQ=WEEKLY;INTERVAL=2;BYDAY=SU week!" },
	{ __LINE__, "2018-10-31", "隔周报送", "recurring FREQ=WEEKLY;INTERVAL=2;BYDAY=SU week {报送}!" },
	{ __LINE__, "2018-10-31", "每旬末", "recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1 tendays" },
	{ __LINE__, "2018-10-31", "每旬", "recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1 tendays" },
	{ __LINE__, "2018-10-31", "每旬结束后2日内", "recurring FREQ=MONTHLY;BYMONTHDAY=2,12,22 tendays-1" },
	{ __LINE__, "2018-10-31", "每旬第一天", "recurring FREQ=MONTHLY;BYMONTHDAY=1,11,21 tendays" },
	{ __LINE__, "2018-10-31", "每天", "recurring FREQ=DAILY day" },
	{ __LINE__, "2018-10-31", "每日17时前", "recurring 17:00 FREQ=DAILY day" },
	{ __LINE__, "2018-10-31", "每个工作日", "recurring FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR day" },

	/* relative ones */
	{ __LINE__, "2018-10-31", "5个工作日内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "五个工作日内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "3日内", "relative 2018-11-03 3d" },
	{ __LINE__, "2018-10-31", "三天内", "relative 2018-11-03 3d" },
	{ __LINE__, "2018-10-31", "一个月内", "relative 2018-11-30 1m" },
	{ __LINE__, "2018-10-31", "2周内", "relative 2018-11-14 14d" },
	{ __LINE__, "2018-10-31", "半年内", "relative 2019-04-30 6m" },
	{ __LINE__, "2018-10-31", "半个月内", "relative 2018-11-15 15d" },
	{ __LINE__, "2018-10-31", "一年内", "relative 2019-10-31 12m" },
	{ __LINE__, "2018-10-31", "24小时内", "relative 2018-11-01 1d!" },
	{ __LINE__, "2018-10-31", "收到通知之日起5个工作日内反馈", "relative 2018-11-07 5w receipt {反馈}" },
	{ __LINE__, "2018-10-31", "自收到本通知之日起一个月内完成", "relative 2018-11-30 1m receipt {完成}" },
	{ __LINE__, "2018-10-31", "自印发之日起30日内", "relative 2018-11-30 30d" },
	{ __LINE__, "2018-10-31", "签收后3日内", "relative 2018-11-03 3d receipt" },
	{ __LINE__, "2018-10-31", "会后3个工作日内", "relative 2018-11-05 3w!" },
	{ __LINE__, "2018-10-31", "10个工作日完成", "relative 2018-11-14 10w {完成}" },
	{ __LINE__, "2018-10-31", "2-3个工作日内", "relative 2018-11-05 3w" },
	{ __LINE__, "2018-10-31", "15个工作日内完成整改，30日内报送",
	  "relative 2018-11-21 15w {完成整改} / relative 2018-11-30 30d {报送}" },
	{ __LINE__, "2018-10-31", "0个工作日内", "invalid!" },
	{ __LINE__, "2018-10-31", "9999个工作日内", "invalid!" },
	{ __LINE__, "2018-10-31", "99999999999日内", "invalid!" },

	/* without a date */
	{ __LINE__, "2018-10-31", "立行立改", "immediate" },
	{ __LINE__, "2018-10-31", "立即整改", "immediate {整改}" },
	{ __LINE__, "2018-10-31", "即知即改、立行立改", "immediate" },
	{ __LINE__, "2018-10-31", "当日办结", "immediate" },
	{ __LINE__, "2018-10-31", "长期推进", "ongoing" },
	{ __LINE__, "2018-10-31", "长期坚持、常抓不懈", "ongoing" },
	{ __LINE__, "2018-10-31", "持续推进", "ongoing" },
	{ __LINE__, "2018-10-31", "常态化", "ongoing" },
	{ __LINE__, "2018-10-31", "长期", "ongoing" },
	{ __LINE__, "2018-10-31", "适时", "unscheduled!" },
	{ __LINE__, "2018-10-31", "按上级要求", "unscheduled!" },
	{ __LINE__, "2018-10-31", "另行通知", "unscheduled!" },
	{ __LINE__, "2018-10-31", "年初", "unscheduled!" },
	{ __LINE__, "2018-10-31", "节前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "适时开展回头看", "unscheduled!" },

	/* holidays */
	{ __LINE__, "2018-10-31", "春节前", "once 2019-02-03" },
	{ __LINE__, "2018-10-31", "元旦前", "once 2018-12-29" },
	{ __LINE__, "2018-10-31", "国庆节前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "“五一”前", "once 2019-04-30" },
	{ __LINE__, "2018-10-31", "五一前", "once 2019-04-30" },
	{ __LINE__, "2018-10-31", "十一前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "端午节前", "once 2019-06-06" },
	{ __LINE__, "2018-10-31", "中秋前", "once 2019-09-12" },
	{ __LINE__, "2018-10-31", "2019年春节前", "once 2019-02-03" },
	{ __LINE__, "2018-10-31", "2027年春节前", "once!" },
	{ __LINE__, "2018-10-31", "2027年国庆节前", "once 2027-09-30" },
	{ __LINE__, "2018-10-31", "年前", "once 2019-02-03!" },

	/* phases, several deadlines, what is due */
	{ __LINE__, "2018-10-31", "11月20日前取得阶段性成果；长期推进",
	  "phase 2018-11-20 (2018-11-19) {取得阶段性成果} / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前完成；长期坚持", "phase 2018-11-20 (2018-11-19) {完成} / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前完成\n长期推进", "phase 2018-11-20 (2018-11-19) {完成} / ongoing" },
	{ __LINE__, "2018-10-31", "年底前完成并长期坚持", "phase 2018-12-31 {完成} / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前取得阶段性成果",
	  "phase 2018-11-20 (2018-11-19) {取得阶段性成果}" },
	{ __LINE__, "2018-10-31", "每月20日之前报送；长期推进",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送} / ongoing" },
	{ __LINE__, "2018-10-31", "12月底前达70%，次年6月底前达90%",
	  "phase 2018-12-31 {达70%} / phase 2019-06-30 {达90%}" },
	{ __LINE__, "2018-10-31", "2018年12月底前完成60%以上，2019年6月底前全部完成",
	  "phase 2018-12-31 {完成60%以上} / once 2019-06-30 {全部完成}" },
	{ __LINE__, "2018-10-31", "2018年底前基本完成，2020年底前全面完成",
	  "phase 2018-12-31 {基本完成} / once 2020-12-31 {全面完成}" },
	{ __LINE__, "2018-10-31", "10月底前制定方案，11月20日前完成整改，12月底前总结",
	  "once 2018-10-31 {制定方案} / once 2018-11-20 (2018-11-19) {完成整改} / once 2018-12-31 {总结}" },
	{ __LINE__, "2018-10-31", "11月25日前，各科室清点台账，逐户上门，建立档案，走访率不低于80%；长期推进",
	  "phase 2018-11-25 (2018-11-24) {各科室清点台账，逐户上门，建立档案，走访率不低于80%} / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前完成整改，并于11月30日前报送报告。",
	  "once 2018-11-20 (2018-11-19) {完成整改} / once 2018-11-30 (2018-11-29) {报送报告}" },
	{ __LINE__, "2018-10-31", "11月20日、30日前分别报送",
	  "once 2018-11-20 (2018-11-19) {分别报送} / once 2018-11-30 (2018-11-29) {分别报送}" },
	{ __LINE__, "2018-10-31", "3月、6月、9月底前报送",
	  "once 2019-03-31 {报送} / once 2019-06-30 {报送} / once 2019-09-30 {报送}" },
	{ __LINE__, "2018-10-31", "3、6、9、12月底前报送",
	  "once 2019-03-31 {报送} / once 2019-06-30 {报送} / once 2019-09-30 {报送} / once 2018-12-31 {报送}" },
	{ __LINE__, "2018-10-31", "方案于11月20日前", "once 2018-11-20 (2018-11-19) {方案}" },
	{ __LINE__, "2018-10-31", "完成方案（10月底前），组织实施（12月底前）",
	  "once 2018-10-31 {完成方案} / once 2018-12-31 {组织实施}" },
	{ __LINE__, "2018-10-31", "第一阶段（10月1日至10月31日）：自查；第二阶段（11月1日至11月30日）：整改",
	  "range 2018-10-01..2018-10-31 {自查} / range 2018-11-01..2018-11-30 {整改}" },
	{ __LINE__, "2018-10-31", "11月20日前完成；立即整改；长期坚持",
	  "phase 2018-11-20 (2018-11-19) {完成} / immediate {整改} / ongoing" },
	{ __LINE__, "2018-10-31", "12月20日前（每月报送进展）",
	  "once 2018-12-20 (2018-12-19) / recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {报送进展}" },
	{ __LINE__, "2018-10-31", "立行立改，长期坚持", "immediate / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前报送方案，每月20日前报送进展，长期坚持",
	  "phase 2018-11-20 (2018-11-19) {报送方案} / recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送进展} / ongoing" },

	/* no deadline at all */
	{ __LINE__, "2018-10-31", "", "" },
	{ __LINE__, "2018-10-31", "无", "" },
	{ __LINE__, "2018-10-31", "加强宣传", "" },
	{ __LINE__, "2018-10-31", "根据2018年9月1日印发的通知", "" },
	{ __LINE__, "2018-10-31", "按照《关于2018年11月20日前完成任务的通知》", "" },
	{ __LINE__, "2018-10-31", "转账24小时后到账", "" },
	{ __LINE__, "2018-10-31", "七成以上门票公开销售", "" },
	{ __LINE__, "2018-10-31", "某发改〔2016〕365号", "" },
	{ __LINE__, "2018-10-31", "2018年，全市", "" },
	{ __LINE__, "2018-10-31", "2018年10月召开的会议", "" },
	{ __LINE__, "2018-10-31", "第12条", "" },
	{ __LINE__, "2018-10-31", "建立长效机制", "" },

	/* without an issue date */
	{ __LINE__, "", "11月20日前", "once!" },
	{ __LINE__, "", "2018年11月20日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "", "年底前", "once!" },
	{ __LINE__, "", "本月底前", "once!" },
	{ __LINE__, "", "每月20日前", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "", "5个工作日内", "relative 5w" },
	{ __LINE__, "", "即日起至11月底", "range!" },
	{ __LINE__, "", "9-12月", "range!" },
	{ __LINE__, "", "春节前", "once!" },
	{ __LINE__, "", "2018年11月20日前，12月5日前",
	  "once 2018-11-20 (2018-11-19) / once 2018-12-05 (2018-12-04)" },

	/* another issue date */
	{ __LINE__, "2018-12-27", "5个工作日内", "relative 2019-01-04 5w" },
	{ __LINE__, "2019-01-28", "春节前", "once 2019-02-03" },
	{ __LINE__, "2019-02-06", "春节前", "once 2020-01-23" },
	{ __LINE__, "2018-08-01", "四季度前", "once 2018-09-30!" },
	{ __LINE__, "2018-08-01", "四季度", "once 2018-12-31" },
	{ __LINE__, "2018-12-31", "年底前", "once 2018-12-31" },
	{ __LINE__, "2019-01-01", "年底前", "once 2019-12-31" },
	{ __LINE__, "2019-01-31", "一个月内", "relative 2019-02-28 1m" },
	{ __LINE__, "2018-11-21", "11月20日前", "once 2019-11-20 (2019-11-19)" },
	{ __LINE__, "2018-12-15", "20日前", "once 2018-12-20 (2018-12-19)!" },
	{ __LINE__, "2018-12-25", "20日前", "once 2019-01-20 (2019-01-19)!" },
	{ __LINE__, "2026-11-01", "10个工作日内", "relative 2026-11-13 10w" },
	{ __LINE__, "2099-12-30", "11月20日前", "invalid!" },
	{ __LINE__, "2099-12-30", "12月31日前", "once 2099-12-31 (2099-12-30)" },
	{ __LINE__, "2026-12-28", "10个工作日内", "relative 2027-01-11 10w!" },

	/* as offices write them */
	{ __LINE__, "2018-10-31", "11月20日下班之前", "once 2018-11-20 closing" },
	{ __LINE__, "2018-10-31", "11月20日下午下班前报送", "once 2018-11-20 closing {报送}" },
	{ __LINE__, "2018-10-31", "本周五下午下班前", "once 2018-11-02 closing" },
	{ __LINE__, "2018-10-31", "每季度首月10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter" },
	{ __LINE__, "2018-10-31", "每月最后一个工作日前",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月最后1个工作日下班前",
	  "recurring closing FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "十一月底前", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "12月中旬", "once 2018-12-20" },
	{ __LINE__, "2018-10-31", "国庆前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "国庆假期前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "国庆节放假前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "国庆节后一周内", "range 2019-10-08..2019-10-14" },
	{ __LINE__, "2018-10-31", "接通知后5个工作日内", "relative 2018-11-07 5w receipt" },
	{ __LINE__, "2018-10-31", "收到本通知之日起三十日内", "relative 2018-11-30 30d receipt" },
	{ __LINE__, "2018-10-31", "自本通知下发之日起15日内", "relative 2018-11-15 15d" },
	{ __LINE__, "2018-10-31", "自通知印发之日起一个月内", "relative 2018-11-30 1m" },
	{ __LINE__, "2018-10-31", "接到通知后10日内", "relative 2018-11-10 10d receipt" },
	{ __LINE__, "2018-10-31", "接到交办通知后3个工作日内反馈", "relative 2018-11-05 3w receipt {反馈}" },
	{ __LINE__, "2018-10-31", "交办之日起7个工作日内", "relative 2018-11-09 7w" },
	{ __LINE__, "2018-10-31", "签收之日起5个工作日", "relative 2018-11-07 5w receipt" },
	{ __LINE__, "2018-10-31", "收文后2个工作日内", "relative 2018-11-02 2w receipt" },
	{ __LINE__, "2018-10-31", "文件下发后一周内", "relative 2018-11-07 7d" },
	{ __LINE__, "2018-10-31", "发文之日起60日内", "relative 2018-12-30 60d" },
	{ __LINE__, "2018-10-31", "两个月内", "relative 2018-12-31 2m" },
	{ __LINE__, "2018-10-31", "三个月内完成", "relative 2019-01-31 3m {完成}" },
	{ __LINE__, "2018-10-31", "90天内", "relative 2019-01-29 90d" },
	{ __LINE__, "2018-10-31", "一个半月内", "relative 2018-12-15 45d!" },
	{ __LINE__, "2018-10-31", "48小时内", "relative 2018-11-02 2d!" },
	{ __LINE__, "2018-10-31", "72小时之内", "relative 2018-11-03 3d!" },
	{ __LINE__, "2018-10-31", "2个工作日内报送，逾期通报", "relative 2018-11-02 2w {报送，逾期通报}" },
	{ __LINE__, "2018-10-31", "11月20日前完成自查、12月10日前完成整改",
	  "once 2018-11-20 (2018-11-19) {完成自查} / once 2018-12-10 (2018-12-09) {完成整改}" },
	{ __LINE__, "2018-10-31", "每周一上午10时前", "recurring 10:00 FREQ=WEEKLY;BYDAY=MO week" },
	{ __LINE__, "2018-10-31", "每周一上午10点前报送上周情况",
	  "recurring 10:00 FREQ=WEEKLY;BYDAY=MO week-1 {报送上周情况}" },
	{ __LINE__, "2018-10-31", "每周五前报本周进展", "recurring FREQ=WEEKLY;BYDAY=FR week {报本周进展}" },
	{ __LINE__, "2018-10-31", "每年1月和7月",
	  "recurring FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每年1月、7月10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "逢双月25日",
	  "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=25 month" },
	{ __LINE__, "2018-10-31", "每逢双月25日前",
	  "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=25 month" },
	{ __LINE__, "2018-10-31", "逢单月末",
	  "recurring FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "双月底前",
	  "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每双月",
	  "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "偶数月20日前",
	  "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每季度最后一个月的20日前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20 quarter" },
	{ __LINE__, "2018-10-31", "每季度第一个月5日前报送上季度情况",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=5 quarter-1 {报送上季度情况}" },
	{ __LINE__, "2018-10-31", "每季度首月前10日内",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter" },
	{ __LINE__, "2018-10-31", "每季度结束后10个工作日内",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10 quarter-1" },
	{ __LINE__, "2018-10-31", "季度结束后次月10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter-1" },
	{ __LINE__, "2018-10-31", "每半年末月25日前",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=25 half" },
	{ __LINE__, "2018-10-31", "每半年报送一次",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half {报送一次}" },
	{ __LINE__, "2018-10-31", "半年一报",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half {报}" },
	{ __LINE__, "2018-10-31", "每年两次",
	  "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1 year {两次}!" },
	{ __LINE__, "2018-10-31", "每月两次", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {两次}!" },
	{ __LINE__, "2018-10-31", "每月1日、15日", "recurring FREQ=MONTHLY;BYMONTHDAY=1,15 day" },
	{ __LINE__, "2018-10-31", "每月1日和16日前报送",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=1,16 day {报送}" },
	{ __LINE__, "2018-10-31", "每月的25日前", "recurring FREQ=MONTHLY;BYMONTHDAY=25 month" },
	{ __LINE__, "2018-10-31", "每个月的最后一天", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月28日至30日",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月倒数第二个工作日",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2 month" },
	{ __LINE__, "2018-10-31", "每月第一个工作日",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1 month" },
	{ __LINE__, "2018-10-31", "每月最后一周周五",
	  "recurring FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1 month" },
	{ __LINE__, "2018-10-31", "每月第一周周五前",
	  "recurring FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1 month!" },
	{ __LINE__, "2018-10-31", "每月25日前（遇节假日顺延）",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=25 month" },
	{ __LINE__, "2018-10-31", "每月月底前报送下月计划",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {报送下月计划}" },
	{ __LINE__, "2018-10-31", "次月10日前报送",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=10 month-1 {报送}" },
	{ __LINE__, "2018-10-31", "每月初5日内", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month" },
	{ __LINE__, "2018-10-31", "每月前5日", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month" },
	{ __LINE__, "2018-10-31", "每月5日内", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month" },
	{ __LINE__, "2018-10-31", "每周三、周五17:00前", "recurring 17:00 FREQ=WEEKLY;BYDAY=WE,FR day" },
	{ __LINE__, "2018-10-31", "每周一、三、五", "recurring FREQ=WEEKLY;BYDAY=MO,WE,FR day" },
	{ __LINE__, "2018-10-31", "每两周报送一次",
	  "recurring FREQ=WEEKLY;INTERVAL=2;BYDAY=SU week {报送一次}!" },
	{ __LINE__, "2018-10-31", "每四个月",
	  "recurring FREQ=MONTHLY;BYMONTH=4,8,12;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每季度第三个月15日",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15 quarter" },
	{ __LINE__, "2018-10-31", "每年3月底前",
	  "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年12月10日前",
	  "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10 year" },
	{ __LINE__, "2018-10-31", "每年6月和12月20日前",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=20 half" },
	{ __LINE__, "2018-10-31", "每年第一季度末",
	  "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年年底前",
	  "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年1月底前报送上年度总结",
	  "recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1 year-1 {报送上年度总结}" },
	{ __LINE__, "2018-10-31", "每年春节前", "invalid!" },
	{ __LINE__, "2018-10-31", "每月20日前报送当月情况",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送当月情况}" },
	{ __LINE__, "2018-10-31", "每月5日前报送上一个月数据",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1 {报送上一个月数据}" },
	{ __LINE__, "2018-10-31", "每月8日前报前一月情况",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=8 month-1 {报前一月情况}" },
	{ __LINE__, "2018-10-31", "从11月起每月20日前",
	  "recurring 2018-11-01.. FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "11月起，每周五报送",
	  "recurring 2018-11-01.. FREQ=WEEKLY;BYDAY=FR week {报送}" },
	{ __LINE__, "2018-10-31", "2018年11月至2019年3月，每月10日前",
	  "recurring 2018-11-01..2019-03-31 FREQ=MONTHLY;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "今年年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "明年一季度前", "once 2018-12-31!" },
	{ __LINE__, "2018-10-31", "明年一季度", "once 2019-03-31" },
	{ __LINE__, "2018-10-31", "明年上半年", "once 2019-06-30" },
	{ __LINE__, "2018-10-31", "来年3月底前", "once 2019-03-31" },
	{ __LINE__, "2018-10-31", "次年3月底前", "once 2019-03-31" },
	{ __LINE__, "2018-10-31", "本年度内", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "本年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "当年12月底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "2018年第四季度末", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "二〇一八年十一月二十日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "二○一八年十一月二十日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "二0一八年11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "二零一八年十一月二十日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "贰零壹捌年拾壹月贰拾日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "十一月廿日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "十一月卅日前", "once 2018-11-30 (2018-11-29)" },
	{ __LINE__, "2018-10-31", "十二月三十一日前", "once 2018-12-31 (2018-12-30)" },
	{ __LINE__, "2018-10-31", "二〇一九年元月底", "once 2019-01-31" },
	{ __LINE__, "2018-10-31", "２０１８年１１月２０日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "2018年11月20日（周二）下午5:30前", "once 2018-11-20 17:30" },
	{ __LINE__, "2018-10-31", "11月20日17点30分前", "once 2018-11-20 17:30" },
	{ __LINE__, "2018-10-31", "11月20日17时30分以前", "once 2018-11-20 17:30" },
	{ __LINE__, "2018-10-31", "11月20日下午17时前", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "11月20日下午3点半前", "once 2018-11-20 15:30" },
	{ __LINE__, "2018-10-31", "11月20日中午前", "once 2018-11-20 12:00" },
	{ __LINE__, "2018-10-31", "11月20日上午前", "once 2018-11-20 12:00" },
	{ __LINE__, "2018-10-31", "11月20日上午下班前", "once 2018-11-20 12:00" },
	{ __LINE__, "2018-10-31", "11月20日24:00前", "once 2018-11-20 24:00" },
	{ __LINE__, "2018-10-31", "11月20日23时59分前", "once 2018-11-20 23:59" },
	{ __LINE__, "2018-10-31", "2018.11.20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "2018.11.20日前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11/20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11-20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "2018年11.20前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日—12月10日", "range 2018-11-20..2018-12-10" },
	{ __LINE__, "2018-10-31", "11月20日－12月10日", "range 2018-11-20..2018-12-10" },
	{ __LINE__, "2018-10-31", "9―12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "9–12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "9至12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "9月——12月", "range 2018-09-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "即日起至年底", "range 2018-10-31..2018-12-31" },
	{ __LINE__, "2018-10-31", "即日起到12月31日", "range 2018-10-31..2018-12-31" },
	{ __LINE__, "2018-10-31", "即日起—11月30日", "range 2018-10-31..2018-11-30" },
	{ __LINE__, "2018-10-31", "自发文之日起至12月底", "range 2018-10-31..2018-12-31" },
	{ __LINE__, "2018-10-31", "自本通知下发之日起至2019年3月底", "range 2018-10-31..2019-03-31" },
	{ __LINE__, "2018-10-31", "从现在起到年底", "range 2018-10-31..2018-12-31" },
	{ __LINE__, "2018-10-31", "11月上旬至12月中旬", "range 2018-11-01..2018-12-20" },
	{ __LINE__, "2018-10-31", "11月中旬到月底", "range 2018-11-11..2018-11-30" },
	{ __LINE__, "2018-10-31", "2018年四季度至2019年一季度", "range 2018-10-01..2019-03-31" },
	{ __LINE__, "2018-10-31", "2018年11月—2019年3月", "range 2018-11-01..2019-03-31" },
	{ __LINE__, "2018-10-31", "11月1日至次年2月底", "range 2018-11-01..2019-02-28" },
	{ __LINE__, "2018-10-31", "11月5日-9日", "range 2018-11-05..2018-11-09" },
	{ __LINE__, "2018-10-31", "11月5日（周一）至11月9日（周五）", "range 2018-11-05..2018-11-09" },
	{ __LINE__, "2018-10-31", "11月5日（周一）至11月10日（周五）", "invalid!" },
	{ __LINE__, "2018-10-31", "2019年2月底", "once 2019-02-28" },
	{ __LINE__, "2018-10-31", "2020年2月底", "once 2020-02-29" },
	{ __LINE__, "2018-10-31", "2020年2月30日", "invalid!" },
	{ __LINE__, "2018-10-31", "6月31日前", "invalid!" },
	{ __LINE__, "2018-10-31", "11月20日（星期日）前", "invalid!" },
	{ __LINE__, "2018-10-31", "11月第三个星期五", "once 2018-11-16" },
	{ __LINE__, "2018-10-31", "11月最后一个工作日", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "12月最后一个工作日前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "11月第二周", "once 2018-11-11!" },
	{ __LINE__, "2018-10-31", "本月20日前", "once 2018-10-20 (2018-10-19)!" },
	{ __LINE__, "2018-10-31", "下周五前", "once 2018-11-09 (2018-11-08)" },
	{ __LINE__, "2018-10-31", "下周一上午9:00前", "once 2018-11-05 09:00" },
	{ __LINE__, "2018-10-31", "下周内", "once 2018-11-11" },
	{ __LINE__, "2018-10-31", "本周末前", "once 2018-11-04 (2018-11-03)" },
	{ __LINE__, "2018-10-31", "今天下班前", "once 2018-10-31 closing" },
	{ __LINE__, "2018-10-31", "今日17时前", "once 2018-10-31 17:00" },
	{ __LINE__, "2018-10-31", "后天前", "once 2018-11-02 (2018-11-01)" },
	{ __LINE__, "2018-10-31", "明日上午", "once 2018-11-01 12:00" },
	{ __LINE__, "2018-10-31", "三个工作日以内", "relative 2018-11-05 3w" },
	{ __LINE__, "2018-10-31", "5个工作日之内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "5 个 工作日 内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "５个工作日内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "十五个工作日内", "relative 2018-11-21 15w" },
	{ __LINE__, "2018-10-31", "二十个工作日", "relative 2018-11-28 20w" },
	{ __LINE__, "2018-10-31", "7个自然日内", "relative 2018-11-07 7d" },
	{ __LINE__, "2018-10-31", "10个日历日内", "relative 2018-11-10 10d" },
	{ __LINE__, "2018-10-31", "自收到之日起，10个工作日内", "relative 2018-11-14 10w receipt" },
	{ __LINE__, "2018-10-31", "收到通知10日内", "relative 2018-11-10 10d receipt" },
	{ __LINE__, "2018-10-31", "会议结束后5个工作日内", "relative 2018-11-07 5w!" },
	{ __LINE__, "2018-10-31", "通知印发后30个工作日内", "relative 2018-12-12 30w" },
	{ __LINE__, "2018-10-31", "清明节前", "once 2019-04-04" },
	{ __LINE__, "2018-10-31", "劳动节前", "once 2019-04-30" },
	{ __LINE__, "2018-10-31", "“五一”劳动节前", "once 2019-04-30" },
	{ __LINE__, "2018-10-31", "五一节前", "once 2019-04-30" },
	{ __LINE__, "2018-10-31", "五一假期前", "once 2019-04-30" },
	{ __LINE__, "2018-10-31", "“十一”前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "十一长假前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "春节假期前", "once 2019-02-03" },
	{ __LINE__, "2018-10-31", "春节放假前", "once 2019-02-03" },
	{ __LINE__, "2018-10-31", "春节前夕", "once 2019-02-03" },
	{ __LINE__, "2018-10-31", "除夕前", "once 2019-02-03" },
	{ __LINE__, "2018-10-31", "元旦春节前", "once 2018-12-29!" },
	{ __LINE__, "2018-10-31", "两节前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "春节后一周内", "range 2019-02-11..2019-02-17" },
	{ __LINE__, "2018-10-31", "春节后10个工作日内", "range 2019-02-11..2019-02-22" },
	{ __LINE__, "2018-10-31", "正月十五前", "once!" },
	{ __LINE__, "2018-10-31", "农历腊月二十三前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "农历年底前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "11月20日前报送，12月20日前完成，明年3月底前验收",
	  "once 2018-11-20 (2018-11-19) {报送} / once 2018-12-20 (2018-12-19) {完成} / once 2019-03-31 {验收}" },
	{ __LINE__, "2018-10-31", "10月底前制定方案；11月底前完成50%；12月底前完成80%；2019年3月底前全部完成",
	  "once 2018-10-31 {制定方案} / phase 2018-11-30 {完成50%} / phase 2018-12-31 {完成80%} / once 2019-03-31 {全部完成}" },
	{ __LINE__, "2018-10-31", "11月20日前达到50%以上，年底前达到80%以上",
	  "phase 2018-11-20 (2018-11-19) {达到50%以上} / phase 2018-12-31 {达到80%以上}" },
	{ __LINE__, "2018-10-31", "11月20日前取得阶段性成果，长期推进",
	  "phase 2018-11-20 (2018-11-19) {取得阶段性成果} / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前取得阶段性成果、长期推进",
	  "phase 2018-11-20 (2018-11-19) {取得阶段性成果} / ongoing" },
	{ __LINE__, "2018-10-31", "11月20日前取得阶段性成果并长期推进",
	  "phase 2018-11-20 (2018-11-19) {取得阶段性成果} / ongoing" },
	{ __LINE__, "2018-10-31", "完成时限：2018年12月31日前；长期坚持",
	  "phase 2018-12-31 (2018-12-30) / ongoing" },
	{ __LINE__, "2018-10-31", "整改时限：立行立改，2018年12月底前完成并长期坚持",
	  "immediate / phase 2018-12-31 {完成} / ongoing" },
	{ __LINE__, "2018-10-31", "2018年12月（长期坚持）", "phase 2018-12-31 / ongoing" },
	{ __LINE__, "2018-10-31", "2018年12月底前并长期坚持", "phase 2018-12-31 / ongoing" },
	{ __LINE__, "2018-10-31", "2018年10月至12月集中整治，长期坚持",
	  "phase 2018-10-01..2018-12-31 {集中整治} / ongoing" },
	{ __LINE__, "2018-10-31", "三年内", "relative 2021-10-31 36m" },
	{ __LINE__, "2018-10-31", "11月20日前(含20日)", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20日前（含11月20日）", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "11月20日（含）以前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "截止11月20日24时", "once 2018-11-20 24:00" },
	{ __LINE__, "2018-10-31", "截至2018年11月20日17时", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "截止时间为11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "截止时间：11月20日17:00", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "不晚于11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "务必于11月20日前完成", "once 2018-11-20 (2018-11-19) {完成}" },
	{ __LINE__, "2018-10-31", "最晚11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "力争11月20日前完成", "once 2018-11-20 (2018-11-19) {完成}" },
	{ __LINE__, "2018-10-31", "原则上11月20日前完成", "once 2018-11-20 (2018-11-19) {完成}" },
	{ __LINE__, "2018-10-31", "预计11月底完成", "once 2018-11-30 {完成}" },
	{ __LINE__, "2018-10-31", "11月中", "once 2018-11-15!" },
	{ __LINE__, "2018-10-31", "每月15号之前", "recurring FREQ=MONTHLY;BYMONTHDAY=15 month" },
	{ __LINE__, "2018-10-31", "每月十五日前", "recurring FREQ=MONTHLY;BYMONTHDAY=15 month" },
	{ __LINE__, "2018-10-31", "每月廿五日前", "recurring FREQ=MONTHLY;BYMONTHDAY=25 month" },
	{ __LINE__, "2018-10-31", "月报：每月25日前；季报：每季度末月25日前；年报：次年1月15日前",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=25 month {月报} / recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter {季报} / once 2019-01-15 (2019-01-14) {年报}" },
	{ __LINE__, "2018-10-31", "按月报送，每月25日前",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=25 month {报送}" },
	{ __LINE__, "2018-10-31", "按季度报送，每季度末月25日前报",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter {报送}" },
	{ __LINE__, "2018-10-31", "每季度报送一次，每季度末月25日前报送",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter {报送}" },
	{ __LINE__, "2018-10-31", "定期报送", "unscheduled!" },
	{ __LINE__, "2018-10-31", "不定期报送", "unscheduled!" },
	{ __LINE__, "2018-10-31", "待定", "unscheduled!" },
	{ __LINE__, "2018-10-31", "尽快", "unscheduled!" },
	{ __LINE__, "2018-10-31", "随时", "unscheduled!" },
	{ __LINE__, "2018-10-31", "及时报送", "unscheduled!" },
	{ __LINE__, "2018-10-31", "（11月20日前）", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "【11月20日前】", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "至11月20日", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "到年底", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "截至年底", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "七一前", "once 2019-06-30" },
	{ __LINE__, "2018-10-31", "两会前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "一季度末", "once 2019-03-31" },
	{ __LINE__, "2018-10-31", "3季度末前", "once 2019-09-30" },
	{ __LINE__, "2018-10-31", "上半年前", "once 2018-12-31!" },
	{ __LINE__, "2018-10-31", "每年上半年、下半年各一次",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half {各一次}" },
	{ __LINE__, "2018-10-31", "每年6月、12月各报送一次",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half {各报送一次}" },
	{ __LINE__, "2018-10-31", "每年4月、8月、12月底前",
	  "recurring FREQ=MONTHLY;BYMONTH=4,8,12;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每年3月、6月、9月、12月20日前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20 quarter" },
	{ __LINE__, "2018-10-31", "3、6、9、12月20日前报送",
	  "once 2019-03-20 (2019-03-19) {报送} / once 2019-06-20 (2019-06-19) {报送} / once 2019-09-20 (2019-09-19) {报送} / once 2018-12-20 (2018-12-19) {报送}" },
	{ __LINE__, "2018-10-31", "11月10日、20日、30日前各报送一次",
	  "once 2018-11-10 (2018-11-09) {各报送一次} / once 2018-11-20 (2018-11-19) {各报送一次} / once 2018-11-30 (2018-11-29) {各报送一次}" },
	{ __LINE__, "2018-10-31", "11月20日、12月20日前报送",
	  "once 2018-11-20 (2018-11-19) {报送} / once 2018-12-20 (2018-12-19) {报送}" },
	{ __LINE__, "2018-10-31", "11月5日、15日和25日",
	  "once 2018-11-05 / once 2018-11-15 / once 2018-11-25" },
	{ __LINE__, "2018-10-31", "11—12月每月20日前",
	  "recurring 2018-11-01..2018-12-31 FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "12月起每月底",
	  "recurring 2018-12-01.. FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "自2019年1月起，每季度末月20日前",
	  "recurring 2019-01-01.. FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20 quarter" },
	{ __LINE__, "2018-10-31", "2019年起每年1月底前",
	  "recurring 2019-01-01.. FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每月20日前报送，年底前完成",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送} / once 2018-12-31 {完成}" },
	{ __LINE__, "2018-10-31", "11月、12月20日前",
	  "once 2018-11-20 (2018-11-19) / once 2018-12-20 (2018-12-19)" },
	{ __LINE__, "2018-10-31", "2018年11月、12月", "once 2018-11-30 / once 2018-12-31" },
	{ __LINE__, "2018-10-31", "十月一日前", "once 2019-10-01 (2019-09-30)" },
	{ __LINE__, "2018-10-31", "一周内", "relative 2018-11-07 7d" },
	{ __LINE__, "2018-10-31", "1周之内", "relative 2018-11-07 7d" },
	{ __LINE__, "2018-10-31", "一个星期内", "relative 2018-11-07 7d" },
	{ __LINE__, "2018-10-31", "一季度内", "once 2019-03-31" },
	{ __LINE__, "2018-10-31", "一个季度内", "relative 2019-01-31 3m" },
	{ __LINE__, "2018-10-31", "十日内", "relative 2018-11-10 10d" },
	{ __LINE__, "2018-10-31", "10日前", "once 2018-11-10 (2018-11-09)!" },
	{ __LINE__, "2018-10-31", "汛期前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "入冬前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "供暖前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "年底前，每月20日前报送",
	  "once 2018-12-31 / recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送}" },
	{ __LINE__, "2018-10-31", "12月25日前完成年度总结", "once 2018-12-25 (2018-12-24) {完成年度总结}" },
	{ __LINE__, "2018-10-31", "11月20日前完成60%,12月20日前完成100%",
	  "phase 2018-11-20 (2018-11-19) {完成60%} / once 2018-12-20 (2018-12-19) {完成100%}" },
	{ __LINE__, "2018-10-31", "2018年11月20日17时前报送纸质版，11月21日前报送电子版",
	  "once 2018-11-20 17:00 {报送纸质版} / once 2018-11-21 (2018-11-20) {报送电子版}" },
	{ __LINE__, "2018-10-31", "每日16时前", "recurring 16:00 FREQ=DAILY day" },
	{ __LINE__, "2018-10-31", "每天下午4点前报送", "recurring 16:00 FREQ=DAILY day {报送}" },
	{ __LINE__, "2018-10-31", "每个工作日下班前",
	  "recurring closing FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR day" },
	{ __LINE__, "2018-10-31", "每旬末前报送",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1 tendays {报送}" },
	{ __LINE__, "2018-10-31", "每旬首日", "recurring FREQ=MONTHLY;BYMONTHDAY=1,11,21 tendays" },
	{ __LINE__, "2018-10-31", "每月5日、15日、25日前报送旬报",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=5,15,25 day {报送旬报}" },
	{ __LINE__, "2018-10-31", "每月逢5日", "recurring FREQ=MONTHLY;BYMONTHDAY=5,15,25 day" },
	{ __LINE__, "2018-10-31", "2018年11月20日以前（特殊情况除外）",
	  "once 2018-11-20 (2018-11-19) {（特殊情况除外）}" },
	{ __LINE__, "2018-10-31", "11月20日前完成，12月20日前每周五报送",
	  "once 2018-11-20 (2018-11-19) {完成} / recurring 2018-12-20 FREQ=WEEKLY;BYDAY=FR week {报送}" },
	{ __LINE__, "2018-10-31", "2018年11月31日前", "invalid!" },
	{ __LINE__, "2018-10-31", "2018年13月前", "invalid!!" },
	{ __LINE__, "2018-10-31", "2018年2月29日", "invalid!" },
	{ __LINE__, "2018-10-31", "一九四八年底前", "invalid!" },
	{ __LINE__, "2018-10-31", "2100年1月1日前", "invalid!" },
	{ __LINE__, "2018-10-31", "2099年12月31日前", "once 2099-12-31 (2099-12-30)" },
	{ __LINE__, "2019-12-01", "2月29日前", "once 2020-02-29 (2020-02-28)" },
	{ __LINE__, "2019-12-01", "2月底前", "once 2020-02-29" },
	{ __LINE__, "2019-12-01", "2月份", "once 2020-02-29" },
	{ __LINE__, "2019-12-01", "一个月内", "relative 2020-01-01 1m" },
	{ __LINE__, "2019-12-01", "三个月内", "relative 2020-03-01 3m" },
	{ __LINE__, "2019-12-01", "春节前", "once 2020-01-23" },
	{ __LINE__, "2019-12-01", "元旦前", "once 2019-12-31" },
	{ __LINE__, "2020-08-01", "中秋国庆前", "once 2020-09-30!" },
	{ __LINE__, "2020-08-01", "国庆节前", "once 2020-09-30" },
	{ __LINE__, "2020-08-01", "中秋节前", "once 2020-09-30" },
	{ __LINE__, "2019-04-26", "5个工作日内", "relative 2019-05-06 5w" },
	{ __LINE__, "2019-04-26", "劳动节前", "once 2019-04-30" },
	{ __LINE__, "2019-04-26", "3个工作日内", "relative 2019-04-30 3w" },
	{ __LINE__, "2018-09-27", "3个工作日内", "relative 2018-09-30 3w" },
	{ __LINE__, "2018-09-27", "4个工作日内", "relative 2018-10-08 4w" },
	{ __LINE__, "2018-09-27", "10个工作日内", "relative 2018-10-16 10w" },
	{ __LINE__, "2018-02-13", "5个工作日内", "relative 2018-02-26 5w" },
	{ __LINE__, "2018-10-31", "11月20日中午12:00前", "once 2018-11-20 12:00" },
	{ __LINE__, "2018-10-31", "11月20日17:30之前", "once 2018-11-20 17:30" },
	{ __LINE__, "2018-10-31", "11月20日18点前", "once 2018-11-20 18:00" },
	{ __LINE__, "2018-10-31", "11月20日上午11点半前", "once 2018-11-20 11:30" },
	{ __LINE__, "2018-10-31", "11月20日上午", "once 2018-11-20 12:00" },
	{ __LINE__, "2018-10-31", "11月20日17时", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "11月20日（周二）下班前", "once 2018-11-20 closing" },
	{ __LINE__, "2018-10-31", "2018年11月20日(星期二)上午10:00前", "once 2018-11-20 10:00" },
	{ __LINE__, "2018-10-31", "11 月 20 日（本周二）前", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "下周二（11月6日）前", "once 2018-11-06 (2018-11-05)" },
	{ __LINE__, "2018-10-31", "下周二（11月7日）前", "invalid!" },
	{ __LINE__, "2018-10-31", "11月20日至12月20日期间", "range 2018-11-20..2018-12-20" },
	{ __LINE__, "2018-10-31", "11月20日-30日", "range 2018-11-20..2018-11-30" },
	{ __LINE__, "2018-10-31", "11月20-30日", "range 2018-11-20..2018-11-30" },
	{ __LINE__, "2018-10-31", "11.20-12.10", "range 2018-11-20..2018-12-10" },
	{ __LINE__, "2018-10-31", "2018.11.20-2018.12.10", "range 2018-11-20..2018-12-10" },
	{ __LINE__, "2018-10-31", "2018年11月20日至2018年12月10日", "range 2018-11-20..2018-12-10" },
	{ __LINE__, "2018-10-31", "2018/11/20-2018/12/10", "range 2018-11-20..2018-12-10" },
	{ __LINE__, "2018-10-31", "10月至12月", "range 2018-10-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "十月至十二月", "range 2018-10-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "10—12月底", "range 2018-10-01..2018-12-31" },
	{ __LINE__, "2018-10-31", "第四季度至明年第一季度", "range 2018-10-01..2019-03-31" },
	{ __LINE__, "2018-10-31", "2018年11月到2019年底", "range 2018-11-01..2019-12-31" },
	{ __LINE__, "2018-10-31", "即日起至2019年6月底前", "range 2018-10-31..2019-06-30" },
	{ __LINE__, "2018-10-31", "从即日起至12月31日", "range 2018-10-31..2018-12-31" },
	{ __LINE__, "2018-10-31", "自文件下发之日起至年底", "range 2018-10-31..2018-12-31" },
	{ __LINE__, "2018-10-31", "自2018年11月1日起", "start 2018-11-01.." },
	{ __LINE__, "2018-10-31", "12月1日起实施", "start 2018-12-01.. {实施}" },
	{ __LINE__, "2018-10-31", "2019年1月1日前启动", "once 2019-01-01 (2018-12-31) {启动}" },
	{ __LINE__, "2018-10-31", "元旦后", "start 2019-01-02.." },
	{ __LINE__, "2018-10-31", "每月10号前", "recurring FREQ=MONTHLY;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "每月10日17:00前",
	  "recurring 17:00 FREQ=MONTHLY;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "每月十日前报上月数据",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=10 month-1 {报上月数据}" },
	{ __LINE__, "2018-10-31", "每月上旬前", "recurring FREQ=MONTHLY;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "每月中旬", "recurring FREQ=MONTHLY;BYMONTHDAY=20 month" },
	{ __LINE__, "2018-10-31", "每月下旬", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月末", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月25日至月底", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month" },
	{ __LINE__, "2018-10-31", "每月1日至5日", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month" },
	{ __LINE__, "2018-10-31", "每月1—5日", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month" },
	{ __LINE__, "2018-10-31", "每月1号、11号、21号",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=1,11,21 day" },
	{ __LINE__, "2018-10-31", "每月10、20、30日前",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1 day!" },
	{ __LINE__, "2018-10-31", "每月10日、20日、30日前",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1 day!" },
	{ __LINE__, "2018-10-31", "每月第3个工作日前",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3 month" },
	{ __LINE__, "2018-10-31", "每月前3个工作日",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3 month" },
	{ __LINE__, "2018-10-31", "次月第5个工作日前",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5 month-1" },
	{ __LINE__, "2018-10-31", "次月前5个工作日内",
	  "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5 month-1" },
	{ __LINE__, "2018-10-31", "每月终了后5日内", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1" },
	{ __LINE__, "2018-10-31", "月度终了后5日内", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1" },
	{ __LINE__, "2018-10-31", "月后5日内", "recurring FREQ=MONTHLY;BYMONTHDAY=5 month-1" },
	{ __LINE__, "2018-10-31", "月末前3日", "once 2018-10-31 {3日}!" },
	{ __LINE__, "2018-10-31", "每月次月10日前", "recurring FREQ=MONTHLY;BYMONTHDAY=10 month-1" },
	{ __LINE__, "2018-10-31", "于次月10日前报送上月情况",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=10 month-1 {报送上月情况}" },
	{ __LINE__, "2018-10-31", "每季度次月15日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=15 quarter-1" },
	{ __LINE__, "2018-10-31", "每季度结束后的次月10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter-1" },
	{ __LINE__, "2018-10-31", "每季度结束后一个月内",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1 quarter-1" },
	{ __LINE__, "2018-10-31", "每季度末前5日",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter {5日}!" },
	{ __LINE__, "2018-10-31", "每季度末最后一个工作日",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 quarter" },
	{ __LINE__, "2018-10-31", "每季度第一个月的10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 quarter" },
	{ __LINE__, "2018-10-31", "每季度首月5个工作日内",
	  "recurring FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5 quarter" },
	{ __LINE__, "2018-10-31", "每季末",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter" },
	{ __LINE__, "2018-10-31", "每季度末月底前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter" },
	{ __LINE__, "2018-10-31", "每个季度末月二十日前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20 quarter" },
	{ __LINE__, "2018-10-31", "季度末月的25日前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25 quarter" },
	{ __LINE__, "2018-10-31", "一季度一报",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter {报}" },
	{ __LINE__, "2018-10-31", "一月一报", "recurring FREQ=MONTHLY;BYMONTHDAY=-1 month {报}" },
	{ __LINE__, "2018-10-31", "每半年首月10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10 half" },
	{ __LINE__, "2018-10-31", "每半年末",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1 half" },
	{ __LINE__, "2018-10-31", "半年度结束后10日内",
	  "recurring FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10 half-1" },
	{ __LINE__, "2018-10-31", "每年1月10日、7月10日前",
	  "recurring FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10 month" },
	{ __LINE__, "2018-10-31", "每年6月15日和12月15日前",
	  "recurring FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=15 half" },
	{ __LINE__, "2018-10-31", "每年3、6、9、12月底前",
	  "recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter" },
	{ __LINE__, "2018-10-31", "每年4月份", "recurring FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年4月上旬",
	  "recurring FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=10 year" },
	{ __LINE__, "2018-10-31", "每年二月底前",
	  "recurring FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年2月29日",
	  "recurring FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1 year" },
	{ __LINE__, "2018-10-31", "每年国庆节前", "invalid!" },
	{ __LINE__, "2018-10-31", "每年1月1日至3月31日",
	  "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31 year" },
	{ __LINE__, "2018-10-31", "每年1至3月",
	  "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年第一季度",
	  "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "每年一季度前",
	  "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1 year" },
	{ __LINE__, "2018-10-31", "年度结束后一个月内",
	  "recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1 year-1" },
	{ __LINE__, "2018-10-31", "每周末前", "recurring FREQ=WEEKLY;BYDAY=SU week" },
	{ __LINE__, "2018-10-31", "每周五（遇节假日提前）", "recurring FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "每周一前报上周", "recurring FREQ=WEEKLY;BYDAY=MO week-1 {报上周}" },
	{ __LINE__, "2018-10-31", "每周二、四", "recurring FREQ=WEEKLY;BYDAY=TU,TH day" },
	{ __LINE__, "2018-10-31", "每周二和周四下午5点前", "recurring 17:00 FREQ=WEEKLY;BYDAY=TU,TH day" },
	{ __LINE__, "2018-10-31", "每周日", "recurring FREQ=WEEKLY;BYDAY=SU week" },
	{ __LINE__, "2018-10-31", "每周1次", "recurring FREQ=WEEKLY;BYDAY=SU week {1次}" },
	{ __LINE__, "2018-10-31", "每周最后一个工作日", "recurring FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "每周两次", "recurring FREQ=WEEKLY;BYDAY=SU week {两次}!" },
	{ __LINE__, "2018-10-31", "周五前报送", "once 2018-11-02 (2018-11-01) {报送}" },
	{ __LINE__, "2018-10-31", "隔月15日前",
	  "recurring FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15 month" },
	{ __LINE__, "2018-10-31", "每三天", "recurring FREQ=DAILY;INTERVAL=3 day!" },
	{ __LINE__, "2018-10-31", "每日17:00前报当日情况", "recurring 17:00 FREQ=DAILY day {报当日情况}" },
	{ __LINE__, "2018-10-31", "工作日每天16时前",
	  "recurring 16:00 FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR day" },
	{ __LINE__, "2018-10-31", "每旬结束后次日",
	  "recurring FREQ=MONTHLY;BYMONTHDAY=1,11,21 tendays-1" },
	{ __LINE__, "2018-10-31", "5个工作日内完成，每月20日前报送进展",
	  "relative 2018-11-07 5w {完成} / recurring FREQ=MONTHLY;BYMONTHDAY=20 month {报送进展}" },
	{ __LINE__, "2018-10-31", "自通知下发之日起5个工作日内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "通知下发后5个工作日内", "relative 2018-11-07 5w" },
	{ __LINE__, "2018-10-31", "接到本通知后十五日内", "relative 2018-11-15 15d receipt" },
	{ __LINE__, "2018-10-31", "收到转办件后3个工作日内答复", "relative 2018-11-05 3w receipt {答复}" },
	{ __LINE__, "2018-10-31", "收到交办单之日起15个工作日内办结", "relative 2018-11-21 15w receipt {办结}" },
	{ __LINE__, "2018-10-31", "交办后10日内", "relative 2018-11-10 10d" },
	{ __LINE__, "2018-10-31", "在10个工作日之内", "relative 2018-11-14 10w" },
	{ __LINE__, "2018-10-31", "不超过10个工作日", "relative 2018-11-14 10w" },
	{ __LINE__, "2018-10-31", "十个工作日办结", "relative 2018-11-14 10w {办结}" },
	{ __LINE__, "2018-10-31", "1个月之内", "relative 2018-11-30 1m" },
	{ __LINE__, "2018-10-31", "2个月以内", "relative 2018-12-31 2m" },
	{ __LINE__, "2018-10-31", "三个半月内", "relative 2019-02-13 105d!" },
	{ __LINE__, "2018-10-31", "半年之内", "relative 2019-04-30 6m" },
	{ __LINE__, "2018-10-31", "一年半内", "relative 2020-04-30 18m" },
	{ __LINE__, "2018-10-31", "两年内完成", "relative 2020-10-31 24m {完成}" },
	{ __LINE__, "2018-10-31", "2年内", "relative 2020-10-31 24m" },
	{ __LINE__, "2018-10-31", "30个自然日内", "relative 2018-11-30 30d" },
	{ __LINE__, "2018-10-31", "自本通知印发之日起，30日内完成", "relative 2018-11-30 30d {完成}" },
	{ __LINE__, "2018-10-31", "签收之日起3日", "relative 2018-11-03 3d receipt" },
	{ __LINE__, "2018-10-31", "立即整改，11月20日前完成",
	  "immediate {整改} / once 2018-11-20 (2018-11-19) {完成}" },
	{ __LINE__, "2018-10-31", "立行立改并长期坚持", "immediate / ongoing" },
	{ __LINE__, "2018-10-31", "长期推进，每季度末报送",
	  "ongoing / recurring FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 quarter {报送}" },
	{ __LINE__, "2018-10-31", "持续整改", "ongoing" },
	{ __LINE__, "2018-10-31", "2018年12月31日前基本完成，2019年6月30日前全面完成，长期坚持",
	  "phase 2018-12-31 (2018-12-30) {基本完成} / phase 2019-06-30 (2019-06-29) {全面完成} / ongoing" },
	{ __LINE__, "2018-10-31", "第一阶段：11月底前完成自查；第二阶段：12月底前完成整改",
	  "once 2018-11-30 {完成自查} / once 2018-12-31 {完成整改}" },
	{ __LINE__, "2018-10-31", "11月底前自查，12月上旬抽查，12月底前总结",
	  "once 2018-11-30 {自查} / once 2018-12-10 {抽查} / once 2018-12-31 {总结}" },
	{ __LINE__, "2018-10-31", "方案11月5日前报送，总结12月20日前报送",
	  "once 2018-11-05 (2018-11-04) {方案报送} / once 2018-12-20 (2018-12-19) {总结报送}" },
	{ __LINE__, "2018-10-31", "11月20日前报方案、12月20日前报总结。",
	  "once 2018-11-20 (2018-11-19) {报方案} / once 2018-12-20 (2018-12-19) {报总结}" },
	{ __LINE__, "2018-10-31", "11月20日、12月20日和明年1月20日前",
	  "once 2018-11-20 (2018-11-19) / once 2018-12-20 (2018-12-19) / once 2019-01-20 (2019-01-19)" },
	{ __LINE__, "2018-10-31", "2018年底完成50%，2019年底完成80%，2020年底完成100%",
	  "phase 2018-12-31 {完成50%} / phase 2019-12-31 {完成80%} / once 2020-12-31 {完成100%}" },
	{ __LINE__, "2018-10-31", "2018年完成，长期坚持", "phase 2018-12-31 {完成} / ongoing" },
	{ __LINE__, "2018-10-31", "2019年6月底前取得明显成效，2020年底前全面完成",
	  "phase 2019-06-30 {取得明显成效} / once 2020-12-31 {全面完成}" },
	{ __LINE__, "2018-10-31", "2018年11月前", "once 2018-10-31!" },
	{ __LINE__, "2018-10-31", "12月前", "once 2018-11-30!" },
	{ __LINE__, "2018-10-31", "12月份前", "once 2018-11-30!" },
	{ __LINE__, "2018-10-31", "11月20日前（星期二）", "once 2018-11-20 (2018-11-19)" },
	{ __LINE__, "2018-10-31", "11月20日前（周三）", "invalid!" },
	{ __LINE__, "2018-10-31", "2018年11月下旬前", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "11月份上旬", "once 2018-11-10" },
	{ __LINE__, "2018-10-31", "本月中旬", "once 2018-10-20!" },
	{ __LINE__, "2018-10-31", "下月中旬前", "once 2018-11-20" },
	{ __LINE__, "2018-10-31", "下下周五前", "once 2018-11-16 (2018-11-15)" },
	{ __LINE__, "2018-10-31", "月中", "once 2018-11-15!" },
	{ __LINE__, "2018-10-31", "本季度内", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "下季度首月10日前", "once 2019-01-10 (2019-01-09)" },
	{ __LINE__, "2018-10-31", "二季度末前", "once 2019-06-30" },
	{ __LINE__, "2018-10-31", "2019年第一季度首月底前", "once 2019-01-31" },
	{ __LINE__, "2018-10-31", "明年初", "once 2019-01-31!" },
	{ __LINE__, "2018-10-31", "2019年初", "once 2019-01-31!" },
	{ __LINE__, "2018-10-31", "明年年中", "once 2019-06-30!" },
	{ __LINE__, "2018-10-31", "“两节”前", "unscheduled!" },
	{ __LINE__, "2018-10-31", "国庆节期间", "once 2019-10-07" },
	{ __LINE__, "2018-10-31", "五一期间", "once 2019-05-04" },
	{ __LINE__, "2018-10-31", "节后一周内", "relative 2018-11-07 7d!" },
	{ __LINE__, "2018-10-31", "2019年元旦前", "once 2018-12-29" },
	{ __LINE__, "2018-10-31", "2020年元旦前", "once 2019-12-31" },
	{ __LINE__, "2018-10-31", "无期限", "" },
	{ __LINE__, "2018-10-31", "暂无", "" },
	{ __LINE__, "2018-10-31", "/", "" },
	{ __LINE__, "2018-10-31", "-", "" },
	{ __LINE__, "2018-10-31", "—", "" },
	{ __LINE__, "2018-10-31", "同上", "" },
	{ __LINE__, "2018-10-31", "11月20日前完成 12月20日前验收",
	  "once 2018-11-20 (2018-11-19) {完成} / once 2018-12-20 (2018-12-19) {验收}" },
	{ __LINE__, "2018-10-31", "2018年11月20日-12月20日每周五前",
	  "recurring 2018-11-20..2018-12-20 FREQ=WEEKLY;BYDAY=FR week" },
	{ __LINE__, "2018-10-31", "自11月起每周一上午报送",
	  "recurring 2018-11-01.. 12:00 FREQ=WEEKLY;BYDAY=MO week {报送}" },
	{ __LINE__, "2018-10-31", "十一月二十日十七时前", "once 2018-11-20 17:00" },
	{ __LINE__, "2018-10-31", "二〇一八年底前", "once 2018-12-31" },
	{ __LINE__, "2018-10-31", "十二月中旬前", "once 2018-12-20" },
	{ __LINE__, "2018-10-31", "一月十五日前", "once 2019-01-15 (2019-01-14)" },
	{ __LINE__, "2018-10-31", "二十日前", "once 2018-11-20 (2018-11-19)!" },
	{ __LINE__, "2018-10-31", "三十日内", "relative 2018-11-30 30d" },
	{ __LINE__, "2018-10-31", "11 月 底", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "１１月底前", "once 2018-11-30" },
	{ __LINE__, "2018-10-31", "２０１８－１１－２０", "once 2018-11-20" },
};

static struct calendar *load(void)
{
	struct err err = { 0 };
	char dir[PATH_MAX];
	const char *source = getenv("DUBAN_SOURCE");
	snprintf(dir, sizeof dir, "%s/share/calendar", source ? source : ".");
	struct calendar *c = calendar_load(dir, &err);
	if (!c)
		CHECK_FAIL("%s:%d: %s", err.at.source, err.at.line, err.text);
	return c;
}

static date day(const char *text)
{
	date d = DATE_NONE;
	(void)date_parse(str_of(text), &d);
	return d;
}

static void test_wordings(void)
{
	struct calendar *cal = load();
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		struct buf got = { 0 };
		wording_read(&mem, str_of(cases[i].text), day(cases[i].issued), cal, &r);
		put_readings(&got, &r);
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].want);
		buf_clear(&got);
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

/* The words that a reading was read from, and its date words alone: both lent from the wording. */
static const struct { int line; const char *text; size_t at; const char *whole, *clause; } slices[] = {
	{ __LINE__, "11月20日前取得阶段性成果；长期推进", 0, "11月20日前取得阶段性成果", "11月20日前" },
	{ __LINE__, "11月20日前取得阶段性成果；长期推进", 1, "长期推进", "长期推进" },
	{ __LINE__, "11 月 20 日前 ， 完 成 。", 0, "11 月 20 日前 ， 完 成", "11 月 20 日前" },
	{ __LINE__, "方案于11月20日前报送。", 0, "于11月20日前报送", "于11月20日前" },
	{ __LINE__, "完成方案（10月底前）；其他", 0, "10月底前", "10月底前" },
	{ __LINE__, "\xff" "11月20日前\xe4\xb8", 0, "11月20日前\xe4\xb8", "11月20日前" },
	{ __LINE__, "长期坚持、常抓不懈，定期通报", 0, "长期坚持、常抓不懈", "长期坚持、常抓不懈" },
};

static void test_slices(void)
{
	struct calendar *cal = load();
	for (size_t i = 0; i < CHECK_N(slices); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		wording_read(&mem, str_of(slices[i].text), day("2018-10-31"), cal, &r);
		if (CHECK_AT(slices[i].line, r.list.n > slices[i].at)) {
			const struct reading *x = &r.list.p[slices[i].at];
			CHECK_STR_AT(slices[i].line, arena_str(&mem, x->text), slices[i].whole);
			CHECK_STR_AT(slices[i].line, arena_str(&mem, x->clause), slices[i].clause);
			CHECK_AT(slices[i].line, x->text.p >= slices[i].text && x->text.p <= slices[i].text + strlen(slices[i].text));
		}
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

static const struct { int line; const char *issued, *text, *says; } warnings[] = {
	{ __LINE__, "", "11月20日前", "when was the paper issued?" },
	{ __LINE__, "2018-10-31", "11月31日前", "no such day: 11月31日" },
	{ __LINE__, "2018-10-31", "11月20日（星期三）前", "11月20日（星期三）: 2018-11-20 is a Tuesday" },
	{ __LINE__, "2018-10-31", "四季度前", "“四季度前” is read as the day before that begins" },
	{ __LINE__, "2018-10-31", "11月中下旬", "“中下旬” is read as its end" },
	{ __LINE__, "2018-10-31", "2018年9月底前", "2018-09-30 lies before the issue date" },
	{ __LINE__, "2018-10-31", "2027年春节前", "no table of holidays has “2027年春节”" },
	{ __LINE__, "2018-10-31", "2150年1月1日前", "not between 1949 and 2099" },
	{ __LINE__, "2018-10-31", "适时", "“适时” names no date" },
	{ __LINE__, "2018-10-31", "每季度10日前", "does not say the month" },
};

static void test_warnings(void)
{
	struct calendar *cal = load();
	for (size_t i = 0; i < CHECK_N(warnings); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		wording_read(&mem, str_of(warnings[i].text), day(warnings[i].issued), cal, &r);
		if (CHECK_AT(warnings[i].line, r.warn.n > 0) && !strstr(r.warn.p[0], warnings[i].says))
			CHECK_FAIL_AT(warnings[i].line, "says: %s", r.warn.p[0]);
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

/* Each text of the table, cut at each byte, and with each byte broken: nothing but an answer comes of it. */
static void test_cut(void)
{
	struct calendar *cal = load();
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		size_t n = strlen(cases[i].text);
		for (size_t cut = 0; cut <= n; cut++) {
			struct arena mem = { 0 };
			struct readings r = { 0 };
			char *broken = arena_strdup(&mem, cases[i].text);
			wording_read(&mem, (struct str){ cases[i].text, cut }, day("2018-10-31"), cal, &r);
			if (cut < n)
				broken[cut] = (char)0xff;
			wording_read(&mem, str_of(broken), day("2018-10-31"), cal, &r);
			readings_clear(&r);
			arena_clear(&mem);
		}
	}
	calendar_free(cal);
	CHECK(true);
}

static void test_long(void)
{
	static const char *const parts[] = { "每月", "11月20日前", "长期推进，", "第", "一", "（", "9", "、", "《", "后5日", "十", "3、", "至", "1月至", "(周一", "每年1月、" };
	struct calendar *cal = load();
	for (size_t k = 0; k < CHECK_N(parts); k++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		struct buf b = { 0 };
		while (b.n < 100 * 1024)
			buf_puts(&b, parts[k]);
		wording_read(&mem, buf_str(&b), day("2018-10-31"), cal, &r);
		CHECK(r.warn.n >= 1);
		CHECK_STR(r.warn.p[0], "this text is long: only its first 64 kB were read for deadlines");
		buf_clear(&b);
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

static const struct { int line; const char *text, *day_off, *deliverable; } day_offs[] = {
	{ __LINE__, "每月25日前", NULL, "" },
	{ __LINE__, "每月25日前（遇节假日顺延）", "next", "" },
	{ __LINE__, "每月25日前报送（如遇法定节假日，提前报送）", "previous", "报送" },
	{ __LINE__, "每周五报送，遇节假日顺延至下一工作日", "next", "报送，遇节假日顺延至下一工作日" },
	{ __LINE__, "11月25日前，遇周末提前", "previous", "" },
	{ __LINE__, "每月25日前提前准备", NULL, "提前准备" },
};

static void test_day_offs(void)
{
	struct calendar *cal = load();
	for (size_t i = 0; i < CHECK_N(day_offs); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		wording_read(&mem, str_of(day_offs[i].text), day("2018-10-31"), cal, &r);
		if (CHECK_AT(day_offs[i].line, r.list.n == 1)) {
			const char *got = r.list.p[0].day_off;
			CHECK_STR_AT(day_offs[i].line, got ? got : "", day_offs[i].day_off ? day_offs[i].day_off : "");
			CHECK_STR_AT(day_offs[i].line, arena_str(&mem, r.list.p[0].deliverable), day_offs[i].deliverable);
		}
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

static void test_kinds(void)
{
	for (int k = DEADLINE_ONCE; k <= DEADLINE_INVALID; k++) {
		enum deadline_kind back = DEADLINE_ONCE;
		CHECK(deadline_kind_parse(str_of(deadline_kind_word((enum deadline_kind)k)), &back));
		CHECK_INT(back, k);
	}
	enum deadline_kind back;
	CHECK(!deadline_kind_parse(STR_LIT("soon"), &back));
	CHECK(!deadline_kind_parse(STR_LIT(""), &back));
}

static const struct { int line; const char *text; int n; const char *last; } deliverables[] = {
	{ __LINE__, "建立台账，分类整治，完成总结", 3, "完成总结" },
	{ __LINE__, "完成", 1, "完成" },
	{ __LINE__, "", 0, "" },
	{ __LINE__, "报送甲（含乙，丙）和“丁，戊”", 1, "报送甲（含乙，丙）和“丁，戊”" },
	{ __LINE__, "，，甲,乙；", 2, "乙" },
	{ __LINE__, "（甲，乙", 1, "（甲，乙" },
};

static void test_deliverables(void)
{
	for (size_t i = 0; i < CHECK_N(deliverables); i++) {
		struct str rest = str_of(deliverables[i].text), one = { "", 0 };
		struct arena mem = { 0 };
		int n = 0;
		while (deliverable_cut(&rest, &one))
			n++;
		CHECK_INT_AT(deliverables[i].line, n, deliverables[i].n);
		if (n)
			CHECK_STR_AT(deliverables[i].line, arena_str(&mem, one), deliverables[i].last);
		arena_clear(&mem);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_wordings), CHECK_TEST(test_slices), CHECK_TEST(test_warnings), CHECK_TEST(test_cut),
	CHECK_TEST(test_long), CHECK_TEST(test_day_offs), CHECK_TEST(test_kinds), CHECK_TEST(test_deliverables),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
