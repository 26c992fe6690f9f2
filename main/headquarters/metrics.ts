import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an operator watches, at /metrics. Branches appear by their id at most, people not at all. */
export function headquartersMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'headquarters_' });
  const registers = [registry];
  const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
  return {
    registry,
    batches: new Counter({ name: 'headquarters_batches_total', help: 'Batches taken, and repeats of batches held already', labelNames: ['outcome'], registers }),
    changes: new Counter({ name: 'headquarters_changes_total', help: 'Changes taken', registers }),
    bytes: new Counter({ name: 'headquarters_batch_bytes_total', help: 'Bytes of batches taken, unpacked', registers }),
    refusals: new Counter({ name: 'headquarters_refusals_total', help: 'Refused requests by code', labelNames: ['code'], registers }),
    faults: new Counter({ name: 'headquarters_faults_total', help: 'Requests that failed for a reason nobody foresaw', registers }),
    batchSeconds: new Histogram({ name: 'headquarters_batch_seconds', help: 'From a whole request to its answer', buckets: seconds, registers }),
    callSeconds: new Histogram({ name: 'headquarters_call_seconds', help: 'Calls by procedure', labelNames: ['call'], buckets: seconds, registers }),
    projected: new Counter({ name: 'headquarters_projected_changes_total', help: 'Changes put into the typed tables', registers }),
    projectionSeconds: new Histogram({ name: 'headquarters_projection_seconds', help: 'One stretch of changes of one branch', buckets: seconds, registers }),
    projectionLag: new Gauge({ name: 'headquarters_projection_lag_changes', help: 'Changes received and not projected yet, all branches', registers }),
    quarantined: new Gauge({ name: 'headquarters_quarantine_changes', help: 'Changes held in quarantine', registers }),
    archiveLag: new Gauge({ name: 'headquarters_archive_lag_batches', help: 'Batches received and not durable yet, all branches', registers }),
  };
}

export type HeadquartersMetrics = ReturnType<typeof headquartersMetrics>;
