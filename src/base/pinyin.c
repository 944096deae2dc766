#include "base/pinyin.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "base/ban.h"

enum {
	TABLE_BYTES = 1 << 18,       /* longer ones are none of ours */
	SYLLABLE_MOST = 6,           /* zhuang */
	SYLLABLE_BITS = 11,
	READINGS_MOST = 0xFFFE,
	COMMON_FIRST = 0x4E00, COMMON_LAST = 0x9FFF,
	NOWHERE = 0xFFFF,
};

struct syllable { unsigned char n, letter[SYLLABLE_MOST + 1]; };     /* a: 0 */

struct pinyin {
	VEC(struct syllable) syllables;
	/* by character: character << SYLLABLE_BITS | syllable; ended by a 0 */
	VEC(uint32_t) readings;
	/* of a common character the first of its readings; NOWHERE */
	uint16_t common[COMMON_LAST - COMMON_FIRST + 1];
};

/* The table while it is read. */
struct reader { const char *name; int line; struct err *err; };

static bool unsound(const struct reader *r, const char *why)
{
	struct place at = { .line = r->line };

	snprintf(at.source, sizeof at.source, "%s", r->name);
	return err_at(r->err, ERR_DAMAGED, at,
		      _("the table of pinyin is unsound: %s; install duban's share/pinyin again"),
		      why);
}

/* "duban-pinyin/1<TAB>SYLLABLES<TAB>READINGS": what a table that was cut has not. */
static bool head_read(const struct reader *r, struct str line, size_t n[2])
{
	struct str part;

	if (!str_cut(&line, '\t', &part) || !str_is(part, "duban-pinyin/1"))
		return unsound(r, _("its first line is another one"));
	for (int i = 0; i < 2; i++) {
		n[i] = 0;
		if (!str_cut(&line, '\t', &part) || part.n == 0 || part.n > 6)
			return unsound(r, _("a number is missing"));
		for (size_t k = 0; k < part.n; k++) {
			if (part.p[k] < '0' || part.p[k] > '9')
				return unsound(r, _("a number is missing"));
			n[i] = n[i] * 10 + (size_t)(part.p[k] - '0');
		}
	}
	return true;
}

static bool syllable_read(const struct reader *r, struct str letters, struct syllable *to)
{
	if (letters.n == 0 || letters.n > SYLLABLE_MOST)
		return unsound(r, _("no syllable stands before the tab"));
	to->n = (unsigned char)letters.n;
	for (size_t i = 0; i < letters.n; i++) {
		if (letters.p[i] < 'a' || letters.p[i] > 'z')
			return unsound(r, _("no syllable stands before the tab"));
		to->letter[i] = (unsigned char)(letters.p[i] - 'a');
	}
	return true;
}

/* "gong<TAB>公工共..." */
static bool line_read(const struct reader *r, struct str line, struct pinyin *p)
{
	struct str letters;
	uint32_t syllable = (uint32_t)p->syllables.n;

	if (syllable >= 1u << SYLLABLE_BITS)
		return unsound(r, _("there are too many syllables"));
	if (!str_cut(&line, '\t', &letters) || line.n == 0)
		return unsound(r, _("no characters stand behind a tab"));
	if (!syllable_read(r, letters, vec_push(&p->syllables)))
		return false;
	for (size_t at = 0; at < line.n;) {
		uint32_t c = utf8_next(line, &at);

		if (!utf8_is_han(c))
			return unsound(r, _("something else than Chinese characters"));
		if (p->readings.n >= READINGS_MOST)
			return unsound(r, _("there are too many readings"));
		*vec_push(&p->readings) = c << SYLLABLE_BITS | syllable;
	}
	return true;
}

static bool table_read(struct reader *r, struct str text, struct pinyin *p)
{
	size_t said[2] = { 0, 0 };
	struct str line;

	r->line = 1;
	if (!str_cut(&text, '\n', &line) || !head_read(r, line, said))
		return unsound(r, _("it is empty"));
	while (text.n > 0) {
		r->line++;
		if (!str_cut(&text, '\n', &line) || !line_read(r, line, p))
			return false;
	}
	if (p->syllables.n != said[0] || p->readings.n != said[1] || p->readings.n == 0)
		return unsound(r, _("it has not all that its first line says"));
	return true;
}

static int reading_order(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static uint32_t reading_char(uint32_t reading)
{
	return reading >> SYLLABLE_BITS;
}

static void index_fill(struct pinyin *p)
{
	qsort(p->readings.p, p->readings.n, sizeof *p->readings.p, reading_order);
	for (size_t i = 0; i < sizeof p->common / sizeof *p->common; i++)
		p->common[i] = NOWHERE;
	for (size_t i = p->readings.n; i-- > 0;) {
		uint32_t c = reading_char(p->readings.p[i]);

		if (c >= COMMON_FIRST && c <= COMMON_LAST)
			p->common[c - COMMON_FIRST] = (uint16_t)i;
	}
	*vec_push(&p->readings) = 0;
}

/* The whole file as it lies there; to->n is its size. */
static bool table_map(const char *path, struct str *to, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	void *at = MAP_FAILED;

	if (fd < 0)
		return err_errno(err, _("no pinyin: %s"), path);
	if (fstat(fd, &st) != 0)
		err_errno(err, _("no pinyin: %s"), path);
	else if (!S_ISREG(st.st_mode) || st.st_size <= 0 || st.st_size > TABLE_BYTES)
		err_set(err, ERR_DAMAGED,
			_("no pinyin: %s is no table of it; install duban's share/pinyin again"),
			path);
	else if ((at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
		err_errno(err, _("no pinyin: %s"), path);
	else
		*to = (struct str){ at, (size_t)st.st_size };
	close(fd);
	return at != MAP_FAILED;
}

struct pinyin *pinyin_read(const char *name, struct str table, struct err *err)
{
	struct pinyin *p = mem_alloc(sizeof *p);
	struct reader r = { .name = name, .err = err };

	if (!table_read(&r, table, p)) {
		pinyin_close(p);
		return NULL;
	}
	index_fill(p);
	return p;
}

/* The mapping ends with the reading: what becomes of the file later cannot hurt. */
struct pinyin *pinyin_open(const char *share_dir, struct err *err)
{
	char path[PATH_MAX];
	struct str table = { NULL, 0 };
	struct pinyin *p;

	if (!paths_join(path, share_dir, "pinyin/readings.tsv")) {
		err_set(err, ERR_INPUT, _("no pinyin: %s"), share_dir);
		return NULL;
	}
	if (!table_map(path, &table, err))
		return NULL;
	p = pinyin_read(path, table, err);
	munmap((void *)(uintptr_t)table.p, table.n);
	return p;
}

void pinyin_close(struct pinyin *p)
{
	if (!p)
		return;
	vec_clear(&p->syllables);
	vec_clear(&p->readings);
	free(p);
}

/* The first reading of c; those that follow it with the same character are the others. */
static const uint32_t *readings_of(const struct pinyin *p, uint32_t c)
{
	size_t low = 0, high = p->readings.n - 1;

	if (c >= COMMON_FIRST && c <= COMMON_LAST) {
		size_t at = p->common[c - COMMON_FIRST];

		return &p->readings.p[at == NOWHERE ? high : at];
	}
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (reading_char(p->readings.p[mid]) < c)
			low = mid + 1;
		else
			high = mid;
	}
	return &p->readings.p[low];
}

/* Of a letter or digit its place in pinyin_key.at; -1: it is another sign. */
static int letter_at(uint32_t folded)
{
	if (folded >= 'a' && folded <= 'z')
		return (int)folded - 'a';
	return folded >= '0' && folded <= '9' ? (int)folded - '0' + 26 : -1;
}

bool pinyin_key_make(struct pinyin_key *to, struct str typed)
{
	bool any = false;

	*to = (struct pinyin_key){ .n = 0 };
	for (size_t at = 0; at < typed.n;) {
		uint32_t c = fold_char(utf8_next(typed, &at));
		int letter = letter_at(c);

		if (c == ' ' || c == '\'')
			continue;
		if (letter < 0 || to->n == PINYIN_LETTERS)
			return false;
		to->at[letter] |= UINT64_C(1) << to->n++;
		any |= letter < 26;
	}
	return any;
}

/* A mask: bit o says that o letters are used up so far. From "live" before a syllable to those
 * after it: by its first letter, by zh ch sh, or whole; its beginning is enough where the
 * letters end. */
static uint64_t syllable_step(const struct pinyin_key *key, const struct syllable *s, uint64_t live)
{
	const uint64_t done = UINT64_C(1) << key->n;
	uint64_t next = 0;

	for (unsigned i = 0; i < s->n && live; i++) {
		live = (live & key->at[s->letter[i]]) << 1;
		if (i == 0 || i + 1u == s->n || (i == 1 && s->letter[1] == 'h' - 'a'))
			next |= live;
		else
			next |= live & done;
	}
	return next;
}

/* Signs that nobody types, inside a name: “信用+”便民 is xybm. What parts words is none. */
static bool is_passed(uint32_t folded)
{
	return folded == ' ' || folded == 0xA0 || folded == 0xB7 || folded == 0x2022 ||
	       (folded >= 0x3008 && folded <= 0x300B) ||         /* 〈〉《》 */
	       (folded > ' ' && folded < 0x7F && !strchr(",.;:!?", (int)folded));
}

/* From live before one character of a text to what is live behind it. */
static uint64_t char_step(const struct pinyin *p, const struct pinyin_key *key, uint32_t c,
			  uint64_t live, bool begin)
{
	uint32_t folded = fold_char(c);
	int letter = letter_at(folded);
	uint64_t next = 0;

	if (letter < 0 && is_passed(folded))
		return live;
	live |= begin;
	if (letter >= 0)
		return (live & key->at[letter]) << 1;
	for (const uint32_t *r = readings_of(p, c); reading_char(*r) == c; r++)
		next |= syllable_step(key, &p->syllables.p[*r & ((1u << SYLLABLE_BITS) - 1)], live);
	return next;
}

/* The letters are used up with the character that ends at byte end: where did that begin? At
 * most as many characters before as there are letters. */
static size_t match_start(const struct pinyin *p, const struct pinyin_key *key, struct str text,
			  size_t end)
{
	size_t start = end, at;
	uint64_t live;

	do {
		utf8_prev(text, &start);
		at = start;
		live = char_step(p, key, utf8_next(text, &at), 0, true);
		while (live && at < end)
			live = char_step(p, key, utf8_next(text, &at), live, false);
	} while (start > 0 && !(live >> key->n & 1));
	return start;
}

bool pinyin_find(const struct pinyin *p, const struct pinyin_key *key, struct str text, size_t *at,
		 size_t *len)
{
	uint64_t live = 0;
	size_t end = 0, start;

	while (end < text.n && !(live >> key->n & 1))
		live = char_step(p, key, utf8_next(text, &end), live, true);
	if (!(live >> key->n & 1))
		return false;
	if (!at && !len)
		return true;
	start = match_start(p, key, text, end);
	if (at)
		*at = start;
	if (len)
		*len = end - start;
	return true;
}

/* From the first character of text on, to its end or to that of the letters. */
static bool is_typed(const struct pinyin *p, const struct pinyin_key *key, struct str text,
		     bool whole)
{
	uint64_t live = 1;

	for (size_t at = 0; live && at < text.n && (whole || !(live >> key->n & 1));)
		live = char_step(p, key, utf8_next(text, &at), live, false);
	return live >> key->n & 1;
}

bool pinyin_is(const struct pinyin *p, const struct pinyin_key *key, struct str text)
{
	return is_typed(p, key, text, true);
}

bool pinyin_starts(const struct pinyin *p, const struct pinyin_key *key, struct str text)
{
	return is_typed(p, key, text, false);
}

bool pinyin_match(const struct pinyin *p, struct str text, struct str letters)
{
	struct pinyin_key key;

	return pinyin_key_make(&key, letters) && pinyin_find(p, &key, text, NULL, NULL);
}
