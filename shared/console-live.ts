import * as z from 'zod';
import { anyRole, consoleProcedure } from './console-session.ts';

export const consoleLiveContract = {
  /**
   * Answers as soon as anything at headquarters is no longer as it was at `seen`, else after some seconds with the same; with null at
   * once. What has changed it does not say: whoever shows something asks for that anew.
   */
  changed: consoleProcedure.meta(anyRole).input(z.object({ seen: z.string().max(64).nullable() })).output(z.object({ seen: z.string() })),
};
