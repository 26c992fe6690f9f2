import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../components/save-file.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

/** The way with a stick: everything that is not durable goes out as a file, headquarters' answer comes in as one. */
export function BundleButtons() {
  const { t } = useTranslation('sync');
  const { client, query } = useBranch();
  const { message } = App.useApp();
  const takeOut = useAction(() => client.sync.exportBundle(), {
    onDone(file) {
      saveFile(file);
      void message.success(t('bundle.made', { name: file.name }));
    },
  });
  const takeIn = useAction((file: File) => client.sync.importBundle({ file }), {
    changes: [query.sync.details.key()],
    onDone: ({ received, directives }) => void message.success(t('bundle.taken', { count: received, directives })),
  });
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} loading={takeOut.isRunning} onClick={() => void takeOut.run(undefined)}>{t('bundle.export')}</Button>
      <Upload accept=".bda" maxCount={1} showUploadList={false} beforeUpload={file => { void takeIn.run(file); return false; }}>
        <Button icon={<UploadOutlined aria-hidden />} loading={takeIn.isRunning}>{t('bundle.import')}</Button>
      </Upload>
    </>
  );
}
