/* Figures as they are typed, and demands on them as notices write them: what was read is written back and read again; what is judged never
 * leaves the numbers that fit. The first byte is scale and measure word; a line break parts the figures from the demand. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "model/figure.h"
#include "model/figure_line.h"
#include "model/target.h"
#include "model/target_wording.h"

#include "base/ban.h"

static const int64_t figure_most = INT64_C(1000000000000000);

enum { NUM = 1, DEN, TOTAL, EXCLUDED, FIGURES };

/* What was read of the figures, in their order; the last ones may be unknown. */
struct typed { struct known of[FIGURES]; };

static struct known typed_find(const void *user, int64_t figure)
{
	const struct typed *t = user;

	return t->of[figure % FIGURES];
}

static void check_figure(struct str text, int scale, const char *word, struct known *to, struct arena *mem)
{
	struct figure_row row = { .name = "", .word = word, .scale = scale };
	struct err err = { 0 }, again = { 0 };
	int64_t n = -1, back = -1;

	if (!figure_read(text, &row, &n, &err)) {
		FUZZ_HOLDS(err.code == ERR_INPUT && *err.text && utf8_flaw(str_of(err.text)) < 0);
		return;
	}
	FUZZ_HOLDS(n >= 0 && n <= figure_most);
	FUZZ_HOLDS(figure_read(str_of(figure_text(n, scale, mem)), &row, &back, &again) && back == n);
	FUZZ_HOLDS(figure_read(str_of(figure_with_word(n, &row, mem)), &row, &back, &again) && back == n);
	*to = (struct known){ true, n };
}

/* All figures in one line, of a share of a total less what is not counted: each figure once, within the bounds. */
static void check_line(struct str text, int scale, const char *word)
{
	figure_fields fields = { 0 };
	target_rows targets = { 0 };
	amount_list said = { 0 };
	struct err err = { 0 };
	static const int order[] = { TOTAL, EXCLUDED, NUM };

	for (size_t i = 0; i < 3; i++)
		*vec_push(&fields) = (struct figure_field){ .label = "项",
			.figure = { .key = order[i], .name = "项", .word = order[i] == NUM ? word : "", .scale = order[i] == NUM ? scale : 0 } };
	*vec_push(&targets) = (struct target_row){ .num_figure = NUM, .total_figure = TOTAL, .excluded_figure = EXCLUDED, .den = 100 };
	if (!figure_line_read(text, &fields, &targets, 0, &said, &err))
		FUZZ_HOLDS(said.n == 0 && err.code == ERR_INPUT && *err.text && utf8_flaw(str_of(err.text)) < 0);
	else
		FUZZ_HOLDS(said.n == 1 || said.n == 3);
	for (size_t i = 0; i < said.n; i++) {
		FUZZ_HOLDS(said.p[i].n >= 0 && said.p[i].n <= figure_most);
		for (size_t k = 0; k < i; k++)
			FUZZ_HOLDS(said.p[i].figure != said.p[k].figure);
	}
	vec_clear(&said);
	vec_clear(&targets);
	vec_clear(&fields);
}

static void check_judged(const struct target_row *t, struct ratio r)
{
	int64_t done = 0, of = 0, n = 0;
	enum met m = target_met(t, r);

	if (target_share(t, r, &done, &of))
		FUZZ_HOLDS(m == MET_YES || m == MET_NO), FUZZ_HOLDS(done >= 0 && of > 0 && done <= of);
	if (target_missing(t, r, &n)) {
		FUZZ_HOLDS(n >= 0 && (n == 0) == (m == MET_YES));
		if (!__builtin_add_overflow(r.num.n, n, &r.num.n))
			FUZZ_HOLDS(target_met(t, r) == MET_YES);
	}
}

static void check_room(const struct target_row *t, struct ratio r)
{
	int64_t n = 0;
	enum met m = target_met(t, r);

	if (!target_room(t, r, &n))
		return;
	FUZZ_HOLDS((n >= 0) == (m == MET_YES));
	if (__builtin_add_overflow(r.num.n, n, &r.num.n) || r.num.n < 0)
		return;
	FUZZ_HOLDS(target_met(t, r) == MET_YES);
	r.num.n++;
	FUZZ_HOLDS(target_met(t, r) == MET_NO);
}

static void check_target(const struct target_reading *r, int scale, const struct typed *typed)
{
	struct figure_row figures[] = {
		{ .key = NUM, .word = r->measure_word, .scale = scale }, { .key = DEN, .word = "" }, { .key = TOTAL, .word = "" }, { .key = EXCLUDED, .word = "" },
	};
	struct target_row t = { .num_figure = NUM, .den_figure = r->excluded.n ? 0 : DEN, .total_figure = r->excluded.n ? TOTAL : 0,
		.excluded_figure = r->excluded.n ? EXCLUDED : 0, .comparator = comparator_word(r->comparator), .scope = scope_word(r->scope),
		.num = r->num, .den = r->den, .soft = r->soft };
	struct ratio ratio = target_ratio(&t, figures, sizeof figures / sizeof *figures, typed_find, typed);

	check_judged(&t, ratio);
	check_room(&t, ratio);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { (const char *)bytes + (n > 0), n - (n > 0) }, demand, one;
	struct arena mem = { 0 };
	static const char *const words[] = { "例", "", "%", "万元", "亿元", "万户" };
	const char *word = words[n > 0 ? bytes[0] / 10 % (sizeof words / sizeof *words) : 0];
	struct typed typed = { 0 };
	target_readings targets = { 0 };
	int scale = n > 0 ? bytes[0] % 10 : 0;

	/* What is no UTF-8 never comes so far. */
	if (utf8_flaw(text) >= 0)
		return 0;
	if (!str_cut(&text, '\n', &demand))
		demand = (struct str){ "", 0 };
	check_line(text, scale, word);
	for (int i = NUM; i < FIGURES && str_cut(&text, ' ', &one); i++)
		check_figure(one, i == NUM ? scale : 0, i == NUM ? word : "", &typed.of[i], &mem);
	target_read(&mem, demand, &targets);
	for (size_t i = 0; i < targets.n; i++)
		check_target(&targets.p[i], scale, &typed);
	vec_clear(&targets);
	arena_clear(&mem);
	return 0;
}
