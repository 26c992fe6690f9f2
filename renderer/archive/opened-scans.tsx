import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scan } from '../../shared/archive.ts';
import type { OpenedLook } from '../../shared/looks.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';

interface OpenedScansProps { look: OpenedLook; onView(scan: Scan): void; onEnded(): void }

/** The documents of an opened file as thumbnails; Enter on one opens it large. */
export function OpenedScans({ look, onView, onEnded }: OpenedScansProps) {
  const { t } = useTranslation('archive');
  const scans = look.file?.scans ?? [];
  if (!look.fields.includes('scans')) return <Typography.Text type="secondary">{t('scans.notOpened')}</Typography.Text>;
  if (scans.length === 0) return <Typography.Text type="secondary">{t('scans.none')}</Typography.Text>;
  return (
    <ul className="opened-scans">
      {scans.map(scan => (
        <li key={scan.id}>
          <Button className="opened-scan" onClick={() => onView(scan)}>
            <Thumbnail look={look} scan={scan} onEnded={onEnded} />
            <Typography.Text ellipsis className="opened-scan__title">{scan.title}</Typography.Text>
            <Typography.Text type="secondary">{t(`scans.kind.${scan.kind}`)} · {t('scans.pages', { count: scan.pageCount })}</Typography.Text>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The small picture: decrypted by the service after its entry, kept in memory, let go when the look ends. */
function Thumbnail({ look, scan, onEnded }: { look: OpenedLook; scan: Scan; onEnded(): void }) {
  const { t } = useTranslation('archive');
  const { client } = useBranch();
  const toText = useErrorText();
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const { lookId } = look;

  useEffect(() => {
    if (!scan.hasThumbnail) return undefined;
    let made: string | null = null;
    let isWanted = true;
    client.looks.scan({ lookId, scanId: scan.id, as: 'thumbnail' }).then(
      picture => {
        if (!isWanted) return;
        made = URL.createObjectURL(picture);
        setAddress(made);
      },
      error => { if (isWanted) setProblem(error); },
    );
    return () => {
      isWanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, lookId, scan.id, scan.hasThumbnail]);

  const hasEnded = typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'LOOK_ENDED';
  useEffect(() => { if (hasEnded) onEnded(); }, [hasEnded, onEnded]);

  if (problem !== null) return <Flex className="opened-scan__picture" align="center" justify="center"><Alert type="error" title={toText(problem)} /></Flex>;
  if (!scan.hasThumbnail) return <Flex className="opened-scan__picture" align="center" justify="center"><Typography.Text type="secondary">{t('scans.noThumbnail')}</Typography.Text></Flex>;
  return address === null
    ? <Skeleton.Node active className="opened-scan__picture" />
    : <img className="opened-scan__picture" src={address} alt="" />;
}
