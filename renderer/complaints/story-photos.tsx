import { Alert, Button, Flex, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintPhoto } from '../../shared/complaints.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';

/** The photos by name, size and hash; each is shown at a press, after its entry of the access log. */
export function StoryPhotos({ photos }: { photos: readonly ComplaintPhoto[] }) {
  const { t } = useTranslation('complaints');
  const { client } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const [shown, setShown] = useState<{ id: string; url: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => () => { if (shown) URL.revokeObjectURL(shown.url); }, [shown]);
  if (photos.length === 0) return null;

  async function show(id: string) {
    setProblem(null);
    try {
      setShown({ id, url: URL.createObjectURL(await client.complaints.photo({ photoId: id, as: 'page' })) });
    } catch (error) {
      setProblem(toText(error));
    }
  }

  return (
    <section aria-label={t('photo.title')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('photo.title')}</Typography.Title>
      <ul className="complaints-photos">
        {photos.map(({ id, title, widthPx, heightPx, addedAt, addedByName, sha256 }) => (
          <li key={id}>
            <Flex gap="small" align="center" wrap>
              {title}<Typography.Text type="secondary">{widthPx} × {heightPx} · {addedByName} {times.dayAndClock(addedAt)} · SHA-256 {sha256.slice(0, 12)}…</Typography.Text>
              <Button size="small" aria-label={t('photo.showOf', { title })} onClick={() => (shown?.id === id ? setShown(null) : void show(id))}>{t(shown?.id === id ? 'photo.hide' : 'photo.show')}</Button>
            </Flex>
            {shown?.id === id && <img src={shown.url} alt={title} style={{ maxWidth: '100%', marginBlock: 8 }} />}
          </li>
        ))}
      </ul>
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} />}
    </section>
  );
}
