import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Flex, Radio, Skeleton, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysFrom } from '../../../shared/calendar.ts';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { LevelMark } from '../file-marks.tsx';
import { placeText } from '../file-row.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { LevelHistory } from './level-history.tsx';
import { useBusinessDate } from './use-business-date.ts';
import './lending.css';

type EndingFile = BranchOutputs['lending']['levelsEnding'][number];

/** Within so many days the line is marked: who wants an extension must have its approvals by then. */
const urgentWithinDays = 14;

/** Secrecy levels 密级 whose term ends soon, those first that end first; and what was changed. */
export function LevelsPage() {
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const toText = useErrorText();
  const words = useCatalogue();
  const today = useBusinessDate();
  const mayChange = useSession()?.staff?.roles.includes('archivist') ?? false;
  const [which, setWhich] = useState<'ending' | 'history'>('ending');
  const ending = useQuery(query.lending.levelsEnding.queryOptions({ staleTime: 0 }));
  const changes = useQuery({ ...query.lending.levelChanges.queryOptions({ input: { limit: 100 }, staleTime: 0 }), enabled: which === 'history' });
  const { error } = which === 'ending' ? ending : changes;
  const lowest = words.levelsInOrder.find(level => level.isActive);

  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={t('levels.title')} lead={t('levels.lead', { level: lowest ? words.name(lowest) : '' })} />
      <Radio.Group
        aria-label={t('levels.which')} optionType="button" value={which} onChange={event => setWhich(event.target.value as typeof which)}
        options={[{ value: 'ending', label: ending.data ? t('list.counted', { list: t('levels.ending'), count: ending.data.length }) : t('levels.ending') }, { value: 'history', label: t('levels.history') }]}
      />
      {error && <Alert type="error" showIcon role="alert" title={toText(error)} action={<Button size="small" onClick={() => void (which === 'ending' ? ending : changes).refetch()}>{t('again')}</Button>} />}
      {which === 'ending' && (
        <Table<EndingFile>
          rowKey="id" size="small" dataSource={ending.data ?? []} loading={ending.isPending} pagination={(ending.data?.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          locale={{ emptyText: t(mayChange ? 'levels.none' : 'levels.noneReader') }}
          columns={[
            { key: 'end', title: t('levels.endsOn'), width: 170, render: (_, { levelEndsOn }) => <EndMark day={levelEndsOn} today={today} /> },
            {
              key: 'file', title: t('column.file'), render: (_, file) => (
                <>
                  <Link to="/archive/file/$fileId" params={{ fileId: file.id }}>{file.archiveNumber}</Link>
                  <br /><Typography.Text type="secondary">{file.maskedName} · {file.maskedTitle}</Typography.Text>
                </>
              ),
            },
            { key: 'level', title: t('levels.level'), width: 120, render: (_, file) => <LevelMark levelId={file.levelId} words={words} /> },
            { key: 'place', title: t('levels.place'), width: 160, render: (_, file) => placeText(file, words) || t('archive:row.noPlace') },
            {
              key: 'do', title: t('column.do'), width: 150, render: (_, file) => (
                <Link to="/archive/levels/$fileId" params={{ fileId: file.id }} aria-label={t(mayChange ? 'levels.changeOf' : 'levels.historyOf', { file: file.archiveNumber })}>
                  {t(mayChange ? 'levels.change' : 'levels.history')}
                </Link>
              ),
            },
          ]}
        />
      )}
      {which === 'history' && (changes.data ? <LevelHistory changes={changes.data} words={words} isOfManyFiles /> : !error && <Skeleton active aria-label={t('loading')} />)}
    </Flex>
  );
}

function EndMark({ day, today }: { day: string; today: string }) {
  const { t } = useTranslation('lending');
  const days = daysFrom(today, day);
  return (
    <span className="lending-number">
      {days <= urgentWithinDays ? <Tag color="warning" className="lending-mark">▲ {days === 0 ? t('levels.endsToday') : t('levels.endsIn', { days })}</Tag> : t('levels.endsIn', { days })}
      <br /><Typography.Text type="secondary">{day}</Typography.Text>
    </span>
  );
}
