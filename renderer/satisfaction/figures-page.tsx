import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Radio, Select, Skeleton, Statistic, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths } from '../../shared/calendar.ts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { CriteriaTable } from './criteria-table.tsx';
import { SatisfactionChart } from './satisfaction-chart.tsx';
import { shareText } from './share-text.ts';
import './satisfaction.css';

type Figures = BranchOutputs['satisfaction']['figures'];
const steps = ['day', 'week', 'month'] as const;
type Step = (typeof steps)[number];

/** Measured: how many were served, rated and satisfied, over time, by service and by window; with the year's targets. */
export function FiguresPage() {
  const { t, i18n } = useTranslation('satisfaction');
  const { query } = useBranch();
  const toText = useErrorText();
  const today = useToday();
  const [by, setBy] = useState<Step>('day');
  const [serviceId, setServiceId] = useState<string | null>(null);
  const [windowId, setWindowId] = useState<string | null>(null);
  const services = useQuery(query.queue.listServices.queryOptions({ staleTime: 60_000 })).data ?? [];
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 60_000 })).data ?? [];
  const nameOf = (each: { nameZh: string; nameEn: string }) => (i18n.language === 'en' ? each.nameEn : each.nameZh);
  const found = useQuery(query.satisfaction.figures.queryOptions({ input: { ...spanOf(by, today), by, serviceId, windowId }, staleTime: 0 }));
  const year = Number(today.slice(0, 4));
  const criteria = useQuery(query.satisfaction.criteria.queryOptions({ input: { year }, staleTime: 0 }));
  const targetOf = (kind: 'satisfiedShare' | 'ratedShare' | 'reachedShare') => criteria.data?.find(each => each.kind === kind)?.targetPercent ?? null;
  const figures = found.data;

  return (
    <Flex vertical gap="middle" className="satisfaction-page">
      <PageHead title={t('title')} lead={t('lead')}><Link to="/satisfaction/measures">{t('toMeasures')}</Link></PageHead>
      <Flex gap="small" wrap>
        <Radio.Group aria-label={t('by.label')} optionType="button" value={by} onChange={event => setBy(event.target.value as Step)} options={steps.map(value => ({ value, label: t(`by.${value}`) }))} />
        <Select aria-label={t('service')} style={{ width: 200 }} value={serviceId ?? ''} onChange={value => setServiceId(value || null)} options={[{ value: '', label: t('allServices') }, ...services.map(each => ({ value: each.id, label: nameOf(each) }))]} />
        <Select aria-label={t('window')} style={{ width: 160 }} value={windowId ?? ''} onChange={value => setWindowId(value || null)} options={[{ value: '', label: t('allWindows') }, ...windows.map(each => ({ value: each.id, label: nameOf(each) }))]} />
      </Flex>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {!figures && !found.error && <Skeleton active aria-label={t('loading')} />}
      {figures && (
        <>
          <Flex gap="middle" wrap>
            <Figure title={t('satisfiedShare')} part={figures.total.satisfied} whole={figures.total.rated} target={targetOf('satisfiedShare')} />
            <Figure title={t('ratedShare')} part={figures.total.rated} whole={figures.total.served} target={targetOf('ratedShare')} />
            <Figure title={t('reachedShare')} part={figures.callBacks.reached} whole={figures.callBacks.attempted} target={targetOf('reachedShare')} />
            <Card size="small"><Statistic title={t('perThousand')} value={figures.total.served === 0 ? '—' : (figures.complaints * 1000 / figures.total.served).toFixed(1)} suffix={t('ofServed', { part: figures.complaints, whole: figures.total.served })} /></Card>
            <Card size="small"><Statistic title={t('openCallBacks')} value={figures.callBacks.open} suffix={<Link to="/satisfaction/call-backs" style={{ fontSize: 14 }}>{t('toCallBacks')}</Link>} /></Card>
          </Flex>
          <SatisfactionChart periods={figures.periods} target={targetOf('satisfiedShare')} />
          <Groups title={t('byService')} rows={figures.services.map(each => ({ ...each, key: each.serviceId, name: `${each.prefix} ${nameOf(each)}` }))} />
          <Groups title={t('byWindow')} rows={figures.windows.map(each => ({ ...each, key: each.windowId, name: t('windowNumber', { number: each.number }) }))} />
        </>
      )}
      <CriteriaTable year={year} />
    </Flex>
  );
}

/** A share with its n, and whether it meets the year's target: by shape and word. */
function Figure({ title, part, whole, target }: { title: string; part: number; whole: number; target: number | null }) {
  const { t } = useTranslation('satisfaction');
  const isMet = target !== null && part * 100 >= target * whole;
  return (
    <Card size="small">
      <Statistic title={title} value={shareText(part, whole)} />
      {target !== null && whole > 0 && <span>{isMet ? '✓ ' : '▲ '}{t(isMet ? 'target.met' : 'target.missed', { target })}</span>}
    </Card>
  );
}

function Groups({ title, rows }: { title: string; rows: readonly (Figures['total'] & { key: string; name: string })[] }) {
  const { t } = useTranslation('satisfaction');
  return (
    <Table
      size="small" pagination={false} dataSource={[...rows]} locale={{ emptyText: t('nothing') }}
      columns={[
        { title, dataIndex: 'name' }, { title: t('served'), dataIndex: 'served', align: 'end', width: 100 }, { title: t('rated'), align: 'end', width: 180, render: (_, each) => shareText(each.rated, each.served) },
        { title: t('satisfied'), align: 'end', width: 180, render: (_, each) => shareText(each.satisfied, each.rated) }, { title: t('bad'), dataIndex: 'bad', align: 'end', width: 100 },
      ]}
    />
  );
}

/** The branch's business date, `YYYY-MM-DD`. */
function useToday(): string {
  const timeZone = useSession()?.branch?.timeZone;
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now());
}

/** 28 days, 12 weeks from a Monday, or 12 months, up to today. */
function spanOf(by: Step, today: string): { fromDate: string; toDate: string } {
  if (by === 'day') return { fromDate: addDays(today, -27), toDate: today };
  if (by === 'month') return { fromDate: `${addMonths(`${today.slice(0, 7)}-01`, -11).slice(0, 7)}-01`, toDate: today };
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { fromDate: addDays(today, -sinceMonday - 77), toDate: today };
}
