import type { ComplaintChannel } from '../../shared/complaints.ts';
import type { RefusalReason, WithdrawalReason } from '../../shared/complaint-steps.ts';
import type { DeadlinePauseReason } from '../../shared/deadlines.ts';
import type { letterTemplateIds } from '../../shared/complaint-letters.ts';
import type { Trade } from './deadline-defaults.ts';

// Letters to complainants. They are written in Chinese whatever the language of the desk: they go to the customer with the
// branch's seal. What only the handler can know stands in 【】 until the handler has written it.

export type LetterTemplateId = (typeof letterTemplateIds)[number];

/** What a letter can say without asking anybody. Days are business dates. */
export interface LetterFacts {
  branchName: string;
  trade: Trade;
  number: string;
  channel: ComplaintChannel;
  receivedOn: string;
  classNameZh: string;
  /** the beginning of what happened, personal data left out */
  summary: string;
  remedySought: string;
  handlerName: string | null;
  /** the last day for the answer; null: none is promised, or it stands still */
  answerDueOn: string | null;
  pauseReason: DeadlinePauseReason | null;
  /** the extension that waits: why it was asked for, and the last day once it is approved; null: none waits, or the day is not known */
  extension: { reason: string; newDay: string | null } | null;
  /** null: not chosen yet */
  refusal: RefusalReason | null;
  withdrawal: WithdrawalReason | null;
  writtenOn: string;
}

const channelWords: Record<ComplaintChannel, string> = {
  counter: '在我单位柜台', hallManager: '向我单位大堂经理', suggestionBox: '通过意见箱', phone: '来电', letter: '来信', hotline12345: '通过 12345 政务服务便民热线', headquarters: '通过我单位上级部门',
};

/** Where a complainant may turn to next: an answer that does not say so is none. */
const furtherWays: Record<Trade, string> = {
  power: '如您对本答复有异议，可向我单位上一级供电企业或 95598 供电服务热线反映，也可拨打 12398 能源监管热线向国家能源局派出机构投诉。',
  // 《银行业保险业消费投诉处理管理办法》: a written application for review within thirty days.
  bank: '如您对本处理结果有异议，可自收到本函之日起三十日内向我单位上级机构书面申请核查；也可通过金融消费纠纷调解组织申请调解，或依法申请仲裁、提起诉讼。',
  insurance: '如您对本处理结果有异议，可自收到本函之日起三十日内向我单位上级机构书面申请核查；也可通过金融消费纠纷调解组织申请调解，或依法申请仲裁、提起诉讼。',
  property: '如您对本答复有异议，可向业主委员会、街道办事处（镇人民政府）或物业管理行政主管部门反映，也可拨打 12345 政务服务便民热线。',
};

const pauseWords: Record<DeadlinePauseReason, string> = {
  awaitingCustomer: '需您补充相关材料或配合现场核实', awaitingAppraisal: '需等待检定（鉴定）机构出具结论', awaitingAuthority: '需等待有关主管部门意见', inCourt: '相关争议已进入司法程序', forceMajeure: '受不可抗力影响',
};

/** Why a complaint is not accepted, with what only the handler can add, and what the complainant may do instead. */
const refusalWords: Record<RefusalReason, { why: string; instead: string }> = {
  notOurs: { why: '您反映的事项不属于我单位职责范围。【写明具体情况和依据】', instead: '该事项建议您向【有权处理的单位及联系方式】提出。' },
  inCourt: { why: '您反映的事项已由【受理的人民法院或仲裁机构】受理。', instead: '该事项请通过上述程序解决。' },
  settledBefore: { why: '您反映的事项我单位已于【办结日期】办结并答复，本次反映没有新的事实。', instead: '如有新的事实，欢迎您随时补充。' },
  noFacts: { why: '您反映的内容缺少可以核实的事实。【写明缺少什么、怎样核实过】', instead: '如能补充时间、地点、经过或凭证，欢迎您再次提出。' },
  duplicate: { why: '您反映的事项与投诉编号【原投诉编号】为同一事项，我单位正在一并办理。', instead: '办理结果将按该编号答复您。' },
};

const withdrawalWords: Partial<Record<WithdrawalReason, string>> = { settled: '所反映的问题已当场解决。', noLongerWanted: '您不再要求办理。' };

const templates: Record<LetterTemplateId, (facts: LetterFacts) => readonly string[]> = {
  answer: facts => [
    ...opening(facts, '我单位已进行调查核实，现答复如下：'),
    `一、您反映的事项：${matter(facts)}`,
    '二、调查核实情况：【写明查明的事实、时间和依据】',
    '三、处理意见：【是否属实；已采取和将采取的措施、完成时间】',
    ...(facts.remedySought ? [`四、关于您的诉求“${facts.remedySought}”：【同意、部分同意或不能满足的理由和依据】`] : []),
    furtherWays[facts.trade],
    '给您带来的不便，我们深表歉意；感谢您的监督。',
    ...ending(facts),
  ],
  needsTime: facts => [
    ...opening(facts, '我单位正在办理。'),
    `因${whyLonger(facts)}，${facts.answerDueOn === null ? '未能' : `未能在原定的${dayZh(facts.answerDueOn)}前`}办结。经批准，办理期限延长至${facts.extension?.newDay ? dayZh(facts.extension.newDay) : '【年月日】'}，届时将向您书面答复；提前办结的，随时答复。`,
    '目前进展：【已完成的核实和下一步安排】',
    `办理期间如有疑问，请与${facts.handlerName ?? '我单位'}联系，联系电话：【电话】。`,
    '感谢您的理解。',
    ...ending(facts),
  ],
  notOurs: facts => [
    ...opening(facts, '经审查，决定不予受理，理由如下：'),
    facts.refusal === null ? '【写明理由：不属于我单位职责范围；已由人民法院、仲裁机构受理；已经办结又无新的事实；缺少可核实的事实；或属重复投诉】' : refusalWords[facts.refusal].why,
    `您反映的事项为：${matter(facts)}。${facts.refusal === null ? '' : refusalWords[facts.refusal].instead}`,
    furtherWays[facts.trade].replace('本答复', '本告知').replace('本处理结果', '本告知'),
    ...ending(facts),
  ],
  withdrawn: facts => [
    ...opening(facts, '您已表示撤回该投诉，我单位现予确认，并终止办理。'),
    `事项：${matter(facts)}`,
    `撤回原因：${facts.withdrawal === null ? '【当事人自述】' : withdrawalWords[facts.withdrawal] ?? '【当事人自述】'}`,
    '撤回不影响您就新的事实再次提出投诉的权利；本函如与您的意思不符，请自收到之日起告知我单位，我们将继续办理。',
    ...ending(facts),
  ],
  afterRedo: facts => [
    ...opening(facts, '回访中您对原答复表示不满意，我单位已重新办理，现再次答复如下：'),
    `一、您反映的事项：${matter(facts)}`,
    '二、您对原答复不满意之处：【回访中的意见】',
    '三、重新核实的情况：【新查明的事实】',
    '四、处理意见：【措施及完成时间；维持原意见的，写明依据】',
    furtherWays[facts.trade],
    ...ending(facts),
  ],
};

/** The letter as far as it can be written without the handler. */
export function letterText(templateId: LetterTemplateId, facts: LetterFacts): string {
  return templates[templateId](facts).join('\n');
}

/** The places still to be written, as they stand in the letter; a letter that has some must not go out. */
export function unwrittenPlaces(text: string): string[] {
  return text.match(/【[^【】\n]*】/gu) ?? [];
}

/** `F2026-0001`: 复函 of the year, counted from one without a gap. */
export function letterNumber({ year, ordinal }: { year: number; ordinal: number }): string {
  return `F${year}-${String(ordinal).padStart(4, '0')}`;
}

// Nobody is named: a draft reveals nobody, and the printed letter gets its addressee from the complaint when it is printed.
function opening({ trade, channel, receivedOn, number, classNameZh }: LetterFacts, then: string): string[] {
  return [
    trade === 'property' ? '尊敬的业主（住户）：' : '尊敬的客户：',
    `您于${dayZh(receivedOn)}${channelWords[channel]}反映的“${classNameZh}”问题（投诉编号 ${number}）收悉。${then}`,
  ];
}

function matter({ summary }: LetterFacts): string {
  return summary.replace(/[。；，,;.\s…]+$/u, '') || '【事项】';
}

/** As whoever asked for more time wrote it, without the words the sentence has already. */
function whyLonger({ extension, pauseReason }: LetterFacts): string {
  const asked = extension?.reason.replace(/^(因为|由于|因)/u, '').replace(/[。；，,;.\s…]+$/u, '');
  return asked || (pauseReason === null ? '【写明情况复杂的具体原因】' : pauseWords[pauseReason]);
}

function ending({ branchName, writtenOn }: LetterFacts): string[] {
  return ['', branchName, dayZh(writtenOn)];
}

function dayZh(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
