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
