import type { CaseCheck, CaseForm } from '../../../shared/cases.ts';

/** A case of the demonstration, and what came of it. */
export interface CaseTale {
  /** by the Chinese name of the trade's own tree */
  className: string;
  title: string;
  avoidance: string;
  keywords: string[];
  author: string;
  until: 'draft' | 'inReview' | 'published' | 'retired';
  /** written without a complaint, so many days ago; undefined: it came from the closed complaint of its class */
  written?: { daysAgo: number } & Pick<CaseForm, 'channel' | 'problem' | 'cause' | 'responsibleUnit' | 'remedy' | 'lesson'>;
  /** the oldest first; `recurredIn`: the beginning of what was complained about then */
  checks?: readonly { daysAgo: number; outcome: CaseCheck['outcome']; words: string; recurredIn?: string }[];
  /** why it is no longer of use */
  retired?: { daysAgo: number; words: string };
}

/** The library of a power company's hall, drawn up by hand: nobody in it exists. */
export const caseTales: readonly CaseTale[] = [
  {
    className: '欠费停电未通知', title: '欠费停电停错了邻户', author: 'wanglei', until: 'published', keywords: ['欠费停电', '表计核对', '错停'],
    avoidance: '现场停电前核对户号、表号、表位三项，缺一不停；停电后由第二人回看照片。远程停电前核对户表关系变更记录。',
    written: {
      daysAgo: 310, channel: 'phone', problem: '未欠费客户家中突然停电，经查为催费人员停电时误操作了相邻表位。', cause: '表箱内表位标签脱落，停电前只看楼层没有核对表号', responsibleUnit: '催费班',
      remedy: '半小时内恢复供电，上门致歉，补贴全部表位标签', lesson: '停电操作前没有第二项核对，一张脱落的标签就能停错一户',
    },
    checks: [{ daysAgo: 215, outcome: 'avoided', words: '抽查停电工单 60 张，三项核对照片齐全。' }, { daysAgo: 125, outcome: 'avoided', words: '抽查 40 张，无错停。' }, { daysAgo: 40, outcome: 'avoided', words: '全季度无错停投诉。' }],
  },
  {
    className: '服务态度', title: '现金缴费找零不足引起争执', author: 'zhaomin', until: 'retired', keywords: ['现金', '找零'],
    avoidance: '每日开厅前备足零钞，窗口间可互换。',
    written: {
      daysAgo: 330, channel: 'hallManager', problem: '客户用百元现金缴费，窗口没有零钱，让客户自己去换。', cause: '开厅前没有备零钞', responsibleUnit: '营业班', remedy: '当场向客户致歉并兑换零钱', lesson: '把备零钞列入开厅准备清单',
    },
    checks: [{ daysAgo: 240, outcome: 'avoided', words: '开厅清单逐日签字。' }],
    retired: { daysAgo: 40, words: '现金窗口已统一由银行代收，找零由银行负责。' },
  },
  {
    className: '家用电器损坏', title: '雷雨后家电损坏登记不全，赔付拖延', author: 'sunhaoran', until: 'published', keywords: ['雷击', '家电损坏', '理赔', '零线'],
    avoidance: '受理当日登记品牌、型号、购置日期并拍铭牌；24 小时内到场核实，零线断线的当日出具证明交保险公司。',
    written: {
      daysAgo: 240, channel: 'counter', problem: '雷雨后同一台区多户电视机、热水器损坏，登记后两个月没有赔付结果。', cause: '受理时没有登记型号和购置日期，保险公司两次退件', responsibleUnit: '客户服务班',
      remedy: '逐户补登资料，协调保险公司一周内赔付', lesson: '赔付慢在第一天：登记缺一项，后面退一次件',
    },
    checks: [{ daysAgo: 145, outcome: 'avoided', words: '本季 7 件，资料一次齐全。' }, { daysAgo: 60, outcome: 'avoided', words: '4 件均在两周内赔付。' }],
  },
  {
    className: '电价执行错误', title: '过户后充电桩仍按合表电价收费', author: 'wuting', until: 'published', keywords: ['充电桩', '分时电价', '过户', '退费'],
    avoidance: '过户受理单增加“用电类别与分时方案核对”一栏，由受理人和客户双签；每月比对一次充电桩档案与电价。',
    written: {
      daysAgo: 200, channel: 'phone', problem: '客户过户后办理充电桩用电，半年电费一直按合表电价计收。', cause: '过户时沿用原档案，没有核对用电类别和分时方案', responsibleUnit: '营业班', remedy: '更正电价，退还差价 412.70 元', lesson: '过户不只是改户名，电价档案要一并核对',
    },
    checks: [{ daysAgo: 105, outcome: 'avoided', words: '比对 126 户充电桩档案，无差错。' }, { daysAgo: 20, outcome: 'avoided', words: '比对 151 户，无差错。' }],
  },
  {
    className: '资料反复补正', title: '增容资料退件四次，每次理由不同', author: 'zhangxiaoyan', until: 'published', keywords: ['增容', '报装', '一次性告知', '退件'],
    avoidance: '资料审核按清单逐项打勾，退件须一次列全并由班长签字；第二次退件自动报营业主管。',
    written: {
      daysAgo: 180, channel: 'counter', problem: '小微企业办理增容，资料先后退回四次，每次提出新的要求。', cause: '审核人员轮班，各按各的习惯看，没有统一清单', responsibleUnit: '营业班', remedy: '指定专人一次审完，当周送电', lesson: '退件理由分散在几个人手里，客户就要跑几趟',
    },
    checks: [{ daysAgo: 85, outcome: 'avoided', words: '本季退件 9 件，无二次退件。' }],
  },
  {
    className: '交费与票据', title: '自助缴费机吞钞，两周才退款', author: 'liuyang', until: 'published', keywords: ['自助缴费机', '吞钞', '退款'],
    avoidance: '吞钞当场由大堂经理出具凭条，当日清机核对，次日前退款；机身张贴值班电话。',
    written: {
      daysAgo: 150, channel: 'hallManager', problem: '自助缴费机收钞后未到账，客户多次来厅，两周后才退款。', cause: '清机由外包单位每两周一次，厅里没有钥匙也没有登记', responsibleUnit: '营业班', remedy: '当日清机退款，收回清机钥匙', lesson: '钱在机器里，责任在厅里：清机不能等外包',
    },
    checks: [{ daysAgo: 55, outcome: 'avoided', words: '吞钞 3 次，均当日退款。' }, { daysAgo: 12, outcome: 'recurred', words: '午间无人持钥匙，客户等候两小时。已增设午间值班钥匙。', recurredIn: '自助机吞了一百元' }],
  },
  {
    className: '复电超时', title: '远程复电失败没有转人工', author: 'huangzhiqiang', until: 'published', keywords: ['复电', '远程费控', '转人工'],
    avoidance: '复电指令下发三十分钟无回执的自动转抢修工单；值班人员每两小时核对一次未成功清单。',
    written: {
      daysAgo: 130, channel: 'phone', problem: '客户缴清欠费后一天没有复电，系统显示指令已下发。', cause: '远程复电指令失败后停在系统里，没有人看失败清单', responsibleUnit: '抢修班', remedy: '上门人工合闸，减免违约金', lesson: '指令已下发不等于已复电，要看回执',
    },
    checks: [{ daysAgo: 35, outcome: 'avoided', words: '失败 11 次，均一小时内转人工。' }, { daysAgo: 6, outcome: 'recurred', words: '周末夜间没有核对失败清单，改为自动转单。', recurredIn: '交清欠费一天了' }],
  },
  {
    className: '公告与实际不符', title: '停电延时没有再次通知', author: 'ouyangqing', until: 'published', keywords: ['计划停电', '延时送电', '公告'],
    avoidance: '预计延时超过三十分钟的，由工作负责人在原定送电时间前报调度，客户服务班同步更新公告和短信。',
    written: {
      daysAgo: 97, channel: 'hotline12345', problem: '公告停电至下午四点，实际晚上七点送电，其间没有任何通知，餐饮商户损失较大。', cause: '现场遇缺陷需处理，工作负责人只报了调度，没有告知客户服务班', responsibleUnit: '配电运检班',
      remedy: '向商户致歉说明，登记损失情况', lesson: '延时的消息只走调度，客户是最后一个知道的',
    },
  },
  {
    className: '错抄漏抄', title: '抄错一个数字，空置房多出三百度电', author: 'wanglei', until: 'published', keywords: ['抄表', '复核', '退费', '空置房'],
    avoidance: '系统对环比超过一倍或空置户有电量的自动挂起，复核员电话或现场核对后才能发行。',
    checks: [{ daysAgo: 4, outcome: 'avoided', words: '本月挂起 17 户，改正 5 户，均在出账前。' }],
  },
  {
    className: '排队等候过长', title: '午间只开一个窗口，老人站着等了一个多小时', author: 'zhangxiaoyan', until: 'published', keywords: ['午间', '排班', '等候', '老年客户'],
    avoidance: '每周一按近四周分时客流排班；等候超过三十分钟，大堂经理有权增开窗口并引导老年客户优先。',
  },
  {
    className: '未公告停电', title: '临时停电没有录入公告系统', author: 'sunhaoran', until: 'published', keywords: ['临时停电', '停电公告', '短信', '市政施工'],
    avoidance: '未在公告系统登记的停电，调度不予许可；临时停电提前 24 小时公告，短信由系统自动发出。',
  },
  { className: '换表未告知', title: '换表没有留下旧表底数', author: 'wuting', until: 'published', keywords: ['换表', '告知单', '底数'], avoidance: '换表工单须上传新旧表示数和门口告知单的照片，缺照片不能结单。' },
  { className: '交费与票据', title: '网上缴费后开不出发票，客户跑三趟', author: 'liuyang', until: 'published', keywords: ['发票', '对账', '首问负责'], avoidance: '第三方支付对账改为每日两次；窗口凭支付记录当场补录开票，首问人员跟到办结。' },
  {
    className: '一次性告知不到位', title: '过户材料说了三次才说全', author: 'zhaomin', until: 'published', keywords: ['过户', '一次性告知', '预审'],
    avoidance: '过户、更名、销户取号时发一次性告知单，咨询台先预审材料，缺什么一次写全。',
    checks: [{ daysAgo: 3, outcome: 'avoided', words: '抽查过户 12 件，均一次办结。' }],
  },
  { className: '到场超时', title: '抢修超时没有告诉用呼吸机的客户', author: 'huangzhiqiang', until: 'published', keywords: ['抢修', '到场时限', '重要用户', '呼吸机'], avoidance: '派单时标出家中有生命支持设备的用户，优先到场；预计超时的在承诺时间前致电说明。' },
  {
    className: '服务态度', title: '窗口人员连续工作，对客户不耐烦', author: 'ouyangqing', until: 'published', keywords: ['服务态度', '轮岗', '窗口'],
    avoidance: '连续服务满两小时轮岗，班长当班巡查两次；柜面不放手机。',
    checks: [{ daysAgo: 2, outcome: 'recurred', words: '又有客户反映，轮岗执行了，手机管理没有落实。', recurredIn: '咨询峰谷电价' }],
  },
  { className: '欠费停电未通知', title: '换了手机号，没收到催费短信就停电', author: 'wuting', until: 'inReview', keywords: ['催费', '送达凭证', '联系方式'], avoidance: '停电前须有送达凭证；短信发送失败的三日内上门张贴通知单，并请客户更新联系方式。' },
  { className: '电压质量', title: '公变重载，夏夜电压低', author: 'limin', until: 'draft', keywords: [], avoidance: '' },
];
