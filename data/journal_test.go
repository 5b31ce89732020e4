package data_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"liangping/data"
)

// journal returns the entries as text: operator and what.
func (o *office) journal() (lines []string) {
	o.t.Helper()
	rows, err := o.DB().Query("SELECT operator || '：' || what FROM journal ORDER BY number")
	o.ok(err)
	defer rows.Close()
	for rows.Next() {
		var line string
		o.ok(rows.Scan(&line))
		lines = append(lines, line)
	}
	o.ok(rows.Err())
	return lines
}

// Every use case leaves its entry; ballots appear by batch only, once for each operator.
func TestJournal(t *testing.T) {
	o := newOffice(t)
	roster := o.roster()
	r := o.round(data.Internal)
	for range 26 {
		o.key(r, 0, strings.Repeat("1", rosterLines))
	}
	for range 3 {
		_, err := o.TakeBackBallot(o.ctx, r.ID, r.Groups[0].ID)
		o.ok(err)
		_, err = o.TakeBackBallot(o.ctx, r.ID, r.Groups[0].ID)
		o.ok(err)
		o.key(r, 0, strings.Repeat("2", rosterLines))
	}
	o.ok(o.SetOperator("韩雪"))
	o.key(r, 0, strings.Repeat("2", rosterLines))
	o.ok(o.SaveReport(o.ctx, data.Report{TargetID: roster[1].ID, Text: "机密的正文", SelfRating: map[int]data.SelfGrade{1: data.Poor}}))
	i := o.item("机密的问题", "2011-09-20")
	o.begin(i.ID)
	o.finish(i.ID, "机密的结果")
	want := `刘敏：操作人 刘敏 开始操作
刘敏：建立 2011年“两评一树”活动
刘敏：登记评议对象 油区办领导班子
刘敏：登记评议对象 王喆
刘敏：登记评议对象 李𬭎
刘敏：登记评议对象 信访接待窗口
刘敏：建立内部评议
刘敏：内部评议票样定稿，15 行
刘敏：内部评议录票：干部职工第 1 批
刘敏：内部评议录票：干部职工第 2 批
刘敏：撤回重录：第 2 批
刘敏：撤回重录：第 1 批
韩雪：操作人 韩雪 开始操作
韩雪：内部评议录票：干部职工第 1 批
韩雪：自查自评报告起草 王喆
韩雪：保存自查自评 王喆
韩雪：登记整改事项第 1 项
韩雪：整改事项第 1 项送审
韩雪：整改事项第 1 项审核通过
韩雪：登记整改事项第 1 项的佐证材料
韩雪：登记整改事项第 1 项的公示
韩雪：整改事项第 1 项申请销号
韩雪：整改事项第 1 项销号`
	if got := strings.Join(o.journal(), "\n"); got != want {
		t.Errorf("got\n%s", got)
	}
	for _, table := range []string{"ballot", "line", "round_group"} { // nothing there tells when or by whom
		var columns int
		o.ok(o.DB().QueryRow("SELECT count(*) FROM pragma_table_info(?) WHERE name IN ('at', 'time', 'date', 'operator', 'rowid')", table).Scan(&columns))
		if columns > 0 {
			t.Errorf("%s has a column for a time or a person", table)
		}
	}
}

// An entry is in the same transaction as its write: refused together.
func TestJournalAndWriteAreOne(t *testing.T) {
	o := newOffice(t)
	o.ok(func() error {
		_, err := o.DB().Exec("CREATE TRIGGER no_more BEFORE INSERT ON journal BEGIN SELECT raise(ABORT, 'no'); END")
		return err
	}())
	if err := o.SaveTarget(o.ctx, data.Target{ID: data.NewID(), Name: "王喆", Kind: data.KeyPost, Ask: data.AskAspects}); err == nil {
		t.Error("written without an entry")
	}
	if targets, err := o.Targets(o.ctx); err != nil || len(targets) > 0 {
		t.Errorf("%+v, %v", targets, err)
	}
}

// Any change of the journal's middle shows at the next start, whatever it is.
func TestJournalTampering(t *testing.T) {
	for name, statement := range map[string]string{
		"who":      "UPDATE journal SET operator = '别人' WHERE number = 3",
		"when":     "UPDATE journal SET at = '2011-08-01T00:00:00+08:00' WHERE number = 3",
		"what":     "UPDATE journal SET what = what || ' ' WHERE number = 3",
		"record":   "UPDATE journal SET record = '' WHERE number = 3",
		"link":     "UPDATE journal SET previous = zeroblob(32) WHERE number = 3",
		"hash":     "UPDATE journal SET hash = zeroblob(32) WHERE number = 6",
		"cut out":  "DELETE FROM journal WHERE number = 3",
		"first":    "DELETE FROM journal WHERE number = 1",
		"shifted":  "UPDATE journal SET number = number + 1 WHERE number = 6",
		"moved":    "UPDATE journal SET operator = operator || substr(what, 1, 1), what = substr(what, 2) WHERE number = 3",
		"replaced": "INSERT OR REPLACE INTO journal SELECT number, at, '别人', record, what, previous, hash FROM journal WHERE number = 3",
	} {
		t.Run(name, func(t *testing.T) {
			path := office1(t, filepath.Join(t.TempDir(), "office.db"))
			tamper(t, path, "DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete", statement)
			_, err := data.Open(path, data.Options{})
			refused(t, err, data.Damaged, "备份")
			s, err := data.OpenReadOnly(path)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			findings, err := s.Check(t.Context())
			if err != nil || findings.OK || !strings.Contains(findings.Trouble(), "日志在第") {
				t.Errorf("%+v, %v", findings, err)
			}
		})
	}
}

// link is the documented form of an entry's hash, written a second time: prefix, previous link, number, and each text
// after its length.
func link(previous []byte, number uint64, texts ...string) []byte {
	canonical := append([]byte("liangping journal 1\n"), previous...)
	canonical = binary.BigEndian.AppendUint64(canonical, number)
	for _, text := range texts {
		canonical = append(binary.BigEndian.AppendUint64(canonical, uint64(len(text))), text...)
	}
	sum := sha256.Sum256(canonical)
	return sum[:]
}

// The chain is what its comment says; and an entry that was rewritten with a fitting hash still breaks it, even if the
// next one is made to point at it.
func TestJournalChain(t *testing.T) {
	path := office1(t, filepath.Join(t.TempDir(), "office.db"))
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT number, at, operator, record, what, previous, hash FROM journal ORDER BY number")
	if err != nil {
		t.Fatal(err)
	}
	last, forged := make([]byte, 32), []byte(nil)
	for rows.Next() {
		var number uint64
		var when, operator, record, what string
		var previous, hash []byte
		if err := rows.Scan(&number, &when, &operator, &record, &what, &previous, &hash); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(previous, last) || !bytes.Equal(hash, link(last, number, when, operator, record, what)) {
			t.Errorf("entry %d doesn't hang on the one before", number)
		}
		if number == 3 {
			forged = link(last, number, when, "别人", record, what)
		}
		last = hash
	}
	rows.Close()
	db.Close()
	tamper(t, path, "DROP TRIGGER journal_no_update")
	for _, statement := range []string{
		fmt.Sprintf("UPDATE journal SET operator = '别人', hash = x'%x' WHERE number = 3", forged),
		fmt.Sprintf("UPDATE journal SET previous = x'%x' WHERE number = 4", forged),
	} {
		tamper(t, path, statement)
		s, err := data.OpenReadOnly(path)
		if err != nil {
			t.Fatal(err)
		}
		if findings, err := s.Check(t.Context()); err != nil || findings.Trouble() != "日志在第 4 条断开：内容被改动过，或者缺了一条。" {
			t.Errorf("%+v, %v", findings, err)
		}
		s.Close()
	}
}

// A clock that was set back: nothing is refused or lost, the journal names it, and the to-do list begins with it.
func TestClockSetBack(t *testing.T) {
	o := newOffice(t)
	o.clock.now = at("2011-08-10")
	o.target("王喆", data.Leader, data.Principal)
	lines := o.journal()
	if last := lines[len(lines)-1]; last != "刘敏：登记评议对象 王喆（电脑时间早于上一条记录）" {
		t.Error(last)
	}
	o.clock.now = at("2011-08-11")
	o.target("李𬭎", data.Leader, data.Member)
	if lines = o.journal(); strings.Contains(lines[len(lines)-1], "电脑") {
		t.Error(lines[len(lines)-1])
	}
	o.clock.now = at("2011-08-05")
	overview, err := o.Overview(o.ctx)
	o.ok(err)
	if first := overview.Todos[0]; first.What != "核对电脑日期" || first.Urgency != data.Blocked || first.Why != "今天是 2011-08-05，上一次记录却在 2011-08-11" {
		t.Errorf("%+v", first)
	}
	if findings, err := o.Check(o.ctx); err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
}
