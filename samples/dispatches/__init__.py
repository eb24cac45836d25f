"""The texts of the samples, one module each.

All are our own but the report, whose text is the seed of the project. Offices, people,
numbers and figures are invented; any that exist are so by chance.
"""
