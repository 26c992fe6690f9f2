import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Publishable } from '../../../shared/console-publishing.ts';
import { trades } from '../../../shared/staff.ts';
import { useAction } from '../../hooks/use-command.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

/** Nothing of this kind was published yet: begin with what a trade customarily has. */
export function StartingPoint({ kind, branchIds, onChosen }: { kind: 'services' | 'complaintClasses' | 'deadlineTable'; branchIds: string[] | null; onChosen(body: Publishable['body']): void }) {
  const { t } = useTranslation('headquartersPublishing');
  const { client } = useHeadquarters();
  const start = useAction(client.publishing.starter, { onDone: ({ body }) => onChosen(body as Publishable['body']) });
  return (
    <Alert
      type="info" showIcon title={t(`start.${kind}`)}
      description={<Flex gap="small" wrap style={{ marginTop: 4 }}>{trades.map(trade => <Button key={trade} size="small" disabled={start.isRunning} onClick={() => void start.run({ kind, trade, branchIds })}>{t('start.with', { trade: t(`app:trade.${trade}`) })}</Button>)}</Flex>}
    />
  );
}
