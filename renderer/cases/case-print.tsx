import { ORPCError } from '@orpc/client';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../shared/cases.ts';
import { PrintedPaper } from '../components/paper.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { CaseSheet, type SheetPhoto } from './case-sheet.tsx';

/** Prints the sheet of a case, its photos with it. */
export function CasePrint({ record, className }: { record: CaseRecord; className: string }) {
  const { t } = useTranslation('cases');
  const { client } = useBranch();
  const [sheet, setSheet] = useState<{ photos: SheetPhoto[]; printedAt: number } | null>(null);
  const made = useRef<string[]>([]);
  useEffect(() => () => made.current.forEach(url => URL.revokeObjectURL(url)), []);
  /** Null where this machine has not got it: the sheet says so in its place. */
  async function addressOf(photoId: string): Promise<string | null> {
    try {
      return await decodedAddress(await client.cases.photo({ caseId: record.id, photoId, as: 'page' }));
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'PHOTO_NOT_FOUND') return null;
      throw error;
    }
  }

  const print = useAction(async () => {
    const photos = await Promise.all(record.photos.map(async ({ id, title }) => ({ id, title, url: await addressOf(id) })));
    made.current.push(...photos.flatMap(({ url }) => url ?? []));
    flushSync(() => setSheet({ photos, printedAt: Date.now() }));
    window.print();
  });

  return (
    <>
      <Button aria-busy={print.isRunning} disabled={print.isRunning} onClick={() => void print.run(undefined)}>{t('sheet.print')}</Button>
      {sheet && <PrintedPaper><CaseSheet record={record} className={className} {...sheet} /></PrintedPaper>}
    </>
  );
}

/** A picture that is not decoded yet would be printed as a white place. */
async function decodedAddress(picture: Blob): Promise<string> {
  const url = URL.createObjectURL(picture);
  const image = new Image();
  image.src = url;
  await image.decode();
  return url;
}
