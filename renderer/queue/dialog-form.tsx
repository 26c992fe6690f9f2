import { Alert, Button, Flex, Form, Modal } from 'antd';
import type { ReactNode } from 'react';

interface DialogFormProps {
  title: string;
  submitText: string;
  backText: string;
  isRunning: boolean;
  /** the refusal of the last try, in words */
  errorText: string | null;
  isDangerous?: boolean;
  width?: number;
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

/** A small question with an answer: Enter sends it, Escape leaves it, a refusal stays beside what was typed. */
export function DialogForm({ title, submitText, backText, isRunning, errorText, isDangerous, width, onSubmit, onClose, children }: DialogFormProps) {
  return (
    <Modal open title={title} width={width ?? 460} onCancel={onClose} footer={null} mask={{ closable: false }} destroyOnHidden>
      <Form layout="vertical" onFinish={onSubmit} requiredMark={false}>
        <Flex vertical gap="middle">
          {children}
          {errorText !== null && <Alert type="error" showIcon title={errorText} role="alert" />}
          <Flex justify="end" gap="small">
            <Button onClick={onClose}>{backText}</Button>
            <Button type="primary" danger={isDangerous} htmlType="submit" aria-busy={isRunning} disabled={isRunning}>{submitText}</Button>
          </Flex>
        </Flex>
      </Form>
    </Modal>
  );
}
