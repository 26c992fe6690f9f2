import { CameraOutlined, InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Progress, Typography, Upload } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestScanBytes, type Scan } from '../../../shared/archive.ts';
import { CameraDialog } from '../../components/camera-dialog.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { sendScan } from './send-scan.ts';
import './scans.css';

interface Paper {
  key: number;
  title: string;
  state: 'waiting' | 'sending' | 'checking' | 'added' | 'refused';
  share: number;
  /** why it was refused, in words */
  words: string | null;
}

const longestTitle = 100;

/** Brings papers into a file: dropped, chosen, or photographed. One after the other; a refused one holds up no other. */
export function AddScans({ fileId, onAdded }: { fileId: string; onAdded?(scan: Scan): void }) {
  const { t } = useTranslation('scans');
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const [papers, setPapers] = useState<Paper[]>([]);
  const [isCameraOpen, setCameraOpen] = useState(false);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const count = useRef(0);

  const change = (key: number, changed: Partial<Paper>) => setPapers(before => before.map(each => (each.key === key ? { ...each, ...changed } : each)));

  function add(content: Blob, title: string) {
    count.current += 1;
    const key = count.current;
    setPapers(before => [...before, { key, title, state: 'waiting', share: 0, words: null }]);
    turn.current = turn.current.then(async () => {
      change(key, { state: 'sending' });
      try {
        const scan = await sendScan(client.archive, { fileId, title, content }, share => change(key, { share, state: share < 1 ? 'sending' : 'checking' }));
        change(key, { state: 'added', share: 1 });
        onAdded?.(scan);
        await Promise.all([queries.invalidateQueries({ queryKey: query.archive.scans.key() }), queries.invalidateQueries({ queryKey: query.archive.get.key() })]);
      } catch (error) {
        change(key, { state: 'refused', words: toText(error) });
      }
    });
  }

  return (
    <section className="add-scans" aria-label={t('add.title')}>
      <Upload.Dragger
        accept=".pdf,.jpg,.jpeg,.png" multiple showUploadList={false}
        beforeUpload={file => {
          add(file, titleOf(file.name) || t('add.untitled'));
          return false;
        }}
      >
        <p className="ant-upload-drag-icon"><InboxOutlined aria-hidden /></p>
        <p className="ant-upload-text">{t('add.drop')}</p>
        <p className="ant-upload-hint">{t('add.kinds', { megabytes: longestScanBytes / 1024 / 1024 })}</p>
      </Upload.Dragger>
      <Flex><Button icon={<CameraOutlined aria-hidden />} onClick={() => setCameraOpen(true)}>{t('app:camera.open')}</Button></Flex>
      <ul className="add-scans__list" aria-live="polite">
        {papers.map(paper => (
          <li key={paper.key}>
            <Flex gap="middle" align="center">
              <Typography.Text ellipsis style={{ flex: 1 }}>{paper.title}</Typography.Text>
              <span>{t(`add.state.${paper.state}`)}</span>
              {paper.state === 'sending' && <Progress percent={Math.floor(paper.share * 100)} style={{ width: 160 }} aria-label={t('add.sent')} />}
            </Flex>
            {paper.words !== null && <Alert type="error" showIcon title={paper.words} />}
          </li>
        ))}
      </ul>
      {isCameraOpen && <CameraDialog onPicture={picture => add(picture, t('app:camera.pictureTitle', { number: count.current + 1 }))} onClose={() => setCameraOpen(false)} />}
    </section>
  );
}

/** The name without its ending: what a paper is usually called. */
function titleOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/u, '').trim().slice(0, longestTitle);
}
