import type { Verification, VerifierFinding } from '../../shared/access-log.ts';

// What the standalone verifier says to people. Pages of the application have their words in renderer/locales.

export type ReportLanguage = 'zh-CN' | 'en';
type Words = Record<ReportLanguage, string>;
type Code = VerifierFinding['code'];

const verdictWords: Record<Verification['clock'], Words> = {
  pass: { 'zh-CN': '通过', en: 'PASS' },
  fail: { 'zh-CN': '不通过', en: 'FAIL' },
  unknown: { 'zh-CN': '无法判断', en: 'UNKNOWN' },
};

/** `{name}` stands for a fact of the finding; times are written out. */
const findingWords: Record<Code, Words> = {
  notALog: { 'zh-CN': '这不是查阅日志', en: 'this is not an access log' },
  entryUnreadable: { 'zh-CN': '这一条记录无法读取,或不是规定的写法', en: 'the entry cannot be read, or is not written the one way entries are written' },
  sequenceGap: { 'zh-CN': '从这一条起缺少记录,下一条是第 {next} 条', en: 'entries are missing from here on; the next is {next}' },
  sequenceRepeated: { 'zh-CN': '序号重复或倒退,应为 {expected}', en: 'a sequence number comes again or goes back; expected {expected}' },
  rootDiffers: { 'zh-CN': '第 {from} 条以后、第 {size} 条以前的记录与签名时不同', en: 'among the entries from {from} up to {size} something is not what was signed' },
  detailDiffers: { 'zh-CN': '详情与记录中的承诺值不符', en: 'the detail is not the one the entry commits to' },
  detailMissing: { 'zh-CN': '有 {count} 条记录的详情不见了,而其档案没有销毁记录', en: 'the details of {count} entries are gone, and no destruction of their file was logged' },
  checkpointMissing: { 'zh-CN': '签过 {size} 条记录的校验点不在文件里', en: 'the checkpoint over {size} entries, which was signed, is not in the file' },
  checkpointUnsigned: { 'zh-CN': '{size} 条记录处的校验点没有有效签名', en: 'the checkpoint at {size} entries has no valid signature' },
  checkpointOtherKey: { 'zh-CN': '{size} 条记录处的校验点由别的密钥签名', en: 'the checkpoint at {size} entries was signed by another key' },
  checkpointAhead: { 'zh-CN': '校验点签了 {size} 条记录,日志只有 {entries} 条:末尾被截去', en: 'a checkpoint covers {size} entries, the log has {entries}: its end was cut off' },
  checkpointInconsistent: { 'zh-CN': '签 {size} 条记录的校验点排在第 {entries} 条之后:其间插入过记录', en: 'the checkpoint over {size} entries stands behind {entries}: entries were put in' },
  entriesUnsigned: { 'zh-CN': '最后 {count} 条记录还没有有效签名', en: 'the last {count} entries are under no signature that fits them' },
  witnessUnsigned: { 'zh-CN': '{size} 条记录处见证方“{witness}”的签名无效', en: 'the signature of witness {witness} at {size} entries does not hold' },
  witnessOtherKey: { 'zh-CN': '{size} 条记录处见证方“{witness}”用了别的密钥', en: 'witness {witness} signed with another key at {size} entries' },
  witnessInconsistent: { 'zh-CN': '见证方签过的 {size} 条记录与现在的日志不符', en: 'what a witness signed at {size} entries is not this log' },
  knownCheckpointInconsistent: { 'zh-CN': '与已知的 {size} 条记录处的校验点不符:日志被改写或另起了一份', en: 'this is not the log of the checkpoint known at {size} entries: it was rewritten, or continued twice' },
  knownCheckpointAhead: { 'zh-CN': '已知校验点有 {size} 条记录,日志只有 {entries} 条:末尾丢失,或文件导出得更早', en: 'a known checkpoint covers {size} entries, the log has {entries}: its end is lost, or the file is older than it' },
  clockWentBack: { 'zh-CN': '时间从 {before} 倒退到 {at}', en: 'time goes back from {before} to {at}' },
  clockAhead: { 'zh-CN': '记录的时间 {at} 还没有到', en: 'the entry is dated {at}, which had not come yet' },
  clockGap: { 'zh-CN': '{before} 到 {at} 之间没有记录', en: 'nothing was logged between {before} and {at}' },
};

const parts: { of(result: Verification): Verification['clock']; words: Words; means: Words }[] = [
  { of: result => result.unchanged, words: { 'zh-CN': '未被改动', en: 'Unchanged' }, means: { 'zh-CN': '记录就是签名时的记录', en: 'the entries are those that were signed' } },
  { of: result => result.complete, words: { 'zh-CN': '完整', en: 'Complete' }, means: { 'zh-CN': '从第一条到最新校验点没有缺失', en: 'nothing is missing up to the newest checkpoint' } },
  { of: result => result.witnessed.verdict, words: { 'zh-CN': '有见证', en: 'Witnessed' }, means: { 'zh-CN': '外部见证方签过同样的日志', en: 'an outside witness has signed the same log' } },
  { of: result => result.clock, words: { 'zh-CN': '时间可信', en: 'Clock' }, means: { 'zh-CN': '时间前后合理', en: 'times follow each other plausibly' } },
];

/** The report for people, several lines. */
export function reportOf(result: Verification, language: ReportLanguage): string {
  const say = (zh: string, en: string) => language === 'zh-CN' ? zh : en;
  const { size, witnessed, key, findings, findingCount } = result;
  const witness = witnessed.at === null
    ? say('没有见证方签过这份日志', 'no witness has signed this log')
    : say(`见证到第 ${witnessed.size} 条(共 ${size} 条),${timeText(witnessed.at)}`, `witnessed up to ${witnessed.size} of ${size} entries, at ${timeText(witnessed.at)}`);
  const lines = [
    say(`查阅日志核查报告 · ${result.branchName}`, `Access log of ${result.branchName}`),
    say(`日志 ${result.origin},${size} 条记录,根 ${result.rootHash}`, `log ${result.origin}, ${size} entries, root ${result.rootHash}`),
    key.isFromElsewhere
      ? say(`签名密钥 ${key.id}:由核查者提供`, `signing key ${key.id}: given to the verifier`)
      : say(`签名密钥 ${key.id}:随文件附带。只能说明整份日志出自同一把密钥;要知道是不是该网点的密钥,请用 --key 提供`, `signing key ${key.id}: it came with the file. That shows one key signed all of it; to know that it is the branch's key, give it with --key`),
    '',
    ...parts.map(({ of, words, means }) => `${padded(verdictWords[of(result)][language], 8)}  ${words[language]} — ${means[language]}`),
    '',
    witness,
    ...findingCount === 0 ? [say('没有发现问题。', 'Nothing was found.')] : ['', say(`发现 ${findingCount} 处:`, `${findingCount} found:`), ...findings.map(finding => `  - ${findingText(finding, language)}`)],
    ...findingCount > findings.length ? [say(`  …另有 ${findingCount - findings.length} 处`, `  … and ${findingCount - findings.length} more`)] : [],
  ];
  return `${lines.join('\n')}\n`;
}

function findingText({ code, seq, facts }: VerifierFinding, language: ReportLanguage): string {
  const text = findingWords[code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) return '?';
    return (name === 'at' || name === 'before') && typeof fact === 'number' ? timeText(fact) : String(fact);
  });
  const note = facts['isRecorded'] === 1 ? (language === 'zh-CN' ? '(系统当时已如实记录)' : ' (the system said so itself)') : '';
  return `${seq === null ? '' : language === 'zh-CN' ? `第 ${seq} 条:` : `entry ${seq}: `}${text}${note} [${code}]`;
}

/** UTC, to the second. */
function timeText(at: number): string {
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC` : String(at);
}

/** Chinese characters are two columns wide. */
function padded(text: string, columns: number): string {
  const wide = [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, columns - wide));
}

/** Why there was nothing to verify. */
export function wordsForNotALog(language: ReportLanguage, reason: 'notALog' | 'unreadable' | 'option', detail: string): string {
  const words: Record<typeof reason, Words> = {
    notALog: { 'zh-CN': '这个文件不是本程序导出的查阅日志。\n', en: 'This file is not an access log exported by this program.\n' },
    unreadable: { 'zh-CN': `无法读取文件(${detail})。\n`, en: `The file cannot be read (${detail}).\n` },
    option: { 'zh-CN': `参数不正确:${detail}\n${usage['zh-CN']}`, en: `Not understood: ${detail}\n${usage.en}` },
  };
  return words[reason][language];
}

export const usage: Words = {
  'zh-CN': `用法:branch-desk-verify 文件 [选项]
  --checkpoint 文件或文本      另处得知的校验点(纸上的二维码、另一次导出),可多次给出
  --key BASE64                 该网点的签名公钥
  --witness-key 名称=BASE64    见证方的公钥,可多次给出
  --json                       以一行 JSON 输出
  --language zh-CN|en
结束状态:0 没有不通过的;1 有不通过的;2 不是日志或无法读取
`,
  en: `branch-desk-verify FILE [options]
  --checkpoint FILE-or-text    a checkpoint known from elsewhere (the QR code on paper, another export); may be repeated
  --key BASE64                 the public key of the branch
  --witness-key NAME=BASE64    the public key of a witness; may be repeated
  --json                       one line of JSON
  --language zh-CN|en
Ends with 0: nothing failed, 1: something failed, 2: not a log, or unreadable
`,
};
