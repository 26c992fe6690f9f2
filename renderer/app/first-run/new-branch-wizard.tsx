import { Alert, Button, Flex, Form, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { BranchStep } from './branch-step.tsx';
import { emptyWishes, fieldsOf, type BranchWishes, type WizardStep, wizardSteps } from './branch-wishes.ts';
import { PersonStep } from './person-step.tsx';
import { SummaryStep } from './summary-step.tsx';
import { useHelloAgain } from './use-hello-again.ts';

/** Four small steps to a working branch; nothing is stored before the last one. */
export function NewBranchWizard({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const { client } = useBranch();
  const [form] = Form.useForm<BranchWishes>();
  const [index, setIndex] = useState(0);
  const helloAgain = useHelloAgain();
  const create = useCommand(client.setup.createBranch, { onDone: helloAgain, onRefused: () => undefined });
  const step = wizardSteps[index] ?? 'summary';
  const isLast = index === wizardSteps.length - 1;

  async function goOn() {
    if (isLast) return makeBranch();
    await form.validateFields(fieldsOf(step));
    create.forget();
    setIndex(index + 1);
  }

  async function makeBranch() {
    const { branchName, trade, opensAt, closesAt, windowCount, administrator, manager } = form.getFieldsValue(true) as BranchWishes;
    const person = ({ loginName, name, password }: BranchWishes['manager']) => ({ loginName, name, password });
    await create.run({ branchName, trade, opensAt, closesAt, windowCount, timeZone: 'Asia/Shanghai', administrator: person(administrator), manager: person(manager) });
  }

  return (
    <CentredPage title={t('firstRun.newBranch')} width={640}>
      <Steps size="small" current={index} items={wizardSteps.map(each => ({ title: t(`firstRun.step.${each}`) }))} />
      {create.errorText && <Alert type="error" showIcon role="alert" title={create.errorText} />}
      <Form<BranchWishes>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={emptyWishes}
        onFinish={() => void goOn().catch(() => undefined)}
      >
        <StepBody step={step} form={form} />
        <Flex gap={8} style={{ marginTop: 8 }}>
          <Button key={step} type="primary" size="large" htmlType="submit" autoFocus={isLast} loading={create.isRunning}>{isLast ? t('firstRun.create') : t('firstRun.next')} <kbd>Enter</kbd></Button>
          <Button size="large" disabled={create.isRunning} onClick={() => index === 0 ? onBack() : setIndex(index - 1)}>{t('firstRun.back')}</Button>
        </Flex>
      </Form>
    </CentredPage>
  );
}

function StepBody({ step, form }: { step: WizardStep; form: ReturnType<typeof Form.useForm<BranchWishes>>[0] }) {
  switch (step) {
    case 'branch': return <BranchStep />;
    // Keys: the two steps look alike to React, but must not share what was typed or the focus.
    case 'administrator': return <PersonStep key="administrator" who="administrator" />;
    case 'manager': return <PersonStep key="manager" who="manager" />;
    case 'summary': return <SummaryStep wishes={form.getFieldsValue(true) as BranchWishes} />;
  }
}
