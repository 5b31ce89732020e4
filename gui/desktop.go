package gui

// Printing is how a paper is printed.
type Printing struct {
	Copies int  // at least 1
	Duplex bool // on both sides, turned over the long edge, as official papers are (GB/T 9704-2012 6.2)
}

// Finished papers are files; reading and printing them is the work of the computer's own programs.
// OpenFile, PrintFile and ShowInFolder hand a file over and return a *data.Error with a sentence for
// the secretary when there is no program to take it. They may block for a moment: call them from a
// task, not from the UI goroutine.
