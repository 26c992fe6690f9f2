/**
 * A matter of a trade with several wordings of each field: `|` parts whole wordings, `[a/b]` words within one, `{小区}` is
 * filled in from the fragments, the same wherever it stands in one case.
 */
export interface CaseMatter {
  /** by the Chinese name of the trade's own tree */
  className: string;
  /** parted by blanks */
  keywords: string;
  title: string;
  problem: string;
  cause: string;
  unit: string;
  remedy: string;
  lesson: string;
  avoidance: string;
}
