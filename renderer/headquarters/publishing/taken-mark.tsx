import { Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListedPublication } from '../../../shared/console-publishing.ts';

/** How many branches have taken a publication, how many could not. */
export function TakenMark({ publication: { sent, taken, refused } }: { publication: Pick<ListedPublication, 'sent' | 'taken' | 'refused'> }) {
  const { t } = useTranslation('headquartersPublishing');
  return (
    <Flex gap={4} align="center" className="console-number">
      <span>{taken + refused === sent ? '●' : '◔'} {t('takenOf', { taken, sent })}</span>
      {refused > 0 && <Tag color="error" style={{ margin: 0 }}>✕ {t('refusedBy', { count: refused })}</Tag>}
    </Flex>
  );
}
