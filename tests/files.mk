# Tests. Each prints TAP, so that cases are counted, not programs.
#
# A C test is one line, `check_PROGRAMS += tests/unit/NAME`: it is built from tests/unit/NAME.c and linked with
# tests/lib and libduban.a. A screen test is one line, `TESTS += tests/screen/NAME.test`; its words are explained
# in tests/lib/visit_steps.c. A test in shell is one line too, `TESTS += tests/FOLDER/NAME`.
check_PROGRAMS =
check_LIBRARIES =
check_DATA =
EXTRA_PROGRAMS =
TEST_EXTENSIONS = .test
if HAVE_TESTS
TESTS = $(check_PROGRAMS)
else
TESTS =
check-local:
	@echo "no tests without the Debian packages:$(missing_tests)" >&2; exit 1
endif

# Without the condition automake would build them where cmocka is not.
if HAVE_TESTS
check_PROGRAMS += tests/notice/cells
check_PROGRAMS += tests/notice/commit
check_PROGRAMS += tests/notice/correct
check_PROGRAMS += tests/notice/limits
check_PROGRAMS += tests/notice/phases
check_PROGRAMS += tests/notice/refused
check_PROGRAMS += tests/notice/rows
check_PROGRAMS += tests/notice/second
check_PROGRAMS += tests/notice/texts
check_PROGRAMS += tests/notice/traps
check_PROGRAMS += tests/notice/units
check_PROGRAMS += tests/notice/variants
check_PROGRAMS += tests/cli/answers
check_PROGRAMS += tests/cli/bad_input
check_PROGRAMS += tests/cli/bundles
check_PROGRAMS += tests/cli/edit
check_PROGRAMS += tests/cli/kills
check_PROGRAMS += tests/cli/locked
check_PROGRAMS += tests/cli/storm
check_PROGRAMS += tests/cli/taking
check_PROGRAMS += tests/cli/person
check_PROGRAMS += tests/cli/rights
check_PROGRAMS += tests/cli/reorg
check_PROGRAMS += tests/cli/sample
check_PROGRAMS += tests/cli/sshd
check_PROGRAMS += tests/cli/traps
check_PROGRAMS += tests/cli/use
check_PROGRAMS += tests/paper/csv
check_PROGRAMS += tests/paper/text
check_PROGRAMS += tests/store/apart
check_PROGRAMS += tests/store/burden
check_PROGRAMS += tests/store/calls
check_PROGRAMS += tests/store/change
check_PROGRAMS += tests/store/contact_list
check_PROGRAMS += tests/store/check
check_PROGRAMS += tests/store/figure
check_PROGRAMS += tests/store/target_item
check_PROGRAMS += tests/store/filter
check_PROGRAMS += tests/store/fits
check_PROGRAMS += tests/store/form
check_PROGRAMS += tests/store/gap
check_PROGRAMS += tests/store/kept
check_PROGRAMS += tests/store/cross
check_PROGRAMS += tests/store/cross_paste
check_PROGRAMS += tests/store/derived
check_PROGRAMS += tests/store/edit
check_PROGRAMS += tests/store/effort
check_PROGRAMS += tests/store/entry_list
check_PROGRAMS += tests/store/extension
check_PROGRAMS += tests/store/faults
check_PROGRAMS += tests/store/kinds
check_PROGRAMS += tests/store/lines
check_PROGRAMS += tests/store/link
check_PROGRAMS += tests/store/log
check_PROGRAMS += tests/store/member
check_PROGRAMS += tests/store/merge
check_PROGRAMS += tests/store/migrate
check_PROGRAMS += tests/store/light
check_PROGRAMS += tests/store/open
check_PROGRAMS += tests/store/periods
check_PROGRAMS += tests/store/owes
check_PROGRAMS += tests/store/recent
check_PROGRAMS += tests/store/reorg
check_PROGRAMS += tests/store/place
check_PROGRAMS += tests/store/phase
check_PROGRAMS += tests/store/right
check_PROGRAMS += tests/store/right_order
check_PROGRAMS += tests/store/rows
check_PROGRAMS += tests/store/saved
check_PROGRAMS += tests/store/setting
check_PROGRAMS += tests/store/sight
check_PROGRAMS += tests/store/undo
check_PROGRAMS += tests/store/unheard
check_PROGRAMS += tests/store/verb
check_PROGRAMS += tests/store/view
check_PROGRAMS += tests/store/where
check_PROGRAMS += tests/store/workdays
check_PROGRAMS += tests/store/who
check_PROGRAMS += tests/unit/command_role
check_PROGRAMS += tests/unit/authorized
check_PROGRAMS += tests/unit/calendar
check_PROGRAMS += tests/unit/charset
check_PROGRAMS += tests/unit/clean
check_PROGRAMS += tests/unit/cnnum
check_PROGRAMS += tests/unit/conf
check_PROGRAMS += tests/unit/cursor
check_PROGRAMS += tests/unit/csv_read
check_PROGRAMS += tests/unit/date
check_PROGRAMS += tests/unit/day_typed
check_PROGRAMS += tests/unit/deadline
check_PROGRAMS += tests/unit/draw
check_PROGRAMS += tests/unit/duty
check_PROGRAMS += tests/unit/duty_heir
check_PROGRAMS += tests/unit/duty_periods
check_PROGRAMS += tests/unit/entry_table
check_PROGRAMS += tests/unit/err
check_PROGRAMS += tests/unit/figure
check_PROGRAMS += tests/unit/figure_line
check_PROGRAMS += tests/unit/file
check_PROGRAMS += tests/unit/file_fits
check_PROGRAMS += tests/unit/filter_parse
check_PROGRAMS += tests/unit/fold
check_PROGRAMS += tests/unit/id
check_PROGRAMS += tests/unit/gate
check_PROGRAMS += tests/unit/ident
check_PROGRAMS += tests/unit/json
check_PROGRAMS += tests/unit/key_name
check_PROGRAMS += tests/unit/keymap
check_PROGRAMS += tests/unit/light
check_PROGRAMS += tests/unit/lineedit
check_PROGRAMS += tests/unit/near
check_PROGRAMS += tests/unit/occur
check_PROGRAMS += tests/unit/occur_ical
check_PROGRAMS += tests/unit/opts
check_PROGRAMS += tests/unit/paths
check_PROGRAMS += tests/unit/pinyin
check_PROGRAMS += tests/unit/quotes
check_PROGRAMS += tests/unit/re
check_PROGRAMS += tests/unit/right_line
check_PROGRAMS += tests/unit/role
check_PROGRAMS += tests/unit/rule
check_PROGRAMS += tests/unit/say
check_PROGRAMS += tests/unit/settings
check_PROGRAMS += tests/unit/ssh_key
check_PROGRAMS += tests/unit/target_wording
check_PROGRAMS += tests/unit/text
check_PROGRAMS += tests/unit/textarea
check_PROGRAMS += tests/unit/utf8
check_PROGRAMS += tests/unit/width
check_PROGRAMS += tests/unit/word
check_PROGRAMS += tests/unit/wording
check_PROGRAMS += tests/unit/wrap

# Fuzz targets, a line each: main() comes with libcheck.a and hands over the texts of tests/fuzz/corpus-NAME.
check_PROGRAMS += tests/fuzz/bundle
check_PROGRAMS += tests/fuzz/figures
check_PROGRAMS += tests/fuzz/filter
check_PROGRAMS += tests/fuzz/link
check_PROGRAMS += tests/fuzz/notice
check_PROGRAMS += tests/fuzz/pinyin
check_PROGRAMS += tests/fuzz/rules
check_PROGRAMS += tests/fuzz/ssh_key
check_PROGRAMS += tests/fuzz/tables
check_PROGRAMS += tests/fuzz/wordings

tests_cli_sshd_SOURCES = tests/cli/sshd.c tests/lib/pty.c tests/lib/vt.c
tests_cli_sshd_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_cli_sshd_LDADD = $(LDADD) $(VTERM_LIBS) -lutil
tests_unit_occur_ical_CPPFLAGS = $(AM_CPPFLAGS) $(LIBICAL_CFLAGS)
tests_unit_occur_ical_LDADD = $(LDADD) $(LIBICAL_LIBS)
endif

if HAVE_TESTS
TESTS += tests/layers
TESTS += tests/gate
TESTS += tests/lists
TESTS += tests/cli/asof
TESTS += tests/cli/completion
TESTS += tests/cli/filter
TESTS += tests/cli/fortnight
TESTS += tests/cli/three
TESTS += tests/cli/closed-apart.test
TESTS += tests/cli/contacts.test
TESTS += tests/cli/correct.test
TESTS += tests/cli/entries.test
TESTS += tests/cli/home.test
TESTS += tests/cli/bundle-kept.test
TESTS += tests/cli/bundle-kept-6.test
TESTS += tests/cli/import.test
TESTS += tests/cli/pinyin.test
TESTS += tests/cli/review-apart.test
TESTS += tests/cli/rename.test
TESTS += tests/cli/sync.test
TESTS += tests/cli/sync-proved.test
TESTS += tests/cli/sync-sign.test
TESTS += tests/cli/sync-left.test
TESTS += tests/cli/sync-names.test
TESTS += tests/cli/sync-clocks.test
TESTS += tests/cli/sync-door.test
TESTS += tests/cli/sync-ssh.test
TESTS += tests/cli/sync-tips.test
TESTS += tests/cli/sight.test
TESTS += tests/paper/print
TESTS += tests/screen/beside.test
TESTS += tests/screen/bytes-linux.test
TESTS += tests/screen/bytes-screen.test
TESTS += tests/screen/bytes-vt100.test
TESTS += tests/screen/bytes-xterm.test
TESTS += tests/screen/calls.test
TESTS += tests/screen/chooser.test
TESTS += tests/screen/contact.test
TESTS += tests/screen/define.test
TESTS += tests/screen/asked.test
TESTS += tests/screen/elsewhere.test
TESTS += tests/screen/extension.test
TESTS += tests/screen/form-gb18030.test
TESTS += tests/screen/form-empty.test
TESTS += tests/screen/form-kept.test
TESTS += tests/screen/form-unkept.test
TESTS += tests/screen/form-paste.test
TESTS += tests/screen/form-sizes.test
TESTS += tests/screen/form.test
TESTS += tests/screen/exchange.test
TESTS += tests/screen/exchange-undone.test
TESTS += tests/screen/exchange-file.test
TESTS += tests/screen/exchange-disputed.test
TESTS += tests/screen/exchange-split.test
TESTS += tests/screen/exchange-stop.test
TESTS += tests/screen/exchange-tab.test
TESTS += tests/screen/exchange-extension.test
TESTS += tests/screen/exchange-figure.test
TESTS += tests/screen/exchange-apart.test
TESTS += tests/screen/exchange-keys.test
TESTS += tests/screen/exchange-long.test
TESTS += tests/screen/exchange-again.test
TESTS += tests/screen/exchange-report.test
TESTS += tests/screen/filter.test
TESTS += tests/screen/filter-below.test
TESTS += tests/screen/filter-day.test
TESTS += tests/screen/filter-fits.test
TESTS += tests/screen/filter-limit.test
TESTS += tests/screen/filter-lists.test
TESTS += tests/screen/filter-not-here.test
TESTS += tests/screen/filter-sizes.test
TESTS += tests/screen/filter-unit.test
TESTS += tests/screen/filter-vt100.test
TESTS += tests/screen/gaps.test
TESTS += tests/screen/grid.test
TESTS += tests/screen/grid-dates.test
TESTS += tests/screen/grid-gb18030.test
TESTS += tests/screen/grid-mark.test
TESTS += tests/screen/grid-paste.test
TESTS += tests/screen/grid-paste-vt100.test
TESTS += tests/screen/grid-plan.test
TESTS += tests/screen/grid-sizes.test
TESTS += tests/screen/grid-vt100.test
TESTS += tests/screen/held.test
TESTS += tests/screen/help.test
TESTS += tests/screen/home.test
TESTS += tests/screen/sync-status.test
TESTS += tests/screen/sync.test
TESTS += tests/screen/item-no-table.test
TESTS += tests/screen/instruct.test
TESTS += tests/screen/item.test
TESTS += tests/screen/keys-burst.test
TESTS += tests/screen/keys-config.test
TESTS += tests/screen/keys.test
TESTS += tests/screen/leave-crash.test
TESTS += tests/screen/leave-hangup.test
TESTS += tests/screen/leave-kill.test
TESTS += tests/screen/leave-term.test
TESTS += tests/screen/leave-vt100.test
TESTS += tests/screen/looks.test
TESTS += tests/screen/marks.test
TESTS += tests/screen/marks-vt100.test
TESTS += tests/screen/measure.test
TESTS += tests/screen/members.test
TESTS += tests/screen/light-rule.test
TESTS += tests/screen/lights.test
TESTS += tests/screen/lights-own.test
TESTS += tests/screen/log.test
TESTS += tests/screen/log-again.test
TESTS += tests/screen/month-gb18030.test
TESTS += tests/screen/month-sizes.test
TESTS += tests/screen/month-vt100.test
TESTS += tests/screen/month.test
TESTS += tests/screen/others.test
TESTS += tests/screen/assign.test
TESTS += tests/screen/below.test
TESTS += tests/screen/news.test
TESTS += tests/screen/overtaken.test
TESTS += tests/screen/owes.test
TESTS += tests/screen/reorg.test
TESTS += tests/screen/review.test
TESTS += tests/screen/seen.test
TESTS += tests/screen/overview-english.test
TESTS += tests/screen/overview-dates.test
TESTS += tests/screen/overview-find.test
TESTS += tests/screen/overview-order.test
TESTS += tests/screen/overview-gb18030.test
TESTS += tests/screen/overview-narrow.test
TESTS += tests/screen/overview-nocolor.test
TESTS += tests/screen/overview-unit.test
TESTS += tests/screen/overview-update.test
TESTS += tests/screen/overview-vt100.test
TESTS += tests/screen/overview-wide.test
TESTS += tests/screen/overview.test
TESTS += tests/screen/paper.test
TESTS += tests/screen/periods.test
TESTS += tests/screen/plans.test
TESTS += tests/screen/prompt.test
TESTS += tests/screen/reporter.test
TESTS += tests/screen/sight.test
TESTS += tests/screen/sheet-sort.test
TESTS += tests/screen/terminal-dumb.test
TESTS += tests/screen/terminal-unknown.test
TESTS += tests/screen/text.test
TESTS += tests/screen/unheard.test
TESTS += tests/screen/unit.test
TESTS += tests/screen/units.test
TESTS += tests/screen/verbs.test
TESTS += tests/screen/viewer.test
TESTS += tests/screen/views.test
TESTS += tests/screen/views-lists.test
TESTS += tests/screen/who.test
TESTS += tests/lib/self/cells.test
TESTS += tests/lib/self/ends.test
TESTS += tests/lib/self/fails
TESTS += tests/lib/self/gb18030.test
TESTS += tests/lib/self/keys.test
TESTS += tests/lib/self/marks.test
endif

# What the tests are made with.
if HAVE_TESTS
check_LIBRARIES += libcheck.a
libcheck_a_SOURCES = tests/lib/check.c tests/lib/check.h tests/lib/town.c tests/lib/town.h
libcheck_a_SOURCES += tests/lib/days.c tests/lib/days.h
libcheck_a_SOURCES += tests/cli/run.c tests/cli/run.h
libcheck_a_SOURCES += tests/store/ground.c tests/store/ground.h
libcheck_a_SOURCES += tests/fuzz/replay.c tests/fuzz/fuzz.h
libcheck_a_CPPFLAGS = $(AM_CPPFLAGS) -DCHECK_SOURCE_TREE='"$(abs_top_srcdir)"' $(CMOCKA_CFLAGS)

EXTRA_PROGRAMS += tests/lib/hold tests/lib/probe tests/lib/visit
check_DATA += tests/lib/hold$(EXEEXT) tests/lib/probe$(EXEEXT) tests/lib/visit$(EXEEXT) tests/locale/stamp
CLEANFILES += tests/lib/hold$(EXEEXT) tests/lib/probe$(EXEEXT) tests/lib/visit$(EXEEXT)
tests_lib_hold_LDADD = $(SQLITE_LIBS)
tests_lib_probe_LDADD =
tests_lib_visit_SOURCES =
tests_lib_visit_SOURCES += tests/lib/golden.c
tests_lib_visit_SOURCES += tests/lib/pty.c tests/lib/pty.h
tests_lib_visit_SOURCES += tests/lib/visit.c tests/lib/visit.h
tests_lib_visit_SOURCES += tests/lib/visit_act.c
tests_lib_visit_SOURCES += tests/lib/visit_main.c
tests_lib_visit_SOURCES += tests/lib/visit_see.c
tests_lib_visit_SOURCES += tests/lib/visit_set.c
tests_lib_visit_SOURCES += tests/lib/visit_steps.c tests/lib/visit_steps.h
tests_lib_visit_SOURCES += tests/lib/vt.c tests/lib/vt.h
tests_lib_visit_SOURCES += tests/lib/words.c tests/lib/words.h
tests_lib_visit_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_lib_visit_LDADD = $(VTERM_LIBS) -lutil
endif
# Figures beside a floor, printed, judged by nobody but their reader.
EXTRA_PROGRAMS += tests/bench/bench tests/bench/clerk tests/bench/floor tests/bench/gen tests/bench/hands tests/bench/many tests/bench/merge tests/bench/search tests/bench/size tests/bench/typing tests/bench/update
CLEANFILES += tests/bench/bench$(EXEEXT) tests/bench/clerk$(EXEEXT) tests/bench/floor$(EXEEXT) tests/bench/gen$(EXEEXT) tests/bench/hands$(EXEEXT) tests/bench/many$(EXEEXT) tests/bench/merge$(EXEEXT) tests/bench/search$(EXEEXT) tests/bench/size$(EXEEXT) tests/bench/typing$(EXEEXT) tests/bench/update$(EXEEXT)
bench_measure = tests/bench/measure.c tests/bench/measure.h
bench_drive = $(bench_measure) tests/bench/drive.c tests/bench/drive.h tests/lib/pty.c tests/lib/pty.h
tests_bench_bench_SOURCES = tests/bench/bench.c $(bench_drive)
tests_bench_bench_LDADD = -lutil
tests_bench_clerk_SOURCES = tests/bench/clerk.c $(bench_drive)
tests_bench_clerk_LDADD = -lutil
tests_bench_floor_LDADD = $(NCURSESW_LIBS) $(SQLITE_LIBS)
tests_bench_gen_LDADD = libduban.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_hands_SOURCES = tests/bench/hands.c $(bench_drive)
tests_bench_hands_LDADD = -lutil libduban.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_many_SOURCES = tests/bench/many.c $(bench_measure)
tests_bench_many_LDADD = libduban.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_merge_SOURCES = tests/bench/merge.c $(bench_measure)
tests_bench_merge_LDADD = libduban.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_search_SOURCES = tests/bench/search.c $(bench_measure)
tests_bench_search_LDADD = libduban.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_size_SOURCES = tests/bench/size.c $(bench_measure)
tests_bench_size_LDADD = libduban.a $(DEPS_LIBS) $(LIBINTL)
tests_bench_typing_SOURCES = tests/bench/typing.c $(bench_drive)
tests_bench_typing_LDADD = -lutil
tests_bench_update_SOURCES = tests/bench/update.c $(bench_measure)
tests_bench_update_LDADD = libduban.a $(DEPS_LIBS) $(LIBINTL)
EXTRA_DIST += tests/bench/run
bench: duban$(EXEEXT) tests/bench/bench$(EXEEXT) tests/bench/clerk$(EXEEXT) tests/bench/floor$(EXEEXT) tests/bench/gen$(EXEEXT) tests/bench/hands$(EXEEXT) tests/bench/many$(EXEEXT) tests/bench/merge$(EXEEXT) tests/bench/search$(EXEEXT) tests/bench/size$(EXEEXT) tests/bench/typing$(EXEEXT) tests/bench/update$(EXEEXT)
	@DUBAN='$(abs_top_builddir)/duban' DUBAN_SOURCE='$(abs_top_srcdir)' $(srcdir)/tests/bench/run
.PHONY: bench

# What takes too long for each change: the simulation of copies with all its seeds, a minute of twelve who write and twelve who look while one after
# another is killed, a hundred takes that are killed, a file of 1,000,000 copies, a line cut after every byte, the fortnight at three copies in other orders, and each rule of the
# merge broken once, which must be noticed.
EXTRA_DIST += tests/mutate/run
check-long: duban$(EXEEXT) tests/store/merge$(EXEEXT) tests/store/link$(EXEEXT) tests/cli/storm$(EXEEXT) tests/cli/taking$(EXEEXT) tests/cli/bundles$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) STORM_SECONDS=60 tests/cli/storm
	$(AM_TESTS_ENVIRONMENT) KILLS=100 tests/cli/taking
	$(AM_TESTS_ENVIRONMENT) BUNDLE_SITES=1000000 tests/cli/bundles
	$(AM_TESTS_ENVIRONMENT) LINK_EVERY=1 tests/store/link
	$(AM_TESTS_ENVIRONMENT) MERGE_SEEDS=all tests/store/merge
	@$(AM_TESTS_ENVIRONMENT) for seed in 1 2 3 4 5 6 7 8 9; do \
		echo "the fortnight at three copies, order $$seed"; \
		SEED=$$seed $(srcdir)/tests/cli/three >three.log || exit 1; \
		if grep '^not ok' three.log; then exit 1; fi; \
	done
	@MUTATE_SOURCE='$(srcdir)' MUTATE_COMPILE='$(COMPILE)' MUTATE_LIBS='$(DEPS_LIBS) $(CMOCKA_LIBS) $(LIBINTL)' $(srcdir)/tests/mutate/run
.PHONY: check-long

# Looks for bytes that a reader stumbles over: make fuzz TARGET=notice SECONDS=600. The program is built by clang with
# libFuzzer, ASan and UBSan in build/fuzz; what was found, and the texts that reach new ground, stay there.
TARGET = notice
SECONDS = 60
FUZZ_CFLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
fuzz/config.status:
	@$(MKDIR_P) fuzz
	@cd fuzz && '$(abs_srcdir)/configure' -q CC=clang CFLAGS='$(FUZZ_CFLAGS)'
fuzz: fuzz/config.status
	@$(MAKE) -C fuzz -s tests/fuzz/$(TARGET) LDADD='-fsanitize=fuzzer libduban.a $$(DEPS_LIBS) $$(LIBINTL)'
	@$(MKDIR_P) fuzz/found-$(TARGET)
	@cd fuzz && DUBAN_SOURCE='$(abs_top_srcdir)' tests/fuzz/$(TARGET) -max_total_time=$(SECONDS) -timeout=10 \
		-artifact_prefix=stumbles-$(TARGET)- \
		$$(test ! -f '$(abs_srcdir)/tests/fuzz/$(TARGET).dict' || echo '-dict=$(abs_srcdir)/tests/fuzz/$(TARGET).dict') \
		found-$(TARGET) '$(abs_srcdir)/tests/fuzz/corpus-$(TARGET)'
.PHONY: fuzz
AM_DEFAULT_SOURCE_EXT = .c
AM_CPPFLAGS += -I$(srcdir)
LDADD = libcheck.a libduban.a $(DEPS_LIBS) $(CMOCKA_LIBS) $(LIBINTL)

# A GB18030 locale without being root. Where Debian's package locales is absent its tests are skipped, and say so.
tests/locale/stamp:
	@$(MKDIR_P) tests/locale
	-$(AM_V_GEN)localedef -c -i zh_CN -f GB18030 tests/locale/zh_CN.GB18030 2>tests/locale/log
	@touch $@
clean-local:
	-rm -rf fuzz tests/locale

# Folders of test data that grow without being listed.
dist-hook:
	@for d in tests/cli tests/fuzz tests/lib/self tests/paper tests/screen tests/fixtures; do \
		if test -d $(srcdir)/$$d; then \
			$(MKDIR_P) $(distdir)/$$d && cp -R $(srcdir)/$$d/. $(distdir)/$$d/ || exit 1; \
		fi; \
	done

# The environment of all tests: the program, where source and build lie, a locale that knows Chinese.
AM_TESTS_ENVIRONMENT = \
	DUBAN='$(abs_top_builddir)/duban'; export DUBAN; \
	DUBAN_SOURCE='$(abs_top_srcdir)'; export DUBAN_SOURCE; \
	DUBAN_BUILD='$(abs_top_builddir)'; export DUBAN_BUILD; \
	if test -d "$$DUBAN_NOTICE"; then DUBAN_NOTICE=$$DUBAN_NOTICE/notice.txt; fi; \
	: "$${DUBAN_NOTICE:=$(abs_top_srcdir)/../shared/notice/notice.txt}"; export DUBAN_NOTICE; \
	LOCPATH='$(abs_top_builddir)/tests/locale'; export LOCPATH; \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lib/lsan:print_suppressions=0'; export LSAN_OPTIONS; \
	UPDATE='$(UPDATE)'; export UPDATE; \
	LC_ALL=C.UTF-8; export LC_ALL; TZ=Asia/Shanghai; export TZ; \
	unset LANGUAGE LINES COLUMNS NO_COLOR DUBAN_TEST;
tap_driver = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/share/build-aux/tap-driver.sh
LOG_DRIVER = $(tap_driver)
TEST_LOG_DRIVER = $(tap_driver)
TEST_LOG_COMPILER = tests/lib/visit$(EXEEXT)
EXTRA_DIST += tests/gate tests/layers tests/lists tests/lib/lsan tests/lib/self/fails tests/notice/read.h
