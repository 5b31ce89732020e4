package data_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"liangping/data"
)

// sheet makes rows of a table file; "|" separates the cells.
func sheetRows(lines ...string) []data.SheetRow {
	var rows []data.SheetRow
	for i, line := range lines {
		rows = append(rows, data.SheetRow{Number: i + 1, Cells: strings.Split(line, "|")})
	}
	return rows
}

const rosterHead = "姓名（名称）|类别|层次|职务（岗位）|所在科室|部门性质|票样|备注"

// A roster of 500 rows with 40 planted faults: every one is reported with its row, nothing else is, nothing is written
// before it is confirmed, and all of it takes less than three seconds.
func TestImportOfPlantedFaults(t *testing.T) {
	o := newOffice(t)
	o.roster()
	lines := []string{rosterHead}
	for i := range 500 {
		lines = append(lines, fmt.Sprintf("人员%c%c|重点岗位||科长|第%d科||两项|", rune('一'+i/40), rune('一'+i%40+7), i))
	}
	faults := []struct{ row, part string }{
		{"|重点岗位||科长||||", "姓名（名称）是空的"},
		{" 　|重点岗位||科长||||", "姓名（名称）是空的"},
		{"张 三|重点岗位||科长||||", "“张 三”中间有空格。请写成“张三”"},
		{"李　四|重点岗位||||||", "中间有空格。请写成“李四”"},
		{"赵五||||||||", "类别是空的"},
		{"赵六|重要岗位||||||", "类别“重要岗位”不认识"},
		{"赵七|领导干部||||||", "领导干部要填层次"},
		{"赵八|领导干部|副职|||||", "层次“副职”不认识"},
		{"赵九|重点岗位|班子成员|||||", "重点岗位不分层次"},
		{"赵十|重点岗位||||工业||", "部门性质“工业”不认识"},
		{"钱一|重点岗位|||||三项|", "票样“三项”不认识"},
		{strings.Repeat("长", 31) + "|重点岗位||||||", "有 31 个字，最多 30 个字"},
		{"钱二|重点岗位||" + strings.Repeat("职", 101) + "||||", "职务（岗位）有 101 个字"},
		{"钱三|重点岗位||||||" + strings.Repeat("注", 101), "备注有 101 个字"},
		{"钱四|重点岗位|||" + strings.Repeat("科", 101) + "|||", "所在科室有 101 个字"},
		{strings.Join(data.RosterExample(), "|"), "这是模板里的示例"},
		{"示例张三|领导干部|班子成员|||||", "这是模板里的示例"},
		{"王喆|领导干部|主要负责同志|||||", "与现有名单重复"},
		{"12345|重点岗位||||||", "不是姓名或者名称"},
		{"信访接待窗口|服务窗口||||||", "与现有名单重复"},
	}
	planted := map[int]string{}
	for i := range 40 { // each fault twice, in places of its own
		row := 5 + i*12
		fault := faults[i%len(faults)]
		lines[row], planted[row+1] = fault.row, fault.part
		if i >= len(faults) && strings.Contains("赵五赵六赵七赵八赵九赵十钱一钱二钱三钱四", strings.Split(fault.row, "|")[0]) && fault.row[0] != '|' {
			lines[row] = strings.Replace(fault.row, "|", "甲|", 1) // a namesake would be a fault of another kind
		}
	}
	before := dump(t, o)
	start := time.Now()
	p, err := o.PreviewImport(o.ctx, sheetRows(lines...))
	o.ok(err)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("the preview took %s", took)
	}
	if dump(t, o) != before {
		t.Error("the preview wrote something")
	}
	for _, row := range p.Bad() {
		want, ok := planted[row.Number]
		if text := strings.Join(row.Problems, ""); !ok || !strings.Contains(text, want) {
			t.Errorf("row %d: %q, planted %q", row.Number, text, want)
		}
		delete(planted, row.Number)
	}
	if len(planted) > 0 {
		t.Errorf("not reported: %v", planted)
	}
	if len(p.Rows) != 500 || p.Good() != 460 {
		t.Errorf("%d rows, %d good", len(p.Rows), p.Good())
	}
	for i := range 2 { // confirmed twice it is written once
		n, err := o.ConfirmImport(o.ctx, *p)
		o.ok(err)
		if want := []int{460, 0}[i]; n != want {
			t.Errorf("entered %d, want %d", n, want)
		}
	}
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	if len(targets) != 464 || targets[4].Name != p.Rows[0].Target.Name || targets[463].Rank != 464 || targets[463].Ask != data.AskAspects {
		t.Errorf("%d targets, the last %+v", len(targets), targets[len(targets)-1])
	}
}

func TestImportReadsEveryColumn(t *testing.T) {
	o := newOffice(t)
	p, err := o.PreviewImport(o.ctx, sheetRows(
		"油区办评议对象名单", "", "序号|所在单位|名称|职务|类 别|层次|票样|部门性质|电话|备注",
		"1|办公室| 买买提 • 艾力|副主任|领导干部|班子成员|九项：八项内容和总体|党群|555|回族", "", "2||油区办领导班子||领导班子",
	))
	o.ok(err)
	if !slices.Equal(p.Ignored, []string{"电话"}) || len(p.Bad()) > 0 {
		t.Errorf("%+v", p)
	}
	want := []data.Target{
		{Name: "买买提·艾力", Kind: data.Leader, Level: data.Member, Post: "副主任", Unit: "办公室", Ask: data.AskCriteria, UnitClass: data.PartyUnit, Note: "回族"},
		{Name: "油区办领导班子", Kind: data.Team, Ask: data.AskCriteria},
	}
	for i, row := range p.Rows {
		got := row.Target
		if want[i].ID = got.ID; got != want[i] || row.Number != []int{4, 6}[i] {
			t.Errorf("row %d: %+v", row.Number, got)
		}
	}
	n, err := o.ConfirmImport(o.ctx, *p)
	o.ok(err)
	if n != 2 {
		t.Errorf("entered %d", n)
	}
}

func TestImportFindsTwins(t *testing.T) {
	o := newOffice(t)
	gone := o.target("前任", data.KeyPost, "")
	gone.Withdrawn = true
	o.ok(o.SaveTarget(o.ctx, gone))
	p, err := o.PreviewImport(o.ctx, sheetRows(rosterHead,
		"张伟|重点岗位|||执法科", "张伟|重点岗位|||办公室", "张伟|重点岗位|||执法科", "前任|重点岗位"))
	o.ok(err)
	var got []string
	for _, row := range p.Rows {
		got = append(got, fmt.Sprint(row.Number, strings.Join(row.Problems, ""), "/", strings.Join(row.Remarks, "")))
	}
	want := []string{
		"2/", "3/与第 2 行同名。请核对是不是同一个对象。", "4与第 2 行重复。请只留一个。/", "5现有名单里有，已经停评。请在名单里恢复在评。/",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	o.ok(o.SaveTarget(o.ctx, data.Target{ID: data.NewID(), Name: "张伟", Kind: data.KeyPost, Unit: "执法科", Ask: data.AskOverall}))
	_, err = o.ConfirmImport(o.ctx, *p)
	refused(t, err, data.Conflict, "第 2 行", "请重新预览")
	if got := order(o); got != "前任张伟" {
		t.Errorf("half an import: %s", got)
	}
}

func TestImportRefused(t *testing.T) {
	o := newOffice(t)
	for name, test := range map[string]struct {
		rows []data.SheetRow
		part string
	}{
		"nothing":     {nil, "没有找到表头"},
		"no head":     {sheetRows("王喆|领导干部"), "没有找到表头"},
		"no kind":     {sheetRows("姓名|职务", "王喆|主任"), "没有找到表头"},
		"only a head": {sheetRows(rosterHead, "", " | "), "表头下面没有名单"},
		"too long":    {append(sheetRows(rosterHead), make([]data.SheetRow, data.MaxRoster+1)...), "最多 5000 行"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := o.PreviewImport(o.ctx, test.rows)
			refused(t, err, data.Invalid, test.part)
		})
	}
	p, err := o.PreviewImport(o.ctx, []data.SheetRow{
		{Number: 1, Cells: strings.Split(rosterHead, "|")}, {Number: 2, Cells: []string{"王喆", "重点岗位"}, Problems: []string{"第 9 列丢了位数。"}},
	})
	o.ok(err)
	if len(p.Bad()) != 1 || p.Bad()[0].Problems[0] != "第 9 列丢了位数。" {
		t.Errorf("%+v", p)
	}
	ctx, cancel := context.WithCancel(o.ctx)
	cancel()
	if _, err := o.PreviewImport(ctx, sheetRows(rosterHead, "王喆|重点岗位")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := o.ConfirmImport(ctx, *p); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// The roster of the last campaign: the active ones, with order, ballots and unit classes, under new IDs.
func TestCopyRoster(t *testing.T) {
	o := newOffice(t)
	old := o.roster()
	old[3].Withdrawn = true
	o.ok(o.SaveTarget(o.ctx, old[3]))
	next := data.PlanTemplate(2012)
	next.Office = o.campaign.Office
	o.ok(o.CreateCampaign(o.ctx, next))
	o.target("王喆", data.Leader, data.Principal)
	n, err := o.CopyRoster(o.ctx, o.campaign.ID)
	o.ok(err)
	if n != 2 || order(o) != "王喆油区办领导班子李𬭎" {
		t.Errorf("%d copied: %s", n, order(o))
	}
	targets, err := o.Targets(o.ctx)
	o.ok(err)
	if targets[1].ID == old[0].ID || targets[1].Ask != data.AskCriteria {
		t.Errorf("%+v", targets[1])
	}
	_, err = o.CopyRoster(o.ctx, o.campaign.ID)
	refused(t, err, data.State, "没有可以复制的对象")
	_, err = o.CopyRoster(o.ctx, next.ID)
	refused(t, err, data.State, "这就是当前活动的名单")
	_, err = o.CopyRoster(o.ctx, data.NewID())
	refused(t, err, data.NotFound, "没有找到这个活动")
}
