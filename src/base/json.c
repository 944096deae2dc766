#include "base/json.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "base/ban.h"

void json_init(struct json *j, struct buf *to)
{
	*j = (struct json){ .to = to };
}

/* The comma that a value or key wants before it. */
static void json_before(struct json *j)
{
	if (j->comma)
		buf_byte(j->to, ',');
	j->comma = true;
}

void json_object(struct json *j)
{
	json_before(j);
	buf_byte(j->to, '{');
	j->comma = false;
}

void json_object_end(struct json *j)
{
	buf_byte(j->to, '}');
	j->comma = true;
}

void json_array(struct json *j)
{
	json_before(j);
	buf_byte(j->to, '[');
	j->comma = false;
}

void json_array_end(struct json *j)
{
	buf_byte(j->to, ']');
	j->comma = true;
}

/* A character that is not written as it is: quote, backslash, all controls (C1 too: a line may be
 * shown raw). */
static void json_escape(struct buf *to, uint32_t c)
{
	switch (c) {
	case '"':
		buf_puts(to, "\\\"");
		return;
	case '\\':
		buf_puts(to, "\\\\");
		return;
	case '\n':
		buf_puts(to, "\\n");
		return;
	case '\r':
		buf_puts(to, "\\r");
		return;
	case '\t':
		buf_puts(to, "\\t");
		return;
	default:
		buf_printf(to, "\\u%04" PRIx32, c);
	}
}

static void json_quoted(struct json *j, struct str s)
{
	size_t from = 0;

	buf_byte(j->to, '"');
	for (size_t at = 0; at < s.n; ) {
		size_t before = at;
		uint32_t c = utf8_next(s, &at);
		bool broken = c == 0xFFFD && at - before == 1;

		if (c >= 0x20 && c != '"' && c != '\\' && !(c >= 0x7F && c < 0xA0) && !broken)
			continue;
		buf_put(j->to, str_from(str_to(s, before), from));
		if (broken)
			buf_puts(j->to, "\uFFFD");
		else
			json_escape(j->to, c);
		from = at;
	}
	buf_put(j->to, str_from(s, from));
	buf_byte(j->to, '"');
}

void json_key(struct json *j, const char *key)
{
	json_before(j);
	json_quoted(j, str_of(key));
	buf_byte(j->to, ':');
	j->comma = false;
}

void json_str(struct json *j, struct str s)
{
	json_before(j);
	json_quoted(j, s);
}

void json_text(struct json *j, const char *s)
{
	if (s)
		json_str(j, str_of(s));
	else
		json_null(j);
}

void json_int(struct json *j, int64_t n)
{
	json_before(j);
	buf_printf(j->to, "%" PRId64, n);
}

void json_bool(struct json *j, bool b)
{
	json_before(j);
	buf_puts(j->to, b ? "true" : "false");
}

void json_null(struct json *j)
{
	json_before(j);
	buf_puts(j->to, "null");
}
