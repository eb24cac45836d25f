"""The slots of the printed form that clerks fill in by hand: number, day, month."""
