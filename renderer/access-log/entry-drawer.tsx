import { Alert, Button, Descriptions, Drawer, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LogEntry, LogFilter } from '../../shared/access-log.ts';
import { useTimes } from '../hooks/use-times.ts';
import type { LogWords } from './use-log-words.ts';

interface EntryDrawerProps {
  entry: LogEntry;
  windowNumber: number | undefined;
  words: LogWords;
  onFilter(more: LogFilter): void;
  onClose(): void;
}

/** Everything one entry says, and the way to others of the same file, customer or person. */
export function EntryDrawer({ entry, windowNumber, words, onFilter, onClose }: EntryDrawerProps) {
  const { t } = useTranslation('accessLog');
  const times = useTimes();
  const { detail, basis, fileId, customerId, staffId } = entry;
  const facts = Object.entries(detail?.facts ?? {});
  const rows = [
    [t('entry.at'), `${times.dayAndClock(entry.at)} (${times.clockSeconds(entry.at)})`],
    [t('entry.who'), detail?.staffName], [t('entry.role'), words.role(entry.role)],
    [t('entry.window'), windowNumber === undefined ? undefined : String(windowNumber)], [t('entry.station'), entry.stationId],
    [t('entry.action'), words.action(entry.action)], [t('entry.outcome'), words.outcome(entry.outcome)],
    [t('entry.file'), detail?.fileNumber], [t('entry.customer'), detail?.customerName],
    [t('entry.purpose'), entry.purpose === null ? undefined : words.purpose(entry.purpose)],
    [t('entry.basis'), basis ? [t(`basis.${basis.kind}`), detail?.basisWords].filter(Boolean).join(' · ') : undefined],
    [t('entry.fields'), words.fields(entry.fields)], [t('entry.query'), detail?.query], [t('entry.words'), detail?.words],
  ].filter((row): row is [string, string] => Boolean(row[1]));

  return (
    <Drawer open title={t('entry.title', { seq: entry.seq })} size={520} onClose={onClose} destroyOnHidden>
      <Flex vertical gap="middle">
        <Typography.Paragraph strong style={{ margin: 0 }}>{words.sentence(entry, windowNumber)}</Typography.Paragraph>
        {detail === null && <Alert type="info" showIcon title={t('entry.destroyed')} />}
        <Descriptions size="small" bordered column={1} items={rows.map(([label, children]) => ({ key: label, label, children }))} />
        {facts.length > 0 && (
          <section aria-label={t('entry.facts')}>
            <Typography.Text type="secondary">{t('entry.facts')}</Typography.Text>
            <ul className="log-facts">{facts.map(([name, value]) => <li key={name}><code>{name}</code> {Array.isArray(value) ? value.join(' ') : String(value)}</li>)}</ul>
          </section>
        )}
        <Flex gap="small" wrap>
          {staffId !== null && <Button onClick={() => onFilter({ staffId })}>{t('entry.samePerson')}</Button>}
          {fileId !== null && <Button onClick={() => onFilter({ fileId })}>{t('entry.sameFile')}</Button>}
          {customerId !== null && <Button onClick={() => onFilter({ customerId })}>{t('entry.sameCustomer')}</Button>}
        </Flex>
      </Flex>
    </Drawer>
  );
}
