#include "tests/lib/check.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/json_read.h"

/* The form is hashed in the log: for ever. */
static void test_write(void)
{
	struct buf b = { 0 };
	struct json j;

	json_init(&j, &b);
	json_object(&j);
	json_key(&j, "v");
	json_int(&j, 1);
	json_key(&j, "empty");
	json_array(&j);
	json_array_end(&j);
	json_key(&j, "list");
	json_array(&j);
	json_text(&j, "一");
	json_text(&j, NULL);
	json_null(&j);
	json_bool(&j, true);
	json_bool(&j, false);
	json_int(&j, INT64_MIN);
	json_object(&j);
	json_object_end(&j);
	json_array_end(&j);
	json_key(&j, "k\"");
	json_str(&j, str_to(STR_LIT("abc"), 2));
	json_object_end(&j);
	CHECK_STR(b.p, "{\"v\":1,\"empty\":[],\"list\":[\"一\",null,null,true,false,-9223372036854775808,{}],\"k\\\"\":\"ab\"}");
	buf_clear(&b);
}

static void test_escape(void)
{
	static const struct { int line; const char *bytes; size_t n; const char *want; } cases[] = {
		{ __LINE__, "", 0, "\"\"" },
		{ __LINE__, "a\"b\\c/", 6, "\"a\\\"b\\\\c/\"" },
		{ __LINE__, "\n\r\t\b\f", 5, "\"\\n\\r\\t\\u0008\\u000c\"" },
		{ __LINE__, "\0\x1F", 2, "\"\\u0000\\u001f\"" },
		{ __LINE__, "\x1B[31m\x7F\xC2\x9B", 8, "\"\\u001b[31m\\u007f\\u009b\"" },
		{ __LINE__, "督\x9D办", 7, "\"督\uFFFD办\"" },
		{ __LINE__, "\uFFFD", 3, "\"\uFFFD\"" },
		{ __LINE__, "\U00020000", 4, "\"\U00020000\"" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct buf b = { 0 };
		struct json j;

		json_init(&j, &b);
		json_str(&j, (struct str){ cases[i].bytes, cases[i].n });
		CHECK_STR_AT(cases[i].line, b.p, cases[i].want);
		buf_clear(&b);
	}
}

static void test_read(void)
{
	struct err err = { 0 };
	struct json_doc *d = json_read(STR_LIT("{\"z\":\"督\\n\",\"n\":9007199254740992,\"b\":true,\"x\":null,"
		"\"a\":[1,[2],{\"k\":\"v\"}],\"m\":-3}"), &err);

	CHECK(d);
	const struct json_node *root = json_root(d), *value;

	CHECK_INT(json_type(root), JSON_OBJECT);
	CHECK_INT(json_count(root), 6);
	CHECK_STR(json_pair(root, 0, &value), "z");
	CHECK_MEM(json_as_str(value).p, json_as_str(value).n, "督\n", 4);
	CHECK_STR(json_pair(root, 5, &value), "m");
	CHECK_INT(json_as_int(value, 0), -3);
	CHECK(!json_pair(root, 6, &value));
	CHECK(!value);
	CHECK_INT(json_get_int(root, "n", 0), (int64_t)1 << 53);
	CHECK_INT(json_get_int(root, "z", 7), 7);
	CHECK(json_as_bool(json_get(root, "b")));
	CHECK(!json_as_bool(json_get(root, "n")));
	CHECK_INT(json_type(json_get(root, "x")), JSON_NULL_VALUE);
	CHECK_INT(json_type(json_get(root, "none")), JSON_ABSENT);
	CHECK(!json_get_str(root, "n").p);
	const struct json_node *a = json_get(root, "a");

	CHECK_INT(json_count(a), 3);
	CHECK_INT(json_as_int(json_at(json_at(a, 1), 0), 0), 2);
	CHECK(!json_at(a, 3));
	CHECK(str_is(json_get_str(json_at(a, 2), "k"), "v"));
	/* What is absent answers empty. */
	CHECK_INT(json_count(NULL), 0);
	CHECK(!json_at(NULL, 0));
	CHECK(!json_get(NULL, "k"));
	CHECK(!json_get(a, "k"));
	json_doc_free(d);
	json_doc_free(NULL);
}

static void test_refused(void)
{
	static const struct { int line; const char *text; bool want; } cases[] = {
		{ __LINE__, "[1]", true },
		{ __LINE__, "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", true },          /* 16 deep */
		{ __LINE__, "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", false },        /* 17 */
		{ __LINE__, "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", false },         /* a value in the 16th */
		{ __LINE__, "[-9007199254740992]", true },
		{ __LINE__, "[9007199254740993]", false },
		{ __LINE__, "[99999999999999999999]", false },
		{ __LINE__, "[1.5]", false },
		{ __LINE__, "[1e3]", false },
		{ __LINE__, "{\"a\":1,\"a\":2}", false },
		{ __LINE__, "", false },
		{ __LINE__, "1", false },
		{ __LINE__, "[1] x", false },
		{ __LINE__, "[1", false },
		{ __LINE__, "[\"\\u0000\"]", false },
		{ __LINE__, "[\"\xFF\"]", false },
		{ __LINE__, "[\"\n\"]", false },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };
		struct json_doc *d = json_read(str_of(cases[i].text), &err);

		CHECK_AT(cases[i].line, (d != NULL) == cases[i].want);
		CHECK_INT_AT(cases[i].line, err.code, cases[i].want ? ERR_NONE : ERR_INPUT);
		json_doc_free(d);
	}
}

static void test_deep(void)
{
	enum { DEEP = 200000 };
	char *text = malloc(DEEP);
	struct err err = { 0 };

	memset(text, '[', DEEP);
	CHECK(!json_read((struct str){ text, DEEP }, &err));
	CHECK_INT(err.code, ERR_INPUT);
	free(text);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_write), CHECK_TEST(test_escape), CHECK_TEST(test_read), CHECK_TEST(test_refused), CHECK_TEST(test_deep),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
