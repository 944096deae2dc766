/* The table of kinds and the schema say the same. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "store/store_private.h"

static const char *kinds_type(enum column_type t)
{
	return t == COLUMN_INT || t == COLUMN_ID ? "INTEGER" : "TEXT";
}

static void test_schema(void)
{
	struct ground g;

	ground_init(&g, "kinds.db");
	for (int k = 0; k < KINDS; k++) {
		const struct kind_info *info = kind_info((enum kind)k);
		struct buf want = { 0 }, sql = { 0 };

		buf_puts(&want, "key INTEGER  id BLOB  gone INTEGER ");
		for (int i = 0; i < info->n; i++) {
			/* What is none of the wire's stands behind the columns of the first form. */
			if (k == KIND_ENTRY && strcmp(info->columns[i].name, "level") == 0)
				buf_puts(&want, " made_by TEXT  made_at INTEGER ");
			buf_printf(&want, " %s %s %s", info->columns[i].sql, kinds_type(info->columns[i].type),
				info->columns[i].type == COLUMN_ID ? kind_info(info->columns[i].refers)->table : "");
		}
		buf_printf(&sql, "SELECT c.name || ' ' || c.type || ' ' || coalesce(f.\"table\", '') FROM pragma_table_info('%s') c "
			"LEFT JOIN pragma_foreign_key_list('%s') f ON f.\"from\" = c.name ORDER BY c.cid", info->table, info->table);
		CHECK_STR(ground_ask(g.path, sql.p), want.p);
		CHECK(info->n <= COLUMNS_MOST);
		buf_clear(&want);
		buf_clear(&sql);
	}
	ground_clear(&g);
}

/* For ever: a name that is lost here is lost in old logs. New ones are added to this list. */
static void test_names(void)
{
	static const struct { int line; const char *kind, *columns; } cases[] = {
		{ __LINE__, "plan", "title number issued handed year region state same_as" },
		{ __LINE__, "source", "plan name sha charset" },
		{ __LINE__, "item", "plan parent number kind title text pos first last owes state same_as" },
		{ __LINE__, "unit", "region name short kind same_as" },
		{ __LINE__, "name", "unit name kind from to" },
		{ __LINE__, "member", "group unit from to" },
		{ __LINE__, "contact", "unit name phone note pos to" },
		{ __LINE__, "assignment", "item unit role pos" },
		{ __LINE__, "deadline", "item pos kind text start due due_excluded minute rhythm period shift count count_unit "
			"from_receipt deliverable day_off unit asks" },
		{ __LINE__, "figure", "plan name word scale definition same_as" },
		{ __LINE__, "target", "item pos num_figure den_figure total_figure excluded_figure comparator num den scope soft text "
			"excluded deadline" },
		{ __LINE__, "measure", "item pos text deadline state reason" },
		{ __LINE__, "person", "login name unit role key" },
		{ __LINE__, "setting", "name value" },
		{ __LINE__, "receipt", "item unit signed" },
		{ __LINE__, "duty", "item unit deadline occ report review state due extension asked asked_on closed_due closed_act_by light" },
		{ __LINE__, "entry", "item unit deadline occ do on text way who promised material level" },
		{ __LINE__, "amount", "entry figure n" },
		{ __LINE__, "value", "figure unit period reported accepted" },
		{ __LINE__, "day", "date kind name" },
		{ __LINE__, "heir", "unit heir on kind" },
		{ __LINE__, "view", "name filter sort screen digit owner" },
		{ __LINE__, "speaks", "site unit all" },
		{ __LINE__, "site", "name key was" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		enum kind k;
		struct buf got = { 0 };

		if (!CHECK_AT(cases[i].line, kind_parse(str_of(cases[i].kind), &k)))
			continue;
		for (int c = 0; c < kind_info(k)->n; c++) {
			buf_printf(&got, "%s%s", c ? " " : "", kind_info(k)->columns[c].name);
			CHECK_INT_AT(cases[i].line, kind_column(k, str_of(kind_info(k)->columns[c].name)), c);
		}
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].columns);
		buf_clear(&got);
	}
	enum kind k;

	CHECK_INT(CHECK_N(cases), KINDS);
	CHECK(!kind_parse(STR_LIT("table"), &k));
	CHECK_INT(kind_column(KIND_PLAN, STR_LIT("gone")), -1);
}

static const struct check_test tests[] = { CHECK_TEST(test_schema), CHECK_TEST(test_names) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
