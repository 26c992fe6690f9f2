import { Alert, Button, Descriptions, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

type Revealed = BranchOutputs['complaints']['reveal'];

/** As long as a telephone call takes to begin; then masked again. */
const shownForMs = 3 * 60_000;

/** Whom it is about: masked, and in full for a while after an entry of the access log. */
export function RevealedPerson({ story }: { story: ComplaintStory }) {
  const { t } = useTranslation('complaints');
  const { client } = useBranch();
  const [shown, setShown] = useState<Revealed | null>(null);
  const reveal = useAction(client.complaints.reveal, { onDone: setShown, onRefused: () => undefined });
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), shownForMs);
    return () => clearTimeout(timer);
  }, [shown]);
  const { form } = story;
  const rows = [
    ['complainantName', shown?.complainantName ?? form.maskedName], ['complainantPhone', shown?.complainantPhone ?? form.maskedPhone], ['accountNumber', shown?.accountNumber ?? form.maskedAccountNumber],
    ['address', shown?.address ?? form.maskedAddress], ['agentName', shown?.agentName ?? form.maskedAgentName],
  ] as const;
  return (
    <section aria-label={t('person.title')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('person.title')}</Typography.Title>
      {form.isAnonymous && <p>{t('anonymous')}</p>}
      <Descriptions size="small" column={1} items={rows.filter(([, content]) => content !== null && content !== '').map(([key, content]) => ({ key, label: t(`form.${key}`), children: content }))} />
      {shown
        ? <Button onClick={() => setShown(null)}>{t('person.hide')}</Button>
        : <Button onClick={() => void reveal.run({ complaintId: story.id, why: story.state === 'answered' ? 'callBack' : 'contact' })}>{t('person.show')}</Button>}
      <Typography.Paragraph type="secondary" role="status">{shown ? t('person.logged', { seq: shown.logSeq }) : t('person.rule')}</Typography.Paragraph>
      {reveal.errorText !== null && <Alert type="error" showIcon role="alert" title={reveal.errorText} />}
    </section>
  );
}
