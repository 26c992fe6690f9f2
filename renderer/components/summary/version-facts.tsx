import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrozenSummary } from '../../../shared/summary.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { Changes } from './changes.tsx';
import './summary.css';

/** One version of a frozen summary: by whom and when, how often printed, what was corrected and why, its hash; `children`: what can be done with it. */
export function VersionFacts({ version, children }: { version: FrozenSummary; children?: ReactNode }) {
  const { t } = useTranslation('summary');
  const times = useTimes();
  const { frozenAt, frozenByName, isProvisional, prints, words, changes, sha256, pdfSha256 } = version;
  const at = times.dayAndClock(frozenAt);
  return (
    <section aria-label={t('frozen.version', { version: version.version })}>
      <Flex gap="small" align="center" wrap>
        <strong>{t('frozen.version', { version: version.version })}</strong>
        <span>{frozenByName === null ? t('frozen.byItself', { at }) : t('frozen.by', { at, name: frozenByName })}</span>
        {isProvisional && <strong>◐ {t('frozen.provisional')}</strong>}
        <span>{t('frozen.prints', { count: prints })}</span>
        {children}
      </Flex>
      {words !== '' && <p style={{ margin: 0 }}>{words}</p>}
      {changes.length > 0 && <Changes changes={changes} />}
      <code className="summary__hash">SHA-256 {sha256}{pdfSha256 !== null && ` · PDF ${pdfSha256}`}</code>
    </section>
  );
}
