package data

import (
	"context"
	"strings"
)

// The invented people of the sample rounds who aren't on its roster: 干部职工 first, then those from outside, each group as
// long as its 应到.
var (
	sampleStaff = strings.Fields(`丁一鸣 吕秀兰 刘敏 曹德顺 何春梅 冯国强 田文静 邵建平 任红霞 白志远 范小军 石海燕 龙云飞 万家和 雷鸣 贺丽华 顾长河 尹立新`)
	sampleGuest = map[GroupKind][]string{
		PartyDelegate: strings.Fields("于德水 毛秀云 方正国 孔令军 邓玉梅"),
		PeoplesDeputy: strings.Fields("叶青山 史桂芳 卢大勇 江月华 汤建国"),
		CPPCCMember:   strings.Fields("许文昌 严立群 苏慧 陆明德 武春生"),
		ServiceUser:   strings.Fields("苗福田 赵二虎 钱玉兰 孟祥林 岳小芹 庞大海 郝连成 侯秀英 施小龙 姚满仓 秦桂香 袁守业 贾有才 夏荷 梁继祖 彭家旺 蒋秋菊"),
	}
	samplePosts = map[GroupKind]string{
		PartyDelegate: "县党代表", PeoplesDeputy: "县人大代表", CPPCCMember: "县政协委员", ServiceUser: "油区村民代表",
	}
)

// sampleAttendance writes who was invited to both rounds and who came, as many as were counted at the door.
func sampleAttendance(ctx context.Context, s *Store) error {
	var staff []Invitee
	for _, t := range sampleRoster {
		if t.kind == Leader || t.kind == KeyPost || t.kind == RiskPost {
			staff = append(staff, Invitee{Group: Staff, Name: t.name, Post: strings.TrimSpace(t.unit + t.post)})
		}
	}
	for _, name := range sampleStaff {
		staff = append(staff, Invitee{Group: Staff, Name: name})
	}
	var guests []Invitee
	for _, g := range Social.GroupKinds() {
		for _, name := range sampleGuest[g] {
			guests = append(guests, Invitee{Group: g, Name: name, Post: samplePosts[g]})
		}
	}
	held, err := s.Rounds(ctx)
	if err != nil {
		return err
	}
	for _, r := range held {
		list := staff
		if r.Kind == Social {
			list = guests
		}
		came := map[GroupKind]int{}
		for _, g := range r.Groups {
			came[g.Kind] = g.Present
		}
		for i := range list {
			list[i].Present = came[list[i].Group] > 0
			came[list[i].Group]--
		}
		if err := s.SaveAttendance(ctx, r.ID, list); err != nil {
			return err
		}
	}
	return nil
}
