import { useNavigate } from '@tanstack/react-router';
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { FileSearch } from '../file-search.tsx';
import '../archive.css';
import './lending.css';

/** Which file is to be lent: its label scanned, or found as in the archive. */
export function LendChoosePage() {
  const { t } = useTranslation('lending');
  const navigate = useNavigate();
  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={t('choose.title')} lead={t('choose.lead')}>
        <Button onClick={() => void navigate({ to: '/archive/loans' })}>{t('backToLoans')}</Button>
      </PageHead>
      <FileSearch onOpen={fileId => void navigate({ to: '/archive/lend/$fileId', params: { fileId } })}>
        <Typography.Text type="secondary">{t('choose.teach')}</Typography.Text>
      </FileSearch>
    </Flex>
  );
}
