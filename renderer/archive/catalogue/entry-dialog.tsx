import { Alert, Form, Modal } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface EntryDialogProps<Values> {
  title: string;
  initial: Partial<Values>;
  /** why the service refused, in words */
  problem: string | null;
  isSaving: boolean;
  onSave(values: Values): void;
  onClose(): void;
  children: ReactNode;
}

/** One entry of the catalogue in a dialog: its first field has the focus, Enter keeps it, a refusal stands in the dialog. */
export function EntryDialog<Values extends object>({ title, initial, problem, isSaving, onSave, onClose, children }: EntryDialogProps<Values>) {
  const { t } = useTranslation('catalogue');
  const [form] = Form.useForm<Values>();
  const box = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open title={title} okText={t('save')} cancelText={t('back')} okButtonProps={{ loading: isSaving }} mask={{ closable: false }} destroyOnHidden
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) box.current?.querySelector('input')?.focus(); }}
    >
      <div ref={box}>
        <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={initial as Values} onFinish={onSave} disabled={isSaving}>
          {children}
          {problem !== null && <Alert type="error" showIcon role="alert" title={problem} />}
          {/* Enter in a field submits only a form that has a submit button. */}
          <button type="submit" hidden tabIndex={-1} aria-hidden />
        </Form>
      </div>
    </Modal>
  );
}
