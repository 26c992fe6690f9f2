import { useQuery } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useBranch } from '../hooks/branch-client.tsx';
import type { LetterAsked } from './move-letter.ts';
import type { MoveValues } from './move-fields.ts';

/**
 * Writes a letter's draft into the field `text` when it arrives, and anew when another is asked for. What somebody has changed by
 * hand stays: then the draft is only offered, and `take` puts it there.
 */
export function useLetterDraft(complaintId: string, asked: LetterAsked | null, form: FormInstance<MoveValues>): { isOffered: boolean; take(): void } {
  const { query } = useBranch();
  const draft = useQuery({ ...query.complaints.letterDraft.queryOptions({ input: { complaintId, templateId: 'answer', ...asked }, staleTime: 0, gcTime: 0 }), enabled: asked !== null });
  const text = draft.data?.text;
  const written = useRef('');
  const [isOffered, setOffered] = useState(false);
  const take = () => {
    if (text === undefined) return;
    form.setFieldValue('text', text);
    written.current = text;
    setOffered(false);
  };
  const arrived = useRef(() => {});
  arrived.current = () => {
    const present = (form.getFieldValue('text') as string | undefined) ?? '';
    if (present === '' || present === written.current) take();
    else setOffered(text !== undefined && text !== present);
  };
  useEffect(() => arrived.current(), [text]);
  return { isOffered, take };
}
