import { FlagOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Form, Input, Tag, Typography } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flag } from '../../shared/access-log.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';
import type { LogWords } from './use-log-words.ts';

interface FlagCardProps {
  flag: Flag;
  words: LogWords;
  windowNumber: number | undefined;
  isOwn: boolean;
  mayClear: boolean;
  onCleared(): void;
}

const verdicts = ['proper', 'improper', 'toFollowUp'] as const;
const signs = { proper: '✓', improper: '✕', toFollowUp: '→' } as const;

/** One unusual look: the rule in words, what it saw, the look itself, and the finding. */
export function FlagCard({ flag, words, windowNumber, isOwn, mayClear, onCleared }: FlagCardProps) {
  const { t } = useTranslation('accessLog');
  const { client } = useBranch();
  const times = useTimes();
  const id = useId();
  const [finding, setFinding] = useState('');
  const [isMissing, setMissing] = useState(false);
  const clearing = useCommand(client.accessLog.clearFlag, { onDone: onCleared });

  function clear(verdict: (typeof verdicts)[number]) {
    if (finding.trim() === '') {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    void clearing.run({ flagId: flag.id, verdict, words: finding.trim() });
  }

  return (
    <li>
      <Card size="small" title={<Flex gap="small" align="center"><FlagOutlined aria-hidden />{t(`flag.rule.${flag.rule}`)}</Flex>} extra={<span className="log-number">{t('flags.entry', { seq: flag.entry.seq })} · {times.dayAndClock(flag.entry.at)}</span>}>
        <Typography.Paragraph strong style={{ marginBottom: 4 }}>{words.sentence(flag.entry, windowNumber)}</Typography.Paragraph>
        <Typography.Paragraph style={{ marginBottom: 8 }}>{factsText()}</Typography.Paragraph>
        {flag.finding ? (
          <Typography.Paragraph style={{ margin: 0 }}>
            <Tag variant="outlined">{signs[flag.finding.verdict]} {t(`flag.verdict.${flag.finding.verdict}`)}</Tag>
            {t('flags.found', { name: flag.finding.byStaffName, at: times.dayAndClock(flag.finding.at) })} {flag.finding.words}
          </Typography.Paragraph>
        ) : mayClear && (isOwn ? <Typography.Text type="secondary">{t('flags.own')}</Typography.Text> : (
          <Form layout="vertical" component="div">
            <Form.Item label={t('flags.finding')} htmlFor={id} required validateStatus={isMissing ? 'error' : undefined} help={isMissing ? t('flags.findingMissing') : undefined} style={{ marginBottom: 8 }}>
              <Input.TextArea id={id} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} value={finding} onChange={event => { setFinding(event.target.value); setMissing(false); }} />
            </Form.Item>
            <Flex gap="small" wrap>
              {verdicts.map(verdict => (
                <Button key={verdict} danger={verdict === 'improper'} disabled={clearing.isRunning} onClick={() => clear(verdict)}>{signs[verdict]} {t(`flag.verdict.${verdict}`)}</Button>
              ))}
            </Flex>
          </Form>
        ))}
      </Card>
    </li>
  );

  function factsText(): string {
    const { rule, facts } = flag;
    if (rule === 'colleague') return facts['isOwnName'] === 1 ? t('flag.facts.ownName') : t('flag.facts.colleague', { name: facts['colleagueName'] ?? '' });
    return t(`flag.facts.${rule}`, facts);
  }
}
