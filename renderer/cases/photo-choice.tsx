import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintPhoto } from '../../shared/complaints.ts';
import { usePictureUrl } from '../components/cases/use-case-photo.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';

interface PhotoChoiceProps { complaintId: string; photoIds: readonly string[]; onChange(photoIds: string[]): void }

/** The complaint's photos, of which a case shows the chosen ones. They are seen at a press: each is an entry of the access log. */
export function PhotoChoice({ complaintId, photoIds, onChange }: PhotoChoiceProps) {
  const { t } = useTranslation('cases');
  const { query } = useBranch();
  const toText = useErrorText();
  const [isShown, setShown] = useState(false);
  const story = useQuery(query.complaints.story.queryOptions({ input: { complaintId } }));
  const photos = story.data?.photos ?? [];
  if (story.isPending) return <Skeleton active paragraph={{ rows: 1 }} aria-label={t('loading')} />;
  if (story.error) return <Alert type="error" showIcon role="alert" title={toText(story.error)} />;
  if (photos.length === 0) return <Typography.Text type="secondary">{t('photo.none')}</Typography.Text>;
  return (
    <>
      <Flex gap="small" align="center" wrap>
        <Typography.Text type="secondary">{t('photo.choose')}</Typography.Text>
        {!isShown && <Button size="small" onClick={() => setShown(true)}>{t('photo.show')}</Button>}
      </Flex>
      <ul className="cases-photos">
        {photos.map(photo => (
          <li key={photo.id}>
            {isShown && <Seen photo={photo} />}
            <Checkbox checked={photoIds.includes(photo.id)} onChange={event => onChange(event.target.checked ? [...photoIds, photo.id] : photoIds.filter(id => id !== photo.id))}>{photo.title}</Checkbox>
          </li>
        ))}
      </ul>
    </>
  );
}

function Seen({ photo }: { photo: ComplaintPhoto }) {
  const { t } = useTranslation('cases');
  const { query } = useBranch();
  const { data, error } = useQuery(query.complaints.photo.queryOptions({ input: { photoId: photo.id, as: 'thumbnail' }, staleTime: Number.POSITIVE_INFINITY }));
  const url = usePictureUrl(data);
  if (error) return <span className="cases-photos__place cases-photos__absent">{t('photo.absent')}</span>;
  return url ? <img src={url} alt="" /> : <span className="cases-photos__place" />;
}
