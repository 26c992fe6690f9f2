import { Alert, Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { useTimes } from '../../hooks/use-times.ts';

/** How far headquarters has witnessed the branch's access log; of a rewritten one the two states that contradict each other. */
export function WitnessProof({ story: { witness } }: { story: BranchStory }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  if (!witness) return <span className="console-empty">{t('witness.empty')}</span>;
  const { refused } = witness;
  return (
    <Flex vertical gap="small">
      {refused && (
        <Alert
          type="error" showIcon role="alert" title={t(refused.reason === 'fork' ? 'witness.rewritten' : 'witness.refused', { at: times.dayAndClock(refused.at), reason: t(`witnessReason.${refused.reason}`) })}
          description={(
            <Flex vertical gap="small">
              <span>{t(refused.reason === 'fork' ? 'witness.rewrittenNext' : 'witness.refusedNext')}</span>
              <strong>{t('witness.asked')}</strong>
              <pre className="console-note">{refused.note}</pre>
              {refused.proof.length > 0 && <><strong>{t('witness.proof')}</strong><pre className="console-note">{refused.proof.join('\n')}</pre></>}
            </Flex>
          )}
        />
      )}
      <Descriptions
        size="small" column={1} bordered
        items={[
          { key: 'size', label: t('witness.size'), children: t('witness.entries', { count: witness.size }) },
          { key: 'at', label: t('witness.at'), children: times.dayAndClock(witness.at) },
          { key: 'root', label: t('witness.root'), children: <span className="console-hash">{witness.root}</span> },
          { key: 'note', label: t('witness.note'), children: <pre className="console-note">{witness.note}</pre> },
        ]}
      />
    </Flex>
  );
}
