import { useNavigate } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../hooks/branch-client.tsx';
import { Key, useFileKeys } from '../archive-keys.tsx';

/** The ways from the archive to what is added to it. */
export function CatalogueWork() {
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const roles = useSession()?.staff?.roles ?? [];
  const isArchivist = roles.includes('archivist');
  const takeIn = () => void navigate({ to: '/archive/new' });
  useFileKeys(isArchivist ? { 'Alt+N': takeIn } : {});
  if (!isArchivist && !roles.includes('manager')) return null;
  return (
    <Flex gap="small" wrap>
      {isArchivist && <Button aria-keyshortcuts="Alt+N" onClick={takeIn}>{t('new.title')} <Key label="Alt+N" /></Button>}
      <Button onClick={() => void navigate({ to: '/archive/import' })}>{t('import.title')}</Button>
      <Button onClick={() => void navigate({ to: '/archive/labels' })}>{t('labels.title')}</Button>
    </Flex>
  );
}
