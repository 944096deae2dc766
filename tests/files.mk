# Tests. A C test is one line: `check_PROGRAMS += tests/unit/NAME` is built from tests/unit/NAME.c and
# linked with tests/lib and libduban.a. Each prints TAP, so that cases are counted, not programs.
check_PROGRAMS =
check_LIBRARIES =
dist_check_SCRIPTS =
TESTS =

if HAVE_TESTS
check_LIBRARIES += libcheck.a
libcheck_a_SOURCES =
libcheck_a_SOURCES += tests/lib/check.c tests/lib/check.h
libcheck_a_CPPFLAGS = $(test_cppflags)

check_PROGRAMS += tests/unit/charset
check_PROGRAMS += tests/unit/clean
check_PROGRAMS += tests/unit/cnnum
check_PROGRAMS += tests/unit/conf
check_PROGRAMS += tests/unit/date
check_PROGRAMS += tests/unit/err
check_PROGRAMS += tests/unit/file
check_PROGRAMS += tests/unit/figure
check_PROGRAMS += tests/unit/fold
check_PROGRAMS += tests/unit/id
check_PROGRAMS += tests/unit/ident
check_PROGRAMS += tests/unit/json
check_PROGRAMS += tests/unit/near
check_PROGRAMS += tests/unit/opts
check_PROGRAMS += tests/unit/paths
check_PROGRAMS += tests/unit/re
check_PROGRAMS += tests/unit/text
check_PROGRAMS += tests/unit/utf8
check_PROGRAMS += tests/unit/width

TESTS += $(check_PROGRAMS)
else
check-local:
	@echo "no tests without the Debian packages:$(missing_tests)" >&2; exit 1
endif

test_cppflags = $(AM_CPPFLAGS) -I$(srcdir) -DCHECK_SOURCE_TREE='"$(abs_top_srcdir)"' $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
AM_DEFAULT_SOURCE_EXT = .c
AM_CPPFLAGS += -I$(srcdir)
LDADD = libcheck.a libduban.a $(DEPS_LIBS) $(CMOCKA_LIBS) $(VTERM_LIBS) $(LIBINTL)

# The environment of all tests: the program, where the source lies, a locale that knows Chinese.
AM_TESTS_ENVIRONMENT = \
	DUBAN='$(abs_top_builddir)/duban'; export DUBAN; \
	DUBAN_SOURCE='$(abs_top_srcdir)'; export DUBAN_SOURCE; \
	UPDATE='$(UPDATE)'; export UPDATE; \
	LC_ALL=C.UTF-8; export LC_ALL; TZ=Asia/Shanghai; export TZ; \
	unset LANGUAGE LINES COLUMNS NO_COLOR DUBAN_TEST;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/share/build-aux/tap-driver.sh
