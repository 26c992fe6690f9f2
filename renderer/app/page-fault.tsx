import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';

/** A page that broke: no stack trace, a way on. */
export function PageFault({ reset }: { reset?: () => void }) {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={t('fault.title')}
      subTitle={t('fault.text')}
      extra={[
        <Button key="again" type="primary" onClick={() => reset ? reset() : window.location.reload()}>{t('fault.again')}</Button>,
        <Button key="reload" onClick={() => window.location.reload()}>{t('fault.reload')}</Button>,
      ]}
    />
  );
}

export function NoSuchPage() {
  const { t } = useTranslation();
  return <Result status="404" title={t('noSuchPage.title')} extra={<Button type="primary" href="#/">{t('noSuchPage.home')}</Button>} />;
}
