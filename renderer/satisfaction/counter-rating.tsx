import { Alert, App, Button, Form, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBadRating, ratingReasons, ratingScores, type AskedVisit, type RatingReason, type RatingScore } from '../../shared/ratings.ts';
import { RatingFace } from '../components/rating-face.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useLive } from '../hooks/use-live.ts';
import { useAltShortcut } from '../hooks/use-shortcut.ts';

/**
 * For a customer who says it aloud, or where there is no pad: the clerk puts down the rating of the service just ended. It is
 * there only while that service may be rated, and shows nothing of what a pad was told.
 */
export function CounterRating({ windowId, isOff }: { windowId: string; isOff: boolean }) {
  const { t } = useTranslation('ratings');
  const { query } = useBranch();
  const asked = useLive(query.ratings.watchWindow.experimental_liveOptions({ input: { windowId } })).picture ?? null;
  const [opened, setOpened] = useState<AskedVisit | null>(null);
  const open = () => { if (asked) setOpened(asked); };
  useAltShortcut('J', open, isOff || asked === null);
  return (
    <>
      {asked && !isOff && <Button type="text" aria-keyshortcuts="Alt+J" onClick={open}>{t('counter.openOf', { number: asked.ticketNumber })} <kbd className="desk-key" aria-hidden>Alt+J</kbd></Button>}
      {opened && <CounterRatingDialog visit={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

interface Fields { score?: RatingScore; reason?: RatingReason }

function CounterRatingDialog({ visit: { visitId, ticketNumber }, onClose }: { visit: AskedVisit; onClose(): void }) {
  const { t } = useTranslation('ratings');
  const { client } = useBranch();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const score = Form.useWatch('score', form);
  const record = useCommand(client.ratings.recordAtCounter, {
    onRefused: () => undefined, onDone: () => { void message.success(t('counter.kept', { number: ticketNumber })); onClose(); },
  });
  return (
    <Modal
      open title={t('counter.title', { number: ticketNumber })} width={640} okText={t('counter.keep')} cancelText={t('counter.back')} okButtonProps={{ loading: record.isRunning }} mask={{ closable: false }} destroyOnHidden
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) document.querySelector<HTMLInputElement>('#counter-rating input')?.focus(); }}
    >
      <p>{t('counter.text')}</p>
      <Form<Fields> id="counter-rating" form={form} layout="vertical" requiredMark={false} disabled={record.isRunning} onFinish={given => given.score && void record.run({ visitId, score: given.score, reason: given.reason ?? null })}>
        <Form.Item name="score" label={t('counter.score')} rules={[{ required: true, message: t('counter.scoreMissing') }]}>
          <Radio.Group options={ratingScores.map(value => ({ value, label: <span style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}><RatingFace score={value} size={22} />{t(`score.${value}`)}</span> }))} />
        </Form.Item>
        {score && isBadRating(score) && (
          <Form.Item name="reason" label={t('counter.reason')}><Select allowClear options={ratingReasons.map(value => ({ value, label: t(`reason.${value}`) }))} /></Form.Item>
        )}
        {record.errorText !== null && <Alert type="error" showIcon role="alert" title={record.errorText} />}
        {/* Enter in a field submits only a form that has a submit button. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </Form>
    </Modal>
  );
}
