"""The stamp ĐẾN of the office that received a paper, and what a pen filled into it."""
