import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** What a table of a branch holds, in words. One that this version does not know keeps its name in the program. */
export function useTableWords(): (table: string) => string {
  const { t } = useTranslation('headquartersTables');
  return table => t(`name.${table}`, { defaultValue: table });
}

/** The words, and the name by which the program, its log and the signed text know the table. */
export function TableName({ table }: { table: string }) {
  const words = useTableWords()(table);
  return words === table ? <code>{table}</code> : <>{words} <Typography.Text type="secondary" code>{table}</Typography.Text></>;
}
