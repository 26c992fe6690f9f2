import { Alert, Button, Flex, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { ComplaintPhoto } from '../../shared/complaints.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';

const mostPhotos = 12;

/** Photos and papers: from a file or the camera, dropped in, or pasted. Each is kept at once; where it was taken is removed. */
export function PhotoField({ photoIds, onChange }: { photoIds: readonly string[]; onChange(photoIds: string[]): void }) {
  const { t } = useTranslation('complaints');
  const { client } = useBranch();
  const toText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState<readonly ComplaintPhoto[]>([]);
  const [isAdding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const add = useRef<(files: readonly File[]) => void>(() => {});
  add.current = files => {
    const pictures = files.filter(({ type }) => type.startsWith('image/'));
    if (pictures.length === 0) return setProblem(files.length > 0 ? t('photo.notAPicture') : null);
    if (photoIds.length + pictures.length > mostPhotos) return setProblem(t('photo.tooMany', { most: mostPhotos }));
    void keep(pictures);
  };

  async function keep(pictures: readonly File[]) {
    setProblem(null);
    setAdding(true);
    let ids = [...photoIds];
    try {
      for (const file of pictures) {
        const photo = await client.complaints.addPhoto({ photoId: uuidv7(), title: file.name.slice(0, 100) || t('photo.untitled'), kind: 'photo', content: file });
        ids = [...ids, photo.id];
        setAdded(present => [...present, photo]);
        onChange(ids);
      }
    } catch (error) {
      setProblem(toText(error));
    } finally {
      setAdding(false);
    }
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
        <Typography.Text type="secondary">{t('photo.hint')}</Typography.Text>
        <input ref={input} type="file" accept="image/*" capture="environment" multiple style={{ display: 'none' }} aria-label={t('photo.add')} onChange={event => { add.current([...event.target.files ?? []]); event.target.value = ''; }} />
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
    </section>
  );
}
