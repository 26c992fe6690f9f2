import { Table } from 'antd';
import { useTranslation } from 'react-i18next';

type Columns<Row> = NonNullable<Parameters<typeof Table<Row>>[0]['columns']>;

/** Records of one kind, one a line. */
export function RecordsTable<Row extends { id: string }>({ rows, columns, keyOf = ({ id }) => id }: { rows: readonly Row[]; columns: Columns<Row>; keyOf?(row: Row): string }) {
  const { t } = useTranslation('summary');
  return <Table<Row> size="small" rowKey={keyOf} dataSource={[...rows]} columns={columns} pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }} locale={{ emptyText: t('records.empty') }} />;
}
