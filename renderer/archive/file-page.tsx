import { useNavigate, useParams } from '@tanstack/react-router';
import { FileView } from './file-view.tsx';
import { FileLabelAction } from './catalogue/file-label-action.tsx';
import { FileLendingActions } from './lending/file-lending-actions.tsx';
import { useScannedLabel } from './use-scanned-label.ts';

/** One file as a page of its own: reached from the search, a list, a label or a link. */
export function FilePage() {
  const { fileId } = useParams({ strict: false });
  const navigate = useNavigate();
  useScannedLabel();
  return fileId === undefined ? null : <FileView key={fileId} fileId={fileId} actions={file => <><FileLabelAction file={file} /><FileLendingActions file={file} /></>} onBack={() => void navigate({ to: '/archive' })} />;
}
