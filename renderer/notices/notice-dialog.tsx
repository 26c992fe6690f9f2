import { Alert, App, Form, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { businessDateOf } from '../../shared/business-date.ts';
import { NoticeFields, noticeValues, writtenNotice, type NoticeValues, type WrittenNotice } from '../components/notice-fields.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

/** What is known of the notice to write: nothing of a new one, all of one that is changed, its words alone of a copy. */
export type NoticeDraft = Partial<WrittenNotice> & { id?: string };

/** Writes a notice or changes one nobody has seen; it is kept as it stands and posted from the list. */
export function NoticeDialog({ draft, onClose }: { draft: NoticeDraft; onClose(): void }) {
  const { t } = useTranslation('notices');
  const { client, query } = useBranch();
  const { message } = App.useApp();
  const timeZone = useSession()?.branch?.timeZone ?? 'Asia/Shanghai';
  // A new notice gets its key once, so that a lost answer keeps it once.
  const [id] = useState(() => draft.id ?? uuidv7());
  const [form] = Form.useForm<NoticeValues>();
  const [isOpened, setOpened] = useState(false);
  useEffect(() => { if (isOpened) form.getFieldInstance('titleZh')?.focus(); }, [isOpened, form]);
  const save = useCommand(client.notices.save, {
    changes: [query.notices.key()], onRefused: () => undefined,
    onDone: kept => { void message.success(t(kept.standing === 'draft' ? 'kept' : 'changed')); onClose(); },
  });
  const today = businessDateOf(Date.now(), timeZone);

  return (
    <Modal
      open title={t(draft.id === undefined ? 'write' : 'changeTitle')} width={640} style={{ top: 20 }} okText={t('keep')} cancelText={t('back')} okButtonProps={{ loading: save.isRunning }} mask={{ closable: false }} destroyOnHidden
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={setOpened}
    >
      <Form<NoticeValues> form={form} layout="vertical" requiredMark={false} initialValues={noticeValues(draft, today)} disabled={save.isRunning} onFinish={values => void save.run({ id, ...writtenNotice(values) })}>
        <NoticeFields today={today} />
        {save.errorText !== null && <Alert type="error" showIcon role="alert" title={save.errorText} />}
        {/* Enter in a field submits only a form that has a submit button. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </Form>
    </Modal>
  );
}
