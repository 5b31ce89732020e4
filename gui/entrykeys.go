package gui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"liangping/data"
)

// entryRune gives the plain character for what an input method makes of it: a Chinese one that was left on must not stop the
// keying.
func entryRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～': // the full-width forms lie in the order of ASCII
		return r - '！' + '!'
	case r == '。':
		return '.'
	case r == '、':
		return '/'
	case r == '×':
		return '*'
	}
	return r
}

// TypedRune takes the figures and signs, of the main keyboard and of the numeric pad alike.
func (g *entryGrid) TypedRune(r rune) {
	g.figures.arrived()
	switch r = entryRune(r); r {
	case '0', '1', '2', '3', '4', '5':
		g.do(g.sheet.mark(data.Mark(r)), fmt.Sprintf("%d 项已经录齐，请按回车保存；要改先按 − 或 ↑ 退回。", len(g.lines)))
	case '-':
		g.do(g.sheet.move(-1), "已经是第一项，不能再退。")
	case '+':
		g.do(g.sheet.fill(), "没有可以照填的：先录一项，再按 + 把余下未录的填成同一项。")
	case '.':
		g.do(g.sheet.clear(), "此行没有录过，不用清除。")
	case '/':
		g.spoil()
	case '*':
		g.takeBack()
	case ' ', '=': // Space stands for nothing; = is + without Shift
		g.do(false, "这个键不起作用。评价项按 1 至 5 或 0，余下同此项按 +。")
	default:
		g.do(false, fmt.Sprintf("“%c”不是评价项的按键，请按 1 至 5 或 0。", r))
	}
}

// do shows what a key has done, or why it did nothing.
func (g *entryGrid) do(done bool, refusal string) {
	if !done {
		g.refuse(refusal)
		return
	}
	if g.changed != nil {
		g.changed()
	}
	g.advise("")
}

// TypedKey takes the keys that are not characters. Tab does nothing: the focus never leaves the grid.
func (g *entryGrid) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key):
		g.save()
	case key.Name == fyne.KeyEscape:
		g.end()
	case key.Name == fyne.KeyUp || key.Name == fyne.KeyBackspace:
		g.do(g.sheet.move(-1), "已经是第一项，不能再退。")
	case key.Name == fyne.KeyDown:
		g.do(g.sheet.move(1), "已经到最后一项。")
	case key.Name == fyne.KeyHome:
		g.do(g.sheet.move(-len(g.lines)), "已经是第一项。")
	case key.Name == fyne.KeyEnd:
		g.do(g.sheet.move(len(g.lines)), "已经到最后一项。")
	case key.Name == fyne.KeyPageUp:
		g.previous()
	case key.Name == fyne.KeyPageDown:
		g.following()
	case key.Name == fyne.KeyF8:
		g.find()
	case key.Name == fyne.KeyDelete:
		g.do(g.sheet.clear(), "此行没有录过，不用清除。")
	case isWindowKey(key):
		passOn(g, key)
	default:
		g.figures.down(key)
	}
}

// KeyDown needs nothing: TypedKey sees the key too.
func (g *entryGrid) KeyDown(*fyne.KeyEvent) {}

// KeyUp notices a figure key that came up again without its figure.
func (g *entryGrid) KeyUp(key *fyne.KeyEvent) {
	if sentence := g.figures.up(key); sentence != "" {
		g.refuse(sentence)
	}
}

// figureKeys notices a figure key that goes down and up again without a figure in between: Num Lock is off, or an input method
// has swallowed it. The driver tells of the key whatever Num Lock says; the figure comes before the key is up.
type figureKeys struct{ waiting fyne.KeyName }

// down is a key of which the figure is to follow.
func (f *figureKeys) down(key *fyne.KeyEvent) {
	if name := key.Name; len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
		f.waiting = name
	}
}

// arrived tells that a character has come.
func (f *figureKeys) arrived() { f.waiting = "" }

// mainRowEnd is the last scan code of the figures above the letters: 2 to 11 on Windows, 10 to 19 on X11. Those of the numeric
// pad begin at 71 and at 79.
const mainRowEnd = 19

// up returns why no figure came with the key, "" when one did.
func (f *figureKeys) up(key *fyne.KeyEvent) string {
	if f.waiting != key.Name || key.Name == "" {
		return ""
	}
	f.waiting = ""
	if key.Physical.ScanCode > mainRowEnd {
		return "小键盘锁定（NumLock）没有打开。请按一下小键盘左上角的 Num Lock。"
	}
	return "没有收到数字，可能开着中文输入法。请关掉输入法再按。"
}
