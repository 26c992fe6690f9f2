import { Alert, Button, Card, Flex, Form, Input, Modal, Radio, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callBackOutcomes, type BadRating } from '../../shared/ratings.ts';
import { RatingFace } from '../components/rating-face.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';

/** One bad rating: what it was of, what the customer said, and what came of each call. */
export function CallBackCard({ rating, mayCall }: { rating: BadRating; mayCall: boolean }) {
  const { t, i18n } = useTranslation('ratings');
  const times = useTimes();
  const [isRecording, setRecording] = useState(false);
  const service = i18n.language === 'en' ? rating.serviceNameEn : rating.serviceNameZh;
  const { customer } = rating;
  return (
    <Card
      size="small" extra={times.dayAndClock(rating.ratedAt)}
      title={<Flex gap="small" align="center"><RatingFace score={rating.score} size={24} />{t(`score.${rating.score}`)} <span>{rating.ticketNumber}</span>{rating.source === 'counter' && <Tag variant="outlined">{t('callBacks.byCounter')}</Tag>}</Flex>}
    >
      <Flex justify="space-between" align="end" gap="middle">
        <div>
          <div>{t('callBacks.about', { window: rating.windowNumber, service, staff: rating.staffName })}</div>
          <div><strong>{rating.reason === null ? t('callBacks.noReason') : t(`reason.${rating.reason}`)}</strong></div>
          <div>{customer ? <>{customer.maskedName} {customer.maskedPhone} <Typography.Text type="secondary">{t('callBacks.phone', { number: rating.ticketNumber })}</Typography.Text></> : t('callBacks.noCustomer')}</div>
          {rating.attempts.map(attempt => (
            <div key={attempt.at}>{t('callBacks.attempt', { at: times.dayAndClock(attempt.at), name: attempt.byStaffName, outcome: t(`callBacks.outcome.${attempt.outcome}`) })} {attempt.words}</div>
          ))}
        </div>
        {!rating.isDone && mayCall && (rating.isOwn
          ? <Typography.Text type="secondary">{t('callBacks.own')}</Typography.Text>
          : <Button type="primary" aria-label={t('callBacks.recordNamed', { number: rating.ticketNumber })} onClick={() => setRecording(true)}>{t('callBacks.record')}</Button>)}
      </Flex>
      {isRecording && <CallBackDialog rating={rating} onClose={() => setRecording(false)} />}
    </Card>
  );
}

interface Fields { outcome: (typeof callBackOutcomes)[number]; words: string }

function CallBackDialog({ rating, onClose }: { rating: BadRating; onClose(): void }) {
  const { t } = useTranslation('ratings');
  const { client, query } = useBranch();
  const [form] = Form.useForm<Fields>();
  const record = useCommand(client.ratings.recordCallBack, { changes: [query.ratings.badRatings.key()], onRefused: () => undefined, onDone: onClose });
  return (
    <Modal
      open title={t('callBacks.recordNamed', { number: rating.ticketNumber })} okText={t('callBacks.keep')} cancelText={t('callBacks.back')} okButtonProps={{ loading: record.isRunning }} mask={{ closable: false }} destroyOnHidden
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) document.querySelector<HTMLInputElement>('#call-back input')?.focus(); }}
    >
      <Form<Fields> id="call-back" form={form} layout="vertical" requiredMark={false} disabled={record.isRunning} onFinish={({ outcome, words }) => void record.run({ ratingId: rating.id, outcome, words: words.trim() })}>
        <Form.Item name="outcome" label={t('callBacks.outcomeLabel')} rules={[{ required: true, message: t('callBacks.outcomeMissing') }]}>
          <Radio.Group options={callBackOutcomes.map(value => ({ value, label: t(`callBacks.outcome.${value}`) }))} />
        </Form.Item>
        <Form.Item name="words" label={t('callBacks.words')} rules={[{ required: true, whitespace: true, message: t('callBacks.wordsMissing') }]}><Input.TextArea maxLength={300} showCount autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
        {record.errorText !== null && <Alert type="error" showIcon role="alert" title={record.errorText} />}
      </Form>
    </Modal>
  );
}
