import { Alert, Button, Flex, Form, Modal } from 'antd';
import { useRef, type ReactNode } from 'react';

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

/**
 * A small question with an answer: Enter sends it, Escape leaves it, a refusal stays beside what was typed.
 * The keyboard starts in the field inside `data-default-focus`, else at the choice already made, else at the safe button.
 */
export function DialogForm({ title, submitText, backText, isRunning, errorText, isDangerous, width, onSubmit, onClose, children }: DialogFormProps) {
  const box = useRef<HTMLDivElement>(null);

  // Ant Design gives the focus to the dialog itself once it is open; the field comes after that.
  function focusDefault(isOpen: boolean) {
    if (!isOpen) return;
    const wanted = ['[data-default-focus] input', 'input[type="radio"]:checked', isDangerous ? 'button[type="button"]' : 'button[type="submit"]'];
    for (const selector of wanted) {
      const found = box.current?.querySelector<HTMLElement>(selector);
      if (found) return found.focus();
    }
  }

  return (
    <Modal open title={title} width={width ?? 460} onCancel={onClose} footer={null} mask={{ closable: false }} destroyOnHidden afterOpenChange={focusDefault}>
      <Form layout="vertical" onFinish={onSubmit} requiredMark={false}>
        <Flex vertical gap="middle" ref={box}>
          {children}
          {errorText !== null && <Alert type="error" showIcon title={errorText} role="alert" />}
          <Flex justify="end" gap="small">
            <Button onClick={onClose}>{backText}</Button>
            <Button type={isDangerous ? 'default' : 'primary'} danger={isDangerous} htmlType="submit" aria-busy={isRunning} disabled={isRunning}>{submitText}</Button>
          </Flex>
        </Flex>
      </Form>
    </Modal>
  );
}
