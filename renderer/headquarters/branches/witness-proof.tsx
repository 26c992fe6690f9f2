import { Alert, Button, Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { saveFile } from '../../components/save-file.ts';
import { useTimes } from '../../hooks/use-times.ts';

type Witness = NonNullable<BranchStory['witness']>;

/** How far headquarters has witnessed the branch's access log; of a rewritten one the two states that contradict each other. */
export function WitnessProof({ story: { id, witness } }: { story: BranchStory }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  if (!witness) return <span className="console-empty">{t('witness.empty')}</span>;
  const { refused, note } = witness;
  return (
    <Flex vertical gap="small" align="start">
      {refused && <Refused witness={witness} refused={refused} />}
      {witness.size > 0 && (
        <>
          <Descriptions
            size="small" column={1} bordered style={{ width: '100%' }}
            items={[
              { key: 'size', label: t('witness.size'), children: t('witness.entries', { count: witness.size }) },
              { key: 'at', label: t('witness.at'), children: times.dayAndClock(witness.at) },
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

/** What was sent and not witnessed, beside what was witnessed: sizes, roots, times, and the notes as they were signed. */
function Refused({ witness, refused }: { witness: Witness; refused: NonNullable<Witness['refused']> }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  // A checkpoint's lines: whose log, how many entries, their root.
  const [, size = '', root = ''] = refused.note.split('\n');
  const isContradiction = refused.reason === 'fork' || refused.reason === 'older';
  return (
    <Alert
      type="error" showIcon role="alert" style={{ width: '100%' }}
      title={t(isContradiction ? 'witness.rewritten' : 'witness.refused', { at: times.dayAndClock(refused.at), reason: t(`witnessReason.${refused.reason}`) })}
      description={(
        <Flex vertical gap="small">
          <span>{t(isContradiction ? 'witness.rewrittenNext' : 'witness.refusedNext')}</span>
          {isContradiction && (
            <table className="console-settings" aria-label={t('witness.states')}>
              <thead><tr><th><span className="console-unseen">{t('witness.states')}</span></th><th>{t('witness.size')}</th><th>{t('witness.at')}</th><th>{t('witness.root')}</th></tr></thead>
              <tbody>
                <tr><th scope="row">{t('witness.stateWitnessed')}</th><td>{t('witness.entries', { count: witness.size })}</td><td>{times.dayAndClock(witness.at)}</td><td className="console-hash">{witness.root}</td></tr>
                <tr><th scope="row">{t('witness.stateAsked')}</th><td>{t('witness.entries', { count: Number(size) })}</td><td>{times.dayAndClock(refused.at)}</td><td className="console-hash">{root}</td></tr>
              </tbody>
            </table>
          )}
          <strong>{t('witness.asked')}</strong>
          <pre className="console-note">{refused.note}</pre>
          {refused.proof.length > 0 && <><strong>{t('witness.proof')}</strong><pre className="console-note">{refused.proof.join('\n')}</pre></>}
        </Flex>
      )}
    />
  );
}
