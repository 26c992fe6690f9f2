import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { isLineLost } from './branch-connection.ts';
import { useErrorText } from './use-error-text.ts';

export interface CommandOptions<Output> {
  /** read anew afterwards, for instance `query.staff.key()` */
  changes?: QueryKey[];
  onDone?: (output: Output) => void;
  /** Shows the refusal; left out, it appears as a message at the top of the page. */
  onRefused?: (text: string, error: unknown) => void;
}

export interface Command<Input, Output> {
  /** Sends it once; undefined when it was refused, or when the same command is still under way. Never throws. */
  run(input: Input): Promise<Output | undefined>;
  isRunning: boolean;
  /** the refusal of the last run in the user's language; null after a success */
  errorText: string | null;
  error: unknown;
  forget(): void;
}

/** A live picture changes by itself; read anew it would never be done, and neither would the command that waits for it. */
const isNotLive = ({ queryKey: [, options] }: { queryKey: QueryKey }): boolean => !(typeof options === 'object' && options !== null && 'type' in options && options.type === 'live');

const REPEAT_FOR_MS = 60_000;
const PAUSE_BEFORE_REPEAT_MS = 400;

/**
 * A command that changes something. Each press makes a commandId; while the line is away the command is repeated with
 * that same id, so a lost answer never does it twice. A press after giving up, with the same input, keeps the id too.
 */
export function useCommand<Input extends { commandId: string }, Output>(
  procedure: (input: Input) => Promise<Output>,
  options: CommandOptions<Output> = {},
): Command<Omit<Input, 'commandId'>, Output> {
  const unanswered = useRef<{ commandId: string; input: string; untilMs: number } | null>(null);

  return useSending(async (input: Omit<Input, 'commandId'>) => {
    const asText = JSON.stringify(input);
    const kept = unanswered.current;
    const commandId = kept && kept.input === asText && kept.untilMs > Date.now() ? kept.commandId : uuidv7();
    const giveUpMs = Date.now() + REPEAT_FOR_MS;
    for (;;) {
      try {
        const output = await procedure({ ...input, commandId } as Input);
        unanswered.current = null;
        return output;
      } catch (error) {
        if (!isLineLost(error)) {
          unanswered.current = null;
          throw error;
        }
        if (Date.now() > giveUpMs) {
          unanswered.current = { commandId, input: asText, untilMs: Date.now() + REPEAT_FOR_MS };
          throw error;
        }
        await new Promise(resolve => setTimeout(resolve, PAUSE_BEFORE_REPEAT_MS));
      }
    }
  }, options);
}

/** A call without a commandId (sign-in, own password): sent once per press, never repeated by itself. */
export function useAction<Input, Output>(
  procedure: (input: Input) => Promise<Output>,
  options: CommandOptions<Output> = {},
): Command<Input, Output> {
  return useSending(procedure, options);
}

function useSending<Input, Output>(send: (input: Input) => Promise<Output>, options: CommandOptions<Output>): Command<Input, Output> {
  const queries = useQueryClient();
  const toText = useErrorText();
  const { message } = App.useApp();
  // State lags behind a fast second press; a ref does not.
  const isUnderWay = useRef(false);
  const mutation = useMutation<Output, unknown, Input>({ mutationFn: send, networkMode: 'always', retry: false });

  async function run(input: Input): Promise<Output | undefined> {
    if (isUnderWay.current) return undefined;
    isUnderWay.current = true;
    try {
      const output = await mutation.mutateAsync(input);
      options.onDone?.(output);
      await Promise.all((options.changes ?? []).map(queryKey => queries.invalidateQueries({ queryKey, predicate: isNotLive })));
      return output;
    } catch (error) {
      const text = toText(error);
      if (options.onRefused) options.onRefused(text, error);
      else void message.error(text);
      return undefined;
    } finally {
      isUnderWay.current = false;
    }
  }

  return {
    run,
    isRunning: mutation.isPending,
    error: mutation.error,
    errorText: mutation.error ? toText(mutation.error) : null,
    forget: mutation.reset,
  };
}
