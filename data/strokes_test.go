package data_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"liangping/data"
)

// byStrokes is a list of names put in order by hand, by the rule of published lists (GF 3003-1999): a line is a number of
// strokes and the stroke that the surname begins with. The strokes of the surnames were written down one by one (横1 竖2 撇3
// 点4 折5) wherever two begin alike:
//
//   - 卫521 习541 马551, all three begun with 折; 孙521234 买544134 纪551515; 阮521135 before 孙.
//   - 丘32121 付32124 白32511 包35515; 邱3212152 何3212512; 高4125125… 郭4125152…; 姚531… 贺532….
//   - 黄122… 曹125… 龚135…; 曾432… 温441… 谢453….
//
// Within a surname the 单名 come first, then by the given name: 宁5 军6 勇9 毅15, then 小3 文4 东5. 李𬭎: 𬭎 has 12 strokes
// as 强, and begins with 撇, 强 with 折. 欧阳 follows 欧. 买买提·艾力, teams and windows go by their characters.
const byStrokes = `
2 横 丁薛祥
2 竖 卜凡
2 折 刁亦男
3 横 于是 万鹏
3 折 卫青 习仲 马飚 马兴瑞
4 横 王宁 王军 王勇 王毅 王小洪 王文涛 王东明 韦唯 尤勇
4 撇 牛犇 毛宁 仇英
4 点 文天祥 方圆
4 折 尹力 孔垂柱 邓小平
5 横 甘霖 艾青 古月 左权 石磊 龙云 平杰三
5 竖 卢生 叶挺 田汉 史良
5 撇 丘成桐 付强 白崇礼 包玉刚
5 点 冯骥 兰天
5 折 司马光 皮定均 边巴
6 横 邢燕子 戎冠秀 吉鸿昌 成龙 毕昇
6 竖 吕布
6 撇 朱德 伍豪 任弼时 华罗庚 向警予
6 点 庄子 刘军 刘建军 齐心 关羽 江南 汤显祖 安宁 许仙
6 折 阮籍 孙玉琴 买买提·艾力 纪晓岚
7 横 严复 苏轼 杜甫 杜志刚 李𬭎 李强 李大钊 李小龙 杨柳
7 竖 吴用
7 撇 邱少云 何香凝 余光中 邹韬奋
7 点 沈从文 宋庆龄 宋丽娟
7 折 张三 张一山 张大千 陆游 陈云 陈晓燕
8 横 武松 范仲淹 林则徐 欧静怡 欧阳修 欧阳文忠
8 竖 卓琳 易安 罗荣桓
8 撇 季羡林 岳飞 金庸 周立民
8 点 郑文博 油区办领导班子
8 折 孟子
9 横 赵云 胡适 柳青
9 撇 钟馗 段誉 侯宝林
9 点 姜维 洪升
9 折 姚明 贺龙
10 横 秦琼 袁枚 贾岛 夏衍 顾城
10 撇 钱穆 徐悲鸿
10 点 高振海 郭沫若 唐寅
10 折 陶渊明
11 横 黄河 曹操 龚自珍
11 竖 常香玉 崔颢
11 点 康有为 章太炎
12 横 彭湃 韩雪
12 撇 程颢 傅雷 鲁迅
12 点 曾巩 温庭筠 谢长青
13 横 雷锋
13 撇 鲍照
14 横 蔡伦
14 点 廖承志 谭嗣同
14 折 熊希龄
15 点 颜真卿 潘岳
16 横 薛涛
17 横 戴望舒
17 撇 魏征
`

func TestSortByStrokes(t *testing.T) {
	var want []string
	for line := range strings.Lines(strings.TrimSpace(byStrokes)) {
		fields := strings.Fields(line)
		for _, name := range fields[2:] {
			if fields[0] != strconv.Itoa(data.Strokes(name)) {
				t.Errorf("%s has %d strokes, want %s", name, data.Strokes(name), fields[0])
			}
			want = append(want, name)
		}
	}
	if len(want) < 100 {
		t.Fatalf("only %d names", len(want))
	}
	for range 3 {
		var targets []data.Target
		for _, i := range rand.Perm(len(want)) {
			targets = append(targets, data.Target{Name: want[i]})
		}
		data.SortByStrokes(targets)
		for i, target := range targets {
			if target.Name != want[i] {
				t.Fatalf("at place %d: %s, want %s", i+1, target.Name, want[i])
			}
		}
	}
}

func TestCompareNames(t *testing.T) {
	for _, test := range []struct{ before, after, why string }{
		{"甲一", "申二", "the same strokes, 甲 before 申 in 通用规范汉字表"},
		{"王喆", "王𬭎华", "单名 before 双名"},
		{"欧小明", "欧阳修", "欧 before 欧阳, whatever follows"},
		{"欧龘", "欧阳一", "欧 before 欧阳"},
		{"魏征", "Wang", "letters after characters"},
		{"Li", "Wang", "letters among themselves"},
		{"买买提", "买买提·艾力", "shorter first"},
	} {
		if data.CompareNames(test.before, test.after) >= 0 || data.CompareNames(test.after, test.before) <= 0 {
			t.Errorf("%s before %s: %s", test.before, test.after, test.why)
		}
	}
	same := []data.Target{{Name: "王军", Rank: 5}, {Name: "王军", Rank: 2}}
	if data.SortByStrokes(same); same[0].Rank != 2 {
		t.Error("the same name isn't ordered by rank")
	}
	if data.Strokes("") != 0 || data.Strokes("A") != 0 || data.Strokes("𬭎") != 12 {
		t.Error("strokes of nothing, of a letter or of 𬭎")
	}
}

func TestMatchTarget(t *testing.T) {
	targets := []data.Target{
		{Name: "王喆", Kind: data.Leader, Level: data.Principal, Post: "党组书记、主任"},
		{Name: "李𬭎", Kind: data.Leader, Level: data.Member, Unit: "办公室"},
		{Name: "买买提·艾力", Kind: data.Leader, Level: data.Member},
		{Name: "单小红", Kind: data.KeyPost, Unit: "油地协调科"},
		{Name: "吕秀兰", Kind: data.KeyPost, Note: "A组"},
	}
	for _, test := range []struct{ query, want string }{
		{"", "王喆 李𬭎 买买提·艾力 单小红 吕秀兰"},
		{"wz", "王喆"},
		{"WangZ", "王喆"},
		{"wangzhe", "王喆"},
		{"zhe", "王喆"},
		{"mmtal", "买买提·艾力"},
		{"al", "买买提·艾力"},
		{"sxh", "单小红"},
		{"danxh", "单小红"},
		{"lvx", "吕秀兰"},
		{"lh", "李𬭎"},
		{"zw", ""},
		{"党组 王", "王喆"},
		{"班子成员", "李𬭎 买买提·艾力"},
		{"重点 x", "单小红 吕秀兰"},
		{"a组", "吕秀兰"},
		{"协调", "单小红"},
	} {
		var got []string
		for _, target := range targets {
			if data.MatchTarget(target, test.query) {
				got = append(got, target.Name)
			}
		}
		if !slices.Equal(got, strings.Fields(test.want)) {
			t.Errorf("%q: %v, want %s", test.query, got, test.want)
		}
	}
}
