"""Reading: a file becomes pages of words."""
