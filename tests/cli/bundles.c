/* Files of other copies that are not what they should be: each row is one, with the sentence that is said of it and the exit status; after all of them
 * the ledger is as sound as before. */
#include "tests/cli/run.h"
#include "tests/lib/check.h"

/* lines: those of a file but the last; seal: makes a file of lines; take: takes one, as one that asks nobody. */
#define TOOLS \
	"lines() { zcat \"$1\" | sed '$d'; }; " \
	"seal() { cat >body; { cat body; printf '{\"end\":\"%s\"}\\n' \"$(sha256sum <body | cut -d' ' -f1)\"; } | gzip >\"$1\"; }; " \
	"take() { duban --db city.db --today 2018-11-21 sync take --yes \"$@\"; }; "
/* The sanitizer's own memory is more than any limit. */
#ifdef __SANITIZE_ADDRESS__
#define WITHIN(kb) ""
#else
#define WITHIN(kb) "ulimit -v " #kb "; "
#endif
/* The line of four.dbn, $n times, each time by a copy of its own that had seen what the first one followed. */
#define ONE_EACH \
	"lines four.dbn | awk -v n=$n 'NR == 2 { match($0, /\"prev\":\"/); prev = substr($0, RSTART + 8, 64); " \
	"sub(/\"seen\":\\[[^]]*/, \"\\\"seen\\\":[\\\"\" prev \"\\\"\"); match($0, /\"site\":\"[^\"]*\",\"seq\":[0-9]*,\"prev\":\"[^\"]*\"/); " \
	"head = substr($0, 1, RSTART - 1) \"\\\"site\\\":\\\"x\"; tail = \"\\\",\\\"seq\\\":1,\\\"prev\\\":null\" substr($0, RSTART + RLENGTH); " \
	"for (i = 1; i <= n; i++) print head i tail }' | cat head - | seal x; "
#define NOTHING "nothing of it was taken"

static const struct cli_case cases[] = {
	/* What is sound: the same twice, mixed, half of it, two at once. */
	{ __LINE__, TOOLS "take two.dbn", 0, "taken: 0 changes", "2 would wait for others" },
	{ __LINE__, TOOLS "lines one.dbn | { read -r head; echo \"$head\"; tac; } | seal x; take x", 0, "taken: 5 changes", NULL },
	{ __LINE__, TOOLS "{ lines one.dbn | sed 's/\"changes\":3/\"changes\":6/'; lines one.dbn | sed 1d; } | seal x; take x x", 0, "taken: 0 changes; 12 were", NULL },
	{ __LINE__, TOOLS "take three.dbn & take three.dbn; wait $!", 0, NULL, NULL },
	/* Cut, doubled, turned. (A byte of which no bit says anything may be another one: the text is the same.) */
	{ __LINE__, TOOLS "n=$(wc -c <one.dbn); for i in 0 1 10 20 100 300 $((n - 9)) $((n - 8)) $((n - 1)); do head -c $i one.dbn >x; take x && exit 9; done; exit 3", 3, "", "x" },
	{ __LINE__, TOOLS "head -c 600 one.dbn >x; take x", 3, "", NOTHING },
	{ __LINE__, TOOLS "cat one.dbn one.dbn >x; take x", 3, "", "it stands behind the end" },
	{ __LINE__, TOOLS "n=$(wc -c <one.dbn); zcat one.dbn >whole; for i in $(seq 11 37 $n); do cp one.dbn x; printf '\\252' | dd of=x bs=1 seek=$i conv=notrunc 2>/dev/null; "
		"{ zcat x >seen && cmp -s seen whole; } || ! take x || exit 9; done 2>said; exit 3", 3, "", NULL },
	{ __LINE__, TOOLS "zcat one.dbn | sed '2s/a/b/' | gzip >x; take x", 3, "", "a byte of it has changed on the way" },
	{ __LINE__, TOOLS "zcat one.dbn | sed 3d | gzip >x; take x", 3, "", NOTHING },
	{ __LINE__, TOOLS "lines one.dbn | sed 's/\"changes\":3/\"changes\":4/' | seal x; take x", 3, "", NOTHING },
	{ __LINE__, TOOLS "lines one.dbn | sed 's/\"changes\":3/\"changes\":2/' | seal x; take x", 3, "", NOTHING },
	{ __LINE__, TOOLS "lines one.dbn | sed 's/\"changes\":3/\"changes\":-3/' | seal x; take x", 3, "", "no first line" },
	{ __LINE__, TOOLS "lines one.dbn | sed 's/\"changes\":3/\"changes\":3000000000/' | seal x; take x", 3, "", "no first line" },
	{ __LINE__, TOOLS "lines one.dbn | tr -d '\\n' | seal x; take x", 3, "", "no bundle of duban" },
	/* Of others, of later, of nobody. */
	{ __LINE__, TOOLS ": >x; take x", 3, "", "no bundle of duban" },
	{ __LINE__, TOOLS "gzip -c \"$SOURCE/README\" >x; take x", 3, "", "no bundle of duban" },
	{ __LINE__, TOOLS "take city.db", 3, "", "is a ledger, no file of changes" },
	{ __LINE__, TOOLS "take .", 3, "", "is no file" },
	{ __LINE__, TOOLS "take /dev/zero", 3, "", "is no file" },
	{ __LINE__, TOOLS "mkfifo pipe; take pipe", 3, "", "is no file" },
	{ __LINE__, TOOLS "take none.dbn", 5, "", "none.dbn" },
	{ __LINE__, TOOLS "lines one.dbn | sed '1s#duban-bundle/1#duban-bundle/2#' | seal x; take x", 3, "", "made by a newer duban" },
	{ __LINE__, TOOLS "lines one.dbn | sed '1s#duban-bundle/1#other-bundle/1#' | seal x; take x", 3, "", "no first line" },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/^{\"v\":[0-9]*/{\"v\":99/' | seal x; take x", 0, "1  changes of a newer duban", "kept, not in force" },
	/* Of another ledger, whose admin would be one here. */
	{ __LINE__, TOOLS "duban --db other.db --as evil init && duban --db other.db --as evil person add evil --role admin && duban --db other.db --as evil sync make other.dbn; take other.dbn", 3, "", "another ledger, which evil began on" },
	{ __LINE__, "duban --db city.db log --limit 0 | grep -c evil", 1, "0\n", NULL },
	/* A ledger of its own is begun by all that another one has, and by no less. */
	{ __LINE__, TOOLS "duban --db new.db sync take --yes other.dbn && duban --db new.db check && duban --db new.db --as evil sync take --yes other.dbn", 0, "taken: 0 changes; 2 were here already", "began the ledger new.db" },
	{ __LINE__, TOOLS "duban --db new2.db sync take --yes two.dbn; s=$?; test ! -e new2.db && exit $s", 3, "", "build on others" },
	{ __LINE__, TOOLS "duban --db new2.db sync take other.dbn </dev/null; s=$?; test ! -e new2.db && exit $s", 4, "", "nothing was taken" },
	{ __LINE__, "duban --db new2.db --plan 7 sync take --yes other.dbn; s=$?; test ! -e new2.db && test ! -e new2.db-who && exit $s", 3, "", NULL },
	/* Too much. */
	{ __LINE__, TOOLS "head -c 200M /dev/zero | tr '\\0' x | gzip -1 >x; " WITHIN(300000) "take x", 3, "", "too long" },
	{ __LINE__, TOOLS "{ lines one.dbn | head -1; head -c 200M /dev/zero | tr '\\0' x; } | gzip -1 >x; " WITHIN(300000) "take x", 3, "", "too long" },
	{ __LINE__, TOOLS "{ lines one.dbn | sed 's/\"changes\":3/\"changes\":2000000/;q'; yes '' | head -2100000; } | gzip -1 >x; " WITHIN(500000) "take x", 3, "", "more than 2000000 lines" },
	{ __LINE__, TOOLS "lines one.dbn | sed '2s/\"say\":\"/&'\"$(printf '%01048576d' 1)\"'/' | seal x; take x", 3, "", "too long" },
	{ __LINE__, TOOLS "n=${BUNDLE_SITES:-20000}; lines four.dbn | sed \"s/\\\"changes\\\":1/\\\"changes\\\":$n/; q\" >head; " ONE_EACH WITHIN(300000) "take x",
	  3, "", "copies that nobody here has heard of" },
	{ __LINE__, TOOLS "{ printf '{\"format\":\"duban-bundle/1\",\"from\":\"county\",\"made\":\"2018-11-21T01:00:00Z\",\"changes\":0,\"files\":0,\"has\":[\"00'; "
		"awk 'BEGIN { for (i = 0; i < 1000000; i++) printf \"%014x\\\",\\\"00\", i; print \"00000000000000\\\"]}\" }'; } | seal x; " WITHIN(300000) "take x", 3, "", "too long" },
	/* As many as may come at once: all of it can be asked for afterwards, too. */
	{ __LINE__, TOOLS "n=5000; cp city.db many.db; duban --db many.db site moved >said; duban --db many.db set copies-most 6000 >said; lines four.dbn | sed \"s/\\\"changes\\\":1/\\\"changes\\\":$n/; q\" >head; " ONE_EACH
		"duban --db many.db --today 2018-11-21 sync take --yes x && duban --db many.db edit-item 8 --title 戊 && timeout 120 \"$DUBAN\" --db many.db sync | tail -n 1 && "
		"duban --db many.db sync make more.dbn && cp behind.db behind2.db && duban --db behind2.db --today 2018-11-21 sync take --yes more.dbn && duban --db behind2.db check",
	  0, "agrees with its log", NULL },
	/* Lines that are none: held with their fault, what follows from them waits, the rest is taken. */
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"say\":\"/&\\\\u001b[2J/' | seal x; take x && duban --db city.db log | tr -d '\\40-\\176\\200-\\377\\n' | wc -c", 0, "\n0\n", NULL },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"say\":\"/&\\x1b[2J/' | seal x; take x", 1, "1  lines were refused as unsound", "unsound" },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"say\":\"/&\\xff/' | seal x; take x", 1, "1  lines were refused as unsound", "unsound" },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s#\"site\":\"county\"#\"site\":\"../../county\"#' | seal x; take x", 1, "1  lines were refused as unsound", "unsound" },
	{ __LINE__, TOOLS "lines four.dbn | sed '1s#\"from\":\"county\"#\"from\":\"../../county\"#' | seal x; take x", 3, "", "no first line" },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"set\":\\[/&[\"plan\",\"x\"],/' | seal x; take x", 1, "1  lines were refused as unsound", "unsound" },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"set\":\\[/&[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]],/' | seal x; take x", 1, "1  lines were refused as unsound", "unsound" },
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"seq\":[0-9]*/\"seq\":900/' | seal x; take x", 1, "1  lines were refused as unsound", "unsound" },
	/* A clock of 2099: until somebody agrees. */
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"hlc\":\"[0-9a-f]*\"/\"hlc\":\"03b3d512ac000000\"/' | seal x; take x", 0, "clock runs ahead: sync take --clocks", "would wait, because their clock" },
	/* Forged: in another's name, which only a signature tells (tests/cli/sync-sign.test), it is one more copy of that name; beyond the right of whose it says it is. */
	{ __LINE__, TOOLS "lines four.dbn | sed '2s/\"by\":\"[^\"]*\"/\"by\":\"mayor\"/' | seal x; take x", 0, "taken: 1 changes", "1 by mayor at county" },
	{ __LINE__, "for who in wang:admin:ed25519 li:viewer:rsa; do IFS=: read -r login role key <<E\n$who\nE\n"
		"duban --db city.db --as wang person add $login --role $role --key \"$SOURCE/tests/fuzz/corpus-ssh_key/$key\" --authorized-keys keys || exit; done", 0, NULL, NULL },
	{ __LINE__, TOOLS "duban --db city.db --as wang sync make roles.dbn; seen=$(lines roles.dbn | grep '\"person\"' | tail -n 1 | tr -d '\\n' | sha256sum | cut -d' ' -f1); "
		"lines four.dbn | sed \"2s/\\\"site\\\":\\\"[^\\\"]*\\\",\\\"seq\\\":[0-9]*,\\\"prev\\\":\\\"[^\\\"]*\\\"/\\\"site\\\":\\\"evil\\\",\\\"seq\\\":1,\\\"prev\\\":null/; "
		"2s/\\\"hlc\\\":\\\"[0-9a-f]*\\\"/\\\"hlc\\\":\\\"$(printf %016x $((($(date +%s) + 60) * 65536000)))\\\"/; 2s/\\\"by\\\":\\\"[^\\\"]*\\\"/\\\"by\\\":\\\"li\\\"/; "
		"2s/\\\"seen\\\":\\[[^]]*/\\\"seen\\\":[\\\"$seen\\\"/\" | seal x; duban --db city.db --as wang sync take --yes x", 0, "1  changes without the right", "1 were made without the right" },
	{ __LINE__, "duban --db city.db check", 0, "agrees with its log", NULL },
	{ __LINE__, "duban --db city.db --as wang sync make again.dbn && duban --db county.db --today 2018-11-21 sync take --yes again.dbn && duban --db county.db check", 0, "agrees with its log", NULL },
};

static void test_bundles(void)
{
	cli_ledger();
	const struct run *r = run(
		"set -e; cp \"$LEDGER\" city.db; duban --db city.db site init city; duban --db city.db site copy county.db county; D='duban --db county.db --today 2018-11-21'; "
		"for i in 1 2 3; do $D edit-item $i --title 甲$i; done; $D sync make one.dbn --for city; "
		"cp county.db behind.db; for i in 4 5; do $D edit-item $i --title 乙$i; done; "
		/* what comes after those of the first file, without them */
		"zcat one.dbn | sed -n 1p >head; $D sync make all.dbn --for city; "
		"zcat all.dbn | sed '2,4d; s/\"changes\":5/\"changes\":2/' | sed '$d' >body; { cat body; printf '{\"end\":\"%%s\"}\\n' \"$(sha256sum <body | cut -d' ' -f1)\"; } | gzip >two.dbn; "
		"$D edit-item 6 --title 丙; $D sync make three.dbn --for city; "
		"duban --db behind.db site moved; duban --db behind.db --today 2018-11-21 sync take --yes three.dbn; "
		"$D edit-item 7 --title 丁; $D sync make seven.dbn --for city; zcat seven.dbn | sed '2,7d; s/\"changes\":7/\"changes\":1/' | sed '$d' >body; "
		"{ cat body; printf '{\"end\":\"%%s\"}\\n' \"$(sha256sum <body | cut -d' ' -f1)\"; } | gzip >four.dbn; zcat four.dbn | wc -l");

	CHECK_INT(r->status, 0);
	CHECK(strstr(r->out, "\n3\n"));
	cli_cases(cases, CHECK_N(cases));
}

static const struct check_test tests[] = { CHECK_TEST(test_bundles) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
