/** Surnames people meet every day; 区, 和, 向, 应 and others that are mostly words are left out. */
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲翁仇柯褚娄甘瞿冉佘阮桂闫柴宁闵游裴席卫屈鲍隋蒙穆骆巩仲边卞尚农冀连付单解查代原';
const compounds = '欧阳|上官|司马|诸葛|司徒|慕容|皇甫|尉迟|端木|夏侯|令狐';
/** Words that end in a surname or are one, where a title follows: 向经理反映, 甲方经理, 保安师傅. */
const mostlyWords = '于方任向路管车安关项文武施常时曲易金单解查代原边卫尚连付农';

export const politeTitles = '先生|女士|小姐|太太|阿姨|大爷|大妈|大叔|大娘|老师|同志';
export const workingTitles = '师傅|经理|主任|班长|所长|站长|队长|科长|书记|工程师';
const labels = '姓名|户名|联系人|户主|经办人|受理人|处理人|代办人|投诉人';
/** Between a surname and a title no name has these. */
const noName = '[各位的是和与及对向请让被给为在有了这那该本一两几每何全名经主责]';

const patterns: readonly RegExp[] = [
  new RegExp(`(?:${compounds}|[${surnames}])(?:(?!${noName})\\p{Script=Han}){0,2}?(?:${politeTitles})`, 'gu'),
  new RegExp(`(?:${compounds}|(?![${mostlyWords}])[${surnames}])(?:${workingTitles})(?![解赔顺论])`, 'gu'),
  new RegExp(`(?<=(?:${labels})(?:[:：]|为[:：]?|是)\\s*)(?:${compounds}|[${surnames}])\\p{Script=Han}{1,2}(?!\\p{Script=Han})`, 'gu'),
  new RegExp(`(?<=名叫)(?:${compounds}|[${surnames}])\\p{Script=Han}{1,2}`, 'gu'),
];
/** 他向女士, 客户方先生, 任何先生: inside of a sentence mostly words and no surnames. */
const partOfWord = /(?:\p{Script=Han}[向方]|[任如]何)$/u;

/** Where a text names somebody: 王女士, 欧阳师傅, 姓名：张伟. A bare name nobody can tell from a word, nor does this. */
export function nameTraces(text: string): { start: number; end: number }[] {
  return patterns.flatMap(pattern => [...text.matchAll(pattern)].flatMap(match => {
    const upToSurname = text.slice(0, match.index + 1);
    return partOfWord.test(upToSurname) ? [] : { start: match.index, end: match.index + match[0].length };
  }));
}
