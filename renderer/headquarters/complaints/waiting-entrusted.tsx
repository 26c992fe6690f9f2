import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../hooks/use-times.ts';
import { useRefusalWords } from '../refusal-words.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

/** Complaints that were entrusted and that their branch has not taken yet, or could not. Nothing where there are none. */
export function WaitingEntrusted() {
  const { t } = useTranslation('headquartersComplaints');
  const { query } = useHeadquarters();
  const times = useTimes();
  const refusalWords = useRefusalWords();
  const waiting = useQuery(query.complaints.entrusted.queryOptions(shownLive)).data ?? [];
  if (waiting.length === 0) return null;
  const isRefused = waiting.some(({ delivery }) => delivery.state === 'refused');
  return (
    <Alert
      type={isRefused ? 'error' : 'info'} showIcon title={t('entrusted.title', { count: waiting.length })}
      description={(
        <ul className="console-sentences">
          {waiting.map(({ complaintId, branchName, summary, byName, at, delivery }) => (
            <li key={complaintId}>{t('entrusted.line', { branch: branchName, summary, name: byName, at: times.dayAndClock(at) })} {delivery.state === 'refused' ? `✕ ${t('headquarters:directives.refused', { why: refusalWords(delivery.code) })}` : `○ ${t('headquarters:directives.waits')}`}</li>
          ))}
        </ul>
      )}
    />
  );
}
