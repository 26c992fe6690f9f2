import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio, Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Measure } from '../../shared/satisfaction.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { shareText } from './share-text.ts';

const wholeHall = '';
interface Asked { measure: Measure; onClose(): void }

/** What is to be done, by whom and by when. */
export function MeasureDialog({ measure, onClose }: { measure: Measure | null; onClose(): void }) {
  const { t, i18n } = useTranslation('satisfaction');
  const { client, query } = useBranch();
  const owners = useQuery(query.satisfaction.owners.queryOptions({ staleTime: 60_000 })).data ?? [];
  const services = useQuery(query.queue.listServices.queryOptions({ staleTime: 60_000 })).data ?? [];
  const save = useCommand(client.satisfaction.saveMeasure, { changes: [query.satisfaction.measures.key()], onDone: onClose, onRefused: () => undefined });
  const needed = [{ required: true, whitespace: true, message: t('fillIn') }];
  return (
    <Dialog title={t(measure ? 'measure.change' : 'measures.add')} onClose={onClose}>
      <Form<Pick<Measure, 'title' | 'words' | 'ownerId' | 'dueOn'> & { serviceId: string }>
        layout="vertical" requiredMark={false} initialValues={{ title: '', words: '', dueOn: '', ...measure, serviceId: measure?.serviceId ?? wholeHall }}
        onFinish={({ title, words, ownerId, dueOn, serviceId }) => void save.run({ id: measure?.id ?? uuidv7(), title, words, ownerId, dueOn, serviceId: serviceId || null })}
      >
        <Form.Item name="title" label={t('measure.title')} rules={needed}><Input maxLength={60} autoComplete="off" autoFocus /></Form.Item>
        <Form.Item name="words" label={t('measure.words')}><Input.TextArea rows={3} maxLength={600} /></Form.Item>
        <Form.Item name="ownerId" label={t('measure.owner')} rules={[{ required: true, message: t('fillIn') }]}><Select showSearch={{ optionFilterProp: 'label' }} options={owners.map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
        <Form.Item name="dueOn" label={t('measure.dueOn')} rules={[{ required: true, message: t('fillIn') }]}><Input type="date" /></Form.Item>
        <Form.Item name="serviceId" label={t('measure.about')}><Select options={[{ value: wholeHall, label: t('measure.wholeHall') }, ...services.map(each => ({ value: each.id, label: i18n.language === 'en' ? each.nameEn : each.nameZh }))]} /></Form.Item>
        <Foot problem={save.errorText} isRunning={save.isRunning} />
      </Form>
    </Dialog>
  );
}

export function FinishDialog({ measure, onClose }: Asked) {
  const { t } = useTranslation('satisfaction');
  const { client, query } = useBranch();
  const finish = useCommand(client.satisfaction.finishMeasure, { changes: [query.satisfaction.measures.key()], onDone: onClose, onRefused: () => undefined });
  return (
    <Dialog title={t('measure.finishOf', { title: measure.title })} onClose={onClose}>
      <Form<{ doneWords: string }> layout="vertical" requiredMark={false} onFinish={({ doneWords }) => void finish.run({ measureId: measure.id, doneWords })}>
        <Form.Item name="doneWords" label={t('measure.doneWords')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input.TextArea rows={3} maxLength={600} autoFocus /></Form.Item>
        <Foot problem={finish.errorText} isRunning={finish.isRunning} />
      </Form>
    </Dialog>
  );
}

/** Both figures stand before the judgement, and are frozen with it. */
export function CheckDialog({ measure, onClose }: Asked) {
  const { t } = useTranslation('satisfaction');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const effect = useQuery({ ...query.satisfaction.effectOf.queryOptions({ input: { measureId: measure.id }, staleTime: 0, gcTime: 0 }), retry: false });
  const check = useCommand(client.satisfaction.checkMeasure, { changes: [query.satisfaction.measures.key()], onDone: onClose, onRefused: () => undefined });
  return (
    <Dialog title={t('measure.checkOf', { title: measure.title })} onClose={onClose}>
      {effect.isPending && <Skeleton active aria-label={t('loading')} />}
      {effect.error && <Alert type="info" showIcon role="alert" title={toText(effect.error)} />}
      {effect.data && (
        <Form<{ effect: 'better' | 'same' | 'worse'; effectWords: string }> layout="vertical" requiredMark={false} onFinish={values => void check.run({ measureId: measure.id, ...values })}>
          <ul>{(['before', 'after'] as const).map(each => <li key={each}>{t(`measure.${each}`, { span: `${effect.data[each].fromDate}–${effect.data[each].toDate}`, satisfied: shareText(effect.data[each].satisfied, effect.data[each].rated), rated: shareText(effect.data[each].rated, effect.data[each].served) })}</li>)}</ul>
          <Form.Item name="effect" label={t('measure.effect')} rules={[{ validator: (_, value) => (value ? Promise.resolve() : Promise.reject(new Error(t('fillIn')))) }]}><Radio.Group options={(['better', 'same', 'worse'] as const).map(value => ({ value, label: t(`effect.${value}`) }))} /></Form.Item>
          <Form.Item name="effectWords" label={t('measure.effectWords')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input.TextArea rows={3} maxLength={600} /></Form.Item>
          <Foot problem={check.errorText} isRunning={check.isRunning} />
        </Form>
      )}
    </Dialog>
  );
}

function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  return <Modal open title={title} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={onClose}>{children}</Modal>;
}

function Foot({ problem, isRunning }: { problem: string | null; isRunning: boolean }) {
  const { t } = useTranslation('satisfaction');
  return <>{problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}<Button type="primary" htmlType="submit" aria-busy={isRunning} disabled={isRunning}>{t('keep')}</Button></>;
}
