/* str, buf, arena, map, mem: growing and cutting texts. */
#include "tests/lib/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

static void test_trim(void)
{
	static const struct { int line; const char *text, *want; } cases[] = {
		{ __LINE__, "", "" },
		{ __LINE__, " \t\r\n", "" },
		{ __LINE__, " a b ", "a b" },
		{ __LINE__, "\u3000市法院\u00A0", "市法院" },
		{ __LINE__, "\u3000\u3000", "" },
		{ __LINE__, "〇\u3000〇", "〇\u3000〇" },
		{ __LINE__, "à", "à" },      /* ends in A0, as U+00A0 does */
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str got = str_trim(str_of(cases[i].text));

		CHECK_MEM_AT(cases[i].line, got.p, got.n, cases[i].want, strlen(cases[i].want));
	}
}

static void test_find(void)
{
	static const struct { int line; const char *text, *what; ptrdiff_t at; bool starts, ends; } cases[] = {
		{ __LINE__, "", "", 0, true, true },
		{ __LINE__, "abc", "", 0, true, true },
		{ __LINE__, "", "a", -1, false, false },
		{ __LINE__, "abcabc", "bc", 1, false, true },
		{ __LINE__, "abc", "abc", 0, true, true },
		{ __LINE__, "abc", "abcd", -1, false, false },
		{ __LINE__, "市公安局", "公安", 3, false, false },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str text = str_of(cases[i].text), what = str_of(cases[i].what);

		CHECK_INT_AT(cases[i].line, str_find(text, what), cases[i].at);
		CHECK_AT(cases[i].line, str_starts(text, what) == cases[i].starts);
		CHECK_AT(cases[i].line, str_ends(text, what) == cases[i].ends);
	}
}

static void test_cut(void)
{
	static const struct { int line; const char *text, *want; } cases[] = {
		{ __LINE__, "", "[]" },
		{ __LINE__, "a", "[a]" },
		{ __LINE__, "a,b", "[a][b]" },
		{ __LINE__, "a,,b,", "[a][][b][]" },
		{ __LINE__, ",", "[][]" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str rest = str_of(cases[i].text), part;
		struct buf got = { 0 };

		while (str_cut(&rest, ',', &part))
			buf_printf(&got, "[%.*s]", STR_ARG(part));
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].want);
		buf_clear(&got);
	}
}

static void test_buf(void)
{
	struct buf b = { 0 };

	CHECK_STR(buf_text(&b), "");
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%d,", i);
	CHECK_INT(b.n, 10 + 90 * 2 + 900 * 3 + 1000);
	CHECK_INT(strlen(b.p), b.n);
	buf_reset(&b);
	CHECK_STR(buf_text(&b), "");
	buf_add(&b, "a\0b", 3);
	buf_byte(&b, 'c');
	buf_put(&b, STR_LIT("d"));
	buf_puts(&b, "");
	CHECK_MEM(b.p, b.n + 1, "a\0bcd", 6);
	char *taken = buf_take(&b);

	CHECK_MEM(taken, 6, "a\0bcd", 6);
	free(taken);
	CHECK_INT(b.n, 0);
	taken = buf_take(&b);
	CHECK_STR(taken, "");
	free(taken);
	/* A text that exactly fills the room, and one byte more. */
	for (int n = 60; n < 70; n++) {
		buf_printf(&b, "%*s", n, "");
		CHECK_INT(strlen(b.p), n);
		buf_clear(&b);
	}
}

static void test_arena(void)
{
	struct arena a = { 0 };
	char *texts[500];

	for (int i = 0; i < 500; i++) {
		texts[i] = arena_printf(&a, "%0*d", i + 1, 7);
		CHECK_INT((uintptr_t)texts[i] % _Alignof(max_align_t), 0);
	}
	for (int i = 0; i < 500; i++)
		CHECK_INT(strlen(texts[i]), i + 1);
	char *large = arena_alloc(&a, 1000000);

	for (size_t i = 0; i < 1000000; i++)
		if (large[i])
			CHECK_FAIL("not zeroed at %zu", i);
	CHECK_STR(arena_str(&a, str_to(STR_LIT("abc"), 2)), "ab");
	CHECK_STR(arena_strdup(&a, ""), "");
	arena_clear(&a);
	CHECK(!a.blocks);
	arena_clear(&a);
}

static void test_map(void)
{
	struct map *m = map_new();
	struct buf key = { 0 };

	CHECK(!map_at(m, STR_LIT("none"), false));
	for (int i = 0; i < 5000; i++) {
		buf_reset(&key);
		buf_printf(&key, "key %d", i);
		*map_at(m, buf_str(&key), true) = i;
	}
	*map_at(m, STR_LIT(""), true) = -1;
	*map_at(m, ((struct str){ "a\0b", 3 }), true) = -2;
	CHECK_INT(map_count(m), 5002);
	for (int i = 0; i < 5000; i++) {
		buf_reset(&key);
		buf_printf(&key, "key %d", i);
		CHECK_INT(*map_at(m, buf_str(&key), false), i);
		*map_at(m, buf_str(&key), true) += 1;
	}
	CHECK_INT(map_count(m), 5002);
	CHECK_INT(*map_at(m, STR_LIT(""), false), -1);
	CHECK_INT(*map_at(m, ((struct str){ "a\0b", 3 }), false), -2);
	CHECK(!map_at(m, STR_LIT("a"), false));
	CHECK(!map_at(m, STR_LIT("key 5000"), false));
	buf_clear(&key);
	map_free(m);
	map_free(NULL);
}

static void test_mem_and_vec(void)
{
	char *s = mem_strndup("abc", 2);
	VEC(int) v = { 0 };

	CHECK_STR(s, "ab");
	free(s);
	s = mem_strndup("ab", 9);
	CHECK_STR(s, "ab");
	free(s);
	for (int i = 0; i < 1000; i++)
		*vec_push(&v) = i;
	CHECK_INT(v.n, 1000);
	CHECK_INT(v.p[999], 999);
	vec_clear(&v);
	CHECK(!v.p);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_trim), CHECK_TEST(test_find), CHECK_TEST(test_cut), CHECK_TEST(test_buf), CHECK_TEST(test_arena),
	CHECK_TEST(test_map), CHECK_TEST(test_mem_and_vec),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
