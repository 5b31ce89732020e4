package gui

// Finished papers are files; reading and printing them is the work of the computer's own programs.
// OpenFile, PrintFile and ShowInFolder hand a file over and return a *data.Error with a sentence for
// the secretary when there is no program to take it. They may block for a moment: call them from a
// task, not from the UI goroutine.
