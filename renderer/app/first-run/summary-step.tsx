import { Descriptions, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchWishes } from './branch-wishes.ts';

/** Everything once more before it is made. */
export function SummaryStep({ wishes }: { wishes: BranchWishes }) {
  const { t } = useTranslation();
  const person = ({ name, loginName }: BranchWishes['manager']) => `${name} (${loginName})`;
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: 'name', label: t('firstRun.branchName'), children: wishes.branchName },
          { key: 'trade', label: t('firstRun.trade'), children: t(`trade.${wishes.trade}`) },
          { key: 'hours', label: t('firstRun.hours'), children: `${wishes.opensAt}–${wishes.closesAt}` },
          { key: 'windows', label: t('firstRun.windowCount'), children: wishes.windowCount },
          { key: 'administrator', label: t('firstRun.step.administrator'), children: person(wishes.administrator) },
          { key: 'manager', label: t('firstRun.step.manager'), children: person(wishes.manager) },
        ]}
      />
      <Typography.Paragraph type="secondary" style={{ marginTop: 12 }}>{t('firstRun.summaryText')}</Typography.Paragraph>
    </>
  );
}
