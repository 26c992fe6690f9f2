import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LogFilter } from '../../shared/access-log.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { saveFile } from '../components/save-file.ts';

type Format = 'csv' | 'fhirAuditEvent' | 'log';

/** Takes the entries that pass the filter away as a file, or the whole log for the verifier. Each is an entry of its own. */
export function ExportButtons({ filter }: { filter: LogFilter }) {
  const { t, i18n } = useTranslation('accessLog');
  const { client } = useBranch();
  const { message } = App.useApp();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const exporting = useAction((format: Format) => client.accessLog.export({ ...(format === 'log' ? {} : filter), format, language }), {
    onDone(file) {
      saveFile(file);
      void message.success(t('export.done', { name: file.name }));
    },
  });
  return (['csv', 'fhirAuditEvent', 'log'] as const).map(format => (
    <Tooltip key={format} title={t(`export.hint.${format}`)}>
      <Button icon={<DownloadOutlined aria-hidden />} disabled={exporting.isRunning} onClick={() => void exporting.run(format)}>{t(`export.${format}`)}</Button>
    </Tooltip>
  ));
}
