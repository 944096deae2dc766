/* Keys and ids of rows of any kind. */
#include <stdio.h>
#include <stdlib.h>

#include "store/rows_private.h"

#include "base/ban.h"

static int64_t key_of(struct db *db, const char *column, const char *table, const char *more,
		      const struct id *id)
{
	char sql[200];
	struct err err = { 0 };
	struct stmt st;
	int64_t key = 0;

	snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE id = ?1%s", column, table, more);
	stmt_open(&st, db, sql, &err);
	stmt_id(&st, 1, id);
	if (stmt_row(&st, &err))
		key = stmt_get_int(&st, 0);
	stmt_close(&st);
	return key;
}

/* The row that this one was found to be the same as. */
static int64_t follow_same(struct db *db, enum kind k, int64_t key)
{
	char sql[100];
	struct err err = { 0 };

	if (kind_column(k, STR_LIT("same_as")) < 0)
		return key;
	snprintf(sql, sizeof sql, "SELECT same_as FROM %s WHERE key = ?1", kind_info(k)->table);
	for (int i = 0; i < SAME_MOST; i++) {
		int64_t same = stmt_number(db, sql, key, 0, &err);
		if (!same)
			break;
		key = same;
	}
	return key;
}

int64_t row_key(struct db *db, enum kind k, const struct id *id)
{
	int64_t key = key_of(db, "key", kind_info(k)->table, " AND gone IS NULL", id);

	return key ? follow_same(db, k, key) : 0;
}

int64_t row_key_ever(struct db *db, enum kind k, const struct id *id)
{
	int64_t key = key_of(db, "key", kind_info(k)->table, "", id);

	return key ? follow_same(db, k, key) : 0;
}

bool row_id(struct db *db, enum kind k, int64_t key, struct id *id)
{
	char sql[100];
	struct err err = { 0 };
	struct stmt st;

	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE key = ?1", kind_info(k)->table);
	stmt_open(&st, db, sql, &err);
	stmt_int(&st, 1, key);
	bool found = stmt_row(&st, &err);
	if (found)
		*id = stmt_get_id(&st, 0);
	return stmt_close(&st) && found;
}

int64_t row_ref(struct db *db, enum kind k, const struct id *id, const char *column)
{
	int i = kind_column(k, str_of(column));

	if (i < 0 || kind_info(k)->columns[i].type != COLUMN_ID)
		return 0;
	return key_of(db, kind_info(k)->columns[i].sql, kind_info(k)->table, "", id);
}

/* The first id with this beginning and the first one after all of them: half-open. False: no hex
 * digits, or too many. */
static bool prefix_bounds(struct str hex, char low[ID_TEXT_SIZE], char high[ID_TEXT_SIZE])
{
	struct id id;

	if (hex.n == 0 || hex.n > 2 * ID_SIZE)
		return false;
	memset(low, '0', 2 * ID_SIZE);
	memset(high, 'f', 2 * ID_SIZE);
	low[2 * ID_SIZE] = high[2 * ID_SIZE] = '\0';
	for (size_t i = 0; i < hex.n; i++)
		low[i] = high[i] = hex.p[i] >= 'A' && hex.p[i] <= 'F' ? (char)(hex.p[i] + 'a' - 'A')
								      : hex.p[i];
	return id_parse(str_of(low), &id);
}

int row_prefix(struct db *db, enum kind k, struct str hex, struct id *id)
{
	char sql[200], low[ID_TEXT_SIZE], high[ID_TEXT_SIZE];
	struct id from, to;
	struct err err = { 0 };
	struct stmt st;
	int n = 0;

	if (!prefix_bounds(hex, low, high) || !id_parse(str_of(low), &from) ||
	    !id_parse(str_of(high), &to))
		return 0;
	snprintf(
		sql, sizeof sql,
		"SELECT id FROM %s WHERE id BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY id LIMIT 2",
		kind_info(k)->table);
	stmt_open(&st, db, sql, &err);
	stmt_id(&st, 1, &from);
	stmt_id(&st, 2, &to);
	for (; stmt_row(&st, &err); n++)
		if (n == 0)
			*id = stmt_get_id(&st, 0);
	stmt_close(&st);
	return n;
}

bool row_absent(struct stmt *st, const char *what, struct err *err)
{
	if (!stmt_close(st))
		return false;
	return err_set(err, ERR_NOT_FOUND, "%s", what);
}

bool rows_take_keys(struct stmt *st, keys *to, struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(to) = stmt_get_int(st, 0);
	return stmt_close(st);
}

bool rows_take_ids(struct stmt *st, id_list *to, struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(to) = stmt_get_id(st, 0);
	return stmt_close(st);
}

static int key_order(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void keys_sort(keys *list)
{
	if (list->n > 0)
		qsort(list->p, list->n, sizeof *list->p, key_order);
}

void keys_once(keys *list)
{
	size_t n = 0;

	keys_sort(list);
	for (size_t i = 0; i < list->n; i++)
		if (n == 0 || list->p[n - 1] != list->p[i])
			list->p[n++] = list->p[i];
	list->n = n;
}

bool keys_has(const keys *list, int64_t key)
{
	return list->n > 0 && bsearch(&key, list->p, list->n, sizeof key, key_order);
}

static int id_order(const void *a, const void *b)
{
	return id_cmp(a, b);
}

void id_list_sort(id_list *list)
{
	if (list->n > 0)
		qsort(list->p, list->n, sizeof *list->p, id_order);
}
