/* Pinyin: a table of any bytes, and any letters in any text. "duban-pinyin/" begins a table; else the first line is what is looked for, the rest
 * the text. What is found is found by a slow way too, that tries one reading after the other. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/pinyin.h"
#include "base/utf8.h"
#include "base/word.h"

#include "base/ban.h"

enum { SLOW_LETTERS = 10, SLOW_TEXT = 40 };

static const char small[] = "duban-pinyin/1\t10\t11\nan\t安\nchong\t重\ngong\t公\nhang\t行\nju\t局\nqing\t庆\nxi\t西\nxian\t先\nxing\t行\n"
	"zhong\t重中\n";

/* Does a character with that syllable take all of these letters? last: no letter follows. */
static bool takes(struct str syllable, struct str letters, bool last)
{
	bool sharp = syllable.p[1] == 'h';

	return str_starts(syllable, letters) &&
	       (last || letters.n == 1 || letters.n == syllable.n || (sharp && letters.n == 2));
}

/* The same by trying one way after the other: is text typed with the letters from its first character on? Of the small table's characters. */
static bool slow_starts(struct str text, struct str letters)
{
	struct str rest = STR_LIT(small), line, syllable;
	size_t at = 0;

	if (letters.n == 0)
		return true;
	if (text.n == 0)
		return false;
	utf8_next(text, &at);
	(void)str_cut(&rest, '\n', &line);
	while (str_cut(&rest, '\n', &line) && str_cut(&line, '\t', &syllable)) {
		if (str_find(line, str_to(text, at)) < 0)
			continue;
		for (size_t n = 1; n <= letters.n && n <= syllable.n; n++)
			if (takes(syllable, str_to(letters, n), n == letters.n) && slow_starts(str_from(text, at), str_from(letters, n)))
				return true;
	}
	return false;
}

static bool slow_match(struct str text, struct str letters)
{
	for (size_t at = 0; at < text.n; utf8_next(text, &at))
		if (slow_starts(str_from(text, at), letters))
			return true;
	return false;
}

/* Is it short, and made of letters alone and of characters of the small table? */
static bool is_slow(struct str text, struct str letters)
{
	for (size_t at = 0; at < text.n;) {
		size_t from = at;

		utf8_next(text, &at);
		if (at - from != 3 || str_find(STR_LIT(small), str_from(str_to(text, at), from)) < 0)
			return false;
	}
	for (size_t i = 0; i < letters.n; i++)
		if (letters.p[i] < 'a' || letters.p[i] > 'z')
			return false;
	return text.n <= SLOW_TEXT && letters.n <= SLOW_LETTERS;
}

static void check_text(const struct pinyin *p, struct str wanted, struct str text)
{
	struct pinyin_key key;
	size_t at = 0, len = 0;
	struct word *w = NULL;
	struct err err = { 0 };

	if (pinyin_key_make(&key, wanted)) {
		bool found = pinyin_find(p, &key, text, &at, &len);

		FUZZ_HOLDS(key.n > 0 && key.n <= PINYIN_LETTERS);
		FUZZ_HOLDS(found == pinyin_match(p, text, wanted));
		if (found) {
			FUZZ_HOLDS(len > 0 && at + len <= text.n);
			struct str place = str_to(str_from(text, at), len);

			FUZZ_HOLDS(pinyin_is(p, &key, place) && pinyin_starts(p, &key, str_from(text, at)));
			/* the first place: nothing ends before it */
			FUZZ_HOLDS(!pinyin_match(p, str_to(text, at + len - 1), wanted) || utf8_flaw(text) >= 0 ||
				   utf8_flaw(str_to(text, at + len - 1)) >= 0);
		}
		FUZZ_HOLDS(!is_slow(text, wanted) || found == slow_match(text, wanted));
		FUZZ_HOLDS(!pinyin_is(p, &key, text) || pinyin_starts(p, &key, text));
		FUZZ_HOLDS(!pinyin_starts(p, &key, text) || found);
	}
	if (utf8_flaw(text) >= 0 || !word_plain(wanted, p, &w, &err))
		return;
	at = len = 0;
	int hit = word_find(w, text, &at, &len, &err);
	struct buf folded = { 0 };

	fold_text(&folded, wanted);
	FUZZ_HOLDS(hit >= 0 && at + len <= text.n);
	FUZZ_HOLDS((hit == WORD_TEXT) == fold_find(text, wanted, NULL, NULL));
	if (hit == WORD_TEXT)
		FUZZ_HOLDS(fold_starts(str_from(text, at), buf_str(&folded), NULL));
	FUZZ_HOLDS(word_find_name(w, text, NULL, NULL, &err) >= hit || hit == WORD_PINYIN);
	buf_clear(&folded);
	word_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { (const char *)bytes, n }, wanted;
	struct err err = { 0 };
	struct pinyin *p;

	if (str_starts(text, STR_LIT("duban-pinyin/"))) {
		p = pinyin_read("readings.tsv", text, &err);
		FUZZ_HOLDS(p ? !err.code : err.code == ERR_DAMAGED && *err.text);
		if (p) {
			check_text(p, STR_LIT("anzhong1"), STR_LIT("西安重1庆行"));
			check_text(p, STR_LIT("g"), text);
		}
		pinyin_close(p);
		return 0;
	}
	p = pinyin_read("small", str_of(small), &err);
	if (!p)
		fprintf(stderr, "%s\n", err.text);
	FUZZ_HOLDS(p);
	if (str_cut(&text, '\n', &wanted))
		check_text(p, wanted, text);
	pinyin_close(p);
	return 0;
}
