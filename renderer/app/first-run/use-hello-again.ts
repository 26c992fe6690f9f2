import { useBranch } from '../../hooks/branch-client.tsx';
import { useAction } from '../../hooks/use-command.ts';

/** Asks the service anew who and where we are: after the first run there is a branch to sign in at. */
export function useHelloAgain(): () => void {
  const { connection } = useBranch();
  const { run } = useAction(() => connection.greetAgain());
  return () => void run(undefined);
}
