import { Alert, Button, Flex, Form, Input, Radio, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { destructionSigners } from '../../../shared/approvals.ts';
import type { Destruction, DestructionStep } from '../../../shared/lending.ts';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { ApprovalFields, type SignIn } from '../looks/approval-fields.tsx';
import { useSignatureRefusal } from './use-signature-refusal.ts';

/** The signature whose turn it is: agreed or not, in words, by somebody who signs in here on the spot. */
export function SignForm({ destruction, step, onSigned }: { destruction: Destruction; step: DestructionStep; onSigned(destruction: Destruction): void }) {
  const { t } = useTranslation('destruction');
  const { client, query } = useBranch();
  const staff = useSession()?.staff;
  const refusal = useSignatureRefusal(t(`sign.who.${step}`));
  const mayBeReader = staff !== null && staff !== undefined && staff.roles.some(role => destructionSigners[step].includes(role))
    && ![destruction.proposedByName, ...destruction.approvals.map(({ name }) => name)].includes(staff.name);
  const [isApproved, setApproved] = useState<boolean | null>(null);
  const [words, setWords] = useState('');
  const [signIn, setSignIn] = useState<SignIn>({ loginName: mayBeReader ? staff.loginName : '', password: '' });
  const [missing, setMissing] = useState<'choice' | 'words' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => document.getElementById('sign-agree')?.focus(), []);
  const sign = useCommand(client.lending.approveDestruction, {
    changes: [query.lending.key(), query.archive.key()],
    onDone: onSigned,
    onRefused(text, error) {
      setProblem(refusal(text, error));
      setSignIn(present => ({ ...present, password: '' }));
    },
  });

  function submit() {
    setProblem(null);
    const lacks = isApproved === null ? 'choice' : !isApproved && words.trim() === '' ? 'words' : null;
    setMissing(lacks);
    if (lacks !== null) return document.getElementById(lacks === 'choice' ? 'sign-agree' : 'sign-words')?.focus();
    if (signIn.loginName.trim() === '' || signIn.password === '') return setProblem(t('sign.signInMissing'));
    void sign.run({ destructionId: destruction.id, step, approver: signIn, isApproved: isApproved === true, words: words.trim() });
  }

  const name = t(`errors:word.step.${step}`);
  return (
    <Form layout="vertical" requiredMark={false} className="destruction-form" onFinish={submit} aria-label={t('sign.title', { step: name })}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('sign.title', { step: name })}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('sign.lead', { who: t(`sign.who.${step}`) })}</Typography.Paragraph>
      <Form.Item label={t('sign.choice')} validateStatus={missing === 'choice' ? 'error' : undefined} help={missing === 'choice' ? t('sign.choiceMissing') : undefined}>
        <Radio.Group aria-label={t('sign.choice')} value={isApproved} onChange={event => { setApproved(event.target.value as boolean); setMissing(null); }}>
          <Flex gap="middle" wrap>
            <Radio id="sign-agree" value>{t('sign.agree', { count: destruction.files.length })}</Radio>
            <Radio value={false}>{t('sign.reject')}</Radio>
          </Flex>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        label={t(isApproved === false ? 'sign.whyNot' : 'sign.words')} htmlFor="sign-words"
        validateStatus={missing === 'words' ? 'error' : undefined} help={missing === 'words' ? t('sign.whyNotMissing') : undefined}
      >
        <Input id="sign-words" maxLength={300} autoComplete="off" value={words} onChange={event => { setWords(event.target.value); setMissing(null); }} />
      </Form.Item>
      <ApprovalFields lead={t('sign.signIn')} labelOf={key => t(`sign.${key}`)} value={[signIn]} onChange={([first]) => { if (first) setSignIn(first); }} />
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 12 }} />}
      <Button type="primary" danger={isApproved === false} htmlType="submit" aria-busy={sign.isRunning} disabled={sign.isRunning} style={{ marginTop: 16 }}>{t(isApproved === false ? 'sign.submitReject' : 'sign.submit')}</Button>
    </Form>
  );
}
