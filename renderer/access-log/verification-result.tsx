import { Flex, theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Verification, VerifierFinding } from '../../shared/access-log.ts';
import { useTimes } from '../hooks/use-times.ts';

const signs = { pass: '✓', fail: '✕', unknown: '?' } as const;

/** The four verdicts, each with a shape, a word and what it means, and what was found in sentences. */
export function VerificationResult({ verification }: { verification: Verification }) {
  const { t } = useTranslation('accessLog');
  const { token } = theme.useToken();
  const times = useTimes();
  const { unchanged, complete, witnessed, clock, findings, findingCount, size } = verification;
  const colours = { pass: token.colorSuccess, fail: token.colorError, unknown: token.colorTextSecondary };
  const verdicts = [
    ['unchanged', unchanged, t(`verdict.unchanged.${unchanged}`)], ['complete', complete, t(`verdict.complete.${complete}`)],
    ['witnessed', witnessed.verdict, t(`verdict.witnessed.${witnessed.verdict}`, { size: witnessed.size, at: witnessed.at === null ? '–' : times.dayAndClock(witnessed.at) })],
    ['clock', clock, t(`verdict.clock.${clock}`)],
  ] as const;

  return (
    <Flex vertical gap="small">
      <ul className="log-verdicts" aria-label={t('verify.result')}>
        {verdicts.map(([name, verdict, meaning]) => (
          <li key={name} className="log-verdict" data-verdict={verdict} style={{ borderColor: colours[verdict], borderStyle: verdict === 'unknown' ? 'dashed' : 'solid' }}>
            <Flex gap="small" align="center" style={{ color: colours[verdict] }}>
              <span className="log-verdict__sign" aria-hidden>{signs[verdict]}</span>
              <span className="log-verdict__word">{t(`verdict.${name}.name`)}{t('verdict.colon')}{t(`verdict.word.${verdict}`)}</span>
            </Flex>
            <Typography.Paragraph style={{ margin: '8px 0 0' }}>{meaning}</Typography.Paragraph>
          </li>
        ))}
      </ul>
      <Typography.Text>{t('verify.entries', { count: size })} {findingCount === 0 ? t('verify.noFindings') : t('verify.findings', { count: findingCount })}</Typography.Text>
      <Typography.Text type={verification.key.isFromElsewhere ? 'warning' : undefined}>{verification.key.isFromElsewhere ? '▲ ' : ''}{t(verification.key.isFromElsewhere ? 'verify.keyElsewhere' : 'verify.keyOwn', { id: verification.key.id })}</Typography.Text>
      {findings.length > 0 && <ol className="log-facts">{findings.map((finding, at) => <li key={at}>{sentenceOf(finding)}</li>)}</ol>}
    </Flex>
  );

  function sentenceOf({ code, seq, facts }: VerifierFinding): string {
    const sentence = t(`finding.${code}`);
    const place = seq === null ? '' : t('finding.at', { seq });
    const details = Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(' · ');
    return `${place}${sentence}${details === '' ? '' : ` (${details})`}`;
  }
}
