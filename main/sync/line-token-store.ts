import { join } from 'node:path';
import * as z from 'zod';
import { readOrNull, writeWhole } from '../branch/private-file.ts';
import { makeFolder } from '../database/data-folder.ts';

/** What this machine shows headquarters. It lies in a file of this user's beside the branch key, never in the database or a log. */
export interface LineTokens {
  /** null: not enrolled */
  present(): string | null;
  /** The first one, at enrolment. */
  begin(token: string): Promise<void>;
  /** Takes a new one into use, once it is on disk: a token that was used and then forgotten would end the line. */
  replace(token: string): Promise<void>;
  /** Shows the token before the newest: headquarters that was put back from a backup does not know that one. Answers whether there was any. */
  goBack(): Promise<boolean>;
}

const stored = z.object({ token: z.string().min(1), former: z.string().min(1).nullable() });

export async function openLineTokens(dataFolder: string): Promise<LineTokens> {
  const folder = join(dataFolder, 'keys');
  const file = join(folder, 'headquarters-token.json');
  let kept = readStored(await readOrNull(file));

  async function keep(next: z.infer<typeof stored>): Promise<void> {
    await makeFolder(folder);
    await writeWhole(file, `${JSON.stringify(next)}\n`);
    kept = next;
  }
  return {
    present: () => kept?.token ?? null,
    begin: token => keep({ token, former: null }),
    replace: token => keep({ token, former: kept?.token ?? null }),
    async goBack() {
      if (!kept?.former) return false;
      await keep({ token: kept.former, former: kept.token });
      return true;
    },
  };
}

/** A file that somebody damaged counts as none: the branch is then enrolled anew. */
function readStored(bytes: Buffer | null): z.infer<typeof stored> | null {
  try {
    return stored.parse(JSON.parse(bytes?.toString('utf8') ?? ''));
  } catch {
    return null;
  }
}
