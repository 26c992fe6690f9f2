import type { ComplaintChannel } from '../../../shared/complaints.ts';

/** A complaint of the demonstration, and how far it has come. */
export interface ComplaintTale {
  daysAgo: number;
  /** by the Chinese name of the trade's own tree */
  className: string;
  channel: ComplaintChannel;
  urgency: number;
  impact: number;
  until: 'received' | 'assessed' | 'dispatched' | 'inHand' | 'paused' | 'returned' | 'answered' | 'redo' | 'calledBack' | 'refused' | 'withdrawn' | 'closed' | 'reopened';
  what: string;
  remedy: string;
  where?: string;
  isAnonymous?: boolean;
  /** complaints of the same household have the same number */
  household?: number;
  contact?: string;
  answer?: string;
  isRedone?: boolean;
  cause?: string;
  unit?: string;
  done?: string;
  lesson?: string;
}

/** Six weeks of a power company's hall, drawn up by hand: nobody in it exists. */
export const complaintTales: readonly ComplaintTale[] = [
  {
    daysAgo: 41, className: '错抄漏抄', channel: 'counter', urgency: 2, impact: 1, until: 'closed',
    what: '九月份电量比平时多出三百多度，家里两个月没人住，怀疑抄表读错。', remedy: '核对电表，退还多收电费',
    cause: '抄表员把 6 读成 9，复核时没有比对历史电量', unit: '抄表班', done: '退还多收电费 186.40 元并上门致歉', lesson: '电量环比超过一倍的户，出账前由复核员电话或现场核对', answer: '经现场核对，九月份表示数抄录有误，多计 312 千瓦时，已退还电费 186.40 元。',
  },
  {
    daysAgo: 38, className: '排队等候过长', channel: 'hallManager', urgency: 1, impact: 2, until: 'closed',
    what: '中午只开一个窗口，等了一小时十分钟才轮到，老人站着等。', remedy: '午间增开窗口',
    cause: '午间排班只留一个窗口，没有按客流调整', unit: '营业班', done: '午间增开一个缴费窗口，增设等候座椅', lesson: '排班按近四周同一时段客流测算，等候超过三十分钟由大堂经理增开窗口', answer: '我厅已自本周起午间增开一个窗口，并增设老年人优先座椅。',
  },
  {
    daysAgo: 35, className: '未公告停电', channel: 'phone', urgency: 3, impact: 3, until: 'closed',
    what: '小区早上六点突然停电到十点，没有任何通知，冰箱里的药坏了。', remedy: '说明原因，赔偿药品',
    cause: '配合市政施工临时停电，计划没有录入停电公告系统', unit: '配电运检班', done: '致歉，按规定协助客户申请赔偿', lesson: '临时停电须先录入公告系统并短信通知，未录入的不予许可开工', isRedone: true, answer: '当日停电系配合市政抢修，未及时公告，我单位深表歉意，赔偿申请已受理。',
  },
  {
    daysAgo: 33, className: '换表未告知', channel: 'counter', urgency: 1, impact: 1, until: 'closed',
    what: '下班回家发现电表换了，没人通知，旧表底数也不知道。', remedy: '提供旧表底数照片',
    cause: '装表人员没有在门口张贴换表告知单', unit: '计量班', done: '提供新旧表示数照片，客户签字确认', lesson: '换表现场拍照留存新旧示数，并张贴告知单后拍照上传',
  },
  {
    daysAgo: 30, className: '交费与票据', channel: 'counter', urgency: 1, impact: 1, until: 'closed',
    what: '网上交的电费，来打发票说系统里没有，来回跑了三趟。', remedy: '开具发票',
    cause: '第三方支付对账延迟一天，窗口人员不清楚可以手工补录', unit: '营业班', done: '当场补录并开具发票', lesson: '窗口张贴“支付未到账三步处理法”，首问人员负责到底',
  },
  {
    daysAgo: 28, className: '一次性告知不到位', channel: 'counter', urgency: 2, impact: 1, until: 'closed',
    what: '过户第一次说带房产证，第二次又说要原户主身份证，第三次要结清证明。', remedy: '一次说清要带什么',
    cause: '窗口没有使用一次性告知单', unit: '营业班', done: '致歉，当场办结过户', lesson: '过户、更名、销户取号时先发一次性告知单，由咨询台预审材料',
  },
  {
    daysAgo: 27, className: '到场超时', channel: 'hotline12345', urgency: 3, impact: 1, until: 'closed',
    what: '晚上九点报修说四十五分钟到，等到十二点才来，老人用呼吸机。', remedy: '说明超时原因',
    cause: '抢修班组同时处理两起故障，没有向客户说明', unit: '抢修班', done: '上门致歉，登记为重要用户', lesson: '预计超时须在承诺时间前致电客户，重要用户优先派单', isRedone: true,
  },
  {
    daysAgo: 25, className: '电价执行错误', channel: 'letter', urgency: 2, impact: 2, until: 'closed',
    what: '小区物业转供电按一块二收，文件说是目录电价。', remedy: '按规定电价收取',
    cause: '转供电主体加价未清理', unit: '用电检查班', done: '督促物业退还加价部分', lesson: '每季度抽查转供电主体电价公示',
  },
  {
    daysAgo: 24, className: '服务态度', channel: 'suggestionBox', urgency: 1, impact: 1, until: 'closed',
    what: '问了两句窗口就不耐烦，说墙上都写着自己看。', remedy: '改善态度',
    isAnonymous: true, cause: '窗口人员连续工作四小时未轮换', unit: '营业班', done: '批评教育，当事人写出改进', lesson: '窗口连续服务不超过两小时，设轮换岗',
  },
  {
    daysAgo: 23, className: '欠费停电未通知', channel: 'phone', urgency: 3, impact: 1, until: 'closed',
    what: '没有收到催费短信就被停电，孩子在上网课。', remedy: '立即复电',
    cause: '客户换号没有更新，停电前没有按规定送达通知单', unit: '催费班', done: '两小时内复电，更新联系方式', lesson: '停电前三日须有送达凭证，短信失败的改为上门张贴',
  },
  {
    daysAgo: 22, className: '电压质量', channel: 'counter', urgency: 2, impact: 2, until: 'closed',
    what: '晚上空调启动不了，灯也暗，邻居都这样。', remedy: '测量电压并改造',
    cause: '公变台区负荷过重', unit: '配电运检班', done: '台区已增容，电压合格', lesson: '夏季前对负载率超过八成的台区列入改造计划',
  },
  {
    daysAgo: 21, className: '施工后未恢复', channel: 'hallManager', urgency: 1, impact: 2, until: 'closed',
    what: '门口挖沟埋电缆后路面没有恢复，下雨积水。', remedy: '恢复路面',
    cause: '施工单位没有按期恢复', unit: '工程部', done: '三日内恢复路面', lesson: '施工恢复列入竣工验收必查项',
  },
  {
    daysAgo: 19, className: '过户更名', channel: 'counter', urgency: 1, impact: 1, until: 'refused',
    what: '与前业主为电费欠款打官司，要求供电公司先过户。', remedy: '先过户',
  },
  {
    daysAgo: 18, className: '抢修人员态度', channel: 'phone', urgency: 2, impact: 1, until: 'calledBack',
    what: '抢修师傅进门不戴鞋套，问什么都不回答。', remedy: '道歉',
    answer: '经核实，抢修人员未按规范着装和解释，已批评教育并考核。',
  },
  {
    daysAgo: 16, className: '电表走字快', channel: 'counter', urgency: 2, impact: 1, until: 'paused',
    what: '换了新表以后电费多了一半，怀疑电表不准。', remedy: '校验电表',
    contact: '已说明校验流程，客户同意拆表送检。',
  },
  {
    daysAgo: 15, className: '环节超时', channel: 'letter', urgency: 2, impact: 2, until: 'returned',
    what: '小微企业报装两个月没有送电，说在等设计。', remedy: '告知办理进度',
  },
  {
    daysAgo: 14, className: '交费与票据', channel: 'phone', urgency: 1, impact: 1, until: 'withdrawn',
    what: '自助机吞了一百元，没有到账。', remedy: '退款',
  },
  {
    daysAgo: 13, className: '频繁停电', channel: 'phone', urgency: 3, impact: 3, until: 'redo',
    what: '楠木巷一周停了三次电，冰箱都坏了。', remedy: '彻底解决',
    household: 11, where: '楠木巷', answer: '该线路树障已清理，并列入改造计划。',
  },
  {
    daysAgo: 12, className: '频繁停电', channel: 'counter', urgency: 3, impact: 3, until: 'inHand',
    what: '这一周停电三次，每次两三个小时，没有说法。', remedy: '书面说明',
    household: 11, where: '楠木巷',
  },
  {
    daysAgo: 12, className: '频繁停电', channel: 'counter', urgency: 2, impact: 3, until: 'assessed',
    what: '我们楼又停电了，一周第三次，电梯困人。', remedy: '尽快改造',
    household: 11, where: '楠木巷',
  },
  {
    daysAgo: 11, className: '家用电器损坏', channel: 'counter', urgency: 2, impact: 2, until: 'inHand',
    what: '雷雨后来电时电视和热水器烧了。', remedy: '赔偿维修费 1,860 元',
    contact: '已通知保险公司定损，约周四上门。',
  },
  {
    daysAgo: 9, className: '首问负责不落实', channel: 'counter', urgency: 1, impact: 1, until: 'reopened',
    what: '在三个窗口之间被推来推去，最后说要去另一个厅办。', remedy: '一个窗口办完',
    answer: '已为您在本厅办结，并对首问窗口进行教育。',
  },
  {
    daysAgo: 8, className: '复电超时', channel: 'phone', urgency: 3, impact: 1, until: 'answered',
    what: '交清欠费一天了还没有来电。', remedy: '马上复电',
    answer: '您的用户已于当日 19:20 复电，超时原因为远程命令失败未转人工，我们深表歉意。',
  },
  {
    daysAgo: 7, className: '排队等候过长', channel: 'suggestionBox', urgency: 1, impact: 2, until: 'calledBack',
    what: '取号机坏了没人管，大家围着窗口挤。', remedy: '修好取号机',
    isAnonymous: true, answer: '取号机已修复，并安排专人引导。',
  },
  {
    daysAgo: 6, className: '公告与实际不符', channel: 'hotline12345', urgency: 2, impact: 2, until: 'inHand',
    what: '公告说停到下午两点，到晚上六点才来电。', remedy: '说明原因',
  },
  {
    daysAgo: 5, className: '资料反复补正', channel: 'counter', urgency: 2, impact: 1, until: 'dispatched',
    what: '增容资料补了四次，每次说的都不一样。', remedy: '一次说清',
  },
  {
    daysAgo: 4, className: '电量电费异常', channel: 'counter', urgency: 2, impact: 1, until: 'inHand',
    what: '阶梯电价算错了，多人口家庭没有生效。', remedy: '更正电费',
  },
  {
    daysAgo: 3, className: '服务态度', channel: 'counter', urgency: 1, impact: 1, until: 'dispatched',
    what: '咨询峰谷电价，工作人员一直看手机。', remedy: '道歉',
  },
  {
    daysAgo: 2, className: '施工扰民', channel: 'phone', urgency: 2, impact: 2, until: 'assessed',
    what: '夜里十一点还在门口施工，吵得孩子睡不着。', remedy: '夜间停工',
  },
  {
    daysAgo: 1, className: '行风与廉洁', channel: 'letter', urgency: 3, impact: 2, until: 'assessed',
    what: '反映用电检查人员收受商户烟酒，少计电量。', remedy: '查处',
    isAnonymous: true,
  },
  {
    daysAgo: 1, className: '电力设施安全隐患', channel: 'hallManager', urgency: 3, impact: 3, until: 'dispatched',
    what: '小学门口的变压器箱门锁坏了，孩子能打开。', remedy: '立即加锁',
  },
  {
    daysAgo: 0, className: '错抄漏抄', channel: 'counter', urgency: 1, impact: 1, until: 'received',
    what: '十月的电费单抄表日期是周日，当天没有人来抄。', remedy: '核对电表',
  },
  {
    daysAgo: 0, className: '排队等候过长', channel: 'counter', urgency: 1, impact: 1, until: 'received',
    what: '叫号叫过去没听见，重新取号又等了四十分钟。', remedy: '过号可以优先',
  },
];
