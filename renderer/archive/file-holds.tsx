import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../shared/archive.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { QuestionDialog } from './question-dialog.tsx';

/** Legal holds of a file: in force first, lifted ones with who and why. While one is in force the file is neither lent nor destroyed. */
export function FileHolds({ fileId, isDestroyed }: { fileId: string; isDestroyed: boolean }) {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const roles = useSession()?.staff?.roles ?? [];
  const toText = useErrorText();
  const times = useTimes();
  const [asked, setAsked] = useState<'place' | Hold | null>(null);
  const holds = useQuery(query.archive.holds.queryOptions({ input: { fileId }, staleTime: 0 }));
  const mayPlace = !isDestroyed && (roles.includes('archivist') || roles.includes('manager'));
  const mayLift = roles.includes('manager');

  return (
    <section aria-labelledby="file-holds" className="file-part">
      <Flex justify="space-between" align="center">
        <h2 id="file-holds" className="archive-heading">{t('holds.title')}</h2>
        {mayPlace && <Button size="small" onClick={() => setAsked('place')}>{t('holds.place')}</Button>}
      </Flex>
      {holds.error && <Alert type="error" showIcon title={toText(holds.error)} />}
      {holds.data?.length === 0 && <Typography.Text type="secondary">{t('holds.none')}</Typography.Text>}
      <ul className="file-holds">
        {holds.data?.toSorted((one, other) => Number(one.lifted !== null) - Number(other.lifted !== null) || other.placedAt - one.placedAt).map(hold => (
          <li key={hold.id} data-lifted={hold.lifted !== null}>
            <Flex justify="space-between" gap="small">
              <span>{hold.lifted === null && <span aria-hidden>⚑ </span>}<strong>{hold.authority}</strong> {hold.reason}</span>
              {hold.lifted === null && mayLift && <Button size="small" onClick={() => setAsked(hold)} aria-label={t('holds.liftOf', { authority: hold.authority })}>{t('holds.lift')}</Button>}
            </Flex>
            <Typography.Text type="secondary">
              {t('holds.placed', { name: hold.placedByName, at: times.dayAndClock(hold.placedAt) })}
              {hold.lifted && ` · ${t('holds.lifted', { name: hold.lifted.byName, at: times.dayAndClock(hold.lifted.at), reason: hold.lifted.reason })}`}
            </Typography.Text>
          </li>
        ))}
      </ul>
      {asked === 'place' && <PlaceHoldDialog fileId={fileId} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'place' && <LiftHoldDialog hold={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function PlaceHoldDialog({ fileId, onClose }: { fileId: string; onClose(): void }) {
  const { t } = useTranslation('archive');
  const { client, query } = useBranch();
  const [words, setWords] = useState({ authority: '', reason: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const place = useCommand(client.archive.placeHold, { changes: [query.archive.key()], onDone: onClose, onRefused: setProblem });
  const submit = () => (words.authority.trim() === '' || words.reason.trim() === '' ? setProblem(t('holds.bothNeeded')) : void place.run({ fileId, ...words }));
  return (
    <QuestionDialog title={t('holds.placeTitle')} submitText={t('holds.place')} isRunning={place.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Typography.Text>{t('holds.placeText')}</Typography.Text>
      <Form.Item label={t('holds.authority')} htmlFor="hold-authority" style={{ margin: 0 }}>
        <Input id="hold-authority" maxLength={100} placeholder={t('holds.authorityHint')} value={words.authority} onChange={event => setWords({ ...words, authority: event.target.value })} />
      </Form.Item>
      <Form.Item label={t('holds.reason')} htmlFor="hold-reason" style={{ margin: 0 }}>
        <Input id="hold-reason" maxLength={300} value={words.reason} onChange={event => setWords({ ...words, reason: event.target.value })} />
      </Form.Item>
    </QuestionDialog>
  );
}

function LiftHoldDialog({ hold, onClose }: { hold: Hold; onClose(): void }) {
  const { t } = useTranslation('archive');
  const { client, query } = useBranch();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const lift = useCommand(client.archive.liftHold, { changes: [query.archive.key()], onDone: onClose, onRefused: setProblem });
  const submit = () => (reason.trim() === '' ? setProblem(t('holds.reasonNeeded')) : void lift.run({ holdId: hold.id, reason: reason.trim() }));
  return (
    <QuestionDialog title={t('holds.liftTitle', { authority: hold.authority })} submitText={t('holds.lift')} isRunning={lift.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Form.Item label={t('holds.reason')} htmlFor="lift-reason" style={{ margin: 0 }}>
        <Input id="lift-reason" maxLength={300} value={reason} onChange={event => setReason(event.target.value)} />
      </Form.Item>
    </QuestionDialog>
  );
}
