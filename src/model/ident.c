#include "model/ident.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/mem.h"
#include "base/vec.h"

#include "base/ban.h"

/* Parts of a natural key: texts are folded into memory of their own, ids are lent. */
struct key {
	struct str parts[5];
	struct buf folded[5];
	size_t n;
};

static void key_text(struct key *k, struct str s)
{
	fold_text(&k->folded[k->n], s);
	k->parts[k->n] = buf_str(&k->folded[k->n]);
	k->n++;
}

static void key_word(struct key *k, struct str s)
{
	k->parts[k->n++] = s;
}

static void key_id(struct key *k, const struct id *i)
{
	key_word(k, i ? id_str(i) : (struct str){ "", 0 });
}

static void key_number(struct key *k, int n)
{
	buf_printf(&k->folded[k->n], "%d", n);
	k->parts[k->n] = buf_str(&k->folded[k->n]);
	k->n++;
}

static struct id key_derive(struct key *k, const char *kind)
{
	struct id i = id_derive(kind, k->parts, k->n);

	for (size_t j = 0; j < k->n; j++)
		buf_clear(&k->folded[j]);
	return i;
}

struct id ident_plan(const struct str *cells, size_t n)
{
	struct buf all = { 0 }, one = { 0 };
	struct str *parts = mem_array(NULL, n ? n : 1, sizeof *parts);
	size_t *ends = mem_array(NULL, n ? n : 1, sizeof *ends);

	for (size_t i = 0; i < n; i++) {
		buf_reset(&one);
		fold_text(&one, cells[i]);
		buf_put(&all, buf_str(&one));
		ends[i] = all.n;
	}
	for (size_t i = 0, at = 0; i < n; at = ends[i++])
		parts[i] = (struct str){ buf_text(&all) + at, ends[i] - at };
	struct id id = id_derive("plan", parts, n);
	free(ends);
	free(parts);
	buf_clear(&one);
	buf_clear(&all);
	return id;
}

struct id ident_source(const struct id *plan, const uint8_t sha[HASH_SIZE])
{
	struct key k = { .n = 0 };

	key_id(&k, plan);
	key_word(&k, (struct str){ (const char *)sha, HASH_SIZE });
	return key_derive(&k, "source");
}

struct id ident_item(const struct id *plan, const struct id *parent, struct str title, int ordinal)
{
	struct key k = { .n = 0 };

	key_id(&k, plan);
	key_id(&k, parent);
	key_text(&k, title);
	key_number(&k, ordinal);
	return key_derive(&k, "item");
}

struct id ident_unit(struct str region, struct str name)
{
	struct key k = { .n = 0 };

	key_text(&k, region);
	key_text(&k, name);
	return key_derive(&k, "unit");
}

struct id ident_name(const struct id *unit, struct str name, const char *kind, const char *from)
{
	struct key k = { .n = 0 };

	key_id(&k, unit);
	key_text(&k, name);
	key_word(&k, str_of(kind));
	if (from)
		key_word(&k, str_of(from));
	return key_derive(&k, "name");
}

struct id ident_member(const struct id *group, const struct id *unit)
{
	struct key k = { .n = 0 };

	key_id(&k, group);
	key_id(&k, unit);
	return key_derive(&k, "member");
}

struct id ident_assignment(const struct id *item, const struct id *unit, const char *role)
{
	struct key k = { .n = 0 };

	key_id(&k, item);
	key_id(&k, unit);
	key_word(&k, str_of(role));
	return key_derive(&k, "assignment");
}

struct id ident_part(const char *kind, const struct id *item, int ordinal)
{
	struct key k = { .n = 0 };

	key_id(&k, item);
	key_number(&k, ordinal);
	return key_derive(&k, kind);
}

struct id ident_figure(const struct id *plan, struct str name)
{
	struct key k = { .n = 0 };

	key_id(&k, plan);
	key_text(&k, name);
	return key_derive(&k, "figure");
}

/* Logins and settings are words of the program, not of people: as they stand. */
struct id ident_person(struct str login)
{
	struct key k = { .n = 0 };

	key_word(&k, login);
	return key_derive(&k, "person");
}

struct id ident_setting(struct str name)
{
	struct key k = { .n = 0 };

	key_word(&k, name);
	return key_derive(&k, "setting");
}

struct id ident_receipt(const struct id *item, const struct id *unit)
{
	struct key k = { .n = 0 };

	key_id(&k, item);
	key_id(&k, unit);
	return key_derive(&k, "receipt");
}

struct id ident_duty(const struct id *item, const struct id *unit, const struct id *deadline,
		     struct str occ)
{
	struct key k = { .n = 0 };

	key_id(&k, item);
	key_id(&k, unit);
	key_id(&k, deadline);
	key_word(&k, occ);
	return key_derive(&k, "duty");
}

struct id ident_amount(const struct id *entry, const struct id *figure)
{
	struct key k = { .n = 0 };

	key_id(&k, entry);
	key_id(&k, figure);
	return key_derive(&k, "amount");
}

struct id ident_day(date on)
{
	struct key k = { .n = 0 };
	char text[DATE_TEXT_SIZE];

	key_word(&k, str_of(date_text(on, text)));
	return key_derive(&k, "day");
}

struct id ident_heir(const struct id *unit, const struct id *heir)
{
	struct key k = { .n = 0 };

	key_id(&k, unit);
	key_id(&k, heir);
	return key_derive(&k, "heir");
}

struct id ident_value(const struct id *figure, const struct id *unit, struct str period)
{
	struct key k = { .n = 0 };

	key_id(&k, figure);
	key_id(&k, unit);
	key_word(&k, period);
	return key_derive(&k, "value");
}

struct id ident_speaks(struct str site, const struct id *unit)
{
	struct key k = { .n = 0 };

	key_word(&k, site);
	if (unit)
		key_id(&k, unit);
	return key_derive(&k, "speaks");
}

struct id ident_site(struct str name)
{
	struct key k = { .n = 0 };

	key_word(&k, name);
	return key_derive(&k, "site");
}

struct id ident_view(struct str name, struct str owner)
{
	struct key k = { .n = 0 };

	key_text(&k, name);
	key_word(&k, owner);
	return key_derive(&k, "view");
}
