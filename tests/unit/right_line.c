/* The writes of a line by their row. */
#include "tests/lib/check.h"

#include "model/right_line.h"

enum { NAME = 0, TITLE = 1 };

static struct id row(int n)
{
	struct id id = { { 0 } };

	id.b[0] = (uint8_t)(n * 37);
	id.b[1] = (uint8_t)(n >> 8);
	id.b[2] = (uint8_t)n;
	return id;
}

static void put(log_writes *to, enum kind k, int n, bool made, int column, int64_t says)
{
	*vec_push(to) = (struct log_write){ .kind = k, .id = row(n), .made = made, .column = column,
					    .new = V_INT(says) };
}

static void test_find(void)
{
	log_writes writes = { 0 };
	struct line_rows rows = { .looks = 0 };
	struct id one = row(1), two = row(2), three = row(3);

	put(&writes, KIND_UNIT, 1, false, TITLE, 1);
	put(&writes, KIND_UNIT, 2, true, NAME, 2);
	put(&writes, KIND_UNIT, 1, true, NAME, 3);
	put(&writes, KIND_UNIT, 1, true, TITLE, 4);
	put(&writes, KIND_UNIT, 1, false, LOG_GONE, 5);
	put(&writes, KIND_PERSON, 1, true, LOG_ROW, 6);
	put(&writes, KIND_UNIT, 1, true, NAME, 7);
	line_rows_read(&rows, &writes);
	struct line_part made = line_column(&rows, KIND_UNIT, &one, true, NAME);
	CHECK_INT(made.n, 2);
	CHECK_INT(made.p[0]->new.number, 3);
	CHECK_INT(made.p[1]->new.number, 7);
	CHECK_INT(line_column(&rows, KIND_UNIT, &one, false, TITLE).n, 1);
	CHECK_INT(line_column(&rows, KIND_UNIT, &one, false, NAME).n, 0);
	CHECK_INT(line_column(&rows, KIND_UNIT, &one, false, LOG_GONE).p[0]->new.number, 5);
	/* A kind has no such column. */
	CHECK_INT(line_column(&rows, KIND_UNIT, &one, true, -1).n, 0);
	CHECK_INT(line_making(&rows, KIND_UNIT, &one).n, 3);
	CHECK_INT(line_making(&rows, KIND_UNIT, &two).n, 1);
	CHECK_INT(line_making(&rows, KIND_UNIT, &three).n, 0);
	CHECK_INT(line_making(&rows, KIND_PERSON, &one).n, 1);
	CHECK_INT(line_kind(&rows, KIND_UNIT).n, 6);
	CHECK_INT(line_kind(&rows, KIND_PERSON).n, 1);
	CHECK_INT(line_kind(&rows, KIND_SPEAKS).n, 0);
	line_rows_clear(&rows);
	vec_clear(&writes);
}

/* A line of thousands of writes, one row by turns with another: none looks through all of them. */
static void test_work(void)
{
	enum { ROWS = 5000, ASKED = 5 * ROWS };
	log_writes writes = { 0 };
	struct line_rows rows = { .looks = 0 };

	for (int i = 0; i < ROWS; i++)
		put(&writes, KIND_ENTRY, i, true, NAME, i);
	for (int i = 0; i < ROWS; i++)
		put(&writes, KIND_ENTRY, i % 2, false, TITLE, i);
	line_rows_read(&rows, &writes);
	for (int i = 0; i < ROWS; i++) {
		struct id id = row(i);

		CHECK(line_making(&rows, KIND_ENTRY, &id).n > 0);
		for (int column = 0; column < 4; column++)
			(void)line_column(&rows, KIND_ENTRY, &id, true, column);
	}
	CHECK(rows.looks < (size_t)ASKED * 30);
	line_rows_clear(&rows);
	vec_clear(&writes);
}

static const struct check_test tests[] = { CHECK_TEST(test_find), CHECK_TEST(test_work) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
