package data_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"liangping/data"
)

// fixedRandom gives every seal of a test the same random bytes.
func fixedRandom() *rand.ChaCha8 { return rand.NewChaCha8(sha256.Sum256([]byte("seal"))) }

// copyOf opens a copy of the office's file, which is closed, under another path.
func (o *office) copyOf(path string) *office {
	o.t.Helper()
	o.ok(copyTo(path, o.Path()))
	twin := &office{t: o.t, ctx: o.ctx, clock: o.clock, campaign: o.campaign}
	twin.open(path)
	o.t.Cleanup(func() { twin.Close() })
	return twin
}

// The same ballots, keyed in two orders, get the same seal code, and the pages of the sealed file that hold them are the same
// to the byte; with one mark changed the code is another.
func TestEntryOrderLeavesNoTrace(t *testing.T) {
	o := newOffice(t)
	o.roster()
	dice := rand.New(rand.NewPCG(5, 6))
	n := size(120, 1000)
	paper := throw(dice, n, rosterLines)
	r := o.hall(o.round(data.Internal), paper)
	o.ok(o.WaiveSecondPass(o.ctx, r.ID, "人手不够"))
	o.ok(o.Close())

	shuffled := slices.Clone(paper)
	dice.Shuffle(n, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	changed := slices.Clone(paper)
	i := slices.IndexFunc(changed, func(sheet string) bool { return sheet[0] == '1' })
	changed[i] = "2" + changed[i][1:]
	var codes []string
	var pages [][]byte
	for i, order := range []sheets{paper, shuffled, changed} {
		twin := o.copyOf(filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", i)))
		twin.SetRandom(fixedRandom())
		twin.keyAll(r, order)
		codes = append(codes, twin.seal(r).Code)
		o.ok(twin.Close())
		pages = append(pages, treePages(t, twin.Path(), "ballot"))
	}
	o.open(o.Path())
	if codes[0] != codes[1] || codes[0] == codes[2] {
		t.Errorf("the codes are %v: want the first two alike", codes)
	}
	if !bytes.Equal(pages[0], pages[1]) || bytes.Equal(pages[0], pages[2]) {
		t.Errorf("%d and %d bytes of ballots differ between two orders of entry, or another mark leaves them the same", len(pages[0]), len(pages[1]))
	}
	if want := n * (rosterLines + 32); len(pages[0]) < want {
		t.Errorf("the pages of the ballots have %d bytes, want more than %d: nothing was compared", len(pages[0]), want)
	}
}

// treePages returns the pages of a table without rowids, whole, as they lie in a file that isn't open.
func treePages(t *testing.T, path, table string) (all []byte) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var root, size int
	if err := db.QueryRow("SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = ?", table).Scan(&root, &size); err != nil {
		t.Fatal(err)
	}
	var walk func(number int)
	walk = func(number int) {
		page := content[(number-1)*size : number*size]
		all = append(all, page...)
		switch page[0] {
		case 10: // a leaf
		case 2: // an inner page: its cells and its right-most pointer lead on
			for i := range int(binary.BigEndian.Uint16(page[3:])) {
				cell := binary.BigEndian.Uint16(page[12+2*i:])
				walk(int(binary.BigEndian.Uint32(page[cell:])))
			}
			walk(int(binary.BigEndian.Uint32(page[8:])))
		default:
			t.Fatalf("page %d is of type %d", number, page[0])
		}
	}
	walk(root)
	return all
}

// Every single mark that is changed behind the program's back is found, and the group is named.
func TestOneMarkChanged(t *testing.T) {
	o, r := sealedSocial(t)
	dice := rand.New(rand.NewPCG(7, 8))
	for range size(100, 1000) {
		g := r.Groups[dice.IntN(3)]
		var id data.ID
		var marks string
		o.ok(o.DB().QueryRow("SELECT id, marks FROM ballot WHERE group_id = ? AND spoiled = '' ORDER BY id LIMIT 1 OFFSET ?", g.ID, dice.IntN(12)).Scan(&id, &marks))
		changed := []byte(marks)
		line := dice.IntN(len(changed))
		changed[line] = '0' + (changed[line]-'0'+byte(1+dice.IntN(5)))%6
		change := func(marks string) {
			_, err := o.DB().Exec("UPDATE ballot SET marks = ? WHERE id = ?", marks, id)
			o.ok(err)
		}
		change(string(changed))
		findings, err := o.VerifySeals(o.ctx)
		o.ok(err)
		if want := "社会评议封存之后被改动过：" + g.Kind.String() + "的票与封存时不符。"; findings.Trouble() != want {
			t.Fatalf("line %d of %s: %s is now %s: %q, want %q", line+1, id, marks, changed, findings.Trouble(), want)
		}
		change(marks)
	}
	if findings, err := o.VerifySeals(o.ctx); err != nil || !findings.OK {
		t.Errorf("%+v, %v", findings, err)
	}
}

// sealedSocial returns a sealed social round, three groups by ballots and one by totals, in a file without its triggers.
func sealedSocial(t *testing.T) (*office, data.Round) {
	t.Helper()
	o := newOffice(t)
	o.roster()
	dice := rand.New(rand.NewPCG(3, 4))
	paper := []sheets{throw(dice, 20, rosterLines), throw(dice, 18, rosterLines), throw(dice, 20, rosterLines), throw(dice, 60, rosterLines)}
	r := o.hall(o.round(data.Social), paper...)
	o.keyAll(r, paper[:3]...)
	o.ok(o.SaveTotals(o.ctx, r.ID, r.Groups[3].ID, byHand(paper[3])))
	o.ok(o.WaiveSecondPass(o.ctx, r.ID, "人手不够"))
	o.seal(r)
	o.ok(o.Close())
	twin := filepath.Join(t.TempDir(), "office.db")
	o.ok(copyTo(twin, o.Path()))
	tamper(t, twin, triggerDrops(t, twin)...)
	o.open(twin)
	return o, r
}

func triggerDrops(t *testing.T, path string) (statements []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var statement string
		if err := rows.Scan(&statement); err != nil {
			t.Fatal(err)
		}
		statements = append(statements, statement)
	}
	return statements
}

// byHand counts as a person would with 正字: line by line, sheet by sheet.
func byHand(paper sheets) (total data.Total) {
	total = data.Total{Valid: paper.valid(), Spoiled: len(paper) - paper.valid()}
	for line := range rosterLines {
		var c data.Counts
		for _, sheet := range paper {
			if sheet[0] == '!' {
				continue
			}
			*[]*int{&c.Blank, &c.Satisfied, &c.MostlySatisfied, &c.Dissatisfied, &c.Unfamiliar, &c.Multiple}[sheet[line]-'0']++
		}
		total.Counts = append(total.Counts, c)
	}
	return total
}

// Whatever else is changed behind the program's back keeps the file from being opened, with a sentence that says what it is.
func TestChangesAreNamedAtStart(t *testing.T) {
	o, r := sealedSocial(t)
	o.ok(o.Close())
	group := string(r.Groups[0].ID)
	const pick = " WHERE id = (SELECT min(id) FROM ballot WHERE spoiled = '' AND group_id = "
	for name, test := range map[string]struct{ statement, want string }{
		"a mark":              {"UPDATE ballot SET marks = iif(marks LIKE '1%', '2', '1') || substr(marks, 2)" + pick + "'" + group + "')", "社会评议封存之后被改动过：党代表的票与封存时不符"},
		"a ballot less":       {"DELETE FROM ballot" + pick + "'" + group + "')", "党代表的票"},
		"a ballot more":       {"INSERT INTO ballot SELECT group_id, '" + string(data.NewID()) + "', NULL, marks, spoiled FROM ballot" + pick + "'" + group + "')", "党代表的票"},
		"to another group":    {"UPDATE ballot SET group_id = '" + string(r.Groups[1].ID) + "'" + pick + "'" + group + "')", "党代表的票、人大代表的票"},
		"spoiled":             {"UPDATE ballot SET marks = '', spoiled = '整张空白'" + pick + "'" + group + "')", "党代表的票"},
		"totals":              {"UPDATE total_line SET satisfied = satisfied + 1, dissatisfied = dissatisfied - 1 WHERE number = 2", "服务对象代表的票"},
		"accounting":          {"UPDATE round_group SET expected = expected + 1 WHERE kind = 'staff' OR kind = 'peoples-deputy'", "人大代表的清点数"},
		"form":                {"UPDATE line SET target_name = '王喆' WHERE number = 1", "票样"},
		"lines swapped":       {"UPDATE line SET label = iif(number = 10, '作风', '工作') WHERE number IN (10, 11)", "票样"},
		"scrutineers":         {"UPDATE round SET scrutineers = '别人'", "评议情况"},
		"waiver":              {"DELETE FROM waiver", "评议情况"},
		"no more sealed":      {"UPDATE round SET state = 'open'", "社会评议的封存被去掉了"},
		"seal taken away":     {"DELETE FROM seal_part; DELETE FROM seal", "封存记录却不见了"},
		"another code":        {"UPDATE seal SET hash = zeroblob(32)", "第1次封存的记录被改动过"},
		"rules":               {"UPDATE seal SET rules = replace(rules, '75', '60')", "第1次封存的记录被改动过"},
		"a part's hash":       {"UPDATE seal_part SET digest = zeroblob(32) WHERE part = 'form'", "第1次封存的记录被改动过"},
		"an unsealing forged": {"INSERT INTO unseal SELECT round_id, number, at, operator, 'x' FROM seal; UPDATE round SET state = 'open'", "日志记有启封 0 次，现有记录 1 次"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "office.db")
			o.ok(copyTo(path, o.Path()))
			tamper(t, path, test.statement)
			before := hash(t, path)
			_, err := data.Open(path, data.Options{Log: slog.New(slog.DiscardHandler)})
			refused(t, err, data.Damaged, test.want, "从封存时的备份恢复")
			if hash(t, path) != before {
				t.Error("the refused file was changed")
			}
		})
	}
	o.open(o.Path())
}

// After the seal neither the file nor any copy that is kept tells the order in which the ballots came, nor which opinion came
// with which: the old keys are in no byte of them, every ballot is there once, and its place correlates with nothing.
func TestNothingTellsTheOrder(t *testing.T) {
	o := newOffice(t)
	o.roster()
	n := size(200, 1000)
	dice := rand.New(rand.NewPCG(9, 10))
	var paper sheets
	seen := map[string]bool{}
	for len(paper) < n {
		if sheet := throw(dice, 1, rosterLines)[0]; sheet[0] != '!' && !seen[sheet] {
			seen[sheet] = true
			paper = append(paper, sheet)
		}
	}
	r := o.hall(o.round(data.Internal), paper)
	o.ok(o.BackUp(o.ctx, "录票前"))
	var old []data.ID
	var opinions []data.ID
	for i, sheet := range paper {
		b := o.key(r, 0, sheet)
		old = append(old, b.ID)
		if i%4 == 0 {
			opinion := data.Opinion{ID: data.NewID(), Text: fmt.Sprintf("第%04d条意见", i)}
			o.ok(o.SaveBallotOpinions(o.ctx, r.ID, opinion))
			opinions = append(opinions, opinion.ID)
		}
		if i%(n/4) == 1 {
			o.ok(o.BackUp(o.ctx, fmt.Sprintf("录票%d", i)))
		}
	}
	o.readAll(r, paper)
	place := data.SheetPlace{RoundID: r.ID, GroupID: r.Groups[0].ID, Batch: 2, Sheet: 7}
	o.ok(o.CorrectBallot(o.ctx, place, readingOf(paper[31]), data.Reading{Spoiled: "整张空白"}))
	o.ok(o.CorrectBallot(o.ctx, place, data.Reading{Spoiled: "整张空白"}, readingOf(paper[31])))
	o.ok(o.BackUp(o.ctx, "录票后"))
	dir := filepath.Dir(o.Path())
	if found := holding(t, dir, old[0]); len(found) < 5 {
		t.Fatalf("before the seal the key of the first ballot is in %v only: nothing is proved", found)
	}
	o.seal(r)
	if wal, err := os.Stat(o.Path() + "-wal"); err == nil && wal.Size() > 0 {
		t.Errorf("the -wal has %d bytes", wal.Size())
	}
	o.ok(o.Close())

	if names := files(t, dir); !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, "封存") }) || len(names) != 3 {
		t.Errorf("the folder holds %v, want the file, the copy from before the entry and the sealed one", names)
	}
	for _, id := range old {
		if found := holding(t, dir, id); len(found) > 0 {
			t.Fatalf("the old key %s is still in %v", id, found)
		}
	}
	for _, name := range files(t, dir) {
		if strings.Contains(name, "录票前") {
			continue
		}
		path := filepath.Join(dir, name)
		content, err := os.ReadFile(path)
		o.ok(err)
		var offsets []int
		for _, sheet := range paper {
			if count := bytes.Count(content, []byte(sheet)); count != 1 {
				t.Fatalf("%s: the sheet %s is there %d times", name, sheet, count)
			}
			offsets = append(offsets, bytes.Index(content, []byte(sheet)))
		}
		unrelated(t, name+": places of the ballots", offsets)
		var keys, texts []int
		db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
		o.ok(err)
		defer db.Close()
		for _, sheet := range paper {
			keys = append(keys, rowRank(t, db, "ballot", "marks", sheet))
		}
		for _, id := range opinions {
			texts = append(texts, rowRank(t, db, "opinion", "id", string(id)))
		}
		unrelated(t, name+": keys of the ballots", keys)
		unrelated(t, name+": keys of the opinions", texts)
		var places, free int
		o.ok(db.QueryRow("PRAGMA freelist_count").Scan(&free))
		if free != 0 {
			t.Errorf("%s: %d pages were given back and are still there", name, free)
		}
		o.ok(db.QueryRow("SELECT (SELECT count(position) FROM ballot) + (SELECT count(*) FROM second_reading) + (SELECT count(*) FROM batch_keyer)").Scan(&places))
		if places != 0 {
			t.Errorf("%s: %d places are left", name, places)
		}
	}
	o.open(o.Path())
}

// holding returns the files of a folder in whose bytes an ID stands.
func holding(t *testing.T, dir string, id data.ID) (names []string) {
	t.Helper()
	for _, name := range files(t, dir) {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(id)) {
			names = append(names, name)
		}
	}
	return names
}

// rowRank returns how many rows lie before the one in the order of the table's key.
func rowRank(t *testing.T, db *sql.DB, table, column, value string) (n int) {
	t.Helper()
	if err := db.QueryRow("SELECT count(*) FROM "+table+" WHERE id < (SELECT id FROM "+table+" WHERE "+column+" = ?)", value).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// unrelated fails when values are ranked like the order in which they came: Spearman's coefficient beyond five standard
// deviations of chance.
func unrelated(t *testing.T, what string, values []int) {
	t.Helper()
	ranks := make([]float64, len(values))
	for i, v := range values {
		for _, w := range values {
			if w < v {
				ranks[i]++
			}
		}
	}
	n := float64(len(values))
	sum := 0.0
	for i, rank := range ranks {
		sum += (float64(i) - rank) * (float64(i) - rank)
	}
	if rho := 1 - 6*sum/(n*(n*n-1)); rho*rho*(n-1) > 25 {
		t.Errorf("%s: rank correlation %.2f with the order of entry", what, rho)
	}
}
