import { Alert, App, Button, Flex, Form, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNoticeWords } from '../components/notice-words.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import type { NoticeDraft } from './notice-dialog.tsx';
import type { ListedNotice } from './notice-ledger.tsx';

/** What the manager may do with a notice where it stands. */
export function NoticeActions({ notice, onEdit }: { notice: ListedNotice; onEdit(draft: NoticeDraft): void }) {
  const { t } = useTranslation('notices');
  const { client, query } = useBranch();
  const { message } = App.useApp();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { title } = useNoticeWords()(notice);
  const { id, standing, side, places } = notice;
  const post = useCommand(client.notices.post, { changes: [query.notices.key()], onDone: posted => void message.success(t(posted.standing === 'scheduled' ? 'postedLater' : 'posted', { from: posted.fromDate })) });
  const isOurs = side === 'branch';
  const where = places.map(place => t(`place.${place}`)).join(t('separator'));

  return (
    <Flex gap="small" wrap>
      {standing === 'draft' && isOurs && (
        <Popconfirm
          title={t('postAsk', { title })} description={t(notice.urgency === 'urgent' && places.includes('desk') ? 'postTextUrgent' : 'postText', { from: notice.fromDate, to: notice.toDate, places: where })}
          okText={t('post')} cancelText={t('back')} onConfirm={() => void post.run({ noticeId: id })}
        >
          <Button size="small" type="primary" aria-label={t('postNamed', { title })} loading={post.isRunning}>{t('post')}</Button>
        </Popconfirm>
      )}
      {(standing === 'draft' || standing === 'scheduled') && isOurs && <Button size="small" aria-label={t('changeNamed', { title })} onClick={() => onEdit(notice)}>{t('change')}</Button>}
      {standing !== 'withdrawn' && isOurs && <Button size="small" danger aria-label={t('withdrawNamed', { title })} onClick={() => setWithdrawing(true)}>{t('withdraw')}</Button>}
      {(standing === 'ended' || standing === 'withdrawn' || standing === 'showing') && (
        <Button size="small" aria-label={t('copyNamed', { title })} onClick={() => onEdit({ ...notice, id: undefined, fromDate: undefined, toDate: undefined })}>{t('copy')}</Button>
      )}
      {isWithdrawing && <WithdrawDialog noticeId={id} title={title} onClose={() => setWithdrawing(false)} />}
    </Flex>
  );
}

function WithdrawDialog({ noticeId, title, onClose }: { noticeId: string; title: string; onClose(): void }) {
  const { t } = useTranslation('notices');
  const { client, query } = useBranch();
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = useCommand(client.notices.withdraw, { changes: [query.notices.key()], onDone: onClose, onRefused: () => undefined });
  return (
    <Modal open title={t('withdrawAsk', { title })} okText={t('withdraw')} cancelText={t('back')} okButtonProps={{ danger: true, loading: withdraw.isRunning }} mask={{ closable: false }} destroyOnHidden onOk={() => form.submit()} onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) form.getFieldInstance('reason')?.focus(); }}>
      <p>{t('withdrawText')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => void withdraw.run({ noticeId, reason: reason.trim() })}>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={200} autoComplete="off" /></Form.Item>
        {withdraw.errorText !== null && <Alert type="error" showIcon role="alert" title={withdraw.errorText} />}
        {/* Enter in a field submits only a form that has a submit button. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </Form>
    </Modal>
  );
}
