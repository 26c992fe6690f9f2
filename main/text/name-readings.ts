import { pinyin } from 'pinyin-pro';

/**
 * Further readings of characters that stand in names and are often typed otherwise than the dictionary has it. Kept to
 * what clerks meet: every reading more makes the index longer for everybody.
 */
const furtherReadings: Readonly<Record<string, readonly string[]>> = {
  乐: ['le', 'yue'], 行: ['xing', 'hang'], 重: ['chong', 'zhong'], 朝: ['chao', 'zhao'], 长: ['chang', 'zhang'],
  传: ['chuan', 'zhuan'], 晟: ['sheng', 'cheng'], 盛: ['sheng', 'cheng'], 茜: ['qian', 'xi'], 莎: ['sha', 'suo'],
  单: ['shan', 'dan'], 仇: ['qiu', 'chou'], 解: ['xie', 'jie'], 曾: ['zeng', 'ceng'], 翟: ['zhai', 'di'], 区: ['ou', 'qu'],
  查: ['zha', 'cha'], 朴: ['piao', 'pu'], 任: ['ren'], 华: ['hua'], 盖: ['ge', 'gai'], 尉: ['wei', 'yu'], 员: ['yun', 'yuan'],
  繁: ['po', 'fan'], 召: ['shao', 'zhao'], 缪: ['miao', 'mou'], 覃: ['qin', 'tan'], 洗: ['xian', 'xi'], 乜: ['nie', 'mie'],
  娜: ['na', 'nuo'], 沈: ['shen', 'chen'], 贾: ['jia', 'gu'], 石: ['shi', 'dan'], 柏: ['bai', 'bo'], 薄: ['bo', 'bao'],
  都: ['du', 'dou'], 和: ['he'], 藏: ['zang', 'cang'], 殷: ['yin', 'yan'], 参: ['shen', 'can'], 阿: ['a', 'e'], 调: ['tiao', 'diao'],
  冯: ['feng', 'ping'], 省: ['xing', 'sheng'], 降: ['jiang', 'xiang'], 强: ['qiang', 'jiang'], 炅: ['jiong', 'gui'], 万: ['wan', 'mo'],
};

/** More than this many ways to read one name help nobody. */
const longestList = 4;

/**
 * The ways a name is read, each as its syllables in plain letters, the likeliest first (surname readings of the head,
 * 单 shan, 欧阳 ou yang). Latin words count as syllables; a character without a known reading is left out.
 * ü is written v; `lv` also comes as `lu`, as passports and many keyboards have it.
 */
export function readingsOf(name: string): string[][] {
  const parts = partsOf(name);
  let readings: string[][] = [[]];
  for (const choices of parts) {
    const longer = readings.flatMap(soFar => choices.map(choice => [...soFar, choice]));
    // The first choice of every character stays whatever is cut.
    readings = longer.length <= longestList ? longer : longer.filter((_, at) => at % choices.length === 0 || at < longestList).slice(0, longestList);
  }
  return readings.filter(syllables => syllables.length > 0);
}

/** What a name is found by in a short list: each way it is read, in full and in initials, `taidu td`. */
export function pinyinKeys(name: string): string {
  return readingsOf(name).map(syllables => `${syllables.join('')} ${syllables.map(([initial]) => initial).join('')}`).join(' ');
}

function partsOf(name: string): string[][] {
  const parts: string[][] = [];
  for (const [run] of name.normalize('NFKC').matchAll(/\p{Script=Han}+|\p{Script=Latin}+/gu)) {
    if (/^\p{Script=Latin}/u.test(run)) parts.push([plainLetters(run)]);
    else parts.push(...hanParts(run, parts.length === 0));
  }
  return parts.filter(choices => choices.length > 0 && choices[0] !== '');
}

function hanParts(run: string, isHead: boolean): string[][] {
  const letters = [...run];
  const syllables = pinyin(run, { toneType: 'none', type: 'array', surname: isHead ? 'head' : 'off', v: true, nonZh: 'spaced' });
  return letters.map((letter, at) => {
    const read = syllables.length === letters.length ? syllables[at] : undefined;
    const known = /^[a-zü]+$/u.test(read ?? '') ? [read!.replaceAll('ü', 'v')] : [];
    return [...new Set([...known, ...(furtherReadings[letter] ?? [])].flatMap(each => (/^[ln]v/u.test(each) ? [each, each.replace('v', 'u')] : [each])))];
  });
}

/** Latin letters as they are typed: lower case, without marks. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').toLowerCase().replaceAll('u\u0308', 'v').replace(/[^a-z]/gu, '');
}
