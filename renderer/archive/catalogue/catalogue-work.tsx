import { useNavigate } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../hooks/branch-client.tsx';

/** The ways from the archive to what is added to it. */
export function CatalogueWork() {
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const roles = useSession()?.staff?.roles ?? [];
  const isArchivist = roles.includes('archivist');
  if (!isArchivist && !roles.includes('manager')) return null;
  return (
    <Flex gap="small" wrap>
      {isArchivist && <Button onClick={() => void navigate({ to: '/archive/new' })}>{t('new.title')}</Button>}
      <Button onClick={() => void navigate({ to: '/archive/import' })}>{t('import.title')}</Button>
      <Button onClick={() => void navigate({ to: '/archive/labels' })}>{t('labels.title')}</Button>
    </Flex>
  );
}
