import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visit } from '../../../shared/counter.ts';
import type { DeskView } from '../../../shared/queue.ts';
import { VisitPanel } from '../../counter/visit-panel.tsx';
import type { VisitPanelHandle } from '../../counter/visit-panel-handle.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { deskStateOf } from './judge-press.ts';

interface DeskWorkProps {
  view: DeskView;
  visit: Visit | null;
  visitError: unknown;
  panel: Ref<VisitPanelHandle>;
  isFinishing: boolean;
  isOpening: boolean;
  onFinish(visitId: string): void;
  onOpenAgain(): void;
}

/** The room below the calls: the visit while serving, the way back while paused, else empty. */
export function DeskWork({ view, visit, visitError, panel, isFinishing, isOpening, onFinish, onOpenAgain }: DeskWorkProps) {
  const { t } = useTranslation('desk');
  const { query } = useBranch();
  const toText = useErrorText();
  const services = useQuery(query.queue.listServices.queryOptions());
  const businessTypes = useQuery(query.counter.listBusinessTypes.queryOptions());
  const state = deskStateOf(view);

  return (
    <div className="desk__work">
      {state === 'paused' && <Button type="primary" size="large" autoFocus aria-busy={isOpening} onClick={onOpenAgain}>{t('paused.resume')}</Button>}
      {state === 'serving' && !visit && visitError !== null && <Alert type="error" showIcon title={toText(visitError)} />}
      {state === 'serving' && !visit && visitError === null && <Skeleton active aria-label={t('serving.visitLoading')} />}
      {state === 'serving' && visit && (
        <VisitPanel
          key={visit.id} ref={panel} visit={visit} serviceId={view.current?.ticket.serviceId ?? null}
          services={services.data ?? []} businessTypes={businessTypes.data ?? []} isFinishing={isFinishing} onFinish={() => onFinish(visit.id)}
        />
      )}
    </div>
  );
}
