import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { partDiffers } from './comparison-store.ts';
import type { HeadquartersDatabase } from './hq-database.ts';

/** What an operator watches, at /metrics. Branches appear by their id at most, people not at all. */
export function headquartersMetrics({ pool }: Pick<HeadquartersDatabase, 'pool'>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'headquarters_' });
  const registers = [registry];
  /** Counted in the database when it is asked for: what all instances share. */
  const counted = (name: string, help: string, sql: string) => new Gauge({
    name, help, registers,
    async collect() {
      const { rows: [row] } = await pool.query<{ count: number }>(sql);
      this.set(row?.count ?? 0);
    },
  });
  const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
  return {
    registry,
    batches: new Counter({ name: 'headquarters_batches_total', help: 'Batches taken, and repeats of batches held already', labelNames: ['outcome'], registers }),
    changes: new Counter({ name: 'headquarters_changes_total', help: 'Changes taken', registers }),
    bytes: new Counter({ name: 'headquarters_batch_bytes_total', help: 'Bytes of batches taken, unpacked', registers }),
    files: new Counter({ name: 'headquarters_files_total', help: 'Files taken whole', registers }),
    refusals: new Counter({ name: 'headquarters_refusals_total', help: 'Refused requests by code', labelNames: ['code'], registers }),
    faults: new Counter({ name: 'headquarters_faults_total', help: 'Requests that failed for a reason nobody foresaw', registers }),
    batchSeconds: new Histogram({ name: 'headquarters_batch_seconds', help: 'From a whole request to its answer', buckets: seconds, registers }),
    callSeconds: new Histogram({ name: 'headquarters_call_seconds', help: 'Calls by procedure', labelNames: ['call'], buckets: seconds, registers }),
    projected: new Counter({ name: 'headquarters_projected_changes_total', help: 'Changes put into the typed tables', registers }),
    projectionSeconds: new Histogram({ name: 'headquarters_projection_seconds', help: 'One stretch of changes of one branch', buckets: seconds, registers }),
    projectionLag: counted('headquarters_projection_lag_changes', 'Changes received and not projected yet, all branches', `select coalesce(sum("receivedSeq" - "projectedSeq"), 0)::bigint as count from hq.epochs`),
    quarantined: counted('headquarters_quarantine_changes', 'Changes held in quarantine', 'select count(*) as count from hq.quarantine where "solvedAt" is null'),
    differing: counted('headquarters_differing_parts', 'Parts of tables of which branch and headquarters hold different rows', `select count(*) as count from hq.comparisons where ${partDiffers}`),
    refusedLogs: counted('headquarters_refused_logs', 'Branches whose access log does not continue what was witnessed', `select count(*) as count from hq.witnessed where "refusedReason" in ('fork', 'older')`),
    archiveLag: counted('headquarters_archive_lag_batches', 'Batches received and not durable yet, all branches', 'select count(*) as count from hq.batches where "archivedAt" is null'),
  };
}

export type HeadquartersMetrics = ReturnType<typeof headquartersMetrics>;
