import { Alert, Button, Flex, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { largestPhotoBytes, type ComplaintPhoto } from '../../shared/complaints.ts';
import { CameraDialog } from '../components/camera-dialog.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { sendPhoto } from './send-photo.ts';

const mostPhotos = 12;

/** Photos and papers: from a file or the camera, dropped in, or pasted. Each is kept at once; where it was taken is removed. */
export function PhotoField({ photoIds, onChange }: { photoIds: readonly string[]; onChange(photoIds: string[]): void }) {
  const { t } = useTranslation('complaints');
  const { client } = useBranch();
  const toText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const cameraButton = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState<readonly ComplaintPhoto[]>([]);
  const [isAdding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isCameraOpen, setCameraOpen] = useState(false);
  // Refs, since a camera takes the next one before the page is drawn anew.
  const kept = useRef(photoIds);
  kept.current = photoIds;
  const underWay = useRef(0);
  const turn = useRef<Promise<void>>(Promise.resolve());

  const add = useRef<(files: readonly File[]) => void>(() => {});
  add.current = files => {
    const pictures = files.filter(({ type }) => type.startsWith('image/'));
    if (pictures.length === 0) return setProblem(files.length > 0 ? t('photo.notAPicture') : null);
    if (kept.current.length + underWay.current + pictures.length > mostPhotos) return setProblem(t('photo.tooMany', { most: mostPhotos }));
    const tooHeavy = pictures.find(({ size }) => size > largestPhotoBytes);
    if (tooHeavy) return setProblem(t('photo.tooHeavy', { title: tooHeavy.name, most: largestPhotoBytes / 1024 / 1024 }));
    setProblem(null);
    setAdding(true);
    underWay.current += pictures.length;
    for (const file of pictures) turn.current = turn.current.then(() => keep(file));
  };

  /** One after the other; a refused one holds up no other. */
  async function keep(file: File) {
    try {
      const photo = await sendPhoto(client.complaints, file, file.name.slice(0, 100) || t('photo.untitled'));
      kept.current = [...kept.current, photo.id];
      setAdded(present => [...present, photo]);
      onChange([...kept.current]);
    } catch (error) {
      setProblem(toText(error));
    } finally {
      underWay.current -= 1;
      setAdding(underWay.current > 0);
    }
  }

  const photographed = (picture: Blob) => add.current([new File([picture], t('app:camera.pictureTitle', { number: kept.current.length + underWay.current + 1 }), { type: picture.type })]);

  /** The dialog takes the focus along when it goes: typing goes on where it was opened. */
  function endCamera() {
    flushSync(() => setCameraOpen(false));
    cameraButton.current?.focus();
  }

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...event.clipboardData?.files ?? []];
      if (files.length > 0) add.current(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);

  return (
    <section
      aria-label={t('photo.title')} onDragOver={event => event.preventDefault()}
      onDrop={event => { event.preventDefault(); add.current([...event.dataTransfer.files]); }}
      style={{ border: '1px dashed #8c8c8c', padding: 12 }}
    >
      <Flex gap="small" align="center" wrap>
        <Button loading={isAdding} onClick={() => input.current?.click()}>{t('photo.add')}</Button>
        <Button ref={cameraButton} onClick={() => setCameraOpen(true)}>{t('app:camera.open')}</Button>
        <Typography.Text type="secondary">{t('photo.hint')}</Typography.Text>
        <input ref={input} type="file" accept="image/*" multiple style={{ display: 'none' }} aria-label={t('photo.add')} onChange={event => { add.current([...event.target.files ?? []]); event.target.value = ''; }} />
      </Flex>
      {photoIds.length > 0 && (
        <ul className="complaints-photos" style={{ marginTop: 8 }}>
          {photoIds.map((id, at) => {
            const photo = added.find(each => each.id === id);
            const title = photo?.title ?? t('photo.nth', { nth: at + 1 });
            return <li key={id}>{title} {photo && <Typography.Text type="secondary">{photo.widthPx} × {photo.heightPx}</Typography.Text>} <Button size="small" type="text" aria-label={t('photo.removeOf', { title })} onClick={() => onChange(photoIds.filter(each => each !== id))}>{t('photo.remove')}</Button></li>;
          })}
        </ul>
      )}
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 8 }} />}
      {isCameraOpen && <CameraDialog problem={problem} onPicture={photographed} onClose={endCamera} />}
    </section>
  );
}
