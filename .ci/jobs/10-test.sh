# The README's test command. A pseudo-terminal lets nothing be skipped: here that counts as failed.
need script bsdutils
jest_job test npm test --silent --
