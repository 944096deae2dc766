#include "tests/lib/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool script_read(struct script *s, const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	*s = (struct script){ 0 };
	if (!f) {
		perror(path);
		return false;
	}
	while ((len = getline(&line, &room, f)) >= 0) {
		if (len > 0 && line[len - 1] == '\n')
			line[len - 1] = '\0';
		s->lines = realloc(s->lines, (s->n + 1) * sizeof *s->lines);
		if (!s->lines)
			abort();
		s->lines[s->n++] = line;
		line = NULL;
		room = 0;
	}
	free(line);
	fclose(f);
	return true;
}

void script_clear(struct script *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->lines[i]);
	free(s->lines);
	*s = (struct script){ 0 };
}

/* One character of "...", after a backslash. Returns what follows it, NULL if there is no such. */
static const char *words_escape(const char *p, char *to)
{
	static const char from[] = "nte\"\\", meant[] = "\n\t\033\"\\";
	const char *at = *p ? strchr(from, *p) : NULL;
	unsigned int hex;
	int used = 0;

	if (at) {
		*to = meant[at - from];
		return p + 1;
	}
	if (*p != 'x' || sscanf(p + 1, "%2x%n", &hex, &used) != 1 || used != 2)
		return NULL;
	*to = (char)hex;
	return p + 3;
}

/* A text in quotes from p on. Returns what follows the closing one; moves *to. */
static const char *words_quoted(const char *p, char **to)
{
	char quote = *p++;

	while (*p && *p != quote) {
		if (quote == '"' && *p == '\\') {
			p = words_escape(p + 1, *to);
			if (!p)
				return NULL;
			(*to)++;
		} else {
			*(*to)++ = *p++;
		}
	}
	return *p ? p + 1 : NULL;
}

const char *words_split(struct words *w, const char *line)
{
	char *to;

	*w = (struct words){ .room = malloc(2 * strlen(line) + 2) };
	to = w->room;
	if (!to)
		abort();
	for (const char *p = line + strspn(line, " \t"); *p && *p != '#'; p += strspn(p, " \t")) {
		if (w->n == WORDS_MAX)
			return "too many words";
		struct word *word = &w->word[w->n++];
		*word = (struct word){ .quoted = *p && strchr("`'\"", *p), .text = to };
		/* A quote alone is the key of that name. */
		if (word->quoted && p[1] && !strchr(" \t", p[1])) {
			p = words_quoted(p, &to);
			if (!p || (*p && !strchr(" \t", *p)))
				return "a text in quotes does not end, or has an unknown escape";
		} else {
			word->quoted = false;
			while (*p && !strchr(" \t", *p))
				*to++ = *p++;
		}
		*to++ = '\0';
	}
	return NULL;
}

void words_clear(struct words *w)
{
	free(w->room);
	*w = (struct words){ 0 };
}
