declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** A stream of log lines into files that are exchanged by day and size, the oldest removed. */
  export default function roll(options: {
    file: string;
    frequency?: 'daily' | 'hourly' | number;
    dateFormat?: string;
    size?: string;
    mkdir?: boolean;
    limit?: { count: number; removeOtherLogFiles?: boolean };
  }): Promise<DestinationStream & { flushSync(): void }>;
}
