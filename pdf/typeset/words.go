package typeset

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// titleWords are the words of official titles, the field's own first. What belongs together is one word: 民主评议.
var titleWords = wordSet(`
民主评议 内部评议 社会评议 群众评议 评议会议 评议对象 评议内容 评议结果 评议人员 评议票 评议工作 评议活动 评议 测评 民主测评
自查自评 自查 自评 自评报告 述职述德述廉 述职述廉 述职 述廉 公开承诺书 公开承诺 承诺书 承诺 承诺事项 践诺 评诺 履职情况 履职
整改台账 整改方案 整改措施 整改落实 整改提高 整改事项 整改情况 整改 台账 限期整改 立行立改 督办 督办通知单 销号 督查 专项督查 自查表
两评一树 活动 实施方案 工作方案 方案 指导意见 实施意见 意见建议 意见 建议 反馈意见 意见箱 征求意见表 征求意见 征求 反馈函 反馈
宣传发动 组织评议 动员会议 动员会 动员部署 动员 部署 座谈会 恳谈会 推进会 汇报会 会议 会议纪要 纪要 议程 大会 例会 培训班 培训
领导班子 领导干部 领导小组 领导小组办公室 领导 班子成员 班子 主要负责同志 负责同志 负责人 党组 党组织 党委 支部 党员干部 党员
干部职工 干部 职工 人员 同志 先进典型 先进集体 先进个人 先进 典型 选树 表彰 通报表扬 通报批评 批评 表扬 诫勉谈话 诫勉 谈话 谈话记录
评先评优 评先树优 资格 取消 延期整改 延期 追究 责任追究 责任 责任制 目标责任 目标考核 年度考核 考核 考核办法 综合考核 计分表 计分 得分
满意度 满意率 满意 群众满意 群众 服务对象 服务窗口 重点岗位 窗口 岗位 廉政风险 廉政 防范 防范管理 风险 党风廉政建设 党风廉政 党风
政风行风 政风 行风 作风建设 作风 工作作风 机关作风 效能建设 效能 机关 机关党委 建设 队伍建设 制度 制度建设 长效机制 机制
办公室 工作办公室 活动办公室 委员会 人民政府 政府 政协 人大 党代表 人大代表 政协委员 代表 委员 县委 县政府 县纪委 纪委 监察局 市委 市政府 省委
组织部 宣传部 统战部 政法委 财政局 审计局 公安局 教育局 人事局 卫生局 民政局 部门 单位 县直 市直 县直部门 各单位 各部门 科室 下属 直属 有关单位 有关部门
油区 油区办 油田 地方 工农 综合 协调 油地 地质 勘探 开发 工程 项目 项目攻坚年 攻坚年 安全 安全生产 生产 维稳 信访 稳定 环境 优化 治理 整治
关于 召开 开展 印发 转发 批转 报送 上报 报请 呈报 备案 公布 发布 公示 公告 公开 通知 通报 报告 请示 批复 函 函告 决定 意见函 办法 规定 细则 规则 要点 总结 简报 计划
规划 安排 做好 切实 进一步 加强 改进 推进 推动 深化 深入 全面 认真 扎实 落实 贯彻 学习 贯彻落实 执行 完善 健全 建立 规范 提高 提升 促进 实施 组织 参加 参与
邀请 派员 观摩 监督 监督员 检查 抽查 验收 评估 评选 推荐 推选 选举 调整 成立 任免 任职 免职 聘任 聘请 组成 名单 成员 分工 职责 工作 工作情况 情况
结果 结果运用 结果汇总 汇总 汇总表 统计 分析 情况报告 情况通报 总结报告 工作总结 工作要点 工作计划 工作安排 工作报告 年度工作 年度 上半年 下半年 第一季度 季度
阶段 时间 地点 事项 有关 有关事项 有关问题 若干 问题 突出问题 突出 若干意见 若干问题 重点 重点工作 重大 一般 专项 专题 专题会议 专项活动 专项治理 集中 集中整治
内部 社会 民主 党内 党外 相关 相关方面 方面 部分 全体 全县 全市 全省 全办 全区 全面推进 本年度 近期 当前 期间 节日期间 春节 国庆节 中秋节 元旦 放假 值班
考察 考察组 调研 走访 慰问 座谈 交流 学习教育 教育 主题教育 实践 实践活动 创先争优 科学发展观 群众路线 廉洁自律 廉洁 自律 准则 纪律 规矩 从政 换届 换届工作
经费 预算 决算 资金 补助 申请 使用 管理 管理办法 采购 招标 公务 公务接待 车辆 档案 保密 信息 信息公开 政务公开 政务 网站 新闻 宣传 媒体 系统 平台
服务 行政 审批 行政审批 审批服务 便民 惠民 利民 民生 实事 为民 务实 清廉 形象 树立 展示 成效 做法 经验 经验交流 亮点 特色 创新 发展 经济 经济社会 社会发展
党群 经济部门 执法 执法部门 依法行政 依法 法治 法制 普法 综治 平安 文明 文明单位 创建 精神 精神文明 文化 体育 卫生 计划生育 人口 扶贫 帮扶 结对 志愿 志愿服务
干部作风 转变 转变作风 改善 解决 处理 处置 应急 应急预案 预案 防汛 抗旱 防火 消防 反腐倡廉 惩治 预防 腐败 惩防 体系 风险防控 防控 权力 权力运行 运行 透明
党风廉政建设责任制 第一批 第二批 第三批 首批 批次 名额 报名 表格 填报 填写 须知 说明 附件 试行 暂行 修订 修改 征求意见稿 送审稿 讨论稿 草案
`)

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// longestWord is the length of the longest of titleWords.
const longestWord = 9

// Single characters that belong to the word before them (表 in 征求意见表, 的), to what follows (和, 关于召开全…), and those
// of places, which belong to a name before them, or else to what follows: 临黄县, 转发县活动办公室….
const (
	endings   = "的地得等了着者化性型类式率街局办委厅部处科室所站队组院校厂司会团班稿表单票书信栏案册"
	openings  = "和与及暨或在对向为以由把将从按被给让请致至到于各本全新旧老副首第每某该再未不无非所中大"
	placeEnds = "省市县区乡镇村"
)

// titleNumber is a number with what it counts, or a date.
var titleNumber = regexp.MustCompile(`^([0-9A-Za-z]+([.:／/·-][0-9A-Za-z]+)*[%％‰℃]?(年度|年|月份|月|日|号|期|届|次|个|名|项|件|条|批|人|周年)?)+`)

// piece is a word, a number, a quotation or a single other character of a title.
type piece struct {
	text        string
	known       bool // more than a single character
	left, right bool // belongs to the piece before it, to the one after it
}

// titleUnits cuts a title into the units that no line end may part.
func titleUnits(title string, ems float64) (units []unit) {
	pieces := titlePieces(title, ems)
	for i, p := range pieces {
		if i > 0 && (p.left || pieces[i-1].right || !p.known && !pieces[i-1].known) {
			last := &units[len(units)-1]
			last.text += p.text
			last.known = last.known && (p.known || p.left)
			continue
		}
		units = append(units, unit{text: p.text, known: p.known || p.right})
	}
	for i := range units {
		units[i].width = textEms(units[i].text)
	}
	return units
}

func titlePieces(title string, ems float64) (pieces []piece) {
	for len(title) > 0 {
		p := firstPiece(title, ems)
		pieces = append(pieces, p)
		title = title[len(p.text):]
	}
	for i := range pieces {
		p := &pieces[i]
		first, _ := utf8.DecodeRuneInString(p.text)
		last, _ := utf8.DecodeLastRuneInString(p.text)
		inName := i > 0 && i+1 < len(pieces) && pieces[i-1].other() && pieces[i+1].other() && first != '的'
		afterName := i > 0 && pieces[i-1].other()
		switch {
		case p.known, inName:
		case strings.ContainsRune(placeEnds, first):
			p.left, p.right = afterName, !afterName
		case strings.ContainsRune(endings, first):
			p.left = true
		case strings.ContainsRune(openings, first):
			p.right = true
		}
		if p.text == "同志" && i > 0 { // 张为民同志: a name may be made of a word
			p.left = true
			pieces[i-1].left = pieces[i-1].left || i > 1 && pieces[i-2].other()
		}
		p.left = p.left || noStart(first) || first == ' '
		p.right = p.right || noEnd(last)
	}
	return pieces
}

// other tells whether the piece is a character without a rule: perhaps part of a name.
func (p piece) other() bool {
	return !p.known && !strings.Contains(endings+openings+placeEnds, p.text)
}

// firstPiece gives what a title begins with: a quotation that fits on a line, a number, the longest word, or a character.
func firstPiece(title string, ems float64) piece {
	if q := quotation(title); q != "" && textEms(q) <= ems {
		return piece{text: q, known: true}
	}
	if number := titleNumber.FindString(title); number != "" {
		return piece{text: number, known: true}
	}
	ends := make([]int, 0, longestWord) // of the first characters
	for i, r := range title {
		if len(ends) == longestWord {
			break
		}
		ends = append(ends, i+utf8.RuneLen(r))
	}
	for _, end := range slices.Backward(ends) {
		if titleWords[title[:end]] {
			return piece{text: title[:end], known: true}
		}
	}
	return piece{text: title[:ends[0]]}
}

// longestQuotation is more bytes than a line of a title has.
const longestQuotation = 256

// quotation gives the whole bracket, title or quotation that a text begins with, and nothing if it begins with none.
func quotation(text string) string {
	const pairs = "“”《》〈〉（）〔〕‘’「」『』【】［］"
	first, size := utf8.DecodeRuneInString(text)
	at := strings.IndexRune(pairs, first)
	if !opening(first) || at < 0 {
		return ""
	}
	last, _ := utf8.DecodeRuneInString(pairs[at+size:])
	depth := 0
	for i, r := range text[:min(len(text), longestQuotation)] {
		switch r {
		case first:
			depth++
		case last:
			if depth--; depth == 0 {
				return text[:i+utf8.RuneLen(r)]
			}
		}
	}
	return ""
}
