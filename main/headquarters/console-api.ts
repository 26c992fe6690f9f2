import { consoleAccountsApi } from './console-accounts-api.ts';
import { consoleBranchesApi } from './console-branches-api.ts';
import { consoleComplaintsApi } from './console-complaints-api.ts';
import { consoleLiveApi } from './console-live-api.ts';
import { consolePublishingApi } from './console-publishing-api.ts';
import { consoleQuarantineApi } from './console-quarantine-api.ts';
import { consoleSearchApi } from './console-search-api.ts';
import { consoleSessionApi } from './console-session-api.ts';
import { consoleSummariesApi } from './console-summaries-api.ts';
import { consoleVerificationApi } from './console-verification-api.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

/** What people of headquarters ask of the service: the console. */
export function consoleApi(parts: HeadquartersParts) {
  return {
    session: consoleSessionApi(parts),
    ...consoleAccountsApi(parts),
    branches: consoleBranchesApi(parts),
    verification: consoleVerificationApi(parts),
    publishing: consolePublishingApi(parts),
    quarantine: consoleQuarantineApi(parts),
    complaints: consoleComplaintsApi(parts),
    summaries: consoleSummariesApi(parts),
    live: consoleLiveApi(parts),
    search: consoleSearchApi(parts),
  };
}
