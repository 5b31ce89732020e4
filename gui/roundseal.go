package gui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"liangping/data"
)

// sealRecords is what 封存 and 启封 need of the store.
type sealRecords interface {
	SealChecks(ctx context.Context, round data.ID) ([]data.Check, error)
	SealRound(ctx context.Context, round data.ID) (*data.Seal, error)
	UnsealRound(ctx context.Context, round data.ID, reason string) error
	Seal(ctx context.Context, round data.ID) (*data.Seal, error)
}

// sealPanel stands beside the checks in the step 封存: what is still in the way, or the seal's code.
type sealPanel struct {
	page *roundsPage
	seal *button // 封存…, on an open round
	redo *button // 重新组织…, on a void round that wasn't held again
	body *fyne.Container
	box  *fyne.Container
}

func newSealPanel(p *roundsPage) *sealPanel {
	s := &sealPanel{page: p, body: container.NewStack()}
	s.seal = newButton("封存…", p.askSealing).high()
	s.redo = newButton("重新组织这次评议", func() {
		if err := p.redoVoid(p.chosen); err != nil {
			p.app.showError("没有建立新的一次", err)
		}
	}).high()
	s.box = newPanel(pad2(12, 8, container.NewBorder(pad2(0, 2, bold(body("封存"))), hbox(8, s.seal, s.redo), nil, nil, s.body)))
	return s
}

const sealTextWidth = 440

// set shows how far the round is from its seal.
func (s *sealPanel) set(r data.Round, obstacles []data.Check, seal *data.Seal) {
	s.seal.Hidden, s.redo.Hidden = r.State != data.RoundOpen, !s.page.canRedo()
	content := vbox(6)
	say := func(text string, look fyne.ThemeColorName) {
		content.Add(newParagraph(text, textBody, look, sealTextWidth))
	}
	switch {
	case r.State == data.RoundVoid:
		say("× 整次无效："+r.VoidReason+"。", theme.ColorNameError)
		say("票数和已经录入的票留下备查，不再计票。", colorMuted)
	case seal != nil:
		content.Add(hbox(8, sealCode(seal.Code), spacer()))
		content.Add(caption(sealFacts(*seal)))
		content.Add(newParagraph("印在计票结果报告单上，由监票人、计票人签字。票有一处改动，封存码就对不上。", textCaption, colorMuted, sealTextWidth))
	case len(obstacles) == 0:
		say("检查全部通过，可以封存。", theme.ColorNameSuccess)
		say("封存以后票和合计不能再改，生成封存码，打印报告单签字。", colorMuted)
	default:
		say(fmt.Sprintf("还有 %d 条没有满足，不能封存：", len(obstacles)), theme.ColorNameForeground)
		var rules []string
		for _, c := range obstacles {
			rules = append(rules, c.Rule)
		}
		say(strings.Join(rules, "；"), colorMuted)
	}
	s.body.Objects = []fyne.CanvasObject{newScroll(content)}
	s.box.Refresh()
}

// sealCode is the code in the size in which it is read out.
func sealCode(code string) fyne.CanvasObject {
	return bold(newText(code, textLarge, theme.ColorNameForeground))
}

// sealFacts says when a seal was put on, and by whom.
func sealFacts(s data.Seal) string {
	return fmt.Sprintf("第 %d 次封存　%s　%s", s.Number, s.At.Format("2006-01-02 15:04"), s.Operator)
}

// sealOrOpen is the button of the head: 封存…, or 启封… on a sealed round.
func (p *roundsPage) sealOrOpen() {
	if r := p.round(); r != nil && r.State == data.RoundSealed {
		p.askUnsealing()
		return
	}
	p.askSealing()
}

// askSealing asks before the round is sealed: the figures concerned, the checks, what will happen, and for what a person vouches.
// While a check is in the way it says which.
func (p *roundsPage) askSealing() {
	if !p.mayChange() {
		return
	}
	r := *p.round()
	checks, err := p.records.SealChecks(context.Background(), r.ID)
	if err != nil {
		p.app.showError("没有读到检查结果", err)
		return
	}
	if obstacles := data.SealObstacles(checks); len(obstacles) > 0 {
		p.sayObstacles(r, obstacles)
		return
	}
	const width = dialogWideWidth - 2*dialogPadding
	var closeIt func()
	cancel := newButton("取消", func() { closeIt() }).key("Esc")
	doing := newButton("封存", func() { closeIt(); p.sealRound(r) }).high()
	present, sign := newCheck(vouching(r), nil), newCheck("封存后打印计票结果报告单，由监票人、计票人签字", nil)
	vouched := func(bool) { doing.setEnabled(present.on && sign.on) }
	present.changed, sign.changed = vouched, vouched
	vouched(false)
	happens := vbox(4, body("封存以后："))
	for _, line := range []string{
		"冻结本次评议的票、合计和检查结果，不能再改", "清除批次、张号和第二遍录入，票与票之间不再有先后",
		"生成封存码，印在计票结果报告单上", "立即备份一份，录入期间的旧备份清除",
	} {
		happens.Add(body("　·　" + line))
	}
	content := vbox(12, heading("封存“"+r.Name()+"”"), roundFigures(r), checkGrid(checks), happens,
		newParagraph("以后要启封，须写明理由，记入日志；再封存时封存码会变。", textBody, colorMuted, width), vbox(2, present, sign))
	closeIt = p.app.show(frameDialog(dialogWideWidth, content, cancel, doing), cancel, func() { closeIt() })
}

// vouching is what the operator vouches for at the seal.
func vouching(r data.Round) string {
	if r.Scrutineers == "" {
		return "监票人在场，已核对收票数"
	}
	return "监票人" + fit(r.Scrutineers, 300, textBody, false) + "在场，已核对收票数"
}

// sayObstacles says what keeps the round from being sealed.
func (p *roundsPage) sayObstacles(r data.Round, obstacles []data.Check) {
	const width = dialogWideWidth - 2*dialogPadding
	content := vbox(12, heading("“"+r.Name()+"”还不能封存"), body(fmt.Sprintf("还有 %d 条没有满足：", len(obstacles))))
	for _, c := range obstacles {
		sign, look := checkSign(c.State)
		content.Add(columns(4, []float32{20, 0}, newText(sign, textBody, look),
			newParagraph(c.Rule+"。"+c.Sentence(), textBody, theme.ColorNameForeground, width-24)))
	}
	p.app.showContent(dialogWideWidth, content)
}

// roundFigures is the strip with the figures of a round.
func roundFigures(r data.Round) fyne.CanvasObject {
	var sum data.Group
	for _, g := range r.Groups {
		sum.Expected, sum.Issued, sum.Returned = sum.Expected+g.Expected, sum.Issued+g.Issued, sum.Returned+g.Returned
		sum.Valid, sum.Spoiled = sum.Valid+g.Valid, sum.Spoiled+g.Spoiled
	}
	var cells []fyne.CanvasObject
	for _, f := range []struct {
		name  string
		count int
	}{{"应到", sum.Expected}, {"发出", sum.Issued}, {"收回", sum.Returned}, {"有效", sum.Valid}, {"废票", sum.Spoiled}} {
		cells = append(cells, pad2(14, 6, vbox(0, caption(f.name), heading(fmt.Sprint(f.count)))))
	}
	return newPanel(columns(0, make([]float32, len(cells)), cells...))
}

// checkGrid shows the checks with their signs, in two columns.
func checkGrid(checks []data.Check) fyne.CanvasObject {
	half := (len(checks) + 1) / 2
	column := func(some []data.Check) fyne.CanvasObject {
		box := vbox(2)
		for _, c := range some {
			sign, look := checkSign(c.State)
			words := c.Rule
			if c.State == data.Warns {
				words = c.Figures
			}
			text := newFitText(textBody, theme.ColorNameForeground)
			text.setText(words)
			box.Add(columns(4, []float32{20, 0}, bold(newText(sign, textBody, look)), text))
		}
		return box
	}
	return columns(16, []float32{0, 0}, column(checks[:half]), column(checks[half:]))
}

// sealRound seals in a task, for the file is written anew and a backup made.
func (p *roundsPage) sealRound(r data.Round) {
	var seal *data.Seal
	p.app.run("正在封存“"+r.Name()+"”", func(ctx context.Context, _ progress) (err error) {
		seal, err = p.records.SealRound(ctx, r.ID)
		return err
	}, func(err error) {
		p.app.reload()
		switch {
		case seal != nil:
			p.showStep(stepSeal)
			p.app.saved(r.Name() + "封存")
			p.sealed(r, *seal, err)
		case !cancelled(err):
			p.app.showError("没有封存", err)
		}
	})
}

// sealed shows the code of a new seal and offers the count sheets. trouble is what went wrong after the seal, nil for nothing.
func (p *roundsPage) sealed(r data.Round, s data.Seal, trouble error) {
	const width = dialogWideWidth - 2*dialogPadding
	content := vbox(12, heading("“"+r.Name()+"”已封存"), caption("封存码"), sealCode(s.Code), caption(sealFacts(s)),
		newParagraph("请打印计票结果报告单，核对上面的封存码，由监票人、计票人签字。", textBody, theme.ColorNameForeground, width))
	if trouble != nil {
		content.Add(newNotice(p.app.sentence(trouble), width))
	}
	var closeIt func()
	done := newButton("关闭", func() { closeIt() }).key("Esc")
	sheets := newButton("打印报告单…", func() { closeIt(); p.printSheets() }).high().withIcon(theme.DocumentPrintIcon())
	closeIt = p.app.show(frameDialog(dialogWideWidth, content, done, sheets), sheets, func() { closeIt() })
}

// askUnsealing asks for the reason, then opens a sealed round again.
func (p *roundsPage) askUnsealing() {
	r := p.round()
	if !p.canWork() {
		return
	}
	if r.State != data.RoundSealed {
		p.app.tell(r.Name()+"没有封存", "只有封存了的评议才要启封。")
		return
	}
	round := *r
	reason := newEntry()
	reason.PlaceHolder = "如：收回数写错，监票人要求改正"
	field := newField("理由", labelNarrow, reason)
	const width = dialogWidth - 2*dialogPadding
	about := vbox(8, newParagraph("启封以后，票数和票可以改正；录票的批次和张号已经清除，改一张票要从原票重新录起。", textBody, theme.ColorNameForeground, width),
		newParagraph("理由记入日志，印在下一张计票结果报告单上。再封存时封存码会变，原来签字的报告单作废。", textBody, theme.ColorNameForeground, width), field)
	p.app.formWith(dialogWidth, "启封“"+round.Name()+"”？", "启封", about, reason, func() error {
		field.accept()
		if data.CleanLine(reason.Text) == "" {
			field.refuse("请写明启封的理由。")
			return errRefused
		}
		if err := p.records.UnsealRound(context.Background(), round.ID, reason.Text); err != nil {
			return err
		}
		p.app.reload()
		p.app.saved(round.Name() + "启封")
		return nil
	})
}

// passChecks are the checks of the second reading, which lean on what is on the disk alone.
func passChecks(all []data.Check) []data.Check {
	return slices.DeleteFunc(all, func(c data.Check) bool { return c.ID != data.CheckSecondPass && c.ID != data.CheckDifferences })
}
