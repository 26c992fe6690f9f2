import { Alert, Button, Form, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewSheet } from '../../../shared/lending.ts';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { ApprovalFields, type SignIn } from '../looks/approval-fields.tsx';

/** Both signatures at once: who counted is signed in, who checks signs in here on the spot. */
export function SignReview({ reviewId, onSigned }: { reviewId: string; onSigned(sheet: ReviewSheet): void }) {
  const { t } = useTranslation('reviews');
  const { client, query } = useBranch();
  const counter = useSession()?.staff?.name ?? '';
  const [checker, setChecker] = useState<SignIn>({ loginName: '', password: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const sign = useCommand(client.lending.signReview, {
    changes: [query.lending.key()], onDone: onSigned,
    onRefused(text) {
      setProblem(text);
      setChecker(present => ({ ...present, password: '' }));
    },
  });

  function submit() {
    setProblem(null);
    if (checker.loginName.trim() === '' || checker.password === '') return setProblem(t('sign.missing'));
    void sign.run({ reviewId, checker });
  }

  return (
    <Form layout="vertical" requiredMark={false} className="review-form" onFinish={submit} aria-label={t('sign.title')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('sign.title')}</Typography.Title>
      <ApprovalFields lead={t('sign.lead', { counter })} labelOf={field => t(`sign.${field}`)} value={[checker]} onChange={([first]) => { if (first) setChecker(first); }} />
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 12 }} />}
      <Button type="primary" htmlType="submit" aria-busy={sign.isRunning} disabled={sign.isRunning} style={{ marginTop: 16 }}>{t('sign.submit')}</Button>
    </Form>
  );
}
