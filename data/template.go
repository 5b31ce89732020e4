package data

import "time"

// planCriteria are the eight 评议内容 of plan.md §二（二）, word for word.
var planCriteria = [...]Criterion{
	{
		Number: 1, Aspect: Work, Name: "推动发展情况", Short: "推动发展",
		Text:  "服从服务于全县经济社会发展大局，认真贯彻落实县委、县政府决策部署，凝心聚力谋发展，积极推进黄蓝经济区建设，推动科学发展、率先发展。",
		Focus: "重点看能否认真开展“项目攻坚年”活动，全力以赴推进项目建设，奋力实现油区事业发展新突破。",
	},
	{
		Number: 2, Aspect: Work, Name: "履职尽责情况", Short: "履职尽责",
		Text:  "认真履行职能，圆满完成业务工作任务；积极改革创新，不断取得工作新突破；抓好干部队伍建设，提升规范化管理水平。",
		Focus: "重点看今年以来创造的工作实绩。",
	},
	{
		Number: 3, Aspect: Work, Name: "服务民生情况", Short: "服务民生",
		Text:  "积极回应社会关切，自觉保障和改善民生。",
		Focus: "重点看维护群众合法权益，促进公平正义和维护社会稳定情况。",
	},
	{
		Number: 4, Aspect: Work, Name: "优化环境情况", Short: "优化环境",
		Text:  "注重加强效能建设，规范审批、公正执法、公开透明、文明服务。",
		Focus: "重点看是否依法行政，是否存在“吃拿卡要”和不作为、乱作为及推诿扯皮、敷衍拖拉等现象。",
	},
	{
		Number: 5, Aspect: Conduct, Name: "提升境界、锐意进取情况", Short: "提升境界",
		Text:  "是否具有立足本职、围绕中心、服务大局的思想境界；是否具有锐意进取、勇于担当、攻坚克难的精神风貌；是否具有求真务实、真抓实干、积极作为的工作作风；是否具有抢抓机遇、奋力创新、敢闯敢试的雄心壮志；是否具有爱岗敬业、无私奉献、勇争一流的团队精神。",
		Focus: "重点看勇于担当，自我加压，服务大局的意识和作风。",
	},
	{
		Number: 6, Aspect: Conduct, Name: "注重落实、积极作为情况", Short: "注重落实",
		Text:  "是否具有严细认真的负责态度，把工作抓细抓实，真正抓到位抓到底；是否具有雷厉风行的高效执行力，高效率高质量地完成工作任务；是否具有攻坚突破的拼搏精神，敢于迎难而上，开创工作新局面。",
		Focus: "重点看落实有效，推进有力，高效优质服务的意识和作风。",
	},
	{
		Number: 7, Aspect: Conduct, Name: "联系群众、文明行政情况", Short: "联系群众",
		Text:  "是否深入基层、深入群众，倾听群众意见、建议；是否认真落实各项便民惠民措施，积极主动为群众办实事好事；是否有效畅通群众利益诉求渠道，切实维护群众利益；是否做到文明、热情服务，杜绝“门难进、脸难看、话难听、事难办”等衙门作风。",
		Focus: "重点看依法行政，文明服务的意识和作风。",
	},
	{
		Number: 8, Aspect: Conduct, Name: "遵纪守法、清正廉洁情况", Short: "清正廉洁",
		Text:  "是否认真落实党风廉政建设责任制，积极完善惩治和预防腐败体系，落实反腐倡廉各项制度；是否认真落实“五个严禁、十七个不准、五个一律”纪律规定，营造风清气正换届环境；是否强化对重要岗位、重点人员的廉政风险防控，规范权力运行；是否认真落实上级部署的党风廉政建设任务，开展好行风政风专项治理活动；是否严格遵守党和国家的廉政法纪，认真贯彻执行《廉政准则》，加强对干部职工的教育管理；是否自觉接受群众监督，严肃处理违纪违法行为。",
		Focus: "重点看落实党风廉政建设责任制，清正廉洁、严格自律的意识和作风。",
	},
}

// PlanTemplate returns a new campaign as the work plan sets it up: title, 依据, the three phases of plan.md §三
// in the given year, the eight criteria and the default scoring. What only the office knows is left empty.
func PlanTemplate(year int) Campaign {
	day := func(m time.Month, d int) Date { return Date{year, m, d} }
	return Campaign{
		ID:                 NewID(),
		Year:               year,
		Title:              "“两评一树”活动",
		Basis:              "关于在县直部门单位开展“两评一树”活动的指导意见",
		LeadingGroupOffice: "县“两评一树”活动领导小组办公室",
		SupervisionGroup:   "活动督导组",
		Phases: [3]Phase{
			{Publicity, day(time.July, 21), day(time.July, 31)},
			{Appraisal, day(time.August, 1), day(time.September, 10)},
			{Rectification, day(time.September, 11), day(time.October, 31)},
		},
		Criteria: append([]Criterion(nil), planCriteria[:]...),
		Scoring:  DefaultScoring,
	}
}
