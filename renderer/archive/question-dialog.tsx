import { Alert, Button, Flex, Form, Modal } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface QuestionDialogProps {
  title: string;
  submitText: string;
  isRunning: boolean;
  /** the refusal of the last try, in words */
  errorText: string | null;
  isDangerous?: boolean;
  /** its fields are still to come */
  isLoading?: boolean;
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

/** A question with fields: the keyboard starts in the first one, Enter sends, Escape leaves, a refusal stays beside what was typed. */
export function QuestionDialog({ title, submitText, isRunning, errorText, isDangerous = false, isLoading = false, onSubmit, onClose, children }: QuestionDialogProps) {
  const { t } = useTranslation('archive');
  const box = useRef<HTMLDivElement>(null);
  const [isOpened, setOpened] = useState(false);
  // Ant Design gives the focus to the dialog itself once it is open; the field comes after that.
  useEffect(() => { if (isOpened && !isLoading) box.current?.querySelector<HTMLElement>('input, textarea')?.focus(); }, [isOpened, isLoading]);
  return (
    <Modal open title={title} width={500} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={onClose} afterOpenChange={setOpened}>
      <Form layout="vertical" requiredMark={false} onFinish={onSubmit}>
        <Flex vertical gap="middle" ref={box}>
          {children}
          {errorText !== null && <Alert type="error" showIcon title={errorText} role="alert" />}
          <Flex justify="end" gap="small">
            <Button onClick={onClose}>{t('dialog.back')}</Button>
            <Button type="primary" danger={isDangerous} htmlType="submit" aria-busy={isRunning} disabled={isRunning}>{submitText}</Button>
          </Flex>
        </Flex>
      </Form>
    </Modal>
  );
}
