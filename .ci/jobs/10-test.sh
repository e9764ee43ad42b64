# The README's test command.
jest_job test npm test --silent --
