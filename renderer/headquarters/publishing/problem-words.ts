import { useTranslation } from 'react-i18next';
import type { PublicationProblem } from '../../../shared/console-publishing.ts';

/** What is wrong with a publication, in words with the places it is wrong in. */
export function useProblemWords(): (problem: PublicationProblem) => string {
  const { t } = useTranslation('headquartersPublishing');
  return ({ code, data }) => t(`problem.${code}`, {
    ...data,
    ...'channel' in data ? { channel: data['channel'] ? t(`complaints:channel.${data['channel']}`) : t('complaintRules:deadlines.everyChannel') } : {},
    ...'className' in data ? { className: data['className'] || t('complaintRules:deadlines.everyClass') } : {},
    ...'day' in data ? { day: data['day'] || t('complaintRules:deadlines.always') } : {},
    ...'setting' in data ? { setting: t(`setting.${data['setting']}`) } : {},
  });
}
