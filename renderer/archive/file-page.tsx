import { useNavigate, useParams } from '@tanstack/react-router';
import { FileView } from './file-view.tsx';
import { FileLendingActions } from './lending/file-lending-actions.tsx';

/** One file as a page of its own: reached from the search, a list, a label or a link. */
export function FilePage() {
  const { fileId } = useParams({ strict: false });
  const navigate = useNavigate();
  return fileId === undefined ? null : <FileView key={fileId} fileId={fileId} actions={file => <FileLendingActions file={file} />} onBack={() => void navigate({ to: '/archive' })} />;
}
