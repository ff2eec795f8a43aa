"""Whether two names are one."""
