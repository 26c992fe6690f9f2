import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Empty, Flex, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../shared/satisfaction.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { CheckDialog, FinishDialog, MeasureDialog } from './measure-dialogs.tsx';
import { shareText } from './share-text.ts';
import './satisfaction.css';

const shapes = { open: '○', overdue: '▲', done: '◐', checked: '✓' } as const;

/** Act and check: what was undertaken, by whom and by when, done, and whether it helped. */
export function MeasuresPage() {
  const { t, i18n } = useTranslation('satisfaction');
  const { query } = useBranch();
  const toText = useErrorText();
  const mayChange = useSession()?.staff?.roles.includes('manager') ?? false;
  const [asked, setAsked] = useState<{ what: 'write' | 'finish' | 'check'; measure: Measure | null } | null>(null);
  const services = useQuery(query.queue.listServices.queryOptions({ staleTime: 60_000 })).data ?? [];
  const list = useQuery(query.satisfaction.measures.queryOptions({ staleTime: 0 }));
  const close = () => setAsked(null);
  const serviceName = (id: string | null) => {
    const service = services.find(each => each.id === id);
    if (id === null || !service) return t('measure.wholeHall');
    return i18n.language === 'en' ? service.nameEn : service.nameZh;
  };
  return (
    <Flex vertical gap="middle" className="satisfaction-page">
      <PageHead title={t('measures.title')} lead={t('measures.lead')}>
        <Link to="/satisfaction">{t('toFigures')}</Link>
        {mayChange && <Button type="primary" onClick={() => setAsked({ what: 'write', measure: null })}>{t('measures.add')}</Button>}
      </PageHead>
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} />}
      {list.isPending && <Skeleton active aria-label={t('loading')} />}
      {list.data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('measures.none')} />}
      <ul className="satisfaction-cards">
        {list.data?.map(each => (
          <li key={each.id}>
            <article aria-label={each.title}>
              <Flex justify="space-between" wrap gap="small">
                <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{each.title}</Typography.Title>
                <Tag color={each.standing === 'overdue' ? 'error' : undefined} variant="outlined">{shapes[each.standing]} {t(`standing.${each.standing}`)}</Tag>
              </Flex>
              <p>{each.words}</p>
              <Typography.Text type="secondary">{t('measure.facts', { owner: each.ownerName, due: each.dueOn, service: serviceName(each.serviceId), by: each.createdByName, on: each.createdOn })}</Typography.Text>
              {each.doneOn !== null && <p>{t('measure.done', { on: each.doneOn, words: each.doneWords ?? '' })}</p>}
              {each.checkedOn !== null && <p>{t('measure.checked', { on: each.checkedOn, by: each.checkedByName ?? '', effect: t(`effect.${each.effect ?? 'same'}`), words: each.effectWords ?? '' })}</p>}
              {each.before && each.after && <p>{t('measure.figures', { before: shareText(each.before.satisfied, each.before.rated), after: shareText(each.after.satisfied, each.after.rated), beforeSpan: `${each.before.fromDate}–${each.before.toDate}`, afterSpan: `${each.after.fromDate}–${each.after.toDate}` })}</p>}
              {mayChange && each.standing !== 'checked' && (
                <Flex gap="small">
                  {each.doneOn === null && <Button size="small" aria-label={t('measure.changeOf', { title: each.title })} onClick={() => setAsked({ what: 'write', measure: each })}>{t('measure.change')}</Button>}
                  {each.doneOn === null && <Button size="small" aria-label={t('measure.finishOf', { title: each.title })} onClick={() => setAsked({ what: 'finish', measure: each })}>{t('measure.finish')}</Button>}
                  {each.doneOn !== null && <Button size="small" type="primary" aria-label={t('measure.checkOf', { title: each.title })} onClick={() => setAsked({ what: 'check', measure: each })}>{t('measure.check')}</Button>}
                </Flex>
              )}
            </article>
          </li>
        ))}
      </ul>
      {asked?.what === 'write' && <MeasureDialog measure={asked.measure} onClose={close} />}
      {asked?.what === 'finish' && asked.measure && <FinishDialog measure={asked.measure} onClose={close} />}
      {asked?.what === 'check' && asked.measure && <CheckDialog measure={asked.measure} onClose={close} />}
    </Flex>
  );
}
