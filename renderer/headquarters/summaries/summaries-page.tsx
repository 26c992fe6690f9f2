import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Input, Radio, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { figureSpans, figuresPageSizes, type FigureOrder, type ListedFigures } from '../../../shared/console-summaries.ts';
import type { ConsoleInputs } from '../../../shared/headquarters-console.ts';
import { PageHead } from '../../components/page-head.tsx';
import { SheetButtons } from '../../components/summary/sheet-buttons.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { useFigureColumns, widthOfColumns, type Against, type Line } from './figure-columns.tsx';
import { sideBySideSheets } from './side-by-side-sheets.ts';
import { SpanChoice } from './span-choice.tsx';
import { pageOfSpan, spanNamed } from './spans.ts';
import '../headquarters.css';
import './summaries.css';

type Asked = ConsoleInputs['summaries']['list'];
type Only = Asked['only'];

/** The frozen days of all branches side by side, beside the span before; follows what arrives. */
export function SummariesPage() {
  const { by: named, day = null } = useParams({ strict: false });
  const by = spanNamed(named);
  const { t } = useTranslation(['headquartersSummaries', 'summary']);
  const { client, query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const [words, setWords] = useState('');
  const [only, setOnly] = useState<Only>('all');
  const [sorted, setSorted] = useState<{ sort: FigureOrder; isDescending: boolean }>({ sort: 'name', isDescending: false });
  const [page, setPage] = useState(0);
  const [chosen, setAgainst] = useState<Against>('lastWeek');
  const against = by === 'day' ? chosen : 'before';
  const asked: Asked = { by, day, words, only, ...sorted, page, pageSize: figuresPageSizes.shown };
  const found = useQuery(query.summaries.list.queryOptions({ input: asked, ...shownLive, placeholderData: keepPreviousData }));
  const list = found.data;
  const columns = useFigureColumns(by, list, against, sorted);
  const lines: Line[] = list ? [{ kind: 'total', total: list.total }, ...list.branches.map(branch => ({ kind: 'branch' as const, branch }))] : [];
  const isEmpty = list !== undefined && list.found === 0;
  const counted = (value: Only) => ({ value, label: list ? t('headquarters:counted', { name: t(`only.${value}`), count: list.counts[value] }) : t(`only.${value}`) });
  const spanText = list && (list.fromDate === list.toDate ? list.fromDate : t('until', { from: list.fromDate, to: list.toDate }));

  return (
    <Flex vertical gap="small" className="figures">
      <PageHead title={t('title')} lead={t('lead')}>
        {list && !isEmpty && <div className="figures__tools"><Flex gap="small"><SheetButtons fileName={`${t('title')}-${spanText}`} sheets={async () => sideBySideSheets(by, list, await everyBranch(list.found), t)} /><Button onClick={() => window.print()}>{t('print')}</Button></Flex></div>}
      </PageHead>
      <div className="figures__tools">
        <Flex gap="small" wrap align="center">
          <SpanChoice kinds={figureSpans} by={by} day={day ?? list?.fromDate} onChange={(kind, at) => { setPage(0); void navigate({ to: pageOfSpan(kind, at) }); }} />
          {by === 'day' && <Radio.Group aria-label={t('against')} optionType="button" value={against} onChange={event => setAgainst(event.target.value as Against)} options={(['lastWeek', 'before'] as const).map(value => ({ value, label: t(`againstDay.${value}`) }))} />}
          <Select<Only> aria-label={t('which')} style={{ width: 190 }} value={only} onChange={value => { setOnly(value); setPage(0); }} options={[counted('all'), counted('withoutDays'), counted('provisional')]} />
          <Input.Search aria-label={t('search')} placeholder={t('headquarters:branches.searchHint')} allowClear style={{ width: 220 }} maxLength={60} onSearch={typed => { setWords(typed.trim()); setPage(0); }} />
        </Flex>
      </div>
      {list && <strong role="status">{t('state.summary', { span: spanText, branches: list.total.present.branches, all: list.counts.all })}{list.counts.provisional > 0 && ` ${t('state.summaryProvisional', { count: list.counts.provisional })}`}</strong>}
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} action={<Button size="small" onClick={() => void found.refetch()}>{t('headquarters:again')}</Button>} />}
      {list && list.counts.all > 0 && list.total.present.branches === 0 && <Alert type="info" showIcon title={t('nothingYet')} description={<span style={{ whiteSpace: 'pre-line' }}>{t('nothingYetHint')}</span>} />}
      <Table<Line>
        rowKey={line => (line.kind === 'total' ? 'total' : line.branch.branchId)} rowClassName={line => (line.kind === 'total' ? 'figures__total' : '')}
        size="small" columns={columns} dataSource={isEmpty ? [] : lines} loading={found.isPending} scroll={{ x: widthOfColumns }} pagination={false}
        locale={{ emptyText: <span className="console-empty">{t(words === '' && only === 'all' ? 'empty' : 'noneFound')}</span> }}
        onChange={(_pages, _filters, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? {} : sorter;
          setSorted(typeof columnKey === 'string' && order ? { sort: columnKey as FigureOrder, isDescending: order === 'descend' } : { sort: 'name', isDescending: false });
          setPage(0);
        }}
      />
      {list && list.found > figuresPageSizes.shown && (
        <Flex gap="small" align="center" className="figures__tools">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>{t('page.before')}</Button>
          <span>{t('page.of', { page: page + 1, pages: Math.ceil(list.found / figuresPageSizes.shown) })}</span>
          <Button disabled={(page + 1) * figuresPageSizes.shown >= list.found} onClick={() => setPage(page + 1)}>{t('page.after')}</Button>
        </Flex>
      )}
      <small>{t('legend')}</small>
    </Flex>
  );

  /** What is on the page and all that is not: the whole list in its order. */
  async function everyBranch(count: number): Promise<ListedFigures[]> {
    const pages: ListedFigures[] = [];
    for (let at = 0; at * figuresPageSizes.export < count; at += 1) pages.push(...(await client.summaries.list({ ...asked, page: at, pageSize: figuresPageSizes.export })).branches);
    return pages;
  }
}
