import { Alert, Button, Flex, Modal, Typography } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../../shared/cases.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useCasePhoto } from './use-case-photo.ts';

type Photo = CaseRecord['photos'][number];

/** The photos of a case, small; a press opens one large, the arrow keys go on to the next. What was not reviewed yet is seen at a press: each is an entry of the access log. */
export function CasePhotos({ caseId, photos, isReviewed }: { caseId: string; photos: readonly Photo[]; isReviewed: boolean }) {
  const { t } = useTranslation('cases');
  const [isShown, setShown] = useState(isReviewed);
  const [openAt, setOpenAt] = useState<number | null>(null);
  const open = openAt === null ? undefined : photos[openAt];
  if (!isShown) return <div><Button size="small" onClick={() => setShown(true)}>{t('photo.showCounted', { count: photos.length })}</Button></div>;
  return (
    <>
      <ul className="case-photos">
        {photos.map((photo, at) => (
          <li key={photo.id}><Thumbnail caseId={caseId} photo={photo} onOpen={() => setOpenAt(at)} /></li>
        ))}
      </ul>
      {open && openAt !== null && <LargePhoto caseId={caseId} photo={open} nth={openAt + 1} count={photos.length} onMove={by => setOpenAt((openAt + by + photos.length) % photos.length)} onClose={() => setOpenAt(null)} />}
    </>
  );
}

/** A photo as large as a stamp; its place is kept while it comes, and says so where it cannot be had. */
function Thumbnail({ caseId, photo, onOpen }: { caseId: string; photo: Photo; onOpen(): void }) {
  const { t } = useTranslation('cases');
  const { url, error } = useCasePhoto(caseId, photo.id, 'thumbnail');
  const name = t('photo.openOf', { title: photo.title });
  return (
    <Button type="text" className="case-photo" aria-label={error ? `${name} ${t('photo.absent')}` : name} onClick={onOpen}>
      {error ? <span className="case-photo__place case-photo__absent">{t('photo.absent')}</span> : url ? <img src={url} alt={photo.title} /> : <span className="case-photo__place" />}
    </Button>
  );
}

interface LargePhotoProps { caseId: string; photo: Photo; nth: number; count: number; onMove(by: 1 | -1): void; onClose(): void }

function LargePhoto({ caseId, photo, nth, count, onMove, onClose }: LargePhotoProps) {
  const { t } = useTranslation('cases');
  const toText = useErrorText();
  const { url, error } = useCasePhoto(caseId, photo.id, 'page');
  const press = ({ key }: KeyboardEvent) => {
    if (count > 1 && (key === 'ArrowRight' || key === 'ArrowLeft')) onMove(key === 'ArrowRight' ? 1 : -1);
  };
  return (
    <Modal open title={photo.title} width={900} footer={null} destroyOnHidden onCancel={onClose}>
      <Flex vertical gap={12} align="center" className="case-photo__large" onKeyDown={press}>
        {error !== null && <Alert type="warning" showIcon role="alert" title={toText(error)} />}
        {url && <img src={url} alt={photo.title} width={photo.widthPx} height={photo.heightPx} />}
        <Flex gap="small" align="center" justify="center">
          {count > 1 && <Button onClick={() => onMove(-1)} aria-keyshortcuts="ArrowLeft" autoFocus>← {t('photo.before')}</Button>}
          <Typography.Text type="secondary">{t('photo.nthOf', { nth, count })}</Typography.Text>
          {count > 1 && <Button onClick={() => onMove(1)} aria-keyshortcuts="ArrowRight">{t('photo.next')} →</Button>}
        </Flex>
      </Flex>
    </Modal>
  );
}
