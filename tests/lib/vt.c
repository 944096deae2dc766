#include "tests/lib/vt.h"

#include <errno.h>
#include <iconv.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <vterm.h>

/* libvterm knows UTF-8 only, and takes “ ” — … as one column. A GB18030 terminal shows them in two, and so thinks
 * curses in that locale. Such a character travels through libvterm as itself + STAND_IN, which lies in plane 3,
 * where all is wide. */
enum { STAND_IN = 0x30000 };
/* libvterm's mark of the second half of a wide character. */
static const uint32_t second_half = UINT32_MAX;

/* Behind it a number and BEL. */
static const char mark_idle[] = "\033]2;idle ", mark_rest[] = "\033]2;rest ";
enum { MARK_LEN = sizeof mark_idle - 1, MARK_MOST = MARK_LEN + 24 };

struct vt {
	VTerm *vterm;
	VTermScreen *cells;
	VTermPos cursor;
	bool cursor_visible, altscreen;
	iconv_t to_wide, from_utf8;     /* of GB18030; (iconv_t)-1 in UTF-8 */
	locale_t gb, utf8;
	char part[8];                   /* a GB18030 character that is not complete yet */
	size_t part_len;
	char held[MARK_MOST];           /* what may become a mark */
	size_t held_len, bytes, bytes_at_rest;
	bool rested;                    /* bytes_at_rest counts */
	enum vt_mark marked;
	unsigned long mark_read;        /* what the program had read at the last mark */
	unsigned long unread;           /* marks that say this are older than what was sent ... */
	bool sent;                      /* ... if something was */
	char *answer;                   /* not yet taken */
	size_t answer_len, answer_room;
};

/* Keeps what the terminal says to the program. */
static void vt_on_output(const char *bytes, size_t len, void *user)
{
	struct vt *t = user;

	if (t->answer_len + len > t->answer_room) {
		t->answer_room = 2 * (t->answer_len + len);
		t->answer = realloc(t->answer, t->answer_room);
		if (!t->answer)
			abort();
	}
	memcpy(t->answer + t->answer_len, bytes, len);
	t->answer_len += len;
}

static int vt_on_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct vt *t = user;

	(void)old, (void)visible;
	t->cursor = pos;
	return 1;
}

static int vt_on_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct vt *t = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		t->altscreen = val->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		t->cursor_visible = val->boolean;
	return 1;
}

struct vt *vt_new(int rows, int cols, const char *gb18030)
{
	static const VTermScreenCallbacks callbacks = { .movecursor = vt_on_cursor, .settermprop = vt_on_prop };
	struct vt *t = calloc(1, sizeof *t);

	if (!t)
		abort();
	t->to_wide = t->from_utf8 = (iconv_t)-1;
	if (gb18030) {
		t->to_wide = iconv_open("WCHAR_T", "GB18030");
		t->from_utf8 = iconv_open("GB18030", "UTF-8");
		t->gb = newlocale(LC_CTYPE_MASK, gb18030, NULL);
		t->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
		if (!t->gb || !t->utf8 || t->to_wide == (iconv_t)-1 || t->from_utf8 == (iconv_t)-1)
			abort();
	}
	t->vterm = vterm_new(rows, cols);
	vterm_set_utf8(t->vterm, 1);
	vterm_output_set_callback(t->vterm, vt_on_output, t);
	t->cells = vterm_obtain_screen(t->vterm);
	vterm_screen_set_callbacks(t->cells, &callbacks, t);
	vterm_screen_enable_altscreen(t->cells, 1);
	t->cursor_visible = true;
	vterm_screen_reset(t->cells, 1);
	return t;
}

void vt_free(struct vt *t)
{
	if (!t)
		return;
	vterm_free(t->vterm);
	if (t->gb) {
		iconv_close(t->to_wide);
		iconv_close(t->from_utf8);
		freelocale(t->gb);
		freelocale(t->utf8);
	}
	free(t->answer);
	free(t);
}

static size_t vt_utf8(char to[4], uint32_t c)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3f));
	to[0] = (char)(first[n] | c);
	return n;
}

static int vt_width_in(locale_t where, wchar_t c)
{
	locale_t old = uselocale(where);
	int w = wcwidth(c);

	uselocale(old);
	return w;
}

static void vt_show_gb18030(struct vt *t, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		wchar_t c;
		char *in = t->part, *out = (char *)&c, text[4];
		size_t in_left, out_left = sizeof c;

		t->part[t->part_len++] = bytes[i];
		in_left = t->part_len;
		if (iconv(t->to_wide, &in, &in_left, &out, &out_left) == (size_t)-1) {
			if (errno == EINVAL && t->part_len < sizeof t->part)
				continue;   /* more to come */
			c = 0xfffd;
		}
		t->part_len = 0;
		if (c > 0x7f && c < 0x10000 && vt_width_in(t->utf8, c) == 1 && vt_width_in(t->gb, c) == 2)
			c += STAND_IN;
		vterm_input_write(t->vterm, text, vt_utf8(text, (uint32_t)c));
	}
}

static void vt_show(struct vt *t, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	t->bytes += len;
	t->marked = VT_MARK_NONE;
	if (t->gb)
		vt_show_gb18030(t, bytes, len);
	else
		vterm_input_write(t->vterm, bytes, len);
}

/* Can what is held still become a mark, with one byte more? */
static bool vt_is_mark(const struct vt *t)
{
	size_t n = t->held_len < MARK_LEN ? t->held_len : MARK_LEN;

	if (memcmp(t->held, mark_idle, n) != 0 && memcmp(t->held, mark_rest, n) != 0)
		return false;
	for (size_t i = n; i < t->held_len; i++)
		if (t->held[i] < '0' || t->held[i] > '9')
			return false;
	return t->held_len < MARK_MOST - 1;
}

static void vt_mark_take(struct vt *t)
{
	t->held[t->held_len] = '\0';
	t->mark_read = strtoul(t->held + MARK_LEN, NULL, 10);
	t->sent &= t->mark_read == t->unread;
	t->marked = t->sent ? VT_MARK_NONE : memcmp(t->held, mark_idle, MARK_LEN) == 0 ? VT_MARK_IDLE : VT_MARK_REST;
	t->held_len = 0;
	if (t->marked == VT_MARK_REST) {
		t->rested = true;
		t->bytes_at_rest = t->bytes;
	}
}

void vt_feed(struct vt *t, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '\a' && t->held_len > MARK_LEN) {
			vt_mark_take(t);
			continue;
		}
		t->held[t->held_len++] = bytes[i];
		if (!vt_is_mark(t)) {
			/* A mark begins with its only ESC, so a new one can begin with this byte only. */
			size_t keep = t->held_len > 1 && bytes[i] == '\033' ? 1 : 0;
			vt_show(t, t->held, t->held_len - keep);
			t->held[0] = bytes[i];
			t->held_len = keep;
		}
	}
}

size_t vt_answer(struct vt *t, char *to, size_t size)
{
	size_t n = t->answer_len < size ? t->answer_len : size;

	if (n == 0)
		return 0;
	memcpy(to, t->answer, n);
	t->answer_len -= n;
	memmove(t->answer, t->answer + n, t->answer_len);
	return n;
}

void vt_resize(struct vt *t, int rows, int cols)
{
	vterm_set_size(t->vterm, rows, cols);
}

static const struct { const char *name; VTermKey key; } keys[] = {
	{ "Enter", VTERM_KEY_ENTER }, { "Tab", VTERM_KEY_TAB },     { "Backspace", VTERM_KEY_BACKSPACE },
	{ "Esc", VTERM_KEY_ESCAPE },  { "Up", VTERM_KEY_UP },       { "Down", VTERM_KEY_DOWN },
	{ "Left", VTERM_KEY_LEFT },   { "Right", VTERM_KEY_RIGHT }, { "Ins", VTERM_KEY_INS },
	{ "Del", VTERM_KEY_DEL },     { "Home", VTERM_KEY_HOME },   { "End", VTERM_KEY_END },
	{ "PgUp", VTERM_KEY_PAGEUP }, { "PgDn", VTERM_KEY_PAGEDOWN },
};

bool vt_key(struct vt *t, const char *name)
{
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(keys[i].name, name) == 0) {
			vterm_keyboard_key(t->vterm, keys[i].key, VTERM_MOD_NONE);
			return true;
		}
	if (strcmp(name, "Space") == 0) {
		vt_on_output(" ", 1, t);
	} else if (strcmp(name, "Shift-Tab") == 0) {
		vterm_keyboard_key(t->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
	} else if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9' && strlen(name) <= 3) {
		vterm_keyboard_key(t->vterm, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)), VTERM_MOD_NONE);
	} else if (strncmp(name, "C-", 2) == 0 && name[2] >= '@' && name[2] <= '~' && !name[3]) {
		vt_on_output(&(char){ (char)(name[2] & 0x1f) }, 1, t);
	} else if (strncmp(name, "M-", 2) == 0 && name[2] && !name[3]) {
		vt_on_output("\033", 1, t);
		vt_on_output(name + 2, 1, t);
	} else {
		return false;
	}
	return true;
}

bool vt_type(struct vt *t, const char *text)
{
	char gb[4096], *in = (char *)(uintptr_t)text, *out = gb;
	size_t in_left = strlen(text), out_left = sizeof gb;

	if (!t->gb) {
		vt_on_output(text, strlen(text), t);
		return true;
	}
	if (iconv(t->from_utf8, &in, &in_left, &out, &out_left) == (size_t)-1)
		return false;
	vt_on_output(gb, sizeof gb - out_left, t);
	return true;
}

bool vt_paste(struct vt *t, const char *text)
{
	vterm_keyboard_start_paste(t->vterm);
	bool ok = vt_type(t, text);
	vterm_keyboard_end_paste(t->vterm);
	return ok;
}

size_t vt_bytes(const struct vt *t)
{
	return t->bytes;
}

size_t vt_bytes_moving(const struct vt *t)
{
	return t->rested ? t->bytes_at_rest : t->bytes;
}

enum vt_mark vt_marked(const struct vt *t)
{
	return t->held_len == 0 ? t->marked : VT_MARK_NONE;
}

void vt_unmark(struct vt *t)
{
	t->marked = VT_MARK_NONE;
	t->rested = false;
}

void vt_sent(struct vt *t)
{
	vt_unmark(t);
	t->sent = true;
	t->unread = t->mark_read;
}

int vt_rows(const struct vt *t)
{
	int rows, cols;

	vterm_get_size(t->vterm, &rows, &cols);
	return rows;
}

int vt_cols(const struct vt *t)
{
	int rows, cols;

	vterm_get_size(t->vterm, &rows, &cols);
	return cols;
}

void vt_cursor(const struct vt *t, int *row, int *col)
{
	*row = t->cursor.row;
	*col = t->cursor.col;
}

bool vt_cursor_visible(const struct vt *t)
{
	return t->cursor_visible;
}

bool vt_altscreen(const struct vt *t)
{
	return t->altscreen;
}

static VTermScreenCell vt_cell(const struct vt *t, int row, int col)
{
	VTermScreenCell c = { 0 };   /* libvterm fills chars up to the first 0 only */

	vterm_screen_get_cell(t->cells, (VTermPos){ .row = row, .col = col }, &c);
	if (c.chars[0] > STAND_IN && c.chars[0] < STAND_IN + 0x10000)
		c.chars[0] -= STAND_IN;
	return c;
}

bool vt_row(const struct vt *t, int row, int col, FILE *to)
{
	int cols = vt_cols(t), blanks = 0;

	if (vt_cell(t, row, col).chars[0] == second_half)
		return false;
	for (; col < cols; col++) {
		VTermScreenCell c = vt_cell(t, row, col);
		char text[4];

		if (c.chars[0] == second_half)
			continue;
		if (c.chars[0] == 0 || c.chars[0] == ' ') {
			blanks++;
			continue;
		}
		fprintf(to, "%*s", blanks, "");
		blanks = 0;
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++) {
			size_t n = vt_utf8(text, c.chars[i]);
			fwrite(text, 1, n, to);
		}
	}
	return true;
}

static void vt_style_add(char to[VT_STYLE_SIZE], const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends a word. */
static void vt_style_add(char to[VT_STYLE_SIZE], const char *format, ...)
{
	size_t len = strlen(to);
	va_list args;

	va_start(args, format);
	if (len > 0 && len < VT_STYLE_SIZE - 1)
		to[len++] = ' ';
	vsnprintf(to + len, VT_STYLE_SIZE - len, format, args);
	va_end(args);
}

static void vt_style_color(char to[VT_STYLE_SIZE], const char *before, VTermColor c)
{
	static const char *const names[] = { "black", "red",     "green", "yellow",
					     "blue",  "magenta", "cyan",  "white" };

	if (VTERM_COLOR_IS_DEFAULT_FG(&c) || VTERM_COLOR_IS_DEFAULT_BG(&c))
		return;
	if (!VTERM_COLOR_IS_INDEXED(&c))
		vt_style_add(to, "%s#%02x%02x%02x", before, c.rgb.red, c.rgb.green, c.rgb.blue);
	else if (c.indexed.idx < 16)
		vt_style_add(to, "%s%s%s", before, c.indexed.idx < 8 ? "" : "bright-", names[c.indexed.idx % 8]);
	else
		vt_style_add(to, "%sc%d", before, c.indexed.idx);
}

const char *vt_style(const struct vt *t, int row, int col, char to[VT_STYLE_SIZE])
{
	VTermScreenCell c = vt_cell(t, row, col);
	if (c.chars[0] == second_half && col > 0)
		c = vt_cell(t, row, col - 1);   /* libvterm 0.1 keeps no style there */
	to[0] = '\0';
	vt_style_color(to, "", c.fg);
	vt_style_color(to, "on-", c.bg);
	const struct { bool on; const char *name; } attrs[] = {
		{ c.attrs.bold, "bold" },   { c.attrs.underline != 0, "underline" }, { c.attrs.italic, "italic" },
		{ c.attrs.blink, "blink" }, { c.attrs.reverse, "reverse" },
	};
	for (size_t i = 0; i < sizeof attrs / sizeof attrs[0]; i++)
		if (attrs[i].on)
			vt_style_add(to, "%s", attrs[i].name);
	if (!to[0])
		vt_style_add(to, "plain");
	return to;
}
