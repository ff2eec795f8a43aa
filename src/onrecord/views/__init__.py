"""What people see of a ledger: one file a screen, each from a ledger to plain data that holds its evidence."""
