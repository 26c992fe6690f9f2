import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchDialog } from './search-dialog.tsx';

/** Opens the search over all branches, from every page by Ctrl+K. */
export function SearchBox() {
  const { t } = useTranslation('headquarters');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    function pressed(event: KeyboardEvent) {
      const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK';
      if (!isOurs || event.repeat || document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      event.preventDefault();
      setOpen(true);
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-keyshortcuts="Control+K">{t('search.open')} <kbd aria-hidden>Ctrl+K</kbd></Button>
      {isOpen && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}
