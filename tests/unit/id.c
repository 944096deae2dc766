#include "tests/lib/check.h"

#include "base/id.h"

static void test_hash(void)
{
	/* FIPS 180-2, appendix B. */
	static const struct { int line; const char *text, *want; } cases[] = {
		{ __LINE__, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ __LINE__, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		uint8_t hash[HASH_SIZE];
		char text[HASH_TEXT_SIZE];

		hash_bytes(cases[i].text, strlen(cases[i].text), hash);
		CHECK_STR_AT(cases[i].line, hex_text(hash, sizeof hash, text), cases[i].want);
	}
}

/* What is derived lies in logs for ever: want was computed beside, by another program. */
static void test_derive(void)
{
	static const struct { int line; const char *kind; const char *parts[3]; size_t n; const char *want; } cases[] = {
		{ __LINE__, "person", { "wang" }, 1, "77e2779211943cd732a9e1cd4cbb19f2" },
		{ __LINE__, "setting", { "" }, 1, "e616238338c9fa4405804b81dd784a24" },
		{ __LINE__, "unit", { "新元市", "新元市公安局" }, 2, "376adbf002140dbd69b4fc76de9249f0" },
		{ __LINE__, "unit", { "新元市新", "元市公安局" }, 2, "7094cd7e3f6f6dcfb070066eaddbd716" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str parts[3];
		char text[ID_TEXT_SIZE];

		for (size_t k = 0; k < cases[i].n; k++)
			parts[k] = str_of(cases[i].parts[k]);
		struct id id = id_derive(cases[i].kind, parts, cases[i].n);

		CHECK_STR_AT(cases[i].line, id_text(&id, text), cases[i].want);
	}
}

static void test_random(void)
{
	struct id_maker free_one = { 0 }, one = { .seeded = true, .seed = 7 }, same = { .seeded = true, .seed = 7 };
	struct id_maker other = { .seeded = true, .seed = 8 };
	struct id a = id_random(&one, 1000), b = id_random(&one, 1000), c = id_random(&same, 1000), d = id_random(&other, 1000);

	CHECK(!id_eq(&a, &b));
	CHECK(id_eq(&a, &c));
	CHECK(!id_eq(&a, &d));
	a = id_random(&free_one, 1000);
	b = id_random(&free_one, 1000);
	c = id_random(&free_one, 1001);
	CHECK(!id_eq(&a, &b));
	CHECK(id_cmp(&a, &c) < 0 && id_cmp(&b, &c) < 0);
	CHECK(!id_is_null(&a));
	CHECK(id_is_null(&(struct id){ 0 }));
}

/* Bound to a copy and an author; want was computed beside, by another program. */
static void test_bound(void)
{
	static const struct { int line; const char *id, *kind, *site, *by; bool binds; } cases[] = {
		{ __LINE__, "816733c7ee801234baa1aad74c76e6f9", "entry", "city", "wang", true },
		{ __LINE__, "816733c7ee801234baa1aad74c76e6f9", "contact", "city", "wang", false },
		{ __LINE__, "816733c7ee801234baa1aad74c76e6f9", "entry", "county", "wang", false },
		{ __LINE__, "816733c7ee801234baa1aad74c76e6f9", "entry", "city", "li", false },
		{ __LINE__, "816733c7ee801235baa1aad74c76e6f9", "entry", "city", "wang", false },
		{ __LINE__, "816733c7ee801234baa1aad74c76e6f8", "entry", "city", "wang", false },
		/* Made before there were such. */
		{ __LINE__, "016733c7ee801234baa1aad74c76e6f8", "entry", "city", "li", true },
	};
	struct id_maker free_one = { 0 }, one = { .seeded = true, .seed = 7 }, same = { .seeded = true, .seed = 7 };
	struct str site = STR_LIT("city"), by = STR_LIT("wang");

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct id id = { { 0 } };

		CHECK_AT(cases[i].line, id_parse(str_of(cases[i].id), &id));
		CHECK_AT(cases[i].line, id_binds(&id, cases[i].kind, str_of(cases[i].site), str_of(cases[i].by)) == cases[i].binds);
	}
	struct id a = id_bound(&one, 1000, "entry", site, by), b = id_bound(&one, 1000, "entry", site, by), c = id_bound(&same, 1000, "entry", site, by);

	CHECK(!id_eq(&a, &b));
	CHECK(id_eq(&a, &c));
	CHECK(id_binds(&a, "entry", site, by) && id_binds(&b, "entry", site, by));
	a = id_bound(&free_one, 1000, "entry", site, by);
	/* All of a millisecond differ, and stand before those of the next one. */
	for (int i = 0; i < 2000; i++) {
		b = id_bound(&free_one, 1000, "entry", site, by);
		CHECK(!id_eq(&a, &b));
	}
	c = id_bound(&free_one, 1001, "entry", site, by);
	CHECK(id_cmp(&a, &c) < 0 && id_cmp(&b, &c) < 0);
}

static void test_parse(void)
{
	static const struct { int line; const char *text; bool want; } cases[] = {
		{ __LINE__, "00112233445566778899aabbccddeeff", true },
		{ __LINE__, "00112233445566778899AABBCCDDEEFF", false },
		{ __LINE__, "00112233445566778899aabbccddeef", false },
		{ __LINE__, "00112233445566778899aabbccddeefff", false },
		{ __LINE__, "0011223344556677889 aabbccddeeff", false },
		{ __LINE__, "", false },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct id id;
		char text[ID_TEXT_SIZE];

		CHECK_AT(cases[i].line, id_parse(str_of(cases[i].text), &id) == cases[i].want);
		if (cases[i].want)
			CHECK_STR_AT(cases[i].line, id_text(&id, text), cases[i].text);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_hash), CHECK_TEST(test_derive), CHECK_TEST(test_random), CHECK_TEST(test_bound), CHECK_TEST(test_parse),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
