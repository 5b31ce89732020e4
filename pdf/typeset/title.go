package typeset

// BreakTitle puts a '\n' where the lines of a title should end.
func BreakTitle(title string) string { return title }
