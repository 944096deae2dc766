#include "base/ssh_key.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/base64.h>
#include <nettle/sha2.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/ban.h"

/* What follows the type in the key's bytes: the curve's name, then a point of so many bytes, or the two
 * numbers of RSA; then, of a token's key, what it is for. */
struct shape {
	const char *type, *curve;
	size_t point;
	bool rsa, token;
};
static const struct shape shapes[] = {
	{ .type = "ssh-ed25519", .point = 32 },
	{ .type = "ecdsa-sha2-nistp256", .curve = "nistp256", .point = 65 },
	{ .type = "ecdsa-sha2-nistp384", .curve = "nistp384", .point = 97 },
	{ .type = "ecdsa-sha2-nistp521", .curve = "nistp521", .point = 133 },
	{ .type = "sk-ssh-ed25519@openssh.com", .point = 32, .token = true },
	{ .type = "sk-ecdsa-sha2-nistp256@openssh.com",
	  .curve = "nistp256",
	  .point = 65,
	  .token = true },
	{ .type = "ssh-rsa", .rsa = true },
};

enum { RSA_LEAST = 2048, RSA_MOST = 16384, EXPONENT_MOST = 8, TOKEN_MOST = 255 };

static const struct shape *shape_find(struct str type)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (str_is(type, shapes[i].type))
			return &shapes[i];
	return NULL;
}

/* A length of four bytes, then so many. */
static bool take(struct str *bytes, struct str *field)
{
	const unsigned char *p = (const unsigned char *)bytes->p;
	size_t n;

	if (bytes->n < 4)
		return false;
	n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
	*bytes = str_from(*bytes, 4);
	if (n > bytes->n)
		return false;
	*field = str_to(*bytes, n);
	*bytes = str_from(*bytes, n);
	return true;
}

/* A number above 0 in its shortest form; *bits of it. */
static bool take_number(struct str *bytes, size_t *bits)
{
	struct str field;

	if (!take(bytes, &field) || field.n == 0 || (unsigned char)field.p[0] >= 0x80)
		return false;
	if (field.p[0] == 0 && (field.n == 1 || (unsigned char)field.p[1] < 0x80))
		return false;
	field = str_from(field, field.p[0] == 0);
	*bits = field.n * 8;
	for (unsigned top = (unsigned char)field.p[0]; top < 0x80; top <<= 1)
		--*bits;
	return true;
}

static bool take_token(struct str *bytes)
{
	struct str field;

	if (!take(bytes, &field) || field.n == 0 || field.n > TOKEN_MOST)
		return false;
	for (size_t i = 0; i < field.n; i++)
		if (field.p[i] <= ' ' || field.p[i] > '~')
			return false;
	return true;
}

static bool key_fits(const struct shape *s, struct str bytes)
{
	struct str field;
	size_t bits;

	if (!take(&bytes, &field) || !str_is(field, s->type))
		return false;
	if (s->curve && (!take(&bytes, &field) || !str_is(field, s->curve)))
		return false;
	if (s->point &&
	    (!take(&bytes, &field) || field.n != s->point || (s->curve && field.p[0] != 4)))
		return false;
	if (s->rsa && (!take_number(&bytes, &bits) || bits > EXPONENT_MOST * 8 ||
		       !take_number(&bytes, &bits) || bits < RSA_LEAST || bits > RSA_MOST))
		return false;
	return (!s->token || take_token(&bytes)) && bytes.n == 0;
}

/* Into fresh memory. Only what encodes to the same text again: nothing that a reader might skip. */
static bool decode(struct str text, struct buf *to)
{
	struct base64_decode_ctx ctx;
	size_t n = BASE64_DECODE_LENGTH(text.n);
	uint8_t *bytes = mem_array(NULL, n + 1, 1);
	char *again = mem_array(NULL, BASE64_ENCODE_RAW_LENGTH(n) + 1, 1);
	bool ok;

	base64_decode_init(&ctx);
	ok = text.n > 0 && base64_decode_update(&ctx, &n, bytes, text.n, text.p) &&
	     base64_decode_final(&ctx) && BASE64_ENCODE_RAW_LENGTH(n) == text.n;
	if (ok)
		base64_encode_raw(again, n, bytes);
	ok = ok && memcmp(again, text.p, text.n) == 0;
	if (ok)
		buf_add(to, (const char *)bytes, n);
	free(again);
	free(bytes);
	return ok;
}

static bool wrong(const char *source, const char *what, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: %s", source, what);
}

/* The one line of the file, without its end. */
static bool line_take(struct str text, const char *source, struct str *line, struct err *err)
{
	if (str_find(text, STR_LIT("PRIVATE KEY")) >= 0)
		return wrong(source,
			     _("this is a private key, which nobody else may get: give the file "
			       "that ends in .pub"),
			     err);
	if (str_ends(text, STR_LIT("\n")))
		text.n--;
	if (str_ends(text, STR_LIT("\r")))
		text.n--;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == 0x7f)
			return wrong(source,
				     text.p[i] == '\n' ? _("one key is taken, on one line")
						       : _("a control character stands in it"),
				     err);
	*line = str_trim(text);
	return true;
}

bool ssh_key_read(struct str text, const char *source, struct buf *to, struct err *err)
{
	struct str line, type, coded;
	struct buf bytes = { 0 };
	const struct shape *s;

	if (!line_take(text, source, &line, err))
		return false;
	str_cut(&line, ' ', &type);
	s = shape_find(type);
	if (!s)
		return wrong(source,
			     _("no public key of ssh stands at its beginning (ssh-ed25519, "
			       "ecdsa-sha2-..., ssh-rsa, sk-...); options before it are not taken"),
			     err);
	line = str_trim(line);
	if (!str_cut(&line, ' ', &coded) || !decode(coded, &bytes)) {
		buf_clear(&bytes);
		return wrong(source, _("the key is damaged: it is no sound base64"), err);
	}
	bool fits = key_fits(s, buf_str(&bytes));

	buf_clear(&bytes);
	if (!fits)
		return wrong(source,
			     s->rsa ? _("the key is damaged, or has less than 2048 bits")
				    : _("the key is damaged: it is none of its type"),
			     err);
	buf_printf(to, "%s %.*s", s->type, STR_ARG(coded));
	return true;
}

const char *ssh_key_print(struct str key, char to[SSH_KEY_PRINT_SIZE])
{
	struct sha256_ctx sum;
	uint8_t digest[SHA256_DIGEST_SIZE];
	char coded[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
	struct buf bytes = { 0 };
	ptrdiff_t blank = str_find(key, STR_LIT(" "));

	*to = '\0';
	if (blank > 0 && decode(str_from(key, (size_t)blank + 1), &bytes)) {
		sha256_init(&sum);
		sha256_update(&sum, bytes.n, (const uint8_t *)bytes.p);
		sha256_digest(&sum, sizeof digest, digest);
		base64_encode_raw(coded, sizeof digest, digest);
		/* Without the sign that fills it up, as ssh-keygen. */
		snprintf(to, SSH_KEY_PRINT_SIZE, "SHA256:%.*s", (int)sizeof coded - 1, coded);
	}
	buf_clear(&bytes);
	return to;
}
