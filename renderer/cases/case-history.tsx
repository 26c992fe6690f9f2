import { Link } from '@tanstack/react-router';
import { Button, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../shared/cases.ts';
import { useTimes } from '../hooks/use-times.ts';

/** The later checks, newest first, and when the next one is due. */
export function CaseChecks({ record, onCheck }: { record: CaseRecord; onCheck(): void }) {
  const { t } = useTranslation('cases');
  const times = useTimes();
  if (record.state !== 'published' && record.checks.length === 0) return null;
  return (
    <section aria-labelledby="case-checks">
      <Flex justify="space-between" align="center" gap="small">
        <Typography.Title level={2} id="case-checks" style={{ fontSize: 16, margin: 0 }}>{t('checks.title')}</Typography.Title>
        {record.may.check && <Button size="small" type={record.isCheckDue ? 'primary' : 'default'} onClick={onCheck}>{t('check.title')}</Button>}
      </Flex>
      {record.nextCheckAt !== null && <p className="cases-line">{record.isCheckDue && <Tag variant="outlined" color="warning" className="case-mark">▲ {t('library.checkDue')}</Tag>} <Typography.Text type="secondary">{t(record.isCheckDue ? 'checks.since' : 'checks.next', { at: times.day(record.nextCheckAt) })}</Typography.Text></p>}
      <ul className="cases-told">
        {record.checks.toReversed().map(({ id, at, byName, outcome, words, complaint }) => (
          <li key={id}>
            <Tag variant="outlined" color={outcome === 'avoided' ? 'success' : 'error'} className="case-mark">{outcome === 'avoided' ? '✓' : '▲'} {t(`check.${outcome}`)}</Tag> <Typography.Text type="secondary">{byName} {times.day(at)}</Typography.Text>
            <div className="cases-words">{words} {complaint && <Link to="/complaints/$complaintId" params={{ complaintId: complaint.id }} className="case-number">{complaint.number}</Link>}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What happened with the case itself, in order, from the complaint it came from. */
export function CaseEvents({ record }: { record: CaseRecord }) {
  const { t } = useTranslation('cases');
  const times = useTimes();
  return (
    <section aria-labelledby="case-events">
      <Typography.Title level={2} id="case-events" style={{ fontSize: 16, margin: 0 }}>{t('events.title')}</Typography.Title>
      {record.complaint && <p className="cases-line">{t('events.cameFrom')} <Link to="/complaints/$complaintId" params={{ complaintId: record.complaint.id }} className="case-number">{record.complaint.number}</Link> {record.complaint.reopenedAt !== null && <Tag variant="outlined" color="warning" className="case-mark">▲ {t('events.reopened', { at: times.day(record.complaint.reopenedAt) })}</Tag>}</p>}
      <ol className="cases-told">
        {record.events.map(({ id, kind, at, byName, words }, nth) => (
          <li key={id}><strong>{t(kind === 'written' && nth > 0 ? 'event.rewritten' : `event.${kind}`)}</strong> <Typography.Text type="secondary">{byName} {times.day(at)} {times.clock(at)}</Typography.Text>{words !== '' && <div className="cases-words">{words}</div>}</li>
        ))}
      </ol>
    </section>
  );
}
