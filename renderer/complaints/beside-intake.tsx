import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintForm } from '../../shared/complaints.ts';
import { deadlineKinds } from '../../shared/deadlines.ts';
import { SimilarCases } from '../components/cases/similar-cases.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';
import { dueText } from '../components/complaints/due-text.ts';
import { StateMark } from '../components/complaints/complaint-marks.tsx';

const askAfterMs = 700;

/** Two words are enough to be like something; one is like everything. */
const fewestCharacters = 4;

/** Beside the form while it is typed: what will be promised, how such matters were settled, and earlier complaints that may be the same one. Never in the way. */
export function BesideIntake({ form }: { form: ComplaintForm }) {
  const { t } = useTranslation('complaints');
  const { query } = useBranch();
  const times = useTimes();
  const { channel, classId, customerId, complainantPhone, accountNumber, address, what, remedySought } = useSettled(form);
  const promised = useQuery({ ...query.complaints.promises.queryOptions({ input: { channel, classId: classId ?? '' }, staleTime: 30_000 }), enabled: classId !== null });
  const isAsked = what.length >= 8 || complainantPhone !== '' || accountNumber !== '' || customerId !== null;
  const repeats = useQuery({
    ...query.complaints.repeats.queryOptions({ input: { customerId, complainantPhone, accountNumber, address, what }, staleTime: 30_000 }), enabled: isAsked, placeholderData: keepPreviousData,
  });
  const isDescribed = what.trim().length >= fewestCharacters;
  const similar = useQuery({ ...query.cases.similar.queryOptions({ input: { what, remedySought, classId, channel }, staleTime: 30_000 }), enabled: isDescribed, placeholderData: keepPreviousData });
  return (
    <aside className="complaints-beside">
      <section aria-label={t('beside.promises')}>
        <Typography.Title level={2} style={{ fontSize: 16 }}>{t('beside.promises')}</Typography.Title>
        {promised.data
          ? <ul>{deadlineKinds.map(kind => <li key={kind}>{t(`kind.${kind}`)} {promised.data[kind]?.dueAt ? <strong className="complaints-number">{dueText(times, promised.data[kind].dueAt)}{promised.data[kind].provisionalYears.length > 0 ? t('due.provisional') : ''}</strong> : t('beside.notPromised')}</li>)}</ul>
          : <Typography.Text type="secondary">{t('beside.chooseClass')}</Typography.Text>}
      </section>
      <section aria-label={t('beside.repeats')} aria-live="polite">
        <Typography.Title level={2} style={{ fontSize: 16 }}>{t('beside.repeats')}</Typography.Title>
        {(!isAsked || repeats.data?.length === 0) && <Typography.Text type="secondary">{t(isAsked ? 'beside.none' : 'beside.whileTyping')}</Typography.Text>}
        <ul>
          {isAsked && repeats.data?.map(each => (
            <li key={each.id} style={{ marginBottom: 8 }}>
              <Link to="/complaints/$complaintId" params={{ complaintId: each.id }} className="complaints-number">{each.number}</Link> <StateMark state={each.state} /> {each.matchedBy.map(by => <Tag key={by} variant="outlined">{t(`matchedBy.${by}`)}</Tag>)}
              <br /><Typography.Text type="secondary">{times.dayAndClock(each.receivedAt)} {each.summary}</Typography.Text>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('cases.similar')} aria-live="polite">
        <Typography.Title level={2} style={{ fontSize: 16 }}>{t('cases.similar')}</Typography.Title>
        {(!isDescribed || similar.data?.length === 0) && <Typography.Text type="secondary">{t(isDescribed ? 'cases.none' : 'cases.whileTyping')}</Typography.Text>}
        {isDescribed && similar.data && <SimilarCases cases={similar.data} />}
      </section>
    </aside>
  );
}

/** The form as it was when nothing had been typed for a moment. */
function useSettled(form: ComplaintForm): ComplaintForm {
  const [settled, setSettled] = useState(form);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(form), askAfterMs);
    return () => clearTimeout(timer);
  }, [form]);
  return settled;
}
