import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MaskedFile } from '../../../shared/archive.ts';
import { useSession } from '../../hooks/branch-client.tsx';
import { labelsOfFiles } from './labelled-files.ts';

/** In a file's head: its label, for who keeps files. */
export function FileLabelAction({ file }: { file: MaskedFile }) {
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const roles = useSession()?.staff?.roles ?? [];
  if (file.state === 'destroyed' || !(roles.includes('archivist') || roles.includes('manager'))) return null;
  return <Button onClick={() => void navigate({ to: '/archive/labels/$files', params: { files: labelsOfFiles([file.id]) } })}>{t('file.label')}</Button>;
}
