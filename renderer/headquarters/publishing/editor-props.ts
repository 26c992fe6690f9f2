import type { PreparedKind, Publishable } from '../../../shared/console-publishing.ts';

export type BodyOf<Kind extends PreparedKind> = Extract<Publishable, { kind: Kind }>['body'];

export interface EditorProps<Body> {
  /** what is to be published so far; null: nothing yet */
  value: Body | null;
  branchIds: string[] | null;
  onChange(body: Body): void;
}
