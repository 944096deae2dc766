/* Wordings of deadlines and of targets: what is lent lies in the text, what is counted fits. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "model/deadline.h"
#include "model/target_wording.h"

#include "base/ban.h"

/* The largest number that a log body may hold. */
static const int64_t number_most = INT64_C(1) << 53;

static void check_deadline(const struct reading *r, struct str text, const struct calendar *cal)
{
	struct deadline_day next[DEADLINE_NEXT];
	char rule[RHYTHM_TEXT_SIZE], key[OCC_SIZE];
	struct rhythm again;
	int n;

	FUZZ_HOLDS(r->kind >= DEADLINE_ONCE && r->kind <= DEADLINE_INVALID);
	fuzz_lent(r->text, text);
	fuzz_lent(r->clause, text);
	/* It may be put together from two places of the text. */
	FUZZ_HOLDS(r->deliverable.n <= text.n && utf8_flaw(r->deliverable) < 0);
	FUZZ_HOLDS(r->kind != DEADLINE_RELATIVE || r->count >= 0);
	if (r->kind != DEADLINE_RECURRING)
		return;
	FUZZ_HOLDS(rhythm_parse(str_of(rhythm_text(&r->rhythm, rule)), &again));
	n = deadline_next(r, cal, date_make(2018, 10, 31), next, DEADLINE_NEXT);
	FUZZ_HOLDS(n >= 0 && n <= DEADLINE_NEXT);
	for (int i = 0; i < n; i++)
		FUZZ_HOLDS(next[i].due != DATE_NONE && *occur_key(&r->rhythm, next[i].due, key));
}

static void check_targets(const target_readings *t, struct str text)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct target_reading *r = &t->p[i];

		fuzz_lent(r->text, text);
		FUZZ_HOLDS(r->num >= 0 && r->num <= number_most && r->den >= 0 && r->den <= number_most);
		FUZZ_HOLDS(r->measure_word && r->scope >= SCOPE_EACH && r->scope <= SCOPE_JOINT);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct calendar *cal;
	struct str text = { (const char *)bytes, n };
	struct arena mem = { 0 };
	struct readings deadlines = { 0 };
	target_readings targets = { 0 };

	if (!cal)
		cal = calendar_new();
	/* What is no UTF-8 never comes so far. */
	if (utf8_flaw(text) >= 0)
		return 0;
	wording_read(&mem, text, n % 2 ? date_make(2018, 10, 31) : DATE_NONE, cal, &deadlines);
	for (size_t i = 0; i < deadlines.list.n; i++)
		check_deadline(&deadlines.list.p[i], text, cal);
	readings_clear(&deadlines);
	target_read(&mem, text, &targets);
	target_read_reported(&mem, text, &targets);
	check_targets(&targets, text);
	vec_clear(&targets);
	arena_clear(&mem);
	return 0;
}
