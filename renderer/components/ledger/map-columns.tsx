import { Alert, Button, Flex, Form, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerKind, Mapping, Opened } from './ledger-kind.ts';

interface MapColumnsProps {
  kind: LedgerKind;
  opened: Opened;
  mapping: Mapping;
  onSheet(sheetName: string): Promise<void>;
  onCheck(mapping: Mapping): Promise<void>;
  onBack(): void;
}

const notInLedger = -1;
const oneLine = { maxWidth: 320, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' } as const;

/** Which column of the ledger holds what, with its first rows below to look at. */
export function MapColumns({ kind, opened, mapping: suggested, onSheet, onCheck, onBack }: MapColumnsProps) {
  const { t } = useTranslation(kind.namespace);
  const [mapping, setMapping] = useState<Mapping>(suggested);
  const [isBusy, setBusy] = useState(false);
  const titleOf = (column: number): string => opened.headers[column] || t('import.map.columnNumber', { number: column + 1 });
  const columns = opened.headers.map((_, column) => ({ value: column, label: titleOf(column) }));
  const fieldOf = (column: number): string | undefined => kind.fields.find(field => mapping[field] === column);
  const hindrance = findHindrance();

  function choose(field: string, column: number) {
    const { [field]: _, ...others } = mapping;
    setMapping(column === notInLedger ? others : { ...others, [field]: column });
  }

  async function busyWith(work: Promise<void>) {
    setBusy(true);
    await work;
    setBusy(false);
  }

  return (
    <Form layout="vertical" onFinish={() => { if (hindrance === null) void busyWith(onCheck(mapping)); }} disabled={isBusy}>
      <Flex vertical gap="middle">
        <Flex gap="middle" align="center" wrap>
          <Typography.Text strong>
            {t('import.map.file', { name: opened.fileName, rows: opened.rowCount, format: opened.encoding ? `CSV ${opened.encoding.toUpperCase()}` : 'xlsx' })}
          </Typography.Text>
          {opened.sheetNames.length > 1 && (
            <Select
              aria-label={t('import.map.sheet')} style={{ minWidth: 160 }} value={opened.sheetName}
              options={opened.sheetNames.map(name => ({ value: name, label: name }))}
              onChange={name => { if (name !== null) void busyWith(onSheet(name)); }}
            />
          )}
        </Flex>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))', gap: '0 16px' }}>
          {kind.fields.map(field => (
            <Form.Item key={field} label={t(`import.map.${field}`)} htmlFor={`column-of-${field}`} style={{ marginBottom: 8 }} required={kind.required.includes(field)}>
              <Select
                id={`column-of-${field}`} value={mapping[field] ?? notInLedger} onChange={column => choose(field, column)}
                options={[{ value: notInLedger, label: t('import.map.ignore') }, ...columns]} showSearch={{ optionFilterProp: 'label' }}
              />
            </Form.Item>
          ))}
        </div>
        <div role="status">{hindrance !== null && <Alert type="warning" showIcon title={hindrance} />}</div>
        <Flex gap="small">
          <Button type="primary" htmlType="submit" loading={isBusy} disabled={hindrance !== null}>{t('import.map.next')}</Button>
          <Button onClick={onBack}>{t('import.map.back')}</Button>
        </Flex>
        {/* Wide ledgers are looked at with the arrow keys too, so what scrolls takes the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div role="region" tabIndex={0} aria-label={t('import.map.sample')} style={{ overflowX: 'auto' }}>
          <Table
            size="small" title={() => t('import.map.sample')} pagination={false} style={{ width: 'max-content', minWidth: '100%' }} rowKey={row => String(row.at)}
            dataSource={opened.sampleRows.map((cells, at) => ({ at, cells }))}
            columns={opened.headers.map((_, column) => {
              const field = fieldOf(column);
              return {
                key: column,
                title: <>{titleOf(column)}{field && <><br /><Typography.Text type="success">{t(`import.map.${field}`)}</Typography.Text></>}</>,
                onHeaderCell: () => ({ style: oneLine }), onCell: () => ({ style: oneLine }),
                render: (_cell: unknown, row: { cells: string[] }) => row.cells[column],
              };
            })}
          />
        </div>
      </Flex>
    </Form>
  );

  function findHindrance(): string | null {
    const lacking = kind.lacks(mapping);
    if (lacking !== null) return t(`import.map.${lacking}`);
    const used = kind.fields.flatMap(field => mapping[field] ?? []);
    const twice = used.find((column, at) => used.indexOf(column) !== at);
    return twice === undefined ? null : t('import.map.twice', { column: titleOf(twice) });
  }
}
