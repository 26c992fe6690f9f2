import { useTranslation } from 'react-i18next';
import { deadlineKinds, type DeadlineTerm, type HallHours } from '../../../shared/deadlines.ts';
import { useTermWords } from '../../components/term-words.ts';

/** What is known by its name in the list already, or is a key of no interest to people. */
const silent = new Set(['id', 'prefix', 'loginName', 'postedAt', 'postedByName', 'parentId', 'fromDay', 'classId', 'day']);

/** Fields of what is published, and their values, in words. */
export function useFieldWords() {
  const { t, i18n } = useTranslation('headquartersPublishing');
  const termWords = useTermWords();
  const has = (key: string) => i18n.exists(key, { ns: 'headquartersPublishing' });
  return {
    isSilent: (field: string) => silent.has(field),
    /** a setting is named by its key, everything else by itself */
    item: (key: string, name: string): string => has(`setting.${key}`) ? t(`setting.${key}`) : name,
    field: (field: string): string => has(`field.${field}`) ? t(`field.${field}`) : field,
    value,
  };

  function value(field: string, of: unknown): string {
    if (of === null || of === undefined || of === '') return t('value.none');
    if (typeof of === 'boolean') return t(of ? 'value.yes' : 'value.no');
    if ((deadlineKinds as readonly string[]).includes(field)) return termWords(of as DeadlineTerm);
    if (field === 'extensions') return (of as { nameZh: string; nameEn: string }[]).map(each => i18n.language === 'en' ? each.nameEn : each.nameZh).join(t('headquarters:separator')) || t('value.none');
    if (field === 'requiredDocuments') return (of as { zh: string; en: string }[]).map(each => i18n.language === 'en' ? each.en : each.zh).join(t('headquarters:separator')) || t('value.none');
    if (field === 'roles') return (of as string[]).map(role => t(`errors:word.role.${role}`)).join(t('headquarters:separator'));
    if (field === 'places') return (of as string[]).map(place => t(`notices:place.${place}`)).join(t('headquarters:separator'));
    if (field === 'urgency') return t(`notices:urgency.${of as string}`);
    if (field === 'kind') return t(`complaintRules:dayKind.${of as string}`);
    if (field === 'channel') return t(`complaints:channel.${of as string}`);
    if (typeof of === 'object') return 'weekdays' in of ? hours(of as HallHours) : Object.entries(of).map(([key, each]) => `${has(`customerClass.${key}`) ? t(`customerClass.${key}`) : key} ${String(each)}`).join(t('headquarters:separator'));
    return String(of);
  }

  function hours({ weekdays, holiday, makeUpWorkday }: HallHours): string {
    const day = (sessions: HallHours['holiday']) => sessions.map(({ opensAt, closesAt }) => `${opensAt}-${closesAt}`).join(' ') || t('complaintRules:hours.closed');
    const named = ([1, 2, 3, 4, 5, 6, 0] as const).map(number => `${t(`complaintRules:weekday.${number}`)} ${day(weekdays[number])}`);
    return [...named, `${t('complaintRules:hours.holiday')} ${day(holiday)}`, `${t('complaintRules:hours.makeUpWorkday')} ${day(makeUpWorkday)}`].join('; ');
  }
}
