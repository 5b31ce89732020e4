package data

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed strokes.txt
var strokesTable string

// place is where a character stands in the order of strokes, and how many it has.
type place struct{ order, strokes int32 }

// places reads the table once, when it is first needed.
var places = sync.OnceValue(func() map[rune]place {
	all := make(map[rune]place, 100_000)
	for line := range strings.Lines(strokesTable) {
		number, characters, _ := strings.Cut(strings.TrimSpace(line), " ")
		strokes, err := strconv.Atoi(number)
		if err != nil {
			continue // the head of the table
		}
		for _, r := range characters {
			all[r] = place{int32(len(all)), int32(strokes)}
		}
	}
	return all
})

// compoundSurnames are the 复姓 that are kept together in the order of names.
var compoundSurnames = strings.Fields(`欧阳 司马 司徒 司空 诸葛 上官 夏侯 东方 尉迟 公孙 慕容 令狐 长孙 宇文 皇甫 轩辕 端木 呼延 南宫 独孤
	闻人 万俟 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 西门 第五 左丘 东郭 百里 拓跋 完颜 纳兰`)

// Strokes returns the strokes of a name's first character, the 姓氏笔画; 0 when that is no Chinese character.
func Strokes(name string) int {
	for _, r := range name {
		return int(places()[r].strokes)
	}
	return 0
}

// SortByStrokes puts targets in the order of 按姓氏笔画为序, those with the same name by rank:
//
//  1. The surname: its first character by the number of strokes, then stroke by stroke (横竖撇点折), then by the place in
//     通用规范汉字表; then the second character of a compound surname. 欧 comes before 欧阳.
//  2. Within a surname the 单名 before the 双名, as official lists have it: 王毅 before 王小洪.
//  3. Then the given name, character by character in the same way.
//
// Names with a dot (买买提·艾力) go by their characters without the dot, the first standing for the surname; teams and
// windows likewise. What is no Chinese character comes after all that are.
func SortByStrokes(targets []Target) {
	slices.SortStableFunc(targets, func(a, b Target) int {
		return cmp.Or(CompareNames(a.Name, b.Name), cmp.Compare(a.Rank, b.Rank))
	})
}

// CompareNames compares two names as SortByStrokes does. It is 0 only for names with the same characters.
func CompareNames(a, b string) int {
	surnameA, givenA := splitName(a)
	surnameB, givenB := splitName(b)
	return cmp.Or(
		slices.CompareFunc(surnameA, surnameB, compareCharacters),
		cmp.Compare(len(givenA), len(givenB)),
		slices.CompareFunc(givenA, givenB, compareCharacters),
	)
}

func splitName(name string) (surname, given []rune) {
	runes := []rune(strings.ReplaceAll(name, "·", ""))
	n := min(1, len(runes))
	if len(runes) > 2 && slices.Contains(compoundSurnames, string(runes[:2])) {
		n = 2
	}
	return runes[:n], runes[n:]
}

func compareCharacters(a, b rune) int {
	placeA, okA := places()[a]
	placeB, okB := places()[b]
	switch {
	case okA && okB:
		return cmp.Compare(placeA.order, placeB.order)
	case okA:
		return -1
	case okB:
		return 1
	}
	return cmp.Compare(a, b)
}
