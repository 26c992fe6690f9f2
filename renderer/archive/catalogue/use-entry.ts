import { App } from 'antd';
import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';

interface Entry { id: string; isActive: boolean }

/** Keeping the entries of one part of the catalogue, or of another list: which one is edited, and the command that keeps it. */
export function useEntry<Row extends Entry>(procedure: (input: Row & { commandId: string }) => Promise<Row>, nameOf: (row: Row) => string, changes?: QueryKey) {
  const { t } = useTranslation('catalogue');
  const { query } = useBranch();
  const { message } = App.useApp();
  const [edited, setEdited] = useState<Partial<Row> | null>(null);
  const save = useCommand<{ commandId: string; row: Row }, Row>(({ commandId, row }) => procedure({ ...row, commandId }), {
    changes: [changes ?? query.archive.catalogue.key()],
    onDone: kept => { setEdited(null); void message.success(t('saved', { name: nameOf(kept) })); },
    onRefused: () => undefined,
  });
  const run = (row: Row) => save.run({ row });

  return {
    edited, isNew: edited !== null && edited.id === undefined,
    edit: (row: Partial<Row>) => { save.forget(); setEdited(row); },
    close: () => { setEdited(null); save.forget(); },
    /** a new entry gets its key here, so that a lost answer adds it once */
    keep: (values: Omit<Row, 'id' | 'isActive'>) => void run({ isActive: true, ...edited, ...values, id: edited?.id ?? uuidv7() } as Row),
    setActive: (row: Row, isActive: boolean) => run({ ...row, isActive }).then(kept => kept !== undefined),
    problem: save.errorText, isRunning: save.isRunning, forget: save.forget,
  };
}
