package data_test

import (
	"fmt"
	"testing"

	"liangping/data"
)

// The scores, worked out by hand: twice the shared pairs ÷ all pairs.
func TestSuggest(t *testing.T) {
	all := []data.Opinion{
		{ID: "same", Text: "油地纠纷答复慢"},        // 6 pairs, all shared: 12/12
		{ID: "close", Text: "纠纷答复太慢。"},       // 纠纷 纷答 答复 复太 太慢: 3 shared, 6/11
		{ID: "punctuated", Text: "油地纠纷，答复慢"}, // punctuation doesn't count
		{ID: "far", Text: "补偿标准各村说法不一"},
		{ID: "one", Text: "慢"},
		{ID: "twice", Text: "答复答复答复答复"}, // 7 pairs; 答复 counts once: 2/13, too little
	}
	l := data.NewLikeness(all)
	want := "[{same 1} {punctuated 1} {close 0.5454545454545454}]"
	if got := fmt.Sprint(l.Suggest(10, nil, "油地纠纷答复慢")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := fmt.Sprint(l.Suggest(1, map[data.ID]bool{"same": true}, "无关的话", "油地纠纷答复慢")); got != "[{punctuated 1}]" {
		t.Error(got)
	}
	if got := l.Suggest(5, nil, "", "慢"); len(got) > 0 {
		t.Errorf("one character is like %v", got)
	}
}

func BenchmarkSuggest(b *testing.B) {
	var all []data.Opinion
	for i := range 5000 {
		all = append(all, data.Opinion{ID: data.ID(fmt.Sprint(i)), Text: fmt.Sprintf("第%d条：油地纠纷受理以后半个月没有答复，希望能在五个工作日内书面答复%d", i, i*i)})
	}
	l := data.NewLikeness(all)
	for b.Loop() {
		if len(l.Suggest(20, nil, "油地纠纷受理后迟迟没有答复，积压的没人催办")) != 20 {
			b.Fatal("too few")
		}
	}
}
