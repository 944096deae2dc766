#include "base/settings.h"

#include "base/gettext.h"
#include "base/ban.h"

static const struct conf_option settings[] = {
	{ .name = "ledger",
	  .type = CONF_TEXT,
	  .otherwise = "",
	  .help = N_("The ledger's file; \"~/\" is your home. Empty: duban/ledger.db where "
		     "XDG_DATA_HOME keeps data "
		     "(~/.local/share).") },
	{ .name = "language",
	  .type = CONF_CHOICE,
	  .choices = "auto|zh_CN|en",
	  .otherwise = "auto",
	  .help = N_("Language of screens and messages; auto follows the locale.") },
	{ .name = "timezone",
	  .type = CONF_TEXT,
	  .min = 1,
	  .max = 63,
	  .otherwise = "Asia/Shanghai",
	  .help = N_("Decides which day is today and how times are shown.") },
	{ .name = "region",
	  .type = CONF_TEXT,
	  .max = 120,
	  .otherwise = "",
	  .help = N_("The area whose units the notices name, for the init of a ledger; --region "
		     "wins.") },
	{ .name = "office",
	  .type = CONF_TEXT,
	  .max = 60,
	  .otherwise = "",
	  .help = N_("Your office, shown behind your name in the first line of the screens.") },
	{ .name = "sync.quiet",
	  .type = CONF_INT,
	  .min = 1,
	  .max = 3600,
	  .otherwise = "120",
	  .help = N_("Seconds that the other side of \"duban sync ssh://...\" may say nothing before "
		     "it is given up.") },
	{ .name = "sync.hub",
	  .type = CONF_TEXT,
	  .otherwise = "",
	  .help = N_("The copy that one exchanges with from the screens: ssh://[user@]host[:port]/[path]. It "
		     "stands in the line that asks for an address.") },
	{ .name = "sync.key",
	  .type = CONF_TEXT,
	  .otherwise = "",
	  .help = N_("The ssh key with which \"duban sync make\" signs, \"~/\" is your home; --sign wins. "
		     "Empty: nothing is signed.") },
	{ .name = "sync.site-key",
	  .type = CONF_TEXT,
	  .otherwise = "",
	  .help = N_("The ssh key with which this copy signs its newest change before each exchange, \"~/\" is "
		     "your home: one without a passphrase, or in an agent. Empty: it signs nothing.") },
	{ .name = "sync.signers",
	  .type = CONF_TEXT,
	  .otherwise = "",
	  .help = N_("A file of allowed signers (ssh-keygen(1)), \"~/\" is your home: whose signatures are "
		     "known besides those of the ledger's people.") },
	{ .name = "ui.color",
	  .type = CONF_CHOICE,
	  .choices = "auto|never|always",
	  .otherwise = "auto",
	  .help = N_("Colours. auto: what the terminal has, none where NO_COLOR is set.") },
	{ .name = "ui.escdelay",
	  .type = CONF_INT,
	  .min = 1,
	  .max = 5000,
	  .otherwise = "100",
	  .help = N_("Milliseconds to wait behind Esc for the rest of a key. Slow lines need more. "
		     "The environment's "
		     "ESCDELAY wins.") },
	{ .name = "ui.view",
	  .type = CONF_TEXT,
	  .max = 120,
	  .otherwise = "",
	  .help = N_("The saved view that the screens begin with, by its name or its key. Empty: "
		     "all items. --view wins.") },
	{ .name = "keys",
	  .type = CONF_GROUP,
	  .help = N_("Keys of your own, a group for each mode (any, list, overview, item, unit "
		     "...): keys = { list = { report = "
		     "\"R\"; down = \"j Down\"; }; }. The help of the screens (?) names modes and "
		     "commands; what is bound "
		     "here wins.") },
	{ .name = NULL },
};

const struct conf_option *settings_table(void)
{
	return settings;
}
