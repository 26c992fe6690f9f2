import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { saveFile } from '../components/save-file.ts';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { Changes } from '../components/summary/changes.tsx';
import { VersionFacts } from '../components/summary/version-facts.tsx';
import { PrintVersion } from './print-version.tsx';

/** The frozen versions of a day, and what the records say otherwise since. */
export function FrozenVersions({ businessDate }: { businessDate: string }) {
  const { t } = useTranslation('summary');
  const { query, client } = useBranch();
  const toText = useErrorText();
  const { message } = App.useApp();
  const mayCorrect = useSession()?.staff?.roles.includes('manager') ?? false;
  const [isCorrecting, setCorrecting] = useState(false);
  const found = useQuery(query.summary.frozen.queryOptions({ input: { businessDate }, staleTime: 0 }));
  const { versions = [], changedSince = [] } = found.data ?? {};
  if (versions.length === 0) return null;
  return (
    <Card size="small" title={t('frozen.title')}>
      <Flex vertical gap="small">
        {changedSince.length > 0 && (
          <Alert
            type="warning" showIcon title={t('frozen.changed', { count: changedSince.length })} description={<Changes changes={changedSince} />}
            action={mayCorrect && <Button onClick={() => setCorrecting(true)}>{t('frozen.correct')}</Button>}
          />
        )}
        {versions.map(version => (
          <VersionFacts key={version.id} version={version}>
            <PrintVersion frozen={version} />
            {version.pdfSha256 !== null && <Button size="small" onClick={() => void savePdf(version.id)}>PDF</Button>}
          </VersionFacts>
        ))}
      </Flex>
      {isCorrecting && <CorrectDialog businessDate={businessDate} onClose={() => setCorrecting(false)} />}
    </Card>
  );

  async function savePdf(summaryId: string): Promise<void> {
    try {
      saveFile(await client.summary.pdf({ summaryId }));
    } catch (error) {
      void message.error(toText(error));
    }
  }
}

/** Asks why the day is corrected; what changed is found by itself. */
function CorrectDialog({ businessDate, onClose }: { businessDate: string; onClose(): void }) {
  const { t } = useTranslation('summary');
  const { client, query } = useBranch();
  const [refusal, setRefusal] = useState<string | null>(null);
  const correct = useCommand(client.summary.correct, { changes: [query.summary.key()], onDone: onClose, onRefused: setRefusal });
  return (
    <Modal open title={t('frozen.correctTitle')} footer={null} onCancel={onClose} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={({ words }: { words: string }) => void correct.run({ businessDate, words })}>
        <Form.Item name="words" label={t('frozen.why')} rules={[{ required: true, whitespace: true, message: t('frozen.whyMissing') }]}><Input.TextArea autoFocus rows={3} maxLength={600} /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon role="alert" title={refusal} style={{ marginBottom: 12 }} />}
        <Flex gap="small" justify="end"><Button onClick={onClose}>{t('frozen.back')}</Button><Button type="primary" htmlType="submit" loading={correct.isRunning}>{t('frozen.correct')}</Button></Flex>
      </Form>
    </Modal>
  );
}
