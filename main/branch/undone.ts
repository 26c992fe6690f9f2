import { implement } from '@orpc/server';

/** Stands where a domain's edge is still being built. */
export function undone<Contract extends object>(contract: Contract): never {
  const one = (part: object): unknown => '~orpc' in part
    ? implement(part as never as Parameters<typeof implement>[0] & { '~orpc': unknown } as never)
    : Object.fromEntries(Object.entries(part).map(([name, each]) => [name, one(each as object)]));
  const handlers = (part: object): unknown => '~orpc' in part
    ? (one(part) as { handler(run: () => never): unknown }).handler(() => { throw new Error('not built yet'); })
    : Object.fromEntries(Object.entries(part).map(([name, each]) => [name, handlers(each as object)]));
  return handlers(contract) as never;
}
