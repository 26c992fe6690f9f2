import * as z from 'zod';
import { rowId, words } from './command.ts';

/** A class of the tree channel × business × cause 分类. */
export const complaintClassForm = z.object({
  id: rowId, parentId: rowId.nullable(), nameZh: words(30), nameEn: words(60), isActive: z.boolean(),
});
export const complaintClass = complaintClassForm.extend({ isUsed: z.boolean(), keys: z.string().describe('its Chinese name in pinyin, in full and in initials: `taidu td`') });
export type ComplaintClass = z.infer<typeof complaintClass>;
