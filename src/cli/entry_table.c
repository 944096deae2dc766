#include "cli/entry_table.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/ban.h"

enum { ROWS_MOST = 20000, COLUMNS_MOST = 64, CELL_MOST = 64 << 10, TITLE_ROWS = 20 };

static const struct { const char *head; enum entry_field field; } heads[] = {
	{ "序号", ENTRY_NUMBER }, { "编号", ENTRY_NUMBER }, { "事项编号", ENTRY_NUMBER },
	{ "任务编号", ENTRY_NUMBER },
	{ "no", ENTRY_NUMBER }, { "no.", ENTRY_NUMBER }, { "number", ENTRY_NUMBER },
	{ "事项", ENTRY_ITEM }, { "事项名称", ENTRY_ITEM }, { "任务", ENTRY_ITEM },
	{ "任务名称", ENTRY_ITEM },
	{ "工作任务", ENTRY_ITEM }, { "重点任务", ENTRY_ITEM }, { "item", ENTRY_ITEM },
	{ "task", ENTRY_ITEM },
	{ "单位", ENTRY_UNIT }, { "单位名称", ENTRY_UNIT }, { "责任单位", ENTRY_UNIT },
	{ "牵头单位", ENTRY_UNIT },
	{ "报送单位", ENTRY_UNIT }, { "上报单位", ENTRY_UNIT }, { "填报单位", ENTRY_UNIT },
	{ "unit", ENTRY_UNIT },
	{ "日期", ENTRY_ON }, { "上报日期", ENTRY_ON }, { "报送日期", ENTRY_ON },
	{ "上报时间", ENTRY_ON },
	{ "报送时间", ENTRY_ON }, { "填报日期", ENTRY_ON }, { "date", ENTRY_ON },
	{ "day", ENTRY_ON }, { "on", ENTRY_ON },
	{ "时限", ENTRY_DUE }, { "完成时限", ENTRY_DUE }, { "截止日期", ENTRY_DUE },
	{ "应报日期", ENTRY_DUE }, { "due", ENTRY_DUE },
	{ "数据", ENTRY_FIGURES }, { "上报数据", ENTRY_FIGURES }, { "指标数据", ENTRY_FIGURES },
	{ "数值", ENTRY_FIGURES },
	{ "figures", ENTRY_FIGURES }, { "figure", ENTRY_FIGURES }, { "data", ENTRY_FIGURES },
	{ "情况", ENTRY_TEXT }, { "进展", ENTRY_TEXT }, { "进展情况", ENTRY_TEXT },
	{ "工作进展", ENTRY_TEXT },
	{ "完成情况", ENTRY_TEXT }, { "落实情况", ENTRY_TEXT }, { "text", ENTRY_TEXT },
	{ "progress", ENTRY_TEXT },
	{ "材料", ENTRY_MATERIAL }, { "佐证材料", ENTRY_MATERIAL }, { "附件", ENTRY_MATERIAL },
	{ "material", ENTRY_MATERIAL },
	{ "方式", ENTRY_WAY }, { "报送方式", ENTRY_WAY }, { "上报方式", ENTRY_WAY },
	{ "way", ENTRY_WAY },
	{ "报送人", ENTRY_WHO }, { "填报人", ENTRY_WHO }, { "上报人", ENTRY_WHO },
	{ "联络员", ENTRY_WHO }, { "who", ENTRY_WHO },
	{ "类别", ENTRY_KIND }, { "类型", ENTRY_KIND }, { "报告类别", ENTRY_KIND },
	{ "kind", ENTRY_KIND }, { "type", ENTRY_KIND },
};

static bool fault(const char *source, int line, struct err *err)
{
	snprintf(err->at.source, sizeof err->at.source, "%s", source);
	err->at.line = line;
	return false;
}

/* Spreadsheets write out hundreds of empty columns behind the last. */
static size_t cells_of(const struct csv_row *row)
{
	size_t n = row->n;
	while (n > 0 && row->cells[n - 1].n == 0)
		n--;
	return n;
}

static bool row_fits(const struct csv_row *row, struct err *err)
{
	if (cells_of(row) > COLUMNS_MOST)
		return err_set(err, ERR_INPUT, _("a row has %zu cells: %d at most"), cells_of(row),
			       COLUMNS_MOST);
	for (size_t i = 0; i < row->n; i++)
		if (row->cells[i].n > CELL_MOST)
			return err_set(err, ERR_INPUT, _("cell %zu is longer than %d kB"), i + 1,
				       CELL_MOST >> 10);
	return true;
}

/* "单位（全称）" is called 单位. */
static struct str head_short(struct str head)
{
	static const char *const brackets[] = { "（", "(", "\n" };
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		ptrdiff_t at = str_find(head, str_of(brackets[i]));
		if (at > 0)
			head = str_trim(str_to(head, (size_t)at));
	}
	return head;
}

static enum entry_field field_of(struct str head)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (fold_eq(head_short(head), str_of(heads[i].head)))
			return heads[i].field;
	return ENTRY_FIELDS;
}

/* The row of heads: of the columns the first that is called so counts. */
static bool heads_take(const struct csv_row *row, struct arena *mem, struct entries_in *to)
{
	struct entries_in found = { .rows = { 0 } };
	found.names = arena_alloc(mem, (row->n + 1) * sizeof *found.names);
	for (size_t i = 0; i < row->n; i++) {
		enum entry_field f = field_of(row->cells[i]);
		const char *head = arena_str(mem, row->cells[i]);
		if (f < ENTRY_FIELDS && !found.heads[f]) {
			found.heads[f] = head;
			found.columns[f] = (int)i + 1;
		} else if (*head) {
			found.names[found.n_names].head = head;
			found.names[found.n_names++].column = (int)i + 1;
		}
	}
	if (!found.heads[ENTRY_UNIT] || (!found.heads[ENTRY_ITEM] && !found.heads[ENTRY_NUMBER]))
		return false;
	found.on = to->on;
	*to = found;
	return true;
}

static const char *cell_at(const struct csv_row *row, int column, struct arena *mem)
{
	return column > 0 && (size_t)column <= row->n ? arena_str(mem, row->cells[column - 1]) : "";
}

static bool row_take(const struct csv_row *row, struct arena *mem, struct entries_in *to,
		     struct err *err)
{
	const char **named = arena_alloc(mem, (to->n_names + 1) * sizeof *named);
	struct entry_in in = { .line = row->line };
	if (!row_fits(row, err))
		return false;
	for (int f = 0; f < ENTRY_FIELDS; f++)
		in.cells[f] = cell_at(row, to->columns[f], mem);
	for (size_t i = 0; i < to->n_names; i++)
		named[i] = cell_at(row, to->names[i].column, mem);
	in.named = named;
	*vec_push(&to->rows) = in;
	return true;
}

bool entry_table_take(const csv_rows *rows, const char *source, struct arena *mem,
		      struct entries_in *to, size_t *skipped, struct err *err)
{
	size_t at = 0;
	for (; at < rows->n && at < TITLE_ROWS; at++) {
		if (!row_fits(&rows->p[at], err))
			return fault(source, rows->p[at].line, err);
		if (heads_take(&rows->p[at], mem, to))
			break;
	}
	*skipped = at;
	if (at == rows->n || at == TITLE_ROWS) {
		err_set(err, ERR_INPUT,
			_("no row of heads: one column is called 事项 or 序号 (item, no), one 单位 "
			  "(unit)"));
		return fault(source, 1, err);
	}
	if (rows->n - at - 1 > ROWS_MOST) {
		err_set(err, ERR_INPUT, _("%zu rows: %d at most"), rows->n - at - 1, ROWS_MOST);
		return fault(source, rows->p[at].line, err);
	}
	for (size_t i = at + 1; i < rows->n; i++)
		if (!row_take(&rows->p[i], mem, to, err))
			return fault(source, rows->p[i].line, err);
	return true;
}

void entry_table_clear(struct entries_in *t)
{
	vec_clear(&t->rows);
}
