import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Input, Modal, Typography, type InputRef } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Found } from '../../../shared/console-search.ts';
import { StateMark } from '../../components/complaints/complaint-marks.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import '../headquarters.css';

/** Numbers from paper and names of branches, over all branches; Enter looks, Tab goes through what was found. */
export function SearchDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const toText = useErrorText();
  const input = useRef<InputRef>(null);
  const isReader = useMay('supervisor', 'auditor');
  const [words, setWords] = useState('');
  const found = useQuery(query.search.find.queryOptions({ input: { words }, enabled: words !== '', staleTime: 0 }));
  const isNothing = found.data !== undefined && Object.values(found.data).every(each => each.length === 0);
  return (
    <Modal open title={t('search.title')} width={720} footer={null} destroyOnHidden onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) input.current?.focus(); }}>
      <Input.Search ref={input} aria-label={t('search.title')} placeholder={t(isReader ? 'search.hint' : 'search.hintOthers')} maxLength={60} allowClear loading={found.isFetching} onSearch={typed => setWords(typed.trim())} />
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} style={{ marginTop: 12 }} />}
      <div role="status">{isNothing && <span className="console-empty">{t('search.nothing', { words })}</span>}</div>
      {found.data && <FoundLists found={found.data} onGone={onClose} />}
    </Modal>
  );
}

function FoundLists({ found: { branches, complaints, tickets, files }, onGone }: { found: Found; onGone(): void }) {
  const { t, i18n } = useTranslation('headquarters');
  const times = useTimes();
  const branch = ({ branchId, branchName }: { branchId: string; branchName: string }) => <Link to="/branches/$branchId" params={{ branchId }} onClick={onGone}>{branchName}</Link>;
  return (
    <>
      <FoundList title={t('search.branches')} lines={branches.map(({ id, name, trade }) => ({ key: id, content: <>{branch({ branchId: id, branchName: name })} <Typography.Text type="secondary">{t(`app:trade.${trade}`)}</Typography.Text></> }))} />
      <FoundList
        title={t('page.complaints')}
        lines={complaints.map(({ id, number, state, receivedAt, ...of }) => ({ key: id, content: <><Link to="/complaints/$branchId/$complaintId" params={{ branchId: of.branchId, complaintId: id }} onClick={onGone}>{number}</Link> {of.branchName} <StateMark state={state} /> <Typography.Text type="secondary">{times.dayAndClock(receivedAt)}</Typography.Text></> }))}
      />
      <FoundList
        title={t('search.tickets')}
        lines={tickets.map(({ id, number, businessDate, state, serviceNameZh, serviceNameEn, issuedAt, firstCalledAt, ...of }) => ({
          key: `${of.branchId}/${id}`,
          content: <><strong>{number}</strong> {businessDate} {branch(of)} {i18n.language === 'en' ? serviceNameEn : serviceNameZh} {t(`queue:state.${state}`)} <Typography.Text type="secondary">{t('search.issued', { at: times.clock(issuedAt) })}{firstCalledAt === null ? '' : t('search.called', { at: times.clock(firstCalledAt) })}</Typography.Text></>,
        }))}
      />
      <FoundList title={t('search.files')} lines={files.map(({ id, archiveNumber, state, year, ...of }) => ({ key: `${of.branchId}/${id}`, content: <><strong>{archiveNumber}</strong> {branch(of)} {year} {t(`archive:state.${state}`)}</> }))} />
    </>
  );
}

function FoundList({ title, lines }: { title: string; lines: { key: string; content: ReactNode }[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <Typography.Title level={2} style={{ fontSize: 15, margin: '14px 0 4px' }}>{title}</Typography.Title>
      <ul className="console-sentences">{lines.map(({ key, content }) => <li key={key}>{content}</li>)}</ul>
    </section>
  );
}
