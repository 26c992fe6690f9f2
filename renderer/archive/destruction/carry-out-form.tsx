import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Destruction } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { ApprovalFields, type SignIn } from '../looks/approval-fields.tsx';
import { ConfirmDestruction } from './confirm-destruction.tsx';
import { useSignatureRefusal } from './use-signature-refusal.ts';

const nobody: SignIn = { loginName: '', password: '' };
const methods = ['shred', 'pulp', 'burn'] as const;

/** Before two witnesses who sign in here; then once more the number is asked for, since nothing brings the files back. */
export function CarryOutForm({ destruction, onDone }: { destruction: Destruction; onDone(destruction: Destruction): void }) {
  const { t } = useTranslation('destruction');
  const { client, query } = useBranch();
  const refusal = useSignatureRefusal(t('carryOut.who'));
  const [method, setMethod] = useState('');
  const [witnesses, setWitnesses] = useState<readonly [SignIn, SignIn]>([nobody, nobody]);
  const [isAsking, setAsking] = useState(false);
  const [isMethodMissing, setMethodMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const count = destruction.files.length;
  const carryOut = useCommand(client.lending.carryOutDestruction, {
    changes: [query.lending.key(), query.archive.key()],
    onDone,
    onRefused(text, error) {
      setAsking(false);
      setProblem(refusal(text, error));
      setWitnesses(([one, other]) => [{ ...one, password: '' }, { ...other, password: '' }]);
    },
  });

  function ask() {
    setProblem(null);
    if (method.trim() === '') {
      setMethodMissing(true);
      return document.getElementById('carry-out-method')?.focus();
    }
    if (witnesses.some(each => each.loginName.trim() === '' || each.password === '')) return setProblem(t('carryOut.witnessMissing'));
    setAsking(true);
  }

  function send() {
    const [one, other] = witnesses;
    void carryOut.run({ destructionId: destruction.id, method: method.trim(), witnesses: [one, other] });
  }

  return (
    <>
      <Form layout="vertical" requiredMark={false} className="destruction-form" onFinish={ask} aria-label={t('carryOut.title')}>
        <Typography.Title level={2} style={{ fontSize: 16 }}>{t('carryOut.title')}</Typography.Title>
        <Alert type="warning" showIcon title={t('carryOut.warning', { count })} style={{ marginBottom: 12 }} />
        <Form.Item label={t('carryOut.method')} htmlFor="carry-out-method" validateStatus={isMethodMissing ? 'error' : undefined} help={isMethodMissing ? t('carryOut.methodMissing') : undefined}>
          <Input id="carry-out-method" list="carry-out-methods" maxLength={100} autoComplete="off" placeholder={t('carryOut.methodHint')} value={method} onChange={event => { setMethod(event.target.value); setMethodMissing(false); }} />
        </Form.Item>
        <datalist id="carry-out-methods">{methods.map(each => <option key={each}>{t(`carryOut.methods.${each}`)}</option>)}</datalist>
        <ApprovalFields lead={t('carryOut.witnesses')} labelOf={(key, number) => t(`witness.${key}`, { number })} value={witnesses} onChange={([one, other]) => setWitnesses([one ?? nobody, other ?? nobody])} />
        {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 12 }} />}
        <Button danger htmlType="submit" style={{ marginTop: 16 }}>{t('carryOut.submit', { count })}</Button>
      </Form>
      {isAsking && <ConfirmDestruction number={destruction.number} count={count} isRunning={carryOut.isRunning} onConfirm={send} onClose={() => setAsking(false)} />}
    </>
  );
}
