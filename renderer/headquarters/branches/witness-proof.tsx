import { Alert, Button, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchStory, LogFinding } from '../../../shared/console-branches.ts';
import { saveFile } from '../../components/save-file.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useMay } from '../use-headquarters.tsx';
import { ConfirmDialog, type LookedAt } from './confirm-dialog.tsx';

type Witness = NonNullable<BranchStory['witness']>;

/** How far headquarters has witnessed the branch's access log; of a rewritten one the two states that contradict each other, and what was found about it. */
export function WitnessProof({ story }: { story: BranchStory }) {
  const { id, witness } = story;
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  if (!witness) return <span className="console-empty">{t('witness.empty')}</span>;
  const { note, sinceAt } = witness;
  return (
    <Flex vertical gap="small" align="start">
      <Refused story={story} witness={witness} />
      {witness.findings.map(finding => <Found key={finding.id} finding={finding} />)}
      {witness.size > 0 && (
        <>
          <Descriptions
            size="small" column={1} bordered style={{ width: '100%' }}
            items={[
              { key: 'size', label: t('witness.size'), children: t('witness.entries', { count: witness.size }) },
              { key: 'at', label: t('witness.at'), children: times.dayAndClock(witness.at) },
              ...sinceAt === null ? [] : [{ key: 'since', label: t('witness.since'), children: times.dayAndClock(sinceAt) }],
              { key: 'root', label: t('witness.root'), children: <span className="console-hash">{witness.root}</span> },
              { key: 'note', label: t('witness.note'), children: <pre className="console-note">{note}</pre> },
            ]}
          />
          <Button onClick={() => saveFile(new File([note], `witnessed-${id}-${witness.size}.txt`, { type: 'text/plain' }))}>{t('witness.saveNote')}</Button>
        </>
      )}
    </Flex>
  );
}

/** What was sent and not witnessed, beside what was witnessed, in red until somebody has looked at it. */
function Refused({ story, witness }: { story: BranchStory; witness: Witness }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const mayLook = useMay('administrator', 'auditor');
  const [asked, setAsked] = useState<LookedAt | null>(null);
  const { refused } = witness;
  if (!refused) return null;
  const { at, reason, newestAt, newestSize } = refused;
  const isContradiction = reason === 'fork' || reason === 'older';
  return (
    <>
      <Alert
        type="error" showIcon role="alert" style={{ width: '100%' }}
        title={t(isContradiction ? 'witness.rewritten' : 'witness.refused', { at: times.dayAndClock(at), reason: t(`witnessReason.${reason}`) })}
        description={(
          <Flex vertical gap="small" align="start">
            <span>{t(isContradiction ? 'witness.rewrittenNext' : 'witness.refusedNext')}</span>
            {isContradiction && newestSize === null && <span>{t('witness.goesOn', { at: times.dayAndClock(witness.at) })}</span>}
            {isContradiction && mayLook && <Button onClick={() => setAsked({ what: 'lookedAt', seenAt: newestAt, context: newestSize === null ? 'goesOn' : 'newLine', size: newestSize ?? witness.size })}>{t('confirm.lookedAt.do')}</Button>}
            <Proof witnessed={witness} refused={refused} isContradiction={isContradiction} />
          </Flex>
        )}
      />
      {asked && <ConfirmDialog story={story} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** A refusal that was looked at: by whom, what was found, how it went on; the proof stays. */
function Found({ finding: { at, byName, words, lineFrom, refused, witnessed } }: { finding: LogFinding }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  return (
    <Alert
      type="warning" showIcon style={{ width: '100%' }}
      title={t('sentence.logLookedAt', { refusedAt: times.dayAndClock(refused.at), name: byName, at: times.dayAndClock(at), words })}
      description={(
        <Flex vertical gap="small">
          <span>{lineFrom === null ? t('witness.wentOn') : t('witness.newLine', { count: lineFrom, at: times.dayAndClock(at) })}</span>
          <details>
            <summary>{t('witness.kept')}</summary>
            <Flex vertical gap="small">
              <Proof witnessed={witnessed} refused={refused} isContradiction />
              <strong>{t('witness.stateWitnessed')}</strong>
              <pre className="console-note">{witnessed.note}</pre>
            </Flex>
          </details>
        </Flex>
      )}
    />
  );
}

/** The two states: sizes, roots, times, and what was sent as it was signed. */
function Proof({ witnessed, refused, isContradiction }: Pick<LogFinding, 'refused'> & { witnessed: Pick<Witness, 'size' | 'root' | 'at'>; isContradiction: boolean }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  // A checkpoint's lines: whose log, how many entries, their root.
  const [, size = '', root = ''] = refused.note.split('\n');
  return (
    <>
      {isContradiction && (
        <table className="console-settings" aria-label={t('witness.states')}>
          <thead><tr><th><span className="console-unseen">{t('witness.states')}</span></th><th>{t('witness.size')}</th><th>{t('witness.at')}</th><th>{t('witness.root')}</th></tr></thead>
          <tbody>
            <tr><th scope="row">{t('witness.stateWitnessed')}</th><td>{t('witness.entries', { count: witnessed.size })}</td><td>{times.dayAndClock(witnessed.at)}</td><td className="console-hash">{witnessed.root}</td></tr>
            <tr><th scope="row">{t('witness.stateAsked')}</th><td>{t('witness.entries', { count: Number(size) })}</td><td>{times.dayAndClock(refused.at)}</td><td className="console-hash">{root}</td></tr>
          </tbody>
        </table>
      )}
      <strong>{t('witness.asked')}</strong>
      <pre className="console-note">{refused.note}</pre>
      {refused.proof.length > 0 && <><strong>{t('witness.proof')}</strong><pre className="console-note">{refused.proof.join('\n')}</pre></>}
    </>
  );
}
