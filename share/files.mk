# What is installed beside the program, and found in the source tree by a program that is not.

# Translations for the program of the build tree; gettext's own Makefile installs the others.
if WITH_NLS
build_catalogues = $(LINGUAS_MO)
endif
LINGUAS_MO = locale/zh_CN/LC_MESSAGES/duban.mo
noinst_DATA += $(build_catalogues)
CLEANFILES += $(LINGUAS_MO)
locale/zh_CN/LC_MESSAGES/duban.mo: share/po/zh_CN.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -c -o $@ $(srcdir)/share/po/zh_CN.po
distclean-local:
	-rm -rf locale

# Days that differ from the ordinary week, a file a year.
calendardir = $(pkgdatadir)/calendar
dist_calendar_DATA =
dist_calendar_DATA += share/calendar/2007.tsv
dist_calendar_DATA += share/calendar/2008.tsv
dist_calendar_DATA += share/calendar/2009.tsv
dist_calendar_DATA += share/calendar/2010.tsv
dist_calendar_DATA += share/calendar/2011.tsv
dist_calendar_DATA += share/calendar/2012.tsv
dist_calendar_DATA += share/calendar/2013.tsv
dist_calendar_DATA += share/calendar/2014.tsv
dist_calendar_DATA += share/calendar/2015.tsv
dist_calendar_DATA += share/calendar/2016.tsv
dist_calendar_DATA += share/calendar/2017.tsv
dist_calendar_DATA += share/calendar/2018.tsv
dist_calendar_DATA += share/calendar/2019.tsv
dist_calendar_DATA += share/calendar/2020.tsv
dist_calendar_DATA += share/calendar/2021.tsv
dist_calendar_DATA += share/calendar/2022.tsv
dist_calendar_DATA += share/calendar/2023.tsv
dist_calendar_DATA += share/calendar/2024.tsv
dist_calendar_DATA += share/calendar/2025.tsv
dist_calendar_DATA += share/calendar/2026.tsv

# The manual pages, and the configuration with every option: one that stands there already is left alone.
dist_man_MANS =
dist_man_MANS += share/man/duban.1
dist_man_MANS += share/man/duban.conf.5
EXTRA_DIST += conf/duban.conf
install-data-local:
	$(MKDIR_P) "$(DESTDIR)$(sysconfdir)/duban"
	test -e "$(DESTDIR)$(sysconfdir)/duban/duban.conf" || \
		$(INSTALL_DATA) "$(srcdir)/conf/duban.conf" "$(DESTDIR)$(sysconfdir)/duban/duban.conf"
uninstall-local:
	! cmp -s "$(srcdir)/conf/duban.conf" "$(DESTDIR)$(sysconfdir)/duban/duban.conf" || \
		rm -f "$(DESTDIR)$(sysconfdir)/duban/duban.conf"
	-rmdir "$(DESTDIR)$(sysconfdir)/duban"

# The sample: an invented notice, and what its units did.
sampledir = $(pkgdatadir)/sample
dist_sample_DATA =
dist_sample_DATA += share/sample/entries.tsv
dist_sample_DATA += share/sample/plan.txt

# General words by which notices are read.
wordsdir = $(pkgdatadir)/words
dist_words_DATA =
dist_words_DATA += share/words/campaigns.txt
dist_words_DATA += share/words/columns.txt
dist_words_DATA += share/words/names.txt
dist_words_DATA += share/words/units.txt

# Rules of lights, a file a rule.
rulesdir = $(pkgdatadir)/rules
dist_rules_DATA =
dist_rules_DATA += share/rules/average.txt
dist_rules_DATA += share/rules/by-hand.txt
dist_rules_DATA += share/rules/confidence.txt
dist_rules_DATA += share/rules/days.txt
dist_rules_DATA += share/rules/late.txt
dist_rules_DATA += share/rules/marks.txt
dist_rules_DATA += share/rules/percent.txt
dist_rules_DATA += share/rules/periods.txt
dist_rules_DATA += share/rules/progress-half.txt
dist_rules_DATA += share/rules/progress.txt
dist_rules_DATA += share/rules/slips-plan.txt
dist_rules_DATA += share/rules/slips.txt
dist_rules_DATA += share/rules/unknown-red.txt
dist_rules_DATA += share/rules/urging.txt

# How characters are read, with the notice of its source. "make readings" makes the table anew (no part of a build).
pinyindir = $(pkgdatadir)/pinyin
dist_pinyin_DATA =
dist_pinyin_DATA += share/pinyin/NOTICE
dist_pinyin_DATA += share/pinyin/readings.tsv
EXTRA_DIST += share/pinyin/make-readings
readings:
	$(srcdir)/share/pinyin/make-readings > readings.tsv.new
	mv readings.tsv.new $(srcdir)/share/pinyin/readings.tsv
.PHONY: readings

# bash-completion finds it by its name.
completiondir = $(datadir)/bash-completion/completions
dist_completion_DATA = share/completion/duban.bash
